// SPDX-License-Identifier: Apache-2.0
// Roofs on quads.
#pragma once

#include "engine/generator/city_mesh.hpp"

namespace belvedere::generator {

// Closes the part from its eaves upwards; parapets and chimneys only at Detail::kFull.
void add_roof(CityMesh& mesh, const BuildingPart& part, Detail detail);

}  // namespace belvedere::generator
