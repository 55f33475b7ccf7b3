// SPDX-License-Identifier: Apache-2.0
#include "engine/stream/tile_graft.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

#include <glm/geometric.hpp>
#include <glm/mat3x3.hpp>

#include "engine/stream/limits.hpp"
#include "engine/stream/world_bounds.hpp"

namespace belvedere::stream {
namespace {

namespace tiles3d = content::tiles3d;

// A hint only: what a content is shows when it is loaded.
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

std::uint32_t index(std::size_t value) {
    return static_cast<std::uint32_t>(value);
}

// Appends nodes in breadth-first order, so that the children of each are consecutive.
class GraftBuilder {
  public:
    GraftBuilder(TileGraft& graft, const geo::WorldMapping& mapping)
        : graft_(graft), mapping_(mapping) {}

    std::uint32_t add_transform(const glm::dmat4& transform) {
        graft_.transforms.push_back(transform);
        return index(graft_.transforms.size() - 1);
    }

    void add_uri(std::string_view uri) {
        graft_.content_uris.push_back({index(graft_.text.size()), index(uri.size())});
        graft_.text += uri;
    }

    // Fills a node's volume, error and flags; `volume` is in source coordinates.
    void place(TileNode& node, const geo::BoundingVolume& volume, double geometric_error,
               tiles3d::Refine refine) const {
        const WorldBounds bounds = world_bounds(volume, mapping_);
        node.box = bounds.box;
        node.radius_m = bounds.radius_m;
        node.geometric_error_m = geometric_error * bounds.scale;
        if (bounds.is_sphere) node.flags |= tile_flags::kSphere;
        if (refine == tiles3d::Refine::kAdd) node.flags |= tile_flags::kAdditive;
    }

    // Flags of a tile with these contents.
    static std::uint8_t content_flags(bool has_content, bool is_tileset) {
        if (!has_content) return tile_flags::kUnconditional;
        if (is_tileset) return tile_flags::kExpandable | tile_flags::kUnconditional;
        return tile_flags::kHasContent;
    }

    void set_children(std::uint32_t parent, std::uint32_t first, std::uint32_t count) const {
        graft_.nodes[parent].first_child = TileId{first};
        graft_.nodes[parent].child_count = count;
    }

  private:
    TileGraft& graft_;
    const geo::WorldMapping& mapping_;
};

// Builds the nodes of one document.
class DocumentGrafter {
  public:
    DocumentGrafter(const tiles3d::TilesetDocument& document, const GraftPlace& place,
                    const geo::WorldMapping& mapping, TileGraft& graft, GraftContext& context)
        : document_(document),
          place_(place),
          mapping_(mapping),
          graft_(graft),
          context_(context),
          builder_(graft, mapping) {}

    void run() {
        graft_.nodes.reserve(document_.tiles.size());
        graft_.details.reserve(document_.tiles.size());
        const std::uint32_t outer = builder_.add_transform(place_.transform);
        append(0, TileId{}, 0, outer);
        for (std::uint32_t node = 0; node < graft_.nodes.size(); ++node) {
            append_children(node);
        }
    }

  private:
    void append(std::uint32_t tile, TileId parent, std::uint16_t depth,
                std::uint32_t outer_transform) {
        const tiles3d::TileRecord& record = document_.tiles[tile];
        TileNode node;
        TileDetail detail;
        node.parent = parent;
        node.depth = depth;
        detail.transform = outer_transform;
        if (record.transform != content::kNone) {
            detail.transform = builder_.add_transform(graft_.transforms[outer_transform] *
                                                      document_.transforms[record.transform]);
        }
        const glm::dmat4& transform = graft_.transforms[detail.transform];
        const geo::BoundingVolume volume = geo::transformed(record.volume, transform);
        builder_.place(node, volume, record.geometric_error * largest_scale(transform),
                       record.refine);
        if (record.viewer_request_volume != content::kNone) {
            node.request_volume = add_request_volume(record.viewer_request_volume, transform);
        }
        if (record.implicit_tiling != content::kNone) {
            make_implicit(record, volume, transform, node, detail);
        } else {
            add_contents(record, node, detail);
        }
        graft_.nodes.push_back(node);
        graft_.details.push_back(detail);
        tile_of_node_.push_back(tile);
    }

