// SPDX-License-Identifier: Apache-2.0
#include "engine/stream/city_makers.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <span>
#include <utility>

#include <glm/geometric.hpp>

#include "engine/content/decode/citymodel/city_lods.hpp"
#include "engine/content/decode/citymodel/city_tile.hpp"
#include "engine/stream/graft_builder.hpp"
#include "engine/stream/part_documents.hpp"
#include "engine/stream/source_resources.hpp"
#include "engine/stream/tile_maker.hpp"
#include "engine/stream/world_bounds.hpp"

namespace belvedere::stream {
namespace {

namespace citymodel = content::citymodel;
using citymodel::CityBox;
using citymodel::FileRange;

// Raised when tiles of the same file come out otherwise, so that older ones are not shown.
constexpr const char* kMakerVersion = "city-7";
// Coarse tiles are made of blocks where the file has them.
constexpr citymodel::LodTenths kCoarseLod = 19;
// Before the names of dependencies that are no resources of the source: no canonical URI of one
// begins so.
constexpr std::string_view kBesideMark = "beside:";
// Placeholders are always opened before anything of them is drawn.
constexpr double kPlaceholderError_m = 1e6;

std::string stamp_of(const CityPart& part, const CityShowing& showing) {
    if (part.stamp.empty()) return {};
    std::string stamp = part.stamp + ' ' + kMakerVersion + ' ' + std::to_string(showing.lod_max);
    if (!showing.theme.empty()) stamp.append(" theme ").append(showing.theme);
    return stamp;
}

// Whole numbers with anything between them.
template <std::size_t kCount>
std::array<std::uint64_t, kCount> numbers_in(std::string_view text) {
    std::array<std::uint64_t, kCount> numbers{};
    const char* at = text.data();
    const char* end = at + text.size();
    for (std::uint64_t& number : numbers) {
        while (at < end && (*at < '0' || *at > '9'))
            ++at;
        at = std::from_chars(at, end, number).ptr;
    }
    return numbers;
}

std::string tile_uri(const CityTreeNode& node) {
    return "members/" + std::to_string(node.range_first) + '+' + std::to_string(node.range_count) +
           '/' + std::to_string(std::llround(node.cell_m * 1000.0)) + "mm";
}

// Metres that one unit of x and of y is, about the middle of a box.
glm::dvec2 metres_per_unit(const CityBox& box, const geo::WorldMapping& mapping) {
    if (box.is_empty()) return glm::dvec2(1.0);
    const glm::dvec3 middle = (box.min + box.max) * 0.5;
    const double step = 1e-4;
    glm::dvec3 points[] = {middle, middle + glm::dvec3(step, 0.0, 0.0),
                           middle + glm::dvec3(0.0, step, 0.0)};
    (void)mapping.to_world(points);
    const glm::dvec2 metres(glm::distance(points[0], points[1]) / step,
                            glm::distance(points[0], points[2]) / step);
    return std::isfinite(metres.x + metres.y) ? metres : glm::dvec2(1.0);
}

geo::OrientedBox source_box(const CityBox& bounds) {
    geo::OrientedBox box;
    if (bounds.is_empty()) return box;
    box.center = (bounds.min + bounds.max) * 0.5;
    const glm::dvec3 half = (bounds.max - bounds.min) * 0.5;
    box.half_axes = {{half.x, 0.0, 0.0}, {0.0, half.y, 0.0}, {0.0, 0.0, half.z}};
    return box;
}

// Contents of the members of one stretch.
class MemberMaker final : public TileMaker {
  public:
    MemberMaker(CityPart part, std::vector<FileRange> ranges, CityShowing showing)
        : part_(std::move(part)), ranges_(std::move(ranges)), showing_(std::move(showing)) {}

    std::string stamp(const TileRequest&) const override { return stamp_of(part_, showing_); }

