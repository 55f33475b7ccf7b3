// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/content/tileset_folder.hpp"

#include <cstdlib>
#include <deque>
#include <system_error>

#include "engine/content/decode/tiles3d/subtree.hpp"
#include "engine/content/decode/tiles3d/tileset_document.hpp"
#include "engine/content/decode/tiles3d/tileset_metadata.hpp"
#include "engine/content/limits.hpp"
#include "engine/core/file.hpp"
#include "engine/geo/world_mapping.hpp"
#include "test_paths.hpp"

namespace belvedere::content {

namespace {

namespace fs = std::filesystem;
using tiles3d::ImplicitCoordinates;
using tiles3d::ImplicitTiling;
using tiles3d::TileRecord;
using tiles3d::TilesetDocument;

constexpr int kExternalDepthMax = 8;
constexpr int kSetsMax = 64;

struct PendingSet {
    fs::path path;
    glm::dmat4 transform{1.0};
    int depth = 0;
};

class Visitor {
  public:
    explicit Visitor(const std::function<void(const TileContent&)>& on_content)
        : on_content_(on_content) {}

    TilesetVisit run(const fs::path& tileset_json) {
        pending_.push_back({tileset_json, glm::dmat4(1.0), 0});
        while (!pending_.empty()) {
            const PendingSet set = pending_.front();
            pending_.pop_front();
            visit_set(set);
        }
        return std::move(visit_);
    }

  private:
    void visit_set(const PendingSet& set) {
        // A tileset may be placed several times; one that leads back to itself only nests.
        if (++visits_ > kSetsMax) return visit_.errors.push_back("more tilesets than the limit");
        const auto bytes = read_file(set.path, limits::kJsonBytes);
        if (!bytes) return visit_.errors.push_back(bytes.error().message);
        auto document = tiles3d::parse_tileset(*bytes, set.path.filename().string());
        if (!document) return visit_.errors.push_back(document.error().message);
        FolderResources resources(set.path.parent_path());
        tiles3d::resolve_metadata(*document, resources);
        for (const std::string& warning : document->warnings)
            visit_.warnings.push_back(warning);
        std::vector<glm::dmat4> transforms;
        for (const TileRecord& tile : document->tiles) {
            const glm::dmat4& parent =
                tile.parent == kNone ? set.transform : transforms[tile.parent];
            transforms.push_back(
                tile.transform == kNone ? parent : parent * document->transforms[tile.transform]);
            if (tile.implicit_tiling != kNone) {
                visit_subtrees(set, *document, tile, transforms.back());
                continue;
            }
            ++visit_.tiles;
            for (std::uint32_t i = 0; i < tile.contents.count; ++i) {
                visit_content(set, document->contents[tile.contents.first + i].uri,
                              transforms.back(), document->up_axis);
            }
        }
    }

    void visit_subtrees(const PendingSet& set, const TilesetDocument& document,
                        const TileRecord& tile, const glm::dmat4& transform) {
        const ImplicitTiling& tiling = document.implicit_tilings[tile.implicit_tiling];
        std::deque<ImplicitCoordinates> roots{ImplicitCoordinates{}};
        while (!roots.empty()) {
            const ImplicitCoordinates root = roots.front();
            roots.pop_front();
            if (root.level >= tiling.available_levels) continue;
            const fs::path path =
                set.path.parent_path() / tiles3d::expand_template(tiling.subtree_uri, root);
            const auto bytes = read_file(path, limits::kJsonBytes);
            if (!bytes) {
                visit_.errors.push_back(bytes.error().message);
                continue;
            }
            FolderResources resources(path.parent_path());
            const auto subtree =
                tiles3d::parse_subtree(*bytes, tiling, &resources, document.schema_json);
            if (!subtree) {
                visit_.errors.push_back(path.filename().string() + ": " + subtree.error().message);
                continue;
            }
            for (const std::string& warning : subtree->warnings())
                visit_.warnings.push_back(warning);
            visit_tiles(set, document, tile, transform, *subtree, root);
            const std::uint64_t children =
                std::uint64_t{1} << (tiling.subtree_levels *
                                     (tiling.scheme == tiles3d::SubdivisionScheme::kOctree ? 3
                                                                                           : 2));
            for (std::uint64_t morton = 0; morton < children; ++morton) {
                if (!subtree->has_child_subtree(morton)) continue;
                roots.push_back(
                    tiles3d::descendant_of(tiling.scheme, root, tiling.subtree_levels, morton));
            }
        }
    }

