// SPDX-License-Identifier: Apache-2.0
// CityJSON 2.0 (OGC 20-072r5), an object at a time: vertices come after all objects.
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/generator/facade_images.hpp"
#include "engine/generator/model_writer.hpp"

namespace belvedere::generator {

namespace {

// A URL as the standard asks for; heights are those above the sea, which it cannot say.
constexpr const char* kReferenceSystem = "https://www.opengis.net/def/crs/EPSG/0/25832";
constexpr const char* kVisual = R"({"visual":{"values":[[)";

using Whole = std::array<std::int64_t, 3>;

std::string decimal(double value) {
    char buffer[32];
    return {buffer, std::to_chars(buffer, std::end(buffer), value).ptr};
}

class CityJsonWriter final : public ModelWriter {
  public:
    std::string head(const glm::dvec3& corner) override {
        std::string translate;
        for (int axis = 0; axis < 3; ++axis) {
            origin_m_[axis] = std::floor(corner[axis]);
            translate += (axis > 0 ? "," : "") + decimal(origin_m_[axis]);
        }
        return R"({"type":"CityJSON","version":"2.0","transform":{"scale":[0.001,0.001,0.001],)"
               R"("translate":[)" +
               translate +
               R"(]},"metadata":{"title":"A synthetic city; no such place exists.",)"
               R"("referenceSystem":")" +
               kReferenceSystem + "\"},\n\"CityObjects\":{\n";
    }

    void add(std::span<const ModelBuilding> buildings, ModelText& text) override {
        for (const ModelBuilding& building : buildings)
            add_building(building, text);
    }

    std::string middle() override { return "},\n\"vertices\":["; }

    std::string tail() override {
        std::string text = R"(],"appearance":{"materials":[{"name":"tiles","diffuseColor":)"
                           R"([0.55,0.25,0.2]}],"textures":[)";
        for (std::size_t i = 1; i < static_cast<std::size_t>(Facade::kCount); ++i) {
            text += (i > 1 ? ",{" : "{");
            text += R"("type":"PNG","wrapMode":"wrap","image":")";
            text += facade_file(static_cast<Facade>(i)) + "\"}";
        }
        text += R"(],"vertices-texture":[)";
        for (std::size_t i = 0; i < uvs_.size(); ++i) {
            text += (i > 0 ? ",[" : "[") + decimal(uvs_[i].x) + ',' + decimal(uvs_[i].y) + ']';
        }
        return text + "]}}\n";
    }

  private:
    void add_building(const ModelBuilding& building, ModelText& text) {
        const Building& about = building.about;
        const auto member = [&](const char* name, const std::string& value) {
            text.now.append(",\"").append(name).append("\":").append(value);
        };
        const auto quoted = [](const std::string& value) { return '"' + value + '"'; };
        text.now += is_first_ ? "\"" : ",\n\"";
        is_first_ = false;
        text.now.append(building.id).append(R"(":{"type":"Building","attributes":{"function":)");
        text.now += quoted(kFunctionNames[static_cast<std::size_t>(about.function)]);
        member("measuredHeight", decimal(about.height_m));
        member("storeysAboveGround", std::to_string(about.storeys));
        member("yearOfConstruction", std::to_string(about.year));
        member("roofType", quoted(kRoofNames[static_cast<std::size_t>(about.roof)]));
        member("energy_class", quoted(kEnergyNames[about.energy_class]));
        member("residents", std::to_string(about.residents));
        member("floor_area", decimal(about.floor_area_m2));
        text.now += R"(},"address":[{"street":)" + quoted(building.street);
        member("houseNumber", quoted(std::to_string(about.house_number)));
        text.now += "}]";
        if (building.parts.size() == 1) {
            add_geometry(building, building.parts.front(), text);
            text.now += '}';
            return;
        }
        std::string children;
        for (const ModelPart& part : building.parts)
            children += (children.empty() ? "" : ",") + quoted(part.id);
        member("children", '[' + children + ']');
        text.now += '}';
        for (const ModelPart& part : building.parts) {
            text.now.append(",\n\"").append(part.id).append(R"(":{"type":"BuildingPart")");
            member("parents", '[' + quoted(building.id) + ']');
            add_geometry(building, part, text);
            text.now += '}';
        }
    }

    void add_geometry(const ModelBuilding& building, const ModelPart& part, ModelText& text) {
        const auto comma = [](std::size_t i) { return i > 0 ? "," : ""; };
        std::map<Whole, std::uint64_t> known;
        std::string boundaries, surfaces, values, materials, textures;
        bool has_texture = false, has_material = false;
        for (std::size_t i = 0; i < part.polygons.size(); ++i) {
            const SolidPolygon& polygon = part.polygons[i];
            boundaries += comma(i) + std::string("[[");
            for (std::size_t k = 0; k < polygon.corners.size(); ++k)
                boundaries += comma(k) + std::to_string(vertex(polygon.corners[k], known, text));
            boundaries += "]]";
            surfaces += comma(i);
            surfaces.append(R"({"type":")").append(name_of(polygon.face)).append("\"}");
            values += comma(i) + std::to_string(i);
            const bool is_painted = building.has_materials && polygon.face == SolidFace::kRoof;
            has_material = has_material || is_painted;
            materials += comma(i) + std::string(is_painted ? "0" : "null");
            const bool is_textured = building.is_textured && polygon.facade != Facade::kPlain;
            has_texture = has_texture || is_textured;
            textures += comma(i) + (is_textured ? texture_of(polygon) : "[[null]]");
        }
        text.now += R"(,"geometry":[{"type":"Solid","lod":"2","boundaries":[[)" + boundaries +
                    R"(]],"semantics":{"surfaces":[)" + surfaces + R"(],"values":[[)" + values +
                    "]]}";
        if (has_material) text.now += R"(,"material":)" + (kVisual + materials) + "]]}}";
        if (has_texture) text.now += R"(,"texture":)" + (kVisual + textures) + "]]}}";
        text.now += "}]";
    }

    std::uint64_t vertex(const glm::dvec3& corner, std::map<Whole, std::uint64_t>& known,
                         ModelText& text) {
        Whole whole{};
        for (int axis = 0; axis < 3; ++axis) {
            whole[static_cast<std::size_t>(axis)] =
                std::llround((corner[axis] - origin_m_[axis]) / kModelStep_m);
        }
        const auto [found, is_new] = known.try_emplace(whole, vertices_);
        if (!is_new) return found->second;
        text.later += (vertices_ > 0 ? ",[" : "[") + std::to_string(whole[0]) + ',' +
                      std::to_string(whole[1]) + ',' + std::to_string(whole[2]) + ']';
        return vertices_++;
    }

    // Few walls differ in bays and storeys: they share their places in the pictures.
    std::string texture_of(const SolidPolygon& polygon) {
        std::string text = "[[" + std::to_string(static_cast<int>(polygon.facade) - 1);
        for (const glm::vec2& bay : polygon.bays) {
            const auto [found, is_new] = known_uvs_.try_emplace({bay.x, bay.y}, uvs_.size());
            if (is_new) uvs_.push_back(bay / static_cast<float>(kFacadeRepeat));
            text += ',' + std::to_string(found->second);
        }
        return text + "]]";
    }

    glm::dvec3 origin_m_{0.0};
    std::uint64_t vertices_ = 0;
    std::vector<glm::vec2> uvs_;
    std::map<std::pair<float, float>, std::size_t> known_uvs_;
    bool is_first_ = true;
};

}  // namespace

std::unique_ptr<ModelWriter> make_cityjson_writer() {
    return std::make_unique<CityJsonWriter>();
}

}  // namespace belvedere::generator
