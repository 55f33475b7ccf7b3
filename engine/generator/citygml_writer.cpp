// SPDX-License-Identifier: Apache-2.0
// CityGML 2.0 and 3.0 as state surveys write it: solids refer to the polygons of surfaces (forward
// in 2.0, whose schema puts them first), and all appearances stand at the end of the file.
#include <array>
#include <charconv>
#include <cmath>
#include <string>
#include <string_view>

#include "engine/generator/facade_images.hpp"
#include "engine/generator/model_writer.hpp"

namespace belvedere::generator {

namespace {

// What differs between the two versions; the rest is the same.
struct GmlWords {
    std::string_view namespaces;
    std::string_view member, surface, bounded, part, solid, multi_surface, type_prefix;
    std::string_view surface_data, appearance;
};

constexpr GmlWords kWords2{R"(xmlns:core="http://www.opengis.net/citygml/2.0")"
                           R"( xmlns:bldg="http://www.opengis.net/citygml/building/2.0")"
                           R"( xmlns:gen="http://www.opengis.net/citygml/generics/2.0")"
                           R"( xmlns:app="http://www.opengis.net/citygml/appearance/2.0")"
                           R"( xmlns:xAL="urn:oasis:names:tc:ciq:xsdschema:xAL:2.0")"
                           R"( xmlns:gml="http://www.opengis.net/gml")",
                           "core:cityObjectMember",
                           "bldg:",
                           "bldg:boundedBy",
                           "bldg:consistsOfBuildingPart",
                           "bldg:lod2Solid",
                           "bldg:lod2MultiSurface",
                           "bldg:",
                           "app:surfaceDataMember",
                           "app:appearanceMember"};
constexpr GmlWords kWords3{R"(xmlns:core="http://www.opengis.net/citygml/3.0")"
                           R"( xmlns:bldg="http://www.opengis.net/citygml/building/3.0")"
                           R"( xmlns:con="http://www.opengis.net/citygml/construction/3.0")"
                           R"( xmlns:gen="http://www.opengis.net/citygml/generics/3.0")"
                           R"( xmlns:app="http://www.opengis.net/citygml/appearance/3.0")"
                           R"( xmlns:xAL="urn:oasis:names:tc:ciq:xal:3")"
                           R"( xmlns:gml="http://www.opengis.net/gml/3.2")",
                           "core:cityObjectMember",
                           "con:",
                           "core:boundary",
                           "bldg:buildingPart",
                           "core:lod2Solid",
                           "core:lod2MultiSurface",
                           "con:",
                           "app:surfaceData",
                           "core:appearanceMember"};

// Whole millimetres: "691607.124".
void append_coordinate(std::string& text, double value) {
    char buffer[32];
    const auto millimetres = static_cast<long long>(std::llround(value * 1000.0));
    const long long size = millimetres < 0 ? -millimetres : millimetres;
    if (millimetres < 0) text += '-';
    text.append(buffer, std::to_chars(buffer, std::end(buffer), size / 1000).ptr);
    const long long rest = size % 1000;
    text += {'.', static_cast<char>('0' + rest / 100), static_cast<char>('0' + rest / 10 % 10),
             static_cast<char>('0' + rest % 10)};
}

void append_decimal(std::string& text, double value) {
    char buffer[32];
    text.append(buffer, std::to_chars(buffer, std::end(buffer), value).ptr);
}

void element(std::string& text, std::string_view name, std::string_view value) {
    text += '<';
    text += name;
    text += '>';
    text += value;
    text += "</";
    text += name.substr(0, name.find(' '));
    text += ">\n";
}

class CityGmlWriter final : public ModelWriter {
  public:
    explicit CityGmlWriter(bool is_3) : is_3_(is_3), words_(is_3 ? kWords3 : kWords2) {}

    std::string head(const glm::dvec3& corner) override {
        std::string text = R"(<?xml version="1.0" encoding="UTF-8"?>)"
                           "\n<core:CityModel ";
        text += words_.namespaces;
        text += R"( xmlns:xlink="http://www.w3.org/1999/xlink">)"
                "\n<gml:name>A synthetic city; no such place exists.</gml:name>\n"
                R"(<gml:boundedBy><gml:Envelope srsName=")";
        text += kModelCrs;
        text += R"(" srsDimension="3"><gml:lowerCorner>)";
        append_place(text, corner);
        text += "</gml:lowerCorner><gml:upperCorner>";
        append_place(text, corner);
        text += "</gml:upperCorner></gml:Envelope></gml:boundedBy>\n";
        return text;
    }

    void add(std::span<const ModelBuilding> buildings, ModelText& text) override {
        for (const ModelBuilding& building : buildings) {
            open(text.now, words_.member);
            add_building(building, text.now);
            close(text.now, words_.member);
            add_appearances(building, text.later);
        }
    }

    std::string middle() override {
        std::string text;
        open(text, words_.appearance);
        text += "<app:Appearance>\n<app:theme>visual</app:theme>\n";
        return text;
    }
    std::string tail() override {
        std::string text = "</app:Appearance>\n";
        close(text, words_.appearance);
        return text + "</core:CityModel>\n";
    }

