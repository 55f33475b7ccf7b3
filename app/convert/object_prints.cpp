// SPDX-License-Identifier: Apache-2.0
#include "app/convert/object_prints.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>
#include <span>
#include <string_view>

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
    Printer(citymodel::CityBatch& batch, ModelPrints& prints)
        : batch_(batch),
          prints_(prints),
          objects_(batch.objects.size()),
          surfaces_(batch.objects.size()) {}

    // While the corners of models are where the file has them.
    void measure_placed() {
        for (const citymodel::Geometry& geometry : batch_.geometries) {
            const bool is_placed = geometry.object != content::kNone &&
                                   geometry.placement < batch_.placements.size() &&
                                   geometry.template_geometry < batch_.geometries.size();
            if (!is_placed) continue;
            add_placed(batch_.geometries[geometry.template_geometry],
                       batch_.placements[geometry.placement].matrix,
                       objects_[geometry.object].shape);
        }
    }

    void print() {
        for (const citymodel::Geometry& geometry : batch_.geometries) {
            if (geometry.object == content::kNone) continue;
            add(geometry, objects_[geometry.object].shape);
            add_surfaces(geometry);
        }
        for (std::size_t i = 0; i < objects_.size(); ++i) {
            say_surfaces(surfaces_[i], objects_[i]);
            finish(batch_.objects[i], std::move(objects_[i]));
        }
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

    void add_placed(const citymodel::Geometry& model, const glm::dmat4& matrix,
                    ShapePrint& shape) const {
        const auto add_range = [&](content::Range corners) {
            std::vector<glm::dvec3> ring;
            for (std::uint32_t i = 0; i < corners.count; ++i) {
                ring.emplace_back(matrix * glm::dvec4(at(corners.first + i), 1.0));
                const glm::dvec3& place = ring.back();
                const bool is_first = shape.placed_corners++ == 0;
                shape.placed_low = is_first ? place : glm::min(shape.placed_low, place);
                shape.placed_high = is_first ? place : glm::max(shape.placed_high, place);
            }
            return area_of(ring);
        };
        for (std::uint32_t p = 0; p < model.polygons.count; ++p) {
            const content::Range rings = batch_.polygons[model.polygons.first + p].rings;
            for (std::uint32_t i = 0; i < rings.count; ++i) {
                const double area = add_range(batch_.rings[rings.first + i].corners);
                shape.placed_area += i == 0 ? area : -area;
            }
        }
        for (std::uint32_t i = 0; i < model.lines.count; ++i)
            (void)add_range(batch_.rings[model.lines.first + i].corners);
        (void)add_range(model.points);
    }

    // What the polygons of an object are, by the type of their surfaces.
    struct SurfaceKind {
        std::uint32_t polygons = 0;
        std::map<std::string, std::set<std::string>> values;  // By attribute.
    };
    using SurfaceKinds = std::map<std::string, SurfaceKind>;

    void add_surfaces(const citymodel::Geometry& geometry) {
        std::uint32_t last = content::kNone;
        for (std::uint32_t p = 0; p < geometry.polygons.count; ++p) {
            const std::uint32_t index = batch_.polygons[geometry.polygons.first + p].surface;
            if (index == content::kNone) continue;
            const citymodel::SemanticSurface& surface = batch_.surfaces[index];
            SurfaceKind& kind =
                surfaces_[geometry.object][plain_type(batch_.names.name(surface.type))];
            ++kind.polygons;
            if (std::exchange(last, index) == index) continue;
            for (std::uint32_t i = 0; i < surface.attributes.count; ++i) {
                const citymodel::Attribute& one = batch_.attributes[surface.attributes.first + i];
                const std::string_view name = batch_.names.name(one.name);
                // CityJSON has no other place for what gml:id says.
                if (name == "id") continue;
                kind.values[std::string(name)].insert(value_text(batch_, one));
            }
        }
    }

    // In the words of CityGML 2: CityJSON marks what it has no word for, version 3 says
    // "DoorSurface".
    static std::string plain_type(std::string_view type) {
        if (type.starts_with('+')) type.remove_prefix(1);
        if (type == "DoorSurface" || type == "WindowSurface") type.remove_suffix(7);
        return std::string(type);
    }

    static void say_surfaces(const SurfaceKinds& kinds, ObjectPrint& print) {
        for (const auto& [type, kind] : kinds) {
            print.attributes.emplace_back(type, std::to_string(kind.polygons));
            for (const auto& [name, values] : kind.values) {
                std::string all;
                for (const std::string& value : values)
                    all += (all.empty() ? "" : "; ") + value;
                print.attributes.emplace_back(type + '.' + name, all);
            }
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
        std::vector<glm::dvec3> ring;
        for (std::uint32_t i = 0; i < corners.count; ++i)
            ring.push_back(at(corners.first + i));
        return area_of(ring);
    }
    [[nodiscard]] static double area_of(std::span<const glm::dvec3> ring) {
        glm::dvec3 sum(0.0);
        for (std::size_t i = 1; i + 1 < ring.size(); ++i)
            sum += glm::cross(ring[i] - ring[0], ring[i + 1] - ring[0]);
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
    std::vector<ObjectPrint> objects_;
    std::vector<SurfaceKinds> surfaces_;  // Of each object.
};

Result<void> print_stretch(const stream::CityPart& part, const citymodel::FileRange& stretch,
                           PrintPlace place, ModelPrints& prints, const CancelToken& cancel) {
    auto read = stream::read_stretch(part, stretch, {.every_lod = true}, cancel);
    if (!read) return fail(read.error());
    citymodel::CityBatch& batch = read->batch;
    Printer printer(batch, prints);
    printer.measure_placed();
    if (place == PrintPlace::kWorld) {
        (void)part.mapping->to_world(batch.vertices);
        for (citymodel::Placement& placement : batch.placements)
            (void)part.mapping->to_world(std::span(&placement.anchor, 1));
    }
    printer.print();
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
