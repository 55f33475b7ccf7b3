// SPDX-License-Identifier: Apache-2.0
// Splits a model's text between members, far faster than its tags can be read.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/content/decode/citymodel/city_file.hpp"

namespace belvedere::content::citygml {

// Comments, CDATA sections and processing instructions: where a tag is none. In order.
[[nodiscard]] std::vector<citymodel::FileRange> hidden_ranges(std::string_view text);

// The text from `begin` in pieces of about `stretch_bytes`, each ending where a member does; a
// member that is longer makes its piece longer. A text without member elements is one piece.
[[nodiscard]] std::vector<citymodel::FileRange> cut_stretches(
    std::string_view text, std::uint64_t begin, std::uint64_t stretch_bytes,
    const std::vector<citymodel::FileRange>& hidden);

// Complete appearanceMember elements from `begin` on, wherever they stand.
[[nodiscard]] std::vector<citymodel::FileRange> appearance_ranges(
    std::string_view text, std::uint64_t begin, const std::vector<citymodel::FileRange>& hidden);

}  // namespace belvedere::content::citygml