    Result<MadeTile> make(const TileRequest& tile, ByteSource& files,
                          const CancelToken& cancel) const override {
        const auto [first, count, cell_mm] = numbers_in<3>(tile.uris.front());
        if (first > ranges_.size() || count > ranges_.size() - first) {
            return fail(ErrorKind::kBadData, part_.name + ": no such members");
        }
        const auto members = std::span(ranges_).subspan(first, count);
        citymodel::LodChoice lods{showing_.lod_max, false};
        if (cell_mm > 0) lods.lod_max = std::min(lods.lod_max, kCoarseLod);
        auto batch = part_.file->read(members, lods, cancel);
        if (!batch) return fail_in(part_.name, batch.error());
        SourceResources resources(files, part_.name, cancel);
        citymodel::CityTileOptions options;
        options.mapping = part_.mapping.get();
        options.cell_m = static_cast<double>(cell_mm) / 1000.0;
        options.feature_id_set = tile.feature_id_set;
        options.theme = showing_.theme;
        options.resources = &resources;
        options.cancel = cancel;
        auto content = citymodel::write_city_tile(*batch, options);
        if (!content) return fail_in(part_.name, content.error());
        MadeTile made;
        made.loaded.content = std::move(*content);
        made.loaded.bytes_read = resources.bytes_read();
        for (const FileRange& range : members)
            made.loaded.bytes_read += range.bytes;
        made.dependencies = resources.dependencies();
        made.may_be_cached = !resources.is_incomplete() && !part_.lacks_something();
        add_side_files(made);
        return made;
    }

    std::string stamp_of_dependency(const std::string& uri,
                                    const ByteSource& files) const override {
        if (!uri.starts_with(kBesideMark)) return TileMaker::stamp_of_dependency(uri, files);
        return part_.side_files ? part_.side_files->stamp(uri.substr(kBesideMark.size())) : "";
    }

  private:
    // Images are resources of the source; everything else is read by the file itself.
    void add_side_files(MadeTile& made) const {
        if (!part_.side_files) return;
        const auto files = part_.side_files->dependencies();
        made.may_be_cached = made.may_be_cached && files;
        if (!files) return;
        for (const TileDependency& file : *files)
            made.dependencies.push_back({std::string(kBesideMark) + file.uri, file.stamp});
    }

    CityPart part_;
    std::vector<FileRange> ranges_;
    CityShowing showing_;
};

// What hangs below the placeholders of a city.
class StretchMaker final : public TileMaker {
  public:
    StretchMaker(std::vector<CityPart> parts, CityShowing showing)
        : parts_(std::move(parts)), showing_(std::move(showing)) {}

    std::string stamp(const TileRequest&) const override { return {}; }  // Kept as an index.

    Result<MadeTile> make(const TileRequest& tile, ByteSource&,
                          const CancelToken& cancel) const override {
        const auto [part, offset, bytes] = numbers_in<3>(tile.uris.front());
        auto graft = city_stretch_graft(parts_.at(part), {offset, bytes}, showing_, cancel);
        if (!graft) return fail(graft.error());
        MadeTile made;
        made.loaded.warnings = std::exchange(graft->warnings, {});
        made.loaded.grafts.push_back(std::move(*graft));
        return made;
    }

