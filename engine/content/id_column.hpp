// SPDX-License-Identifier: Apache-2.0
// Which property of a feature class is its identity: shown as the id, joined with other data, equal
// in a building's coarse and fine tiles.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace belvedere::content {

// How well a property serves as identity, smaller is better; nothing when it does not. The semantic
// "ID" of 3D Metadata comes first, then the names that writers of city tiles use (gml_id, gml:id,
// id, uuid ...), without regard to case. Among equal ranks the first property wins.
[[nodiscard]] std::optional<std::uint32_t> id_rank(std::string_view name,
                                                   std::string_view semantic);

}  // namespace belvedere::content
