// SPDX-License-Identifier: Apache-2.0
// Members that are cut inside: what is read of their pieces is what is read of them whole.
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "test_paths.hpp"
#include "tests/support/city_bytes.hpp"

namespace belvedere::content::tests_of_citygml_pieces {
namespace {

using citymodel::CityBatch;
using ::testing::IsEmpty;

// Everything a city says, a line each, sorted.
class CityLines {
  public:
    explicit CityLines(const CityBatch& batch) : batch_(batch) {
        for (const citymodel::CityObject& object : batch.objects)
            add_object(object);
        for (std::uint32_t i = 0; i < batch.surfaces.size(); ++i)
            surfaces.push_back(surface_line(i) + attributes_of(batch.surfaces[i].attributes));
        for (const citymodel::Geometry& geometry : batch.geometries)
            add_geometry(geometry);
        for (auto* list : {&objects, &surfaces, &polygons})
            std::ranges::sort(*list);
    }
    std::vector<std::string> objects, surfaces, polygons;

  private:
    std::string id_of(std::uint32_t object) const {
        return object == kNone ? "-" : std::string(batch_.text_of(batch_.objects[object].id));
    }
    std::string attributes_of(Range range) const {
        std::string line;
        for (std::uint32_t i = 0; i < range.count; ++i) {
            const citymodel::Attribute& one = batch_.attributes[range.first + i];
            line += '|';
            line += batch_.names.name(one.name);
            line += '=';
            line += batch_.text_of(one.text);
            line += std::to_string(one.integer) + std::to_string(one.number);
        }
        return line;
    }
    void add_object(const citymodel::CityObject& object) {
        std::string line(batch_.names.name(object.type));
        line += ' ';
        line += batch_.text_of(object.id);
        line += " of " + id_of(object.parent) + attributes_of(object.attributes);
        objects.push_back(line);
    }
    // Without the ids that surfaces of pieces get.
    std::string surface_line(std::uint32_t index) const {
        if (index == kNone) return "-";
        const citymodel::SemanticSurface& surface = batch_.surfaces[index];
        std::string line(batch_.names.name(surface.type));
        const std::string id(batch_.text_of(surface.id));
        if (!id.empty() && id.find("-at-") == id.npos) line += ' ' + id;
        line += " of " + id_of(surface.object);
        if (surface.parent != kNone) line += " in " + surface_line(surface.parent);
        return line;
    }
    static std::string rounded(double value) { return std::to_string(std::llround(value * 1e6)); }
    void add_geometry(const citymodel::Geometry& geometry) {
        for (std::uint32_t p = 0; p < geometry.polygons.count; ++p) {
            const citymodel::Polygon& polygon = batch_.polygons[geometry.polygons.first + p];
            std::string line = id_of(geometry.object) + ' ' + std::to_string(geometry.lod) + ' ' +
                               surface_line(polygon.surface);
            std::uint32_t corners = 0;
            for (std::uint32_t r = 0; r < polygon.rings.count; ++r) {
                const Range range = batch_.rings[polygon.rings.first + r].corners;
                corners += range.count;
                line += " ring";
                for (std::uint32_t c = 0; c < range.count; ++c) {
                    const glm::dvec3& at = batch_.vertices[batch_.corners[range.first + c]];
                    line += ' ' + rounded(at.x) + ',' + rounded(at.y) + ',' + rounded(at.z);
                }
            }
            for (std::uint32_t k = 0; k < polygon.appearances.count; ++k)
                line += look_of(batch_.appearances[polygon.appearances.first + k], corners);
            polygons.push_back(line);
        }
    }
    std::string look_of(const citymodel::PolygonAppearance& look, std::uint32_t corners) const {
        std::string line = " theme ";
        line += batch_.text_of(batch_.themes[look.theme]);
        if (look.material != kNone) {
            for (const float channel : batch_.materials[look.material].diffuse)
                line += ' ' + rounded(static_cast<double>(channel));
        }
        if (look.texture == kNone) return line;
        line += ' ';
        line += batch_.text_of(batch_.textures[look.texture].image);
        for (std::uint32_t c = 0; c < corners && look.coordinates_first != kNone; ++c) {
            const glm::vec2& at = batch_.texture_coordinates[look.coordinates_first + c];
            line +=
                ' ' + rounded(static_cast<double>(at.x)) + ',' + rounded(static_cast<double>(at.y));
        }
        return line;
    }