  private:
    std::vector<CityPart> parts_;
    CityShowing showing_;
};

TileCacheKey index_key(const CityPart& part, const FileRange& stretch) {
    const glm::dmat4 identity(1.0);
    TileCacheKeyParts parts;
    parts.uri = part.identity + "#stretch/" + std::to_string(stretch.offset) + '+' +
                std::to_string(stretch.bytes);
    parts.stamp = part.stamp + ' ' + kMakerVersion;
    parts.mapping = part.mapping->name();
    parts.transform = &identity[0][0];
    return tile_cache_key(parts);
}

Result<CityTree> index_of(const CityPart& part, const FileRange& stretch,
                          const CityShowing& showing, const CancelToken& cancel) {
    const PartDocuments documents{showing.cache.get(), part};
    const TileCacheKey key = index_key(part, stretch);
    if (const auto document = documents.load(key)) {
        auto tree = unpack_city_tree(*document);
        if (tree) return tree;
    }
    const auto index = part.file->index(stretch, cancel);
    if (!index) return fail_in(part.name, index.error());
    CityBox bounds;
    for (const citymodel::CityMember& member : index->members)
        bounds.add(member.bounds);
    CityTree tree = build_city_tree(index->members, metres_per_unit(bounds, *part.mapping));
    for (const citymodel::CityWarning& warning : index->warnings)
        tree.warnings.push_back(citymodel::sentence_of(warning));
    tree.themes = index->themes;
    documents.store(key, pack_city_tree(tree));
    return tree;
}

void add_node(TileGraft& graft, const GraftBuilder& builder, const CityTreeNode& source) {
    TileNode node;
    builder.place(node, source_box(source.bounds), 0.0, content::tiles3d::Refine::kReplace);
    node.geometric_error_m = source.child_count > 0 ? source.cell_m : 0.0;
    node.first_child = source.child_count > 0 ? TileId{source.first_child} : TileId{};
    node.child_count = source.child_count;
    node.depth = static_cast<std::uint16_t>(source.depth);
    node.flags |= tile_flags::kHasContent;
    TileDetail detail;
    detail.first_content = index(graft.content_uris.size());
    detail.content_count = 1;
    graft.nodes.push_back(node);
    graft.details.push_back(detail);
}

}  // namespace

TileCacheKey city_outline_key(const CityPart& part) {
    const glm::dmat4 identity(1.0);
    TileCacheKeyParts parts;
    parts.uri = part.identity + "#outline";
    parts.stamp = part.stamp + ' ' + kMakerVersion;
    parts.transform = &identity[0][0];
    return tile_cache_key(parts);
}

Result<TileGraft> city_stretch_graft(const CityPart& part, const FileRange& stretch,
                                     const CityShowing& showing, const CancelToken& cancel) {
    auto tree = index_of(part, stretch, showing, cancel);
    if (!tree) return fail(tree.error());
    TileGraft graft;
    GraftBuilder builder(graft, *part.mapping);
    for (const CityTreeNode& node : tree->nodes) {
        add_node(graft, builder, node);
        builder.add_uri(tile_uri(node));
    }
    for (std::uint32_t i = 0; i < tree->nodes.size(); ++i) {
        for (std::uint32_t k = 0; k < tree->nodes[i].child_count; ++k)
            graft.nodes[tree->nodes[i].first_child + k].parent = TileId{i};
    }
    graft.base_uri = part.identity + "/stretch/" + std::to_string(stretch.offset);
    graft.documents = {graft.base_uri};
    graft.is_document = true;
    graft.warnings = std::move(tree->warnings);
    graft.lods = tree->lods;
    graft.themes = std::move(tree->themes);
    auto context = std::make_shared<GraftContext>();
    context->mapping = part.mapping;
    context->maker = std::make_shared<MemberMaker>(part, std::move(tree->ranges), showing);
    graft.context = std::move(context);
    return graft;
}

Result<CityBox> city_stretch_bounds(const CityPart& part, const FileRange& stretch,
                                    const CityShowing& showing, const CancelToken& cancel) {
    const auto tree = index_of(part, stretch, showing, cancel);
    if (!tree) return fail(tree.error());
    return tree->nodes.empty() ? CityBox{} : tree->nodes.front().bounds;
}

TileGraft city_root_graft(const std::vector<CityPart>& parts, const std::vector<CityBox>& bounds,
                          const std::vector<CityStretch>& stretches, const CityShowing& showing,
                          const std::string& uri) {
    TileGraft graft;
    graft.nodes.resize(1);
    graft.details.resize(1);
    std::vector<glm::dvec3> corners;
    for (const CityStretch& stretch : stretches) {
        GraftBuilder builder(graft, *parts[stretch.part].mapping);
        TileNode node;
        builder.place(node, source_box(bounds[stretch.part]), 0.0,
                      content::tiles3d::Refine::kReplace);
        node.geometric_error_m = kPlaceholderError_m;
        node.parent = TileId{0};
        node.depth = 1;
        node.flags |= tile_flags::kExpandable | tile_flags::kUnconditional | tile_flags::kUncharted;
        const auto box = geo::corners_of(node.box);
        corners.insert(corners.end(), box.begin(), box.end());
        TileDetail detail;
        detail.first_content = index(graft.content_uris.size());
        detail.content_count = 1;
        graft.nodes.push_back(node);
        graft.details.push_back(detail);
        builder.add_uri("stretch/" + std::to_string(stretch.part) + '/' +
                        std::to_string(stretch.range.offset) + '+' +
                        std::to_string(stretch.range.bytes));
    }
    TileNode& root = graft.nodes.front();
    root.box = box_around(corners);
    root.radius_m = glm::length(root.box.half_axes[0]) + glm::length(root.box.half_axes[1]) +
                    glm::length(root.box.half_axes[2]);
    root.geometric_error_m = kPlaceholderError_m;
    root.first_child = TileId{1};
    root.child_count = index(stretches.size());
    root.flags = tile_flags::kUnconditional;
    graft.base_uri = uri;
    graft.documents = {uri};
    graft.is_document = true;
    auto context = std::make_shared<GraftContext>();
    context->mapping = parts.front().mapping;
    context->maker = std::make_shared<StretchMaker>(parts, showing);
    graft.context = std::move(context);
    return graft;
}

}  // namespace belvedere::stream
