// SPDX-License-Identifier: Apache-2.0
// The feature table of b3dm, i3dm and pnts (3D Tiles 1.0, section "Feature Table"): named values in
// JSON that are given in place or as offsets into a binary part. Not the content's FeatureTable.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include <glm/vec3.hpp>

#include "engine/content/decode/json_value.hpp"
#include "engine/core/bytes.hpp"
#include "engine/core/result.hpp"

namespace belvedere::content::tiles3d {

// Borrowed bytes: lives as long as the tile it was read from.
class TileFeatureTable {
  public:
    // An empty `json` is an empty table. kBadData when it is no JSON object.
    [[nodiscard]] static Result<TileFeatureTable> read(ByteView json, ByteView binary);

    [[nodiscard]] bool has(std::string_view name) const { return root_[name].present(); }
    [[nodiscard]] JsonValue json(std::string_view name) const { return root_[name]; }
    // A whole-table number, in place or as a u32 in the binary part.
    [[nodiscard]] std::optional<std::uint64_t> integer(std::string_view name) const;
    // A whole-table vector of three numbers, in place or as f32 in the binary part; finite.
    [[nodiscard]] std::optional<glm::dvec3> vector(std::string_view name) const;
    // The bytes of a per-feature value: `count` times `bytes_each` from its byteOffset. An array in
    // the JSON itself is not taken (the specification has none for the names we read).
    [[nodiscard]] Result<ByteView> values(std::string_view name, std::uint64_t count,
                                          std::uint64_t bytes_each) const;
    [[nodiscard]] ByteView binary() const { return binary_; }

  private:
    TileFeatureTable(std::optional<JsonDocument> document, ByteView binary);
    std::optional<JsonDocument> document_;
    JsonValue root_;
    ByteView binary_;
};

}  // namespace belvedere::content::tiles3d
