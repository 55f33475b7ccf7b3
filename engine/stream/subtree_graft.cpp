// SPDX-License-Identifier: Apache-2.0
// Subtrees of implicit tilings as nodes.
#include <algorithm>
#include <utility>
#include <vector>

#include "engine/stream/graft_builder.hpp"
#include "engine/stream/tile_graft.hpp"

namespace belvedere::stream {
namespace {

namespace tiles3d = content::tiles3d;

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
          content_count_(std::min(index(root_.content_uris.size()), subtree.content_count())),
          context_(context) {}

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
        is_made_here_.push_back(false);
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
        for (const bool adds_tilesets : {false, true}) {
            for (std::uint32_t i = 0; i < content_count_; ++i) {
                if (!subtree_.has_content(i, level, morton)) continue;
                const std::string uri = tiles3d::expand_template(root_.content_uris[i], tile);
                if (looks_like_tileset(uri) != adds_tilesets) continue;
                is_tileset = is_tileset || adds_tilesets;
                builder_.add_uri(uri);
                ++detail.content_count;
            }
        }
        node.flags |= GraftBuilder::content_flags(detail.content_count > 0, is_tileset);
        add_entities(level, morton, detail);
    }

    void add_entities(std::uint32_t level, std::uint64_t morton, TileDetail& detail) {
        if (level == 0) {
            builder_.add_entity(detail, EntityScope::kSubtree, subtree_.subtree_metadata_json());
        }
        builder_.add_entity(detail, EntityScope::kTile, subtree_.tile_metadata_json(level, morton));
        for (std::uint32_t i = 0; i < content_count_; ++i) {
            if (!subtree_.has_content(i, level, morton)) continue;
            const std::uint32_t group = root_.content_groups[i];
            if (group < context_.groups.size()) {
                builder_.add_entity(detail, EntityScope::kGroup, context_.groups[group]);
            }
            builder_.add_entity(detail, EntityScope::kContent,
                                subtree_.content_metadata_json(i, level, morton));
        }
    }

    void append_children(std::uint32_t node) {
        if (is_made_here_[node]) return;
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
        if (graft_.nodes.size() > first && builder_.outsource_tilesets(node)) {
            coordinates_.push_back(tile);
            is_made_here_.push_back(true);
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
    const GraftContext& context_;
    std::vector<tiles3d::ImplicitCoordinates> coordinates_;
    std::vector<bool> is_made_here_;  // For a tileset beside children; no tile of the subtree.
};

}  // namespace

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

}  // namespace belvedere::stream