    const CityBatch& batch_;
};

WholeCity read_cut(const std::string& text, std::uint64_t piece_bytes,
                   const citymodel::LodChoice& lods = {.every_lod = true}) {
    citygml::CityGmlSource source{"test.gml", {}, {}};
    source.cuts = {4 * piece_bytes, 4 * piece_bytes, piece_bytes};
    auto city = read_citygml_text(text, lods, source);
    EXPECT_TRUE(city) << (city ? "" : city.error().message);
    return city ? std::move(*city) : WholeCity{};
}

citymodel::LodChoice at_most(int lod_max) {
    return {.lod_max = static_cast<citymodel::LodTenths>(lod_max)};
}

// How many more members there are than whole ones.
std::size_t expect_same_when_cut(const std::string& text, std::uint64_t piece_bytes,
                                 const citymodel::LodChoice& lods = {.every_lod = true}) {
    auto whole = read_citygml_text(text, lods);
    EXPECT_TRUE(whole);
    if (!whole) return 0;
    const WholeCity cut = read_cut(text, piece_bytes, lods);
    const CityLines expected(whole->batch), read(cut.batch);
    EXPECT_EQ(cut.batch.attributes.size(), whole->batch.attributes.size());
    EXPECT_EQ(read.objects, expected.objects);
    EXPECT_EQ(read.surfaces, expected.surfaces);
    EXPECT_EQ(read.polygons.size(), expected.polygons.size());
    for (std::size_t i = 0; i < std::min(read.polygons.size(), expected.polygons.size()); ++i) {
        if (read.polygons[i] == expected.polygons[i]) continue;
        ADD_FAILURE() << read.polygons[i].substr(0, 1000) << "\n"
                      << expected.polygons[i].substr(0, 1000);
        break;
    }
    return cut.members.size() - whole->members.size();
}

TEST(CityGmlPieces, OfRealModelsAreWhatTheyAreWhole) {
    const std::filesystem::path samples(BELVEDERE_SAMPLE_DATA);
    if (!std::filesystem::exists(samples / "citygml")) GTEST_SKIP() << "no " << samples;
    std::size_t more = 0;
    for (const char* name :
         {"citygml/ingolstadt-lod3/4018264/4018264.xml",
          "citygml/ingolstadt-lod3/4018206/4018206.xml",
          "citygml/citygml4j-samples/lod3_building_v2.gml",
          "citygml/citygml4j-samples/lod2_buildings_v3.gml",
          "plateau-pairs/01-bldg/ward/13104_shinjuku-ku_pref_2025_citygml_1_op_bldg/udx/bldg/"
          "53394517_bldg_6697_op.gml",
          "citygml/nrw-lod2-citygml1/LoD2_32_280_5659_1_NW.gml"}) {
        SCOPED_TRACE(name);
        if (!std::filesystem::exists(samples / name)) continue;
        const std::string text = text_of_file(samples / name);
        for (const std::uint64_t piece_bytes : {2'000U, 20'000U}) {
            SCOPED_TRACE(piece_bytes);
            more += expect_same_when_cut(text, piece_bytes);
            if (HasFailure()) return;
            // One level of each object, wherever its levels stand.
            for (const int lod_max : {255, 10}) {
                if (piece_bytes < 20'000U) continue;
                (void)expect_same_when_cut(text, piece_bytes, at_most(lod_max));
                if (HasFailure()) return;
            }
        }
    }
    // They were cut, and not a little.
    EXPECT_GT(more, 500U);
}

constexpr std::string_view kRoot =
    "<CityModel xmlns='http://www.opengis.net/citygml/2.0' xmlns:gml='http://www.opengis.net/gml' "
    "xmlns:b='http://www.opengis.net/citygml/building/2.0' "
    "xmlns:app='http://www.opengis.net/citygml/appearance/2.0' "
    "xmlns:xlink='http://www.w3.org/1999/xlink'>";

std::string polygon(int number) {
    const std::string x = std::to_string(number);
    return "<gml:surfaceMember><gml:Polygon gml:id='p" + x +
           "'><gml:exterior><gml:LinearRing gml:id='p" + x + "r'><gml:posList>" + x + " 0 0 " + x +
           " 1 0 " + x + " 1 1 " + x +
           " 0 0</gml:posList></gml:LinearRing></gml:exterior>"
           "</gml:Polygon></gml:surfaceMember>";
}

// A building whose one wall has `count` polygons, and whose roof refers to every third of a solid's
// others; a part without a shape; attributes at both ends; a colour for the whole wall and images
// for some.
std::string building(int count) {
    std::string wall, solid, roof, images;
    for (int i = 0; i < count; ++i) {
        wall += polygon(i);
        solid += polygon(count + i);
        const std::string number = std::to_string(count + i);
        if (i % 3 == 0) roof += "<gml:surfaceMember xlink:href='#p" + number + "'/>";
        images += "<app:target uri='#p" + number +
                  "'><app:TexCoordList><app:textureCoordinates "
                  "ring='#p" +
                  number +
                  "r'>0 0 1 0 1 1 0 0</app:textureCoordinates>"
                  "</app:TexCoordList></app:target>";
    }
    return std::string(kRoot) +
           "<cityObjectMember><b:Building gml:id='a'><app:appearance><app:Appearance><app:theme>t"
           "</app:theme><app:surfaceDataMember><app:X3DMaterial gml:id='m'><app:diffuseColor>1 0 0"
           "</app:diffuseColor><app:target>#wall</app:target></app:X3DMaterial>"
           "</app:surfaceDataMember><app:surfaceDataMember><app:ParameterizedTexture>"
           "<app:imageURI>a.jpg</app:imageURI>" +
           images +
           "</app:ParameterizedTexture></app:surfaceDataMember></app:Appearance></app:appearance>"
           "<b:class>1000</b:class><b:lod2Solid><gml:Solid><gml:exterior><gml:CompositeSurface>" +
           solid +
           "</gml:CompositeSurface></gml:exterior></gml:Solid></b:lod2Solid><b:boundedBy>"
           "<b:WallSurface><gml:name>north</gml:name><b:lod2MultiSurface>"
           "<gml:MultiSurface gml:id='wall'>" +
           wall +
           "</gml:MultiSurface></b:lod2MultiSurface></b:WallSurface></b:boundedBy><b:boundedBy>"
           "<b:RoofSurface gml:id='r'><b:lod2MultiSurface><gml:MultiSurface>" +
           roof +
           "</gml:MultiSurface></b:lod2MultiSurface></b:RoofSurface></b:boundedBy>"
           "<b:consistsOfBuildingPart><b:BuildingPart><b:function>none</b:function>"
           "</b:BuildingPart></b:consistsOfBuildingPart><b:storeysAboveGround>3"
           "</b:storeysAboveGround></b:Building></cityObjectMember></CityModel>";
}

TEST(CityGmlPieces, SurfacesReferencesAndLooksCrossThem) {
    const std::string text = building(60);
    for (const std::uint64_t piece_bytes : {300U, 1'000U, 4'000U}) {
        SCOPED_TRACE(piece_bytes);
        EXPECT_GT(expect_same_when_cut(text, piece_bytes), 2U);
    }
}

// A building with a solid of level 1, walls of level 2 and a part of its own with levels 1 and 3.
std::string levels(int count) {
    const auto solid = [count](int first, const std::string& lod) {
        std::string text;
        for (int i = 0; i < count; ++i)
            text += polygon(first + i);
        return "<b:lod" + lod + "Solid><gml:Solid><gml:exterior><gml:CompositeSurface>" + text +
               "</gml:CompositeSurface></gml:exterior></gml:Solid></b:lod" + lod + "Solid>";
    };
    std::string walls;
    for (int i = 0; i < count; ++i) {
        walls += "<b:boundedBy><b:WallSurface><b:lod2MultiSurface><gml:MultiSurface>" +
                 polygon(count + i) +
                 "</gml:MultiSurface></b:lod2MultiSurface></b:WallSurface></b:boundedBy>";
    }
    return std::string(kRoot) + "<cityObjectMember><b:Building gml:id='a'>" + solid(0, "1") +
           walls + "<b:consistsOfBuildingPart><b:BuildingPart gml:id='b'>" + solid(2 * count, "1") +
           solid(3 * count, "3") +
           "</b:BuildingPart></b:consistsOfBuildingPart></b:Building></cityObjectMember>"
           "</CityModel>";
}

TEST(CityGmlPieces, ALevelIsChosenForEachObjectWhateverPieceHasIt) {
    const std::string text = levels(20);
    for (const std::uint64_t piece_bytes : {300U, 1'000U, 2'000U}) {
        for (const int lod_max : {255, 30, 20, 10, 0}) {
            SCOPED_TRACE(std::to_string(piece_bytes) + " " + std::to_string(lod_max));
            EXPECT_GT(expect_same_when_cut(text, piece_bytes, at_most(lod_max)), 2U);
        }
    }
    // So it is where each piece is in a tile of its own.
    const WholeCity cut = read_cut(text, 1'000, at_most(255));
    std::size_t shown = 0;
    for (const citymodel::CityMember& member : cut.members) {
        const std::vector<citymodel::FileRange> alone{member.range};
        const auto batch = cut.file->read(alone, {}, {});
        ASSERT_TRUE(batch);
        for (const citymodel::Geometry& geometry : batch->geometries)
            shown += geometry.polygons.count;
        for (const citymodel::Geometry& geometry : batch->geometries) {
            const bool is_part = batch->text_of(batch->objects[geometry.object].id) == "b";
            EXPECT_EQ(geometry.lod, is_part ? 30 : 20);
        }
    }
    EXPECT_EQ(shown, 20U) << "the walls are those of a building whose part has more";
}

TEST(CityGmlPieces, EachOfThemKnowsItsObjectAndItsSurface) {
    const WholeCity cut = read_cut(building(60), 1'000);
    ASSERT_GT(cut.members.size(), 4U);
    std::string wall;
    for (const citymodel::CityMember& member : cut.members) {
        const std::vector<citymodel::FileRange> alone{member.range};
        const auto batch = cut.file->read(alone, {}, {});
        ASSERT_TRUE(batch);
        ASSERT_EQ(batch->objects.size(), 2U);
        EXPECT_EQ(batch->objects[0].attributes.count, 2U);
        EXPECT_EQ(batch->objects[1].attributes.count, 1U);
        ASSERT_FALSE(batch->polygons.empty());
        for (const citymodel::SemanticSurface& surface : batch->surfaces) {
            if (batch->names.name(surface.type) != "WallSurface") continue;
            EXPECT_EQ(surface.attributes.count, 1U);
            const std::string id(batch->text_of(surface.id));
            EXPECT_FALSE(id.empty());
            if (wall.empty()) wall = id;
            EXPECT_EQ(id, wall);
        }
    }
}

}  // namespace
}  // namespace belvedere::content::tests_of_citygml_pieces
