// SPDX-License-Identifier: Apache-2.0
#include "engine/content/id_column.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace belvedere::content {

namespace {

// From the surest to the vaguest: a gml:id is unique by its standard, an "objectid" only by habit.
constexpr std::array<std::string_view, 18> kIdNames = {
    "gml_id",     "gml:id",        "gmlid",      "uuid",        "guid", "globalid",
    "identifier", "identificatie", "buildingid", "building_id", "id",   "_id",
    "fid",        "objectid",      "object_id",  "featureid",   "bin",  "elementid"};

char lower(char character) {
    return character >= 'A' && character <= 'Z' ? static_cast<char>(character - 'A' + 'a')
                                                : character;
}

bool same_ignoring_case(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, [](char x, char y) { return lower(x) == lower(y); });
}

}  // namespace

std::optional<std::uint32_t> id_rank(std::string_view name, std::string_view semantic) {
    if (semantic == "ID") return 0;
    for (std::size_t i = 0; i < kIdNames.size(); ++i) {
        if (same_ignoring_case(name, kIdNames[i])) return static_cast<std::uint32_t>(i) + 1;
    }
    return std::nullopt;
}

}  // namespace belvedere::content
