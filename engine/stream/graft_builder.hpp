// SPDX-License-Identifier: Apache-2.0
// What building the nodes of documents and of subtrees has in common.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include <glm/mat4x4.hpp>

#include "engine/geo/bounds.hpp"
#include "engine/geo/world_mapping.hpp"
#include "engine/stream/tile_graft.hpp"

namespace belvedere::stream {

// A hint only: what a content is shows when it is loaded.
[[nodiscard]] bool looks_like_tileset(std::string_view uri);
[[nodiscard]] double largest_scale(const glm::dmat4& transform);
[[nodiscard]] inline std::uint32_t index(std::size_t value) {
    return static_cast<std::uint32_t>(value);
}

// Appends to a graft in breadth-first order, so that the children of each node are consecutive.
// Borrows both; one job.
class GraftBuilder {
  public:
    GraftBuilder(TileGraft& graft, const geo::WorldMapping& mapping)
        : graft_(graft), mapping_(mapping) {}

    std::uint32_t add_transform(const glm::dmat4& transform);
    void add_uri(std::string_view uri);
    // Empty text is no entity.
    void add_entity(TileDetail& detail, EntityScope scope, std::string_view json);
    // A tileset named by a tile that has children of its own cannot hang below that tile: it gets a
    // child in its place, after the others. A tile's tilesets are the last of its contents. False
    // when it has none.
    bool outsource_tilesets(std::uint32_t parent);
    // Fills a node's volume, error and flags; `volume` is in source coordinates.
    void place(TileNode& node, const geo::BoundingVolume& volume, double geometric_error,
               content::tiles3d::Refine refine) const;
    // Flags of a tile with these contents.
    [[nodiscard]] static std::uint8_t content_flags(bool has_content, bool is_tileset);
    void set_children(std::uint32_t parent, std::uint32_t first, std::uint32_t count) const;

  private:
    // How many of a tile's contents are tilesets.
    [[nodiscard]] std::uint32_t tilesets_of(const TileDetail& detail) const;

    TileGraft& graft_;
    const geo::WorldMapping& mapping_;
};

}  // namespace belvedere::stream
