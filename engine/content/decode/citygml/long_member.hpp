// SPDX-License-Identifier: Apache-2.0
// Members too long to be read whole: a terrain of gigabytes is one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/content/decode/citygml/member_index.hpp"
#include "engine/content/decode/citygml/stretches.hpp"
#include "engine/content/decode/citymodel/city_file.hpp"
#include "engine/core/result.hpp"

namespace belvedere::content::citygml {

// A member in pieces: runs of complete sibling elements of up to limits::kPieceBytes, and what is
// left around them (start and end tags of long elements, attributes), which all pieces share. Any
// choice of pieces, put back where they stood, is well-formed XML.
struct LongMember {
    citymodel::FileRange range;
    // With bounds, levels and polygons of their own; `range` inside the member's.
    std::vector<citymodel::CityMember> pieces;

    // The member's text with only those pieces; `wanted` are ranges as in `pieces`.
    [[nodiscard]] std::string text_with(std::string_view text,
                                        const std::vector<citymodel::FileRange>& wanted) const;
};

// Cuts the member whose start tag stands at `begin`. One pass; keeps a few numbers for each open
// element. kBadData where its tags do not match; kLimit over limits::kElementDepth, or when what is
// left around the pieces is over limits::kSkeletonBytes.
[[nodiscard]] Result<LongMember> cut_long_member(std::string_view text, std::uint64_t begin,
                                                 const MeasureRule& rule,
                                                 const Passed& passed = {});

}  // namespace belvedere::content::citygml
