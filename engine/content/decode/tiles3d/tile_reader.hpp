// SPDX-License-Identifier: Apache-2.0
// The tree of tiles of a tileset.json, read without recursion.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "engine/content/decode/json_value.hpp"
#include "engine/content/decode/tiles3d/tileset_document.hpp"
#include "engine/content/decode/warning_list.hpp"
#include "engine/core/result.hpp"

namespace belvedere::content::tiles3d {

// What a tile's content may refer to by name: group ids of 3DTILES_metadata with their index.
using GroupNames = std::map<std::string, std::uint32_t, std::less<>>;

// Appends the tile `root` and all below it to `document`. document.groups and geometric_error are
// read already. kBadData when the root itself is of no use; kLimit over the limits on tiles and
// depth; faults of other tiles go to `warnings`, with the tile's path in front.
[[nodiscard]] Result<void> read_tiles(const JsonValue& root, const GroupNames& groups,
                                      TilesetDocument& document, WarningList& warnings);

}  // namespace belvedere::content::tiles3d
