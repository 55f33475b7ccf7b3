// SPDX-License-Identifier: Apache-2.0
#include "engine/stream/graft_builder.hpp"

#include <algorithm>
#include <string>

#include <glm/geometric.hpp>
#include <glm/mat3x3.hpp>

#include "engine/stream/world_bounds.hpp"

namespace belvedere::stream {

bool looks_like_tileset(std::string_view uri) {
    uri = uri.substr(0, uri.find_first_of("?#"));
    if (uri.size() < 5) return false;
    std::string ending(uri.substr(uri.size() - 5));
    std::transform(ending.begin(), ending.end(), ending.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return ending == ".json";
}

double largest_scale(const glm::dmat4& transform) {
    const glm::dmat3 linear(transform);
    return std::max({glm::length(linear[0]), glm::length(linear[1]), glm::length(linear[2])});
}

std::uint32_t GraftBuilder::add_transform(const glm::dmat4& transform) {
    graft_.transforms.push_back(transform);
    return index(graft_.transforms.size() - 1);
}

void GraftBuilder::add_uri(std::string_view uri) {
    graft_.content_uris.push_back({index(graft_.text.size()), index(uri.size())});
    graft_.text += uri;
}

void GraftBuilder::add_entity(TileDetail& detail, EntityScope scope, std::string_view json) {
    if (json.empty()) return;
    if (detail.entity_count == 0) detail.first_entity = index(graft_.entities.size());
    graft_.entities.push_back({scope, {index(graft_.text.size()), index(json.size())}});
    graft_.text += json;
    ++detail.entity_count;
}

bool GraftBuilder::outsource_tilesets(std::uint32_t parent) {
    const std::uint32_t tilesets = tilesets_of(graft_.details[parent]);
    if (tilesets == 0) return false;
    TileNode node = graft_.nodes[parent];
    node.parent = TileId{parent};
    node.first_child = TileId{};
    node.child_count = 0;
    node.request_volume = kNone;
    ++node.depth;
    node.flags =
        static_cast<std::uint8_t>((node.flags & tile_flags::kSphere) | content_flags(true, true));
    TileDetail detail = graft_.details[parent];
    detail.first_content += detail.content_count - tilesets;
    detail.content_count = tilesets;
    detail.entity_count = 0;
    graft_.details[parent].content_count -= tilesets;
    std::uint8_t& flags = graft_.nodes[parent].flags;
    flags = static_cast<std::uint8_t>(
        (flags & ~(tile_flags::kExpandable | tile_flags::kUnconditional)) |
        content_flags(graft_.details[parent].content_count > 0, false));
    graft_.nodes.push_back(node);
    graft_.details.push_back(detail);
    return true;
}

void GraftBuilder::place(TileNode& node, const geo::BoundingVolume& volume, double geometric_error,
                         content::tiles3d::Refine refine) const {
    const WorldBounds bounds = world_bounds(volume, mapping_);
    node.box = bounds.box;
    node.radius_m = bounds.radius_m;
    node.geometric_error_m = geometric_error * bounds.scale;
    if (bounds.is_sphere) node.flags |= tile_flags::kSphere;
    if (refine == content::tiles3d::Refine::kAdd) node.flags |= tile_flags::kAdditive;
}

std::uint8_t GraftBuilder::content_flags(bool has_content, bool is_tileset) {
    if (!has_content) return tile_flags::kUnconditional;
    if (is_tileset) return tile_flags::kExpandable | tile_flags::kUnconditional;
    return tile_flags::kHasContent;
}

void GraftBuilder::set_children(std::uint32_t parent, std::uint32_t first,
                                std::uint32_t count) const {
    graft_.nodes[parent].first_child = TileId{first};
    graft_.nodes[parent].child_count = count;
}

std::uint32_t GraftBuilder::tilesets_of(const TileDetail& detail) const {
    std::uint32_t count = 0;
    for (std::uint32_t i = 0; i < detail.content_count; ++i) {
        const content::StringRef uri = graft_.content_uris[detail.first_content + i];
        const auto text = std::string_view(graft_.text).substr(uri.offset, uri.length);
        if (looks_like_tileset(text)) ++count;
    }
    return count;
}

}  // namespace belvedere::stream