  private:
    static void open(std::string& text, std::string_view name) {
        text.append("<").append(name).append(">\n");
    }
    static void close(std::string& text, std::string_view name) {
        text.append("</").append(name).append(">\n");
    }
    static void append_place(std::string& text, const glm::dvec3& at) {
        append_coordinate(text, at.x);
        text += ' ';
        append_coordinate(text, at.y);
        text += ' ';
        append_coordinate(text, at.z);
    }

    void add_generic(std::string& text, std::string_view type, std::string_view name,
                     const std::string& value) const {
        if (is_3_) {
            text += "<core:genericAttribute><gen:";
            text.append(type).append("Attribute><gen:name>").append(name);
            text.append("</gen:name><gen:value>").append(value).append("</gen:value></gen:");
            text.append(type).append("Attribute></core:genericAttribute>\n");
            return;
        }
        text += "<gen:";
        text += static_cast<char>(type.front() + ('a' - 'A'));
        text.append(type.substr(1)).append("Attribute name=\"").append(name);
        text.append("\"><gen:value>").append(value).append("</gen:value></gen:");
        text += static_cast<char>(type.front() + ('a' - 'A'));
        text.append(type.substr(1)).append("Attribute>\n");
    }

    void add_building(const ModelBuilding& building, std::string& text) const {
        const Building& about = building.about;
        text.append("<bldg:Building gml:id=\"").append(building.id).append("\">\n");
        add_generic(text, "String", "energy_class", kEnergyNames[about.energy_class]);
        add_generic(text, "Int", "residents", std::to_string(about.residents));
        std::string area;
        append_decimal(area, about.floor_area_m2);
        add_generic(text, "Double", "floor_area", area);
        const bool is_alone = building.parts.size() == 1;
        // In 3.0 what all city objects have stands before what buildings have.
        if (is_3_ && is_alone) add_geometry(building.parts.front(), text);
        if (is_3_) {
            element(text, "con:dateOfConstruction", std::to_string(about.year) + "-01-01");
            text +=
                "<con:height><con:Height><con:highReference>highestRoofEdge"
                "</con:highReference><con:lowReference>lowestGroundPoint</con:lowReference>"
                "<con:status>measured</con:status><con:value uom=\"m\">";
            append_decimal(text, about.height_m);
            text += "</con:value></con:Height></con:height>\n";
        }
        element(text, "bldg:function", kFunctionNames[static_cast<std::size_t>(about.function)]);
        if (!is_3_) element(text, "bldg:yearOfConstruction", std::to_string(about.year));
        element(text, "bldg:roofType", kRoofNames[static_cast<std::size_t>(about.roof)]);
        if (!is_3_) {
            text += "<bldg:measuredHeight uom=\"m\">";
            append_decimal(text, about.height_m);
            text += "</bldg:measuredHeight>\n";
        }
        element(text, "bldg:storeysAboveGround", std::to_string(about.storeys));
        if (!is_3_ && is_alone) add_geometry(building.parts.front(), text);
        for (std::size_t i = 0; !is_alone && i < building.parts.size(); ++i) {
            open(text, words_.part);
            text.append("<bldg:BuildingPart gml:id=\"").append(building.parts[i].id);
            text += "\">\n";
            add_geometry(building.parts[i], text);
            text += "</bldg:BuildingPart>\n";
            close(text, words_.part);
        }
        add_address(building, text);
        text += "</bldg:Building>\n";
    }

    void add_address(const ModelBuilding& building, std::string& text) const {
        const std::string number = std::to_string(building.about.house_number);
        if (is_3_) {
            text +=
                "<bldg:address><core:Address><core:xalAddress><xAL:Address>"
                "<xAL:Thoroughfare><xAL:NameElement>";
            text.append(building.street).append("</xAL:NameElement><xAL:Number>").append(number);
            text +=
                "</xAL:Number></xAL:Thoroughfare></xAL:Address></core:xalAddress>"
                "</core:Address></bldg:address>\n";
            return;
        }
        text +=
            "<bldg:address><core:Address><core:xalAddress><xAL:AddressDetails><xAL:Locality "
            "Type=\"Town\"><xAL:Thoroughfare Type=\"Street\"><xAL:ThoroughfareNumber>";
        text.append(number).append("</xAL:ThoroughfareNumber><xAL:ThoroughfareName>");
        text += building.street;
        text +=
            "</xAL:ThoroughfareName></xAL:Thoroughfare></xAL:Locality></xAL:AddressDetails>"
            "</core:xalAddress></core:Address></bldg:address>\n";
    }

    static std::string polygon_id(const ModelPart& part, std::size_t i) {
        return part.id + "_poly_" + std::to_string(i + 1);
    }

