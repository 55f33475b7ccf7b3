// SPDX-License-Identifier: Apache-2.0
#include "app/convert/object_prints.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <span>

#include <glm/common.hpp>
#include <glm/geometric.hpp>

#include "app/convert/limits.hpp"
#include "engine/content/decode/citymodel/city_file.hpp"

namespace belvedere::convert {

namespace {

namespace citymodel = content::citymodel;

// Adds a batch's objects to the prints.
class Printer {
  public:
    Printer(citymodel::CityBatch& batch, ModelPrints& prints) : batch_(batch), prints_(prints) {}

    void print() {
        std::vector<ObjectPrint> objects(batch_.objects.size());
        for (const citymodel::Geometry& geometry : batch_.geometries) {
            if (geometry.object != content::kNone) add(geometry, objects[geometry.object].shape);
        }
        for (std::size_t i = 0; i < objects.size(); ++i)
            finish(batch_.objects[i], std::move(objects[i]));
    }

  private:
    void add(const citymodel::Geometry& geometry, ShapePrint& shape) const {
        if (geometry.lod != citymodel::kNoLod) shape.levels |= 1U << (geometry.lod / 10);
        for (std::uint32_t i = 0; i < geometry.polygons.count; ++i)
            add(batch_.polygons[geometry.polygons.first + i], shape);
        for (std::uint32_t i = 0; i < geometry.lines.count; ++i)
            add_corners(batch_.rings[geometry.lines.first + i].corners, shape);
        add_corners(geometry.points, shape);
        if (geometry.placement < batch_.placements.size()) {
            add_corner(batch_.placements[geometry.placement].anchor, shape);
        }
    }

    void add(const citymodel::Polygon& polygon, ShapePrint& shape) const {
        ++shape.polygons;
        for (std::uint32_t i = 0; i < polygon.rings.count; ++i) {
            const content::Range corners = batch_.rings[polygon.rings.first + i].corners;
            add_corners(corners, shape);
            shape.area += (i == 0 ? 1.0 : -1.0) * area_of(corners);
        }
    }

    // Newell's formula, about the first corner: coordinates are far from their origin.
    [[nodiscard]] double area_of(content::Range corners) const {
        if (corners.count < 3) return 0.0;
        const glm::dvec3 first = at(corners.first);
        glm::dvec3 sum(0.0);
        for (std::uint32_t i = 1; i + 1 < corners.count; ++i)
            sum += glm::cross(at(corners.first + i) - first, at(corners.first + i + 1) - first);
        return glm::length(sum) * 0.5;
    }
    [[nodiscard]] const glm::dvec3& at(std::uint32_t corner) const {
        return batch_.vertices[batch_.corners[corner]];
    }

    void add_corners(content::Range corners, ShapePrint& shape) const {
        for (std::uint32_t i = 0; i < corners.count; ++i)
            add_corner(at(corners.first + i), shape);
    }
    static void add_corner(const glm::dvec3& corner, ShapePrint& shape) {
        shape.low = shape.corners == 0 ? corner : glm::min(shape.low, corner);
        shape.high = shape.corners == 0 ? corner : glm::max(shape.high, corner);
        ++shape.corners;
        shape.middle += (corner - shape.middle) / static_cast<double>(shape.corners);
    }

    void finish(const citymodel::CityObject& object, ObjectPrint print) {
        const std::string id(batch_.text_of(object.id));
        if (id.empty()) {
            ++prints_.without_id;
            return;
        }
        print.type = batch_.names.name(object.type);
        if (object.parent != content::kNone) {
            print.parent = batch_.text_of(batch_.objects[object.parent].id);
        }
        for (std::uint32_t i = 0; i < object.attributes.count; ++i) {
            const citymodel::Attribute& one = batch_.attributes[object.attributes.first + i];
            print.attributes.emplace_back(batch_.names.name(one.name), value_text(batch_, one));
        }
        std::ranges::sort(print.attributes);
        const bool is_new = prints_.objects.try_emplace(id, std::move(print)).second;
        prints_.repeated += is_new ? 0 : 1;
    }

    citymodel::CityBatch& batch_;
    ModelPrints& prints_;
};

Result<void> print_stretch(const stream::CityPart& part, const citymodel::FileRange& stretch,
                           PrintPlace place, ModelPrints& prints, const CancelToken& cancel) {
    auto read = stream::read_stretch(part, stretch, {.every_lod = true}, cancel);
    if (!read) return fail(read.error());
    citymodel::CityBatch& batch = read->batch;
    if (place == PrintPlace::kWorld) {
        (void)part.mapping->to_world(batch.vertices);
        for (citymodel::Placement& placement : batch.placements)
            (void)part.mapping->to_world(std::span(&placement.anchor, 1));
    }
    Printer(batch, prints).print();
    if (prints.objects.size() <= limits::kMembers) return {};
    return fail(ErrorKind::kLimit, "more objects than convert::limits::kMembers");
}

}  // namespace

std::string value_text(const citymodel::CityBatch& batch, const citymodel::Attribute& attribute) {
    char number[32];
    switch (attribute.type) {
        case citymodel::AttributeType::kBool:
            return attribute.integer != 0 ? "true" : "false";
        case citymodel::AttributeType::kInteger:
            return std::to_string(attribute.integer);
        case citymodel::AttributeType::kNumber:
            return {number, std::to_chars(number, std::end(number), attribute.number).ptr};
        case citymodel::AttributeType::kText:
        case citymodel::AttributeType::kJson:
            break;
    }
    return std::string(batch.text_of(attribute.text));
}

Result<ModelPrints> print_objects(const CityModel& model, PrintPlace place,
                                  const ConvertProgress& progress, const CancelToken& cancel) {
    ModelPrints prints;
    std::size_t done = 0, all = 0;
    for (const stream::CityPart& part : model.parts)
        all += part.file->stretches().size();
    for (const stream::CityPart& part : model.parts) {
        for (const citymodel::FileRange& stretch : part.file->stretches()) {
            const auto printed = print_stretch(part, stretch, place, prints, cancel);
            if (!printed) return fail(printed.error());
            progress(static_cast<double>(++done) / static_cast<double>(all));
        }
    }
    return prints;
}

}  // namespace belvedere::convert