    void add_contents(const tiles3d::TileRecord& record, TileNode& node, TileDetail& detail) {
        detail.first_content = index(graft_.content_uris.size());
        detail.content_count = record.contents.count;
        bool is_tileset = false;
        for (std::uint32_t i = 0; i < record.contents.count; ++i) {
            const std::string& uri = document_.contents[record.contents.first + i].uri;
            is_tileset = is_tileset || looks_like_tileset(uri);
            builder_.add_uri(uri);
        }
        node.flags |= GraftBuilder::content_flags(record.contents.count > 0, is_tileset);
    }

    void make_implicit(const tiles3d::TileRecord& record, const geo::BoundingVolume& volume,
                       const glm::dmat4& transform, TileNode& node, TileDetail& detail) {
        GraftContext::ImplicitRoot root;
        root.volume = volume;
        root.geometric_error = record.geometric_error * largest_scale(transform);
        root.transform = transform;
        root.refine = record.refine;
        for (std::uint32_t i = 0; i < record.contents.count; ++i) {
            root.content_uris.push_back(document_.contents[record.contents.first + i].uri);
        }
        detail.implicit = index(graft_.implicit_places.size());
        graft_.implicit_places.push_back({index(context_.implicit_tilings.size()), {}});
        context_.implicit_tilings.push_back(document_.implicit_tilings[record.implicit_tiling]);
        context_.implicit_roots.push_back(std::move(root));
        node.flags |= tile_flags::kExpandable | tile_flags::kUnconditional;
    }

    std::uint32_t add_request_volume(std::uint32_t volume, const glm::dmat4& transform) {
        const geo::BoundingVolume in_source =
            geo::transformed(document_.viewer_request_volumes[volume], transform);
        graft_.request_volumes.push_back(world_volume(in_source, mapping_));
        return index(graft_.request_volumes.size() - 1);
    }

    void append_children(std::uint32_t node) {
        const std::uint32_t tile = tile_of_node_[node];
        const tiles3d::TileRecord& record = document_.tiles[tile];
        const std::uint32_t first = index(graft_.nodes.size());
        const auto depth = static_cast<std::uint16_t>(graft_.nodes[node].depth + 1);
        const std::uint32_t transform = graft_.details[node].transform;
        if (record.implicit_tiling != content::kNone) return;  // Its children are in subtrees.
        for (std::uint32_t child = tile + 1; child < record.subtree_end;
             child = document_.tiles[child].subtree_end) {
            append(child, TileId{node}, depth, transform);
        }
        const std::uint32_t count = index(graft_.nodes.size()) - first;
        if (count > 0) builder_.set_children(node, first, count);
        settle_flags(graft_.nodes[node], count);
    }

    // An external tileset beside explicit children: the children stand, the content is loaded as
    // content would be and grafted below if it is one.
    static void settle_flags(TileNode& node, std::uint32_t count) {
        const bool is_expandable = (node.flags & tile_flags::kExpandable) != 0;
        if (!is_expandable || count == 0) return;
        node.flags = static_cast<std::uint8_t>(
            (node.flags & ~(tile_flags::kExpandable | tile_flags::kUnconditional)) |
            tile_flags::kHasContent);
    }

    const tiles3d::TilesetDocument& document_;
    const GraftPlace& place_;
    const geo::WorldMapping& mapping_;
    TileGraft& graft_;
    GraftContext& context_;
    GraftBuilder builder_;
    std::vector<std::uint32_t> tile_of_node_;
};

// Builds the nodes of one subtree.
class SubtreeGrafter {
  public:
    SubtreeGrafter(const tiles3d::Subtree& subtree, const ImplicitPlace& where,
                   const GraftContext& context, TileGraft& graft)
        : subtree_(subtree),
          tiling_(context.implicit_tilings[where.tiling]),
          root_(context.implicit_roots[where.tiling]),
          where_(where),
          graft_(graft),
          builder_(graft, *context.mapping),
          content_count_(std::min(index(root_.content_uris.size()), subtree.content_count())) {}

