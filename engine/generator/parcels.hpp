// SPDX-License-Identifier: Apache-2.0
// The strip along a block's edges cut into parcels.
#pragma once

#include <cstddef>
#include <vector>

#include "engine/generator/polygon.hpp"
#include "engine/generator/random.hpp"

namespace belvedere::generator {

// Side 0 of the quad lies on the street, side 2 at the back; sides 1 and 3 stand square to the
// street, except at the block's corners, where they follow the line from its corner to the inner
// one.
struct Parcel {
    Quad quad{};
    std::size_t edge = 0;                    // Of the polygon the strip was made from.
    bool is_first = false, is_last = false;  // Of its edge: one side is on a corner line.
};

// The parcels of a strip, about `width_m` wide, edge by edge in order. Edges too short for a cut
// are one parcel.
[[nodiscard]] std::vector<Parcel> cut_parcels(const Strip& strip, double width_m, Random& random);

}  // namespace belvedere::generator
