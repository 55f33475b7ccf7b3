// SPDX-License-Identifier: Apache-2.0
// Walls and roofs of buildings. Each part is closed except for its floor, which nobody sees, and
// for joints to parts of the same building.
#pragma once

#include "engine/generator/city_mesh.hpp"

namespace belvedere::generator {

// Adds one part as fine as `detail` asks (kBlocks is drawn as kBoxes). The mesh's feature is set by
// the caller.
void add_building_part(CityMesh& mesh, const BuildingPart& part, Detail detail);

}  // namespace belvedere::generator