    void run() {
        graft_.transforms.push_back(root_.transform);
        if (!subtree_.has_tile(0, 0)) return;
        append(where_.coordinates, TileId{}, 0, Kind::kTile);
        for (std::uint32_t node = 0; node < graft_.nodes.size(); ++node) {
            append_children(node);
        }
    }

  private:
    enum class Kind { kTile, kChildSubtree };

    std::uint32_t level_in_subtree(const tiles3d::ImplicitCoordinates& tile) const {
        return tile.level - where_.coordinates.level;
    }
    std::uint64_t morton_in_subtree(const tiles3d::ImplicitCoordinates& tile) const {
        return tiles3d::morton_index(tiling_.scheme,
                                     tiles3d::relative_to(where_.coordinates, tile));
    }

    void append(const tiles3d::ImplicitCoordinates& tile, TileId parent, std::uint16_t depth,
                Kind kind) {
        TileNode node;
        TileDetail detail;
        node.parent = parent;
        node.depth = depth;
        detail.transform = 0;
        place(node, tile, kind);
        if (kind == Kind::kChildSubtree) {
            detail.implicit = index(graft_.implicit_places.size());
            graft_.implicit_places.push_back({where_.tiling, tile});
            node.flags |= tile_flags::kExpandable | tile_flags::kUnconditional;
        } else {
            add_contents(tile, node, detail);
        }
        graft_.nodes.push_back(node);
        graft_.details.push_back(detail);
        coordinates_.push_back(tile);
    }

    // The subdivision's volume, error and refinement, or what the tile's metadata says instead.
    void place(TileNode& node, const tiles3d::ImplicitCoordinates& tile, Kind kind) const {
        geo::BoundingVolume volume = tiles3d::subdivided_volume(root_.volume, tiling_, tile);
        double error = tiles3d::subdivided_error(root_.geometric_error, tile.level);
        tiles3d::Refine refine = root_.refine;
        const tiles3d::TileSemantics* said =
            kind == Kind::kTile
                ? subtree_.semantics(level_in_subtree(tile), morton_in_subtree(tile))
                : nullptr;
        if (said != nullptr) {
            const bool is_moved = said->volume && !said->volume_is_cell;
            volume = tiles3d::bounded_volume(volume, *said);
            if (is_moved) volume = geo::transformed(volume, root_.transform);
            if (said->geometric_error) {
                error = *said->geometric_error * largest_scale(root_.transform);
            }
            refine = said->refine.value_or(refine);
        }
        builder_.place(node, volume, error, refine);
    }

    void add_contents(const tiles3d::ImplicitCoordinates& tile, TileNode& node,
                      TileDetail& detail) {
        detail.first_content = index(graft_.content_uris.size());
        const std::uint32_t level = level_in_subtree(tile);
        const std::uint64_t morton = morton_in_subtree(tile);
        bool is_tileset = false;
        for (std::uint32_t i = 0; i < content_count_; ++i) {
            if (!subtree_.has_content(i, level, morton)) continue;
            const std::string uri = tiles3d::expand_template(root_.content_uris[i], tile);
            is_tileset = is_tileset || looks_like_tileset(uri);
            builder_.add_uri(uri);
            ++detail.content_count;
        }
        node.flags |= GraftBuilder::content_flags(detail.content_count > 0, is_tileset);
    }