    void visit_tiles(const PendingSet& set, const TilesetDocument& document, const TileRecord& tile,
                     const glm::dmat4& transform, const tiles3d::Subtree& subtree,
                     const ImplicitCoordinates& root) {
        const ImplicitTiling& tiling = document.implicit_tilings[tile.implicit_tiling];
        const std::uint32_t bits = tiling.scheme == tiles3d::SubdivisionScheme::kOctree ? 3 : 2;
        for (std::uint32_t level = 0; level < tiling.subtree_levels; ++level) {
            for (std::uint64_t morton = 0; morton < std::uint64_t{1} << (level * bits); ++morton) {
                if (!subtree.has_tile(level, morton)) continue;
                ++visit_.tiles;
                const auto at = tiles3d::descendant_of(tiling.scheme, root, level, morton);
                for (std::uint32_t i = 0; i < tile.contents.count; ++i) {
                    if (!subtree.has_content(i, level, morton)) continue;
                    const std::string& uri = document.contents[tile.contents.first + i].uri;
                    visit_content(set, tiles3d::expand_template(uri, at), transform,
                                  document.up_axis);
                }
            }
        }
    }

    void visit_content(const PendingSet& set, const std::string& uri, const glm::dmat4& transform,
                       UpAxis up_axis) {
        const fs::path path = set.path.parent_path() / uri.substr(0, uri.find('?'));
        const auto bytes = read_file(path, limits::kContentFileBytes);
        if (!bytes) return visit_.errors.push_back(bytes.error().message);
        if (content_kind(*bytes) == ContentKind::kTilesetJson) {
            if (set.depth >= kExternalDepthMax) return visit_.errors.push_back("nested too deep");
            return pending_.push_back({path, transform, set.depth + 1});
        }
        FolderResources resources(path.parent_path());
        DecodeContext context;
        context.name = uri;
        context.tile_transform = transform;
        context.mapping = geo::earth_centred_mapping();
        context.up_axis = up_axis;
        context.resources = &resources;
        const auto content = decode_content(*bytes, context);
        if (!content) return visit_.errors.push_back(content.error().message);
        for (const StringRef warning : content->warnings()) {
            visit_.warnings.push_back(uri + ": " + std::string(content->text(warning)));
        }
        // What a decoder makes must pass the checks that blocks of unknown origin have to pass.
        Bytes copy(content->bytes().begin(), content->bytes().end());
        const auto adopted = TileContent::adopt(std::move(copy));
        if (!adopted) return visit_.errors.push_back(uri + ": " + adopted.error().message);
        ++visit_.contents;
        on_content_(*content);
    }

    const std::function<void(const TileContent&)>& on_content_;
    std::deque<PendingSet> pending_;
    TilesetVisit visit_;
    int visits_ = 0;
};

}  // namespace

Result<Bytes> FolderResources::read(std::string_view uri) {
    return read_file(folder_ / std::string(uri), limits::kContentFileBytes);
}

TilesetVisit visit_tileset(const fs::path& tileset_json,
                           const std::function<void(const TileContent&)>& on_content) {
    return Visitor(on_content).run(tileset_json);
}

fs::path unpacked_sample(const std::string& folder) {
    const fs::path source = fs::path(BELVEDERE_SAMPLE_DATA) / folder;
    const fs::path target = fs::current_path() / "sample_data" / folder;
    std::error_code error;
    if (!fs::exists(source / "tileset.json", error)) return {};
    if (fs::exists(target / ".unpacked", error)) return target;
    fs::create_directories(target, error);
    fs::copy_file(source / "tileset.json", target / "tileset.json",
                  fs::copy_options::overwrite_existing, error);
    if (error) return {};
    for (const auto& entry : fs::directory_iterator(source)) {
        if (entry.path().extension() != ".xz") continue;
        const std::string command =
            "tar -xJf '" + entry.path().string() + "' -C '" + target.string() + "'";
        if (std::system(command.c_str()) != 0) return {};
    }
    (void)write_file_atomic(target / ".unpacked", {});
    return target;
}

}  // namespace belvedere::content