    // The solid names the polygons of the surfaces; in 2.0 they come after it, in 3.0 before.
    void add_geometry(const ModelPart& part, std::string& text) const {
        if (is_3_) add_surfaces(part, text);
        text.append("<").append(words_.solid).append("><gml:Solid><gml:exterior>");
        text += is_3_ ? "<gml:Shell>\n" : "<gml:CompositeSurface>\n";
        for (std::size_t i = 0; i < part.polygons.size(); ++i) {
            text += "<gml:surfaceMember xlink:href=\"#";
            text.append(polygon_id(part, i)).append("\"/>\n");
        }
        text += is_3_ ? "</gml:Shell>" : "</gml:CompositeSurface>";
        text.append("</gml:exterior></gml:Solid></").append(words_.solid).append(">\n");
        if (!is_3_) add_surfaces(part, text);
    }

    void add_surfaces(const ModelPart& part, std::string& text) const {
        for (std::size_t i = 0; i < part.polygons.size(); ++i) {
            const SolidPolygon& polygon = part.polygons[i];
            open(text, words_.bounded);
            text.append("<").append(words_.type_prefix).append(name_of(polygon.face));
            text.append(" gml:id=\"").append(part.id).append("_s").append(std::to_string(i + 1));
            text.append("\"><")
                .append(words_.multi_surface)
                .append("><gml:MultiSurface><gml:surfaceMember>\n<gml:Polygon gml:id=\"");
            text.append(polygon_id(part, i)).append("\"><gml:exterior><gml:LinearRing gml:id=\"");
            text.append(polygon_id(part, i)).append("_r\"><gml:posList srsDimension=\"3\">");
            for (const glm::dvec3& corner : polygon.corners) {
                append_place(text, corner);
                text += ' ';
            }
            append_place(text, polygon.corners.front());
            text +=
                "</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>\n"
                "</gml:surfaceMember></gml:MultiSurface></";
            text.append(words_.multi_surface).append("></").append(words_.type_prefix);
            text.append(name_of(polygon.face)).append(">\n");
            close(text, words_.bounded);
        }
    }

    void add_appearances(const ModelBuilding& building, std::string& text) const {
        for (const ModelPart& part : building.parts) {
            for (std::size_t i = 0; i < part.polygons.size(); ++i) {
                const SolidPolygon& polygon = part.polygons[i];
                if (building.is_textured && polygon.facade != Facade::kPlain) {
                    add_texture(polygon, polygon_id(part, i), text);
                } else if (building.has_materials && polygon.face == SolidFace::kRoof) {
                    add_material(polygon_id(part, i), text);
                }
            }
        }
    }

    void add_material(const std::string& target, std::string& text) const {
        open(text, words_.surface_data);
        text += "<app:X3DMaterial><app:diffuseColor>0.55 0.25 0.2</app:diffuseColor><app:target>#";
        text.append(target).append("</app:target></app:X3DMaterial>\n");
        close(text, words_.surface_data);
    }

    void add_texture(const SolidPolygon& polygon, const std::string& target,
                     std::string& text) const {
        open(text, words_.surface_data);
        text += "<app:ParameterizedTexture>";
        element(text, "app:imageURI", facade_file(polygon.facade));
        text += "<app:mimeType>image/png</app:mimeType><app:wrapMode>wrap</app:wrapMode>\n";
        std::string list;
        for (std::size_t i = 0; i <= polygon.bays.size(); ++i) {
            const glm::vec2& at = polygon.bays[i % polygon.bays.size()];
            append_decimal(list, at.x / kFacadeRepeat);
            list += ' ';
            append_decimal(list, at.y / kFacadeRepeat);
            if (i < polygon.bays.size()) list += ' ';
        }
        if (is_3_) {
            text += "<app:textureParameterization><app:TextureAssociation><app:target>#";
            text.append(target).append("</app:target><app:textureParameterization>");
            text.append("<app:TexCoordList><app:textureCoordinates>").append(list);
            text.append("</app:textureCoordinates><app:ring>#").append(target);
            text +=
                "_r</app:ring></app:TexCoordList></app:textureParameterization>"
                "</app:TextureAssociation></app:textureParameterization>";
        } else {
            text.append("<app:target uri=\"#").append(target);
            text.append("\"><app:TexCoordList><app:textureCoordinates ring=\"#").append(target);
            text.append("_r\">").append(list);
            text += "</app:textureCoordinates></app:TexCoordList></app:target>";
        }
        text += "</app:ParameterizedTexture>\n";
        close(text, words_.surface_data);
    }

    bool is_3_;
    const GmlWords& words_;
};

}  // namespace

std::string facade_file(Facade facade) {
    constexpr std::array<const char*, static_cast<std::size_t>(Facade::kCount)> kNames{
        "plain", "plaster", "modern", "glass", "hall", "shop"};
    return std::string("textures/facade-") + kNames[static_cast<std::size_t>(facade)] + ".png";
}

std::unique_ptr<ModelWriter> make_citygml_writer(ModelFormat format) {
    return std::make_unique<CityGmlWriter>(format == ModelFormat::kCityGml3);
}

}  // namespace belvedere::generator
