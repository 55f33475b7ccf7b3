// SPDX-License-Identifier: Apache-2.0
// Members too long to be read whole: a terrain of gigabytes is one.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/content/decode/citygml/limits.hpp"
#include "engine/content/decode/citygml/member_index.hpp"
#include "engine/content/decode/citygml/stretches.hpp"
#include "engine/content/decode/citymodel/city_file.hpp"
#include "engine/content/decode/citymodel/limits.hpp"
#include "engine/core/result.hpp"

namespace belvedere::content::citygml {

// When members are cut inside. Smaller ones are for tests: what is read is the same.
struct CutSizes {
    std::uint64_t stretch_bytes = citymodel::limits::kCityStretchBytes;
    std::uint64_t whole_bytes = limits::kWholeMemberBytes;
    std::uint64_t piece_bytes = limits::kPieceBytes;
};

// A part of a text that stands elsewhere in the file.
struct TextSegment {
    std::uint64_t text_begin = 0;
    std::uint64_t file_begin = 0;
};

// At which levels of detail an object that is cut has geometry, wherever it stands.
struct ObjectLevels {
    std::uint64_t name_begin = 0;  // Of its start tag's name, in the file.
    std::uint64_t lods = 0;        // As CityMember::lods; those of its parts are the parts' own.
    std::uint64_t shares_lods =
        0;  // Of its parts that are shares of it (is_share_type), and theirs.
};

// A member's text with some of its pieces left out.
struct PartialText {
    std::string text;
    std::vector<TextSegment> segments;     // In order; each goes on to the next one's text_begin.
    std::span<const ObjectLevels> levels;  // The member's, which it must not outlive.
};

// A member in pieces: runs of complete sibling elements of up to CutSizes::piece_bytes, and what is
// left around them (start and end tags of long elements, attributes), which all pieces share. Any
// choice of pieces, put back where they stood, is well-formed XML.
//
// Polygons, lines and placed models are never cut. Of an object or a surface, only children with
// positions are in pieces: its attributes, its appearances, and parts without a shape of their own
// are read with every piece, so that no piece lacks them.
//
// A level of detail is chosen for each object, not for each piece: a piece that has an object's
// lower level alone shows nothing of it where another has the higher one.
struct LongMember {
    citymodel::FileRange range;
    // With bounds, levels and polygons of their own; `range` inside the member's.
    std::vector<citymodel::CityMember> pieces;
    // Where pieces begin that place models or have grids, in order: their bounds are those of the
    // anchors alone (FurtherExtent).
    std::vector<std::uint64_t> further;
    // Of objects that have more than one level, shares counted, and are longer than a piece, in
    // file order. Their start tags stand around the pieces, so limits::kSkeletonBytes bounds how
    // many they are.
    std::vector<ObjectLevels> levels;

    // The member's text with only those pieces; `wanted` are ranges as in `pieces`.
    [[nodiscard]] PartialText text_with(std::string_view text,
                                        const std::vector<citymodel::FileRange>& wanted) const;
};

// Cuts the member whose start tag stands at `begin`. One pass; keeps a few numbers for each open
// element. kBadData where its tags do not match; kLimit over limits::kElementDepth, or when what is
// left around the pieces is over limits::kSkeletonBytes.
[[nodiscard]] Result<LongMember> cut_long_member(std::string_view text, std::uint64_t begin,
                                                 const MeasureRule& rule, const CutSizes& sizes,
                                                 const Passed& passed = {});

}  // namespace belvedere::content::citygml
