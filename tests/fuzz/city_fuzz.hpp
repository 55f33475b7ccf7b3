// SPDX-License-Identifier: Apache-2.0
// What the fuzz targets of city files share: everything a viewer does with such a file.
#pragma once

#include "engine/core/bytes.hpp"

namespace belvedere::fuzz {

// Opens, indexes, reads and writes all of it as tiles, fine and coarse; aborts when a block is not
// sound.
void read_city(ByteView bytes);
// The same of a CityGML file whose members are cut into small pieces.
void read_cut_citygml(ByteView bytes);

}  // namespace belvedere::fuzz
