// SPDX-License-Identifier: Apache-2.0
#include "app/convert/name_block.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <glm/geometric.hpp>

#include "app/convert/name_texts.hpp"
#include "engine/content/decode/citymodel/city_tile.hpp"
#include "engine/content/decode/citymodel/instance_boxes.hpp"
#include "engine/text/fold_text.hpp"

namespace belvedere::convert {
namespace {

namespace citymodel = content::citymodel;
using citymodel::CityBox;

// Line by line, so that the lines of both say the same.
std::string folded_lines(std::string_view plain) {
    std::string lines;
    for (std::size_t from = 0; from < plain.size();) {
        const std::size_t end = plain.find('\n', from);
        for (const char c : text::folded(plain.substr(from, end - from)))
            lines += c == '\n' || c == '\r' ? ' ' : c;
        lines += '\n';
        from = end + 1;
    }
    return lines;
}

class BlockMaker {
  public:
    BlockMaker(const citymodel::CityBatch& batch, const geo::WorldMapping& mapping)
        : batch_(batch),
          mapping_(mapping),
          boxes_(batch.objects.size()),
          surface_boxes_(batch.surfaces.size()) {}

    Bytes make() {
        measure();
        for (std::size_t i = 0; i < batch_.objects.size(); ++i) {
            const citymodel::CityObject& object = batch_.objects[i];
            add(object.type, object.id, object.attributes, boxes_[i]);
        }
        for (std::size_t i = 0; i < batch_.surfaces.size(); ++i)
            add_surface(i);
        NameBlockHeader header;
        header.objects = static_cast<std::uint32_t>(records_.size());
        header.cut = cut_;
        header.text_bytes = text_.size();
        Bytes block;
        const auto append = [&block](ByteView bytes) {
            block.insert(block.end(), bytes.begin(), bytes.end());
        };
        append(std::as_bytes(std::span(&header, 1)));
        append(std::as_bytes(std::span(records_)));
        append(as_bytes(text_));
        return block;
    }

  private:
    // A part's box belongs to what it is part of as well, and the other way where it has none.
    void measure() {
        citymodel::InstanceBoxes instances(batch_, citymodel::units_of_crs(mapping_.crs_name()));
        for (const citymodel::Geometry& geometry : batch_.geometries) {
            if (geometry.object == content::kNone) continue;
            boxes_[geometry.object].add(citymodel::bounds_of(batch_, geometry));
            boxes_[geometry.object].add(instances.box_of(geometry));
            measure_surfaces(geometry);
        }
        for (std::size_t i = boxes_.size(); i-- > 0;) {
            const std::uint32_t parent = batch_.objects[i].parent;
            if (parent != content::kNone) boxes_[parent].add(boxes_[i]);
        }
        for (std::size_t i = 0; i < boxes_.size(); ++i) {
            const std::uint32_t parent = batch_.objects[i].parent;
            if (boxes_[i].is_empty() && parent != content::kNone) boxes_[i] = boxes_[parent];
        }
    }

    void measure_surfaces(const citymodel::Geometry& geometry) {
        for (std::uint32_t i = 0; i < geometry.polygons.count; ++i) {
            const citymodel::Polygon& polygon = batch_.polygons[geometry.polygons.first + i];
            if (polygon.surface >= surface_boxes_.size()) continue;
            CityBox& box = surface_boxes_[polygon.surface];
            for (std::uint32_t r = 0; r < polygon.rings.count; ++r) {
                const content::Range corners = batch_.rings[polygon.rings.first + r].corners;
                for (std::uint32_t c = 0; c < corners.count; ++c)
                    box.add(batch_.vertices[batch_.corners[corners.first + c]]);
            }
        }
    }

    void add_surface(std::size_t index) {
        const citymodel::SemanticSurface& surface = batch_.surfaces[index];
        bool says = surface.id.length > 0;
        for (std::uint32_t i = 0; i < surface.attributes.count && !says; ++i)
            says = batch_.attributes[surface.attributes.first + i].text.length > 0;
        if (!says) return;
        const bool has_object = surface.object < batch_.objects.size();
        const bool has_box = !surface_boxes_[index].is_empty() || !has_object;
        add(surface.type,
            surface.id.length > 0 || !has_object ? surface.id : batch_.objects[surface.object].id,
            surface.attributes, has_box ? surface_boxes_[index] : boxes_[surface.object]);
    }

    void add(citymodel::NameId type, content::StringRef id, content::Range attributes,
             const CityBox& box) {
        NameTexts texts(batch_, attributes);
        const std::string plain = texts.lines(batch_.names.name(type), batch_.text_of(id));
        const std::string folded = folded_lines(plain);
        cut_ += texts.is_cut() ? 1U : 0U;
        NameRecord record;
        place(box, record);
        record.text_first = text_.size();
        record.plain_bytes = static_cast<std::uint32_t>(plain.size());
        record.folded_bytes = static_cast<std::uint32_t>(folded.size());
        text_ += plain;
        text_ += folded;
        records_.push_back(record);
    }

    void place(const CityBox& box, NameRecord& record) const {
        if (box.is_empty()) return;
        glm::dvec3 places[] = {(box.min + box.max) * 0.5, box.min, box.max};
        (void)mapping_.to_world(places);
        const double radius_m = glm::distance(places[1], places[2]) * 0.5;
        if (!std::isfinite(places[0].x + places[0].y + places[0].z + radius_m)) return;
        for (int axis = 0; axis < 3; ++axis)
            record.place[axis] = places[0][axis];
        record.radius_m = std::max(static_cast<float>(radius_m), 0.01F);
    }

    const citymodel::CityBatch& batch_;
    const geo::WorldMapping& mapping_;
    std::vector<CityBox> boxes_, surface_boxes_;
    std::vector<NameRecord> records_;
    std::string text_;
    std::uint32_t cut_ = 0;
};

}  // namespace

Result<Bytes> make_name_block(const stream::CityPart& part, const citymodel::FileRange& stretch,
                              const CancelToken& cancel) {
    const auto read = stream::read_stretch(part, stretch, {.every_lod = true}, cancel);
    if (!read) return fail(read.error());
    return BlockMaker(read->batch, *part.mapping).make();
}

}  // namespace belvedere::convert