    void append_children(std::uint32_t node) {
        const tiles3d::ImplicitCoordinates tile = coordinates_[node];
        const std::uint32_t level = level_in_subtree(tile) + 1;
        const bool is_below = level == tiling_.subtree_levels;
        if (level > tiling_.subtree_levels || tile.level + 1 >= tiling_.available_levels) return;
        const std::uint32_t first = index(graft_.nodes.size());
        const auto depth = static_cast<std::uint16_t>(graft_.nodes[node].depth + 1);
        for (std::uint32_t i = 0; i < tiles3d::children_per_tile(tiling_.scheme); ++i) {
            const tiles3d::ImplicitCoordinates child = tiles3d::child_of(tile, i);
            const std::uint64_t morton = morton_in_subtree(child);
            const bool is_there =
                is_below ? subtree_.has_child_subtree(morton) : subtree_.has_tile(level, morton);
            if (is_there) {
                append(child, TileId{node}, depth, is_below ? Kind::kChildSubtree : Kind::kTile);
            }
        }
        const std::uint32_t count = index(graft_.nodes.size()) - first;
        if (count > 0) builder_.set_children(node, first, count);
    }

    const tiles3d::Subtree& subtree_;
    const tiles3d::ImplicitTiling& tiling_;
    const GraftContext::ImplicitRoot& root_;
    ImplicitPlace where_;
    TileGraft& graft_;
    GraftBuilder builder_;
    std::uint32_t content_count_;
    std::vector<tiles3d::ImplicitCoordinates> coordinates_;
};

}  // namespace

std::uint64_t TileGraft::bytes() const {
    return nodes.capacity() * sizeof(TileNode) + details.capacity() * sizeof(TileDetail) +
           transforms.capacity() * sizeof(glm::dmat4) +
           request_volumes.capacity() * sizeof(geo::BoundingVolume) +
           content_uris.capacity() * sizeof(content::StringRef) +
           implicit_places.capacity() * sizeof(ImplicitPlace) + text.capacity() +
           base_uri.capacity();
}

Result<TileGraft> build_graft(const tiles3d::TilesetDocument& document, const std::string& uri,
                              const GraftPlace& place,
                              std::shared_ptr<const geo::WorldMapping> mapping) {
    if (std::find(place.documents.begin(), place.documents.end(), uri) != place.documents.end()) {
        return fail(ErrorKind::kBadData, uri + ": tileset refers to itself");
    }
    if (place.documents.size() > static_cast<std::size_t>(limits::kExternalDepth)) {
        return fail(ErrorKind::kLimit,
                    uri + ": tilesets nest deeper than " + std::to_string(limits::kExternalDepth));
    }
    auto context = std::make_shared<GraftContext>();
    context->mapping = mapping;
    context->up_axis = document.up_axis;
    context->schema_json = document.schema_json;
    context->attribution = document.attribution;
    TileGraft graft;
    graft.base_uri = uri;
    graft.documents = place.documents;
    graft.documents.push_back(uri);
    graft.is_document = true;
    graft.warnings = document.warnings;
    DocumentGrafter(document, place, *mapping, graft, *context).run();
    graft.context = std::move(context);
    return graft;
}

Result<TileGraft> build_graft(const tiles3d::Subtree& subtree, const ImplicitPlace& where,
                              const std::string& base_uri, const GraftPlace& place,
                              std::shared_ptr<const GraftContext> context) {
    TileGraft graft;
    graft.base_uri = base_uri;
    graft.documents = place.documents;
    graft.warnings = subtree.warnings();
    SubtreeGrafter(subtree, where, *context, graft).run();
    graft.context = std::move(context);
    return graft;
}

TileGraft single_content_graft(const std::string& uri, const geo::BoundingVolume& volume,
                               std::shared_ptr<const geo::WorldMapping> mapping) {
    TileGraft graft;
    auto context = std::make_shared<GraftContext>();
    TileNode node;
    GraftBuilder builder(graft, *mapping);
    builder.place(node, volume, 0.0, tiles3d::Refine::kReplace);
    node.flags |= tile_flags::kHasContent;
    builder.add_transform(glm::dmat4(1.0));
    builder.add_uri(uri);
    graft.nodes.push_back(node);
    graft.details.push_back({0, 0, 1, kNone});
    graft.base_uri = uri;
    graft.documents = {uri};
    context->mapping = std::move(mapping);
    graft.context = std::move(context);
    return graft;
}

}  // namespace belvedere::stream
