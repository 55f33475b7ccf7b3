// SPDX-License-Identifier: Apache-2.0
#include "engine/stream/tile_graft.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include "engine/stream/graft_builder.hpp"
#include "engine/stream/limits.hpp"
#include "engine/stream/world_bounds.hpp"

namespace belvedere::stream {
namespace {

namespace tiles3d = content::tiles3d;

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
        if (record.metadata != content::kNone) {
            builder_.add_entity(detail, EntityScope::kTile,
                                document_.tile_metadata_json[record.metadata]);
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
        const auto contents =
            std::span(document_.contents).subspan(record.contents.first, record.contents.count);
        const auto add_if = [&](bool is_tileset) {
            for (const tiles3d::ContentRecord& content : contents) {
                if (looks_like_tileset(content.uri) != is_tileset) continue;
                builder_.add_uri(content.uri);
                ++detail.content_count;
            }
        };
        detail.first_content = index(graft_.content_uris.size());
        add_if(false);
        const std::uint32_t drawn = detail.content_count;
        add_if(true);
        node.flags |= GraftBuilder::content_flags(!contents.empty(), detail.content_count > drawn);
        for (const tiles3d::ContentRecord& content : contents) {
            if (content.group < document_.groups.size()) {
                builder_.add_entity(detail, EntityScope::kGroup, document_.groups[content.group]);
            }
            builder_.add_entity(detail, EntityScope::kContent, content.metadata_json);
        }
    }

    void make_implicit(const tiles3d::TileRecord& record, const geo::BoundingVolume& volume,
                       const glm::dmat4& transform, TileNode& node, TileDetail& detail) {
        GraftContext::ImplicitRoot root;
        root.volume = volume;
        root.geometric_error = record.geometric_error * largest_scale(transform);
        root.transform = transform;
        root.refine = record.refine;
        for (std::uint32_t i = 0; i < record.contents.count; ++i) {
            const tiles3d::ContentRecord& content = document_.contents[record.contents.first + i];
            root.content_uris.push_back(content.uri);
            root.content_groups.push_back(content.group);
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
        if (tile == kNone) return;  // A child made here.
        const tiles3d::TileRecord& record = document_.tiles[tile];
        const std::uint32_t first = index(graft_.nodes.size());
        const auto depth = static_cast<std::uint16_t>(graft_.nodes[node].depth + 1);
        const std::uint32_t transform = graft_.details[node].transform;
        if (record.implicit_tiling != content::kNone) return;  // Its children are in subtrees.
        for (std::uint32_t child = tile + 1; child < record.subtree_end;
             child = document_.tiles[child].subtree_end) {
            append(child, TileId{node}, depth, transform);
        }
        if (graft_.nodes.size() > first && builder_.outsource_tilesets(node)) {
            tile_of_node_.push_back(kNone);
        }
        const std::uint32_t count = index(graft_.nodes.size()) - first;
        if (count > 0) builder_.set_children(node, first, count);
    }

    const tiles3d::TilesetDocument& document_;
    const GraftPlace& place_;
    const geo::WorldMapping& mapping_;
    TileGraft& graft_;
    GraftContext& context_;
    GraftBuilder builder_;
    std::vector<std::uint32_t> tile_of_node_;
};

}  // namespace

std::uint64_t TileGraft::bytes() const {
    return nodes.capacity() * sizeof(TileNode) + details.capacity() * sizeof(TileDetail) +
           transforms.capacity() * sizeof(glm::dmat4) +
           request_volumes.capacity() * sizeof(geo::BoundingVolume) +
           content_uris.capacity() * sizeof(content::StringRef) +
           implicit_places.capacity() * sizeof(ImplicitPlace) +
           entities.capacity() * sizeof(GraftEntity) + text.capacity() + base_uri.capacity();
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
    context->metadata_json = document.metadata_json;
    context->groups = document.groups;
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
    graft.details.push_back({0, 0, 1, kNone, 0, 0});
    graft.base_uri = uri;
    graft.documents = {uri};
    context->mapping = std::move(mapping);
    graft.context = std::move(context);
    return graft;
}

}  // namespace belvedere::stream