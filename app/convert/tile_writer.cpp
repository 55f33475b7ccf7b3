// SPDX-License-Identifier: Apache-2.0
#include "app/convert/tile_writer.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include <glm/matrix.hpp>

#include "app/convert/limits.hpp"
#include "engine/content/decode/citymodel/city_tile.hpp"
#include "engine/content/encode/content_model.hpp"
#include "engine/content/merge_content.hpp"
#include "engine/stream/source_resources.hpp"

namespace belvedere::convert {

namespace {

namespace citymodel = content::citymodel;
namespace encode = content::encode;
using citymodel::FileRange;

// Coarse tiles are made of blocks where the file has them.
constexpr citymodel::LodTenths kCoarseLod = 19;

// Members of one file that are read together.
struct Portion {
    std::uint32_t part = 0;
    std::vector<FileRange> ranges;
    std::uint64_t bytes = 0;
};

std::vector<Portion> portions_of(const CityMembers& listed, std::vector<PlanMember> members) {
    std::ranges::sort(members, {}, [](const PlanMember& member) {
        return std::tuple(member.part, member.range.offset);
    });
    std::vector<Portion> portions;
    for (const PlanMember& member : members) {
        const bool is_new = portions.empty() || portions.back().part != member.part ||
                            portions.back().bytes + member.range.bytes > limits::kReadBytes;
        if (is_new) portions.push_back({member.part, {}, 0});
        Portion& portion = portions.back();
        portion.ranges.push_back(member.range);
        portion.bytes += member.range.bytes;
        for (std::uint32_t i = 0; i < member.more_count; ++i)
            portion.ranges.push_back(listed.more[member.more_first + i]);
    }
    return portions;
}

// From a tile's own frame into the tileset's.
glm::dmat4 placement_of(const content::TileContent& content, const geo::LocalFrame& frame) {
    const content::FrameRecord& own = content.header().frame;
    const glm::dmat3 axes(own.axes[0], own.axes[1], own.axes[2], own.axes[3], own.axes[4],
                          own.axes[5], own.axes[6], own.axes[7], own.axes[8]);
    glm::dmat4 placement(glm::transpose(frame.axes) * axes);
    placement[3] =
        glm::dvec4(frame.to_local(glm::dvec3(own.origin[0], own.origin[1], own.origin[2])), 1.0);
    return placement;
}

}  // namespace

Result<WrittenTile> TileWriter::write(std::uint32_t index, const CancelToken& cancel) const {
    const PlanNode& node = plan_.nodes[index];
    const bool is_leaf = node.child_count == 0;
    std::vector<PlanMember> members;
    for (std::uint32_t i = 0; i < node.count; ++i) {
        const PlanMember& member = plan_.members[node.first + i];
        if (is_leaf || size_of(member) >= node.size_least_m) members.push_back(member);
    }
    std::vector<content::TileContent> contents;
    WrittenTile written;
    for (const Portion& portion : portions_of(listed_, std::move(members))) {
        const stream::CityPart& part = model_.parts[portion.part];
        citymodel::LodChoice lods{options_.lod_max, false};
        if (!is_leaf) lods.lod_max = std::min(lods.lod_max, kCoarseLod);
        auto batch = part.file->read(portion.ranges, lods, cancel);
        if (!batch) return fail_in(part.name, batch.error());
        stream::SourceResources resources(*model_.source, part.name, cancel);
        citymodel::CityTileOptions options;
        options.mapping = part.mapping.get();
        options.cell_m = node.cell_m;
        options.theme = options_.theme;
        options.resources = is_leaf ? &resources : nullptr;
        options.cancel = cancel;
        auto content = citymodel::write_city_tile(*batch, options);
        if (!content) return fail_in(part.name, content.error());
        for (const content::StringRef warning : content->warnings())
            written.warnings.push_back(part.name + ": " + std::string(content->text(warning)));
        contents.push_back(std::move(*content));
    }
    auto whole = contents.size() == 1 ? Result<content::TileContent>(std::move(contents.front()))
                                      : content::merge_contents(contents, {});
    contents.clear();
    if (!whole) return fail(whole.error());
    written.triangles = whole->header().triangle_count;
    written.features = whole->header().feature_count;
    auto model = encode::model_of(*whole, {.has_other_set = is_leaf});
    if (!model) return fail(model.error());
    model->placement = placement_of(*whole, listed_.frame);
    auto glb = encode::encode_glb(*model, options_.glb);
    if (!glb) return fail(glb.error());
    written.glb = std::move(*glb);
    return written;
}

}  // namespace belvedere::convert
