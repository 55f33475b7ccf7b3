// SPDX-License-Identifier: Apache-2.0
// What the CityGML reader makes of small models of every kind.
#include <filesystem>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/content/decode/citygml/appearance_themes.hpp"
#include "engine/content/decode/citymodel/world_file.hpp"
#include "test_paths.hpp"
#include "tests/support/city_bytes.hpp"

namespace belvedere::content::tests_of_citygml_file {
namespace {

using citymodel::CityBatch;
using citymodel::GeometryKind;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr std::string_view kRoot =
    "<CityModel xmlns='http://www.opengis.net/citygml/2.0' xmlns:gml='http://www.opengis.net/gml' "
    "xmlns:b='http://www.opengis.net/citygml/building/2.0' "
    "xmlns:gen='http://www.opengis.net/citygml/generics/2.0' "
    "xmlns:app='http://www.opengis.net/citygml/appearance/2.0' "
    "xmlns:frn='http://www.opengis.net/citygml/cityfurniture/2.0' "
    "xmlns:dem='http://www.opengis.net/citygml/relief/2.0' "
    "xmlns:uro='https://www.geospatial.jp/iur/uro/3.1' "
    "xmlns:xlink='http://www.w3.org/1999/xlink'>";

std::string model(const std::string& members) {
    return std::string(kRoot) + members + "</CityModel>";
}

std::string member(const std::string& feature) {
    return "<cityObjectMember>" + feature + "</cityObjectMember>";
}

std::string ring(const std::string& positions) {
    return "<gml:LinearRing><gml:posList>" + positions + "</gml:posList></gml:LinearRing>";
}

std::string polygon(const std::string& id, double z = 0.0) {
    const std::string h = std::to_string(z);
    return "<gml:Polygon gml:id='" + id + "'><gml:exterior><gml:LinearRing gml:id='" + id +
           "_r'><gml:posList>0 0 " + h + " 4 0 " + h + " 4 4 " + h + " 0 4 " + h + " 0 0 " + h +
           "</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>";
}

std::string surface(const std::string& type, const std::string& id) {
    return "<b:boundedBy><b:" + type + " gml:id='s" + id +
           "'><b:lod2MultiSurface><gml:MultiSurface>"
           "<gml:surfaceMember>" +
           polygon(id) +
           "</gml:surfaceMember></gml:MultiSurface></b:lod2MultiSurface>"
           "</b:" +
           type + "></b:boundedBy>";
}

std::string solid_of(const std::string& lod, const std::string& members) {
    return "<b:lod" + lod + "Solid><gml:Solid><gml:exterior><gml:CompositeSurface>" + members +
           "</gml:CompositeSurface></gml:exterior></gml:Solid></b:lod" + lod + "Solid>";
}

std::string reference(const std::string& href) {
    return "<gml:surfaceMember xlink:href='" + href + "'/>";
}

WholeCity read_model(const std::string& text, citymodel::LodChoice lods = {}) {
    auto city = read_citygml_text(text, lods);
    EXPECT_TRUE(city) << (city ? "" : city.error().message);
    return city ? std::move(*city) : WholeCity{};
}

std::string surface_type(const CityBatch& batch, std::uint32_t polygon) {
    const std::uint32_t index = batch.polygons[polygon].surface;
    return index == kNone ? "" : std::string(batch.names.name(batch.surfaces[index].type));
}

// "name=value" of an object's attributes, numbers with their unit.
std::vector<std::string> attributes_of(const CityBatch& batch, std::size_t object) {
    std::vector<std::string> shown;
    const Range range = batch.objects[object].attributes;
    for (std::uint32_t i = 0; i < range.count; ++i) {
        const citymodel::Attribute& attribute = batch.attributes[range.first + i];
        std::string value(batch.text_of(attribute.text));
        if (attribute.type == citymodel::AttributeType::kInteger)
            value = std::to_string(attribute.integer);
        if (attribute.type == citymodel::AttributeType::kBool)
            value = attribute.integer != 0 ? "true" : "false";
        if (attribute.type == citymodel::AttributeType::kNumber) {
            value = std::to_string(attribute.number);
            value.erase(value.find_last_not_of('0') + 1);
        }
        if (attribute.unit != citymodel::kNoName)
            value += " " + std::string(batch.names.name(attribute.unit));
        shown.push_back(std::string(batch.names.name(attribute.name)) + "=" + value);
    }
    return shown;
}

TEST(CityGmlFile, PolygonsStandOnceAndKnowTheirSurface) {
    // The solid refers forward, its own polygons are what the roof refers to.
    const auto city = read_model(model(member(
        "<b:Building gml:id='a'>" +
        solid_of("2", reference("#p1") + reference("#p2") + "<gml:surfaceMember>" + polygon("p3") +
                          "</gml:surfaceMember>") +
        surface("WallSurface", "p1") + surface("GroundSurface", "p2") +
        "<b:boundedBy><b:RoofSurface><b:lod2MultiSurface><gml:MultiSurface>" + reference("#p3") +
        "</gml:MultiSurface></b:lod2MultiSurface></b:RoofSurface></b:boundedBy></b:Building>")));
    ASSERT_EQ(city.batch.polygons.size(), 3U);
    EXPECT_EQ(surface_type(city.batch, 0), "RoofSurface");
    EXPECT_EQ(surface_type(city.batch, 1), "WallSurface");
    EXPECT_EQ(surface_type(city.batch, 2), "GroundSurface");
    ASSERT_EQ(city.batch.geometries.size(), 1U);
    EXPECT_EQ(city.batch.geometries[0].kind, GeometryKind::kSolid);
    EXPECT_EQ(city.batch.geometries[0].lod, 20);
    EXPECT_THAT(city.warnings, IsEmpty());
}

TEST(CityGmlFile, PartsBesideOneThatIsOnlyReferredToAreRead) {
    const auto city =
        read_model(model(member("<b:Building gml:id='a'><b:boundedBy xlink:href='#elsewhere'/>" +
                                surface("WallSurface", "p1") + "<b:boundedBy/>" +
                                surface("GroundSurface", "p2") + "</b:Building>")));
    EXPECT_EQ(city.batch.surfaces.size(), 2U);
    EXPECT_EQ(city.batch.polygons.size(), 2U);
}

TEST(CityGmlFile, ReferencesReachOtherMembersInBothDirections) {
    const std::string text = model(
        member("<b:Building gml:id='a'>" + solid_of("2", reference("#p2")) + "</b:Building>") +
        member("<b:Building gml:id='b'>" + surface("WallSurface", "p2") + "</b:Building>") +
        member("<b:Building gml:id='c'>" + solid_of("2", reference("#p2")) +
               solid_of("1", reference("#nowhere")) + "</b:Building>"));
    const auto city = read_model(text, {citymodel::kNoLod, true});
    EXPECT_EQ(city.batch.polygons.size(), 3U);
    EXPECT_THAT(city.warnings, Contains(HasSubstr("\"#nowhere\"")));
    for (const citymodel::Geometry& geometry : city.batch.geometries)
        EXPECT_EQ(geometry.polygons.count, 1U);
}

TEST(CityGmlFile, ReferencesThatGoRoundEnd) {
    const auto city = read_model(
        model(member("<b:Building gml:id='a'><b:lod2MultiSurface><gml:MultiSurface gml:id='m'>" +
                     reference("#n") +
                     "</gml:MultiSurface></"
                     "b:lod2MultiSurface><b:lod3MultiSurface><gml:MultiSurface gml:id='n'>" +
                     reference("#m") + "</gml:MultiSurface></b:lod3MultiSurface></b:Building>")));
    EXPECT_TRUE(city.batch.polygons.empty());
}

TEST(CityGmlFile, ChoosesOneLevelOfDetailAnObject) {
    const std::string text = model(
        member("<b:Building gml:id='a'><b:lod0FootPrint><gml:MultiSurface><gml:surfaceMember>" +
               polygon("f") + "</gml:surfaceMember></gml:MultiSurface></b:lod0FootPrint>" +
               solid_of("1", "<gml:surfaceMember>" + polygon("x1") + "</gml:surfaceMember>" +
                                 "<gml:surfaceMember>" + polygon("x2") + "</gml:surfaceMember>") +
               surface("RoofSurface", "r") +
               "<b:outerBuildingInstallation><b:BuildingInstallation gml:id='i'><b:lod3Geometry>" +
               polygon("i3") +
               "</b:lod3Geometry></b:BuildingInstallation></b:outerBuildingInstallation>"
               "</b:Building>"));
    EXPECT_EQ(read_model(text).batch.polygons.size(), 2U);  // LoD 2 and the installation.
    EXPECT_EQ(read_model(text, {10, false}).batch.polygons.size(), 3U);  // LoD 1 and it.
    EXPECT_EQ(read_model(text, {0, false}).batch.polygons.size(), 2U);
    const auto whole = read_model(text, {citymodel::kNoLod, true});
    EXPECT_EQ(whole.batch.polygons.size(), 5U);
    ASSERT_EQ(whole.members.size(), 1U);
    EXPECT_EQ(whole.members[0].polygons, 5U);
    EXPECT_EQ(whole.members[0].objects, 2U);
    EXPECT_EQ(whole.members[0].lods, 1U | 1U << 10 | 1U << 20 | 1U << 30);
}

TEST(CityGmlFile, GeometryOfEveryKind) {
    const std::string triangle = "0 0 0 1 0 0 0 1 0 0 0 0";
    const auto city = read_model(
        model(member("<gen:GenericCityObject gml:id='a'><gen:lod1Geometry><gml:MultiGeometry>"
                     "<gml:geometryMember><gml:Polygon><gml:exterior>" +
                     ring("0 0 0 9 0 0 9 9 0 0 9 0 0 0 0") + "</gml:exterior><gml:interior>" +
                     ring("1 1 0 2 1 0 2 2 0 1 1 0") + "</gml:interior><gml:interior>" +
                     ring("5 5 0 6 5 0 6 6 0 5 5 0") +
                     "</gml:interior></gml:Polygon></gml:geometryMember>"
                     "<gml:geometryMember><gml:TriangulatedSurface><gml:trianglePatches>"
                     "<gml:Triangle><gml:exterior>" +
                     ring(triangle) +
                     "</gml:exterior></gml:Triangle></gml:trianglePatches>"
                     "</gml:TriangulatedSurface></gml:geometryMember>"
                     "<gml:geometryMember><gml:OrientableSurface orientation='-'><gml:baseSurface>"
                     "<gml:Surface><gml:patches><gml:PolygonPatch><gml:exterior>" +
                     ring(triangle) +
                     "</gml:exterior></gml:PolygonPatch></gml:patches></gml:Surface>"
                     "</gml:baseSurface></gml:OrientableSurface></gml:geometryMember>"
                     "<gml:geometryMember><gml:LineString><gml:pos>0 0 0</gml:pos><gml:pos>1 1 1"
                     "</gml:pos></gml:LineString></gml:geometryMember>"
                     "<gml:geometryMember><gml:Point><gml:coordinates>7,8,9</gml:coordinates>"
                     "</gml:Point></gml:geometryMember>"
                     "</gml:MultiGeometry></gen:lod1Geometry></gen:GenericCityObject>")));
    const CityBatch& batch = city.batch;
    ASSERT_EQ(batch.polygons.size(), 3U);
    EXPECT_EQ(batch.polygons[0].rings.count, 3U);
    const citymodel::Ring& turned = batch.rings[batch.polygons[2].rings.first];
    EXPECT_EQ(batch.vertices[batch.corners[turned.corners.first]], glm::dvec3(0.0, 1.0, 0.0));
    ASSERT_EQ(batch.geometries.size(), 3U);
    EXPECT_EQ(batch.geometries[1].kind, GeometryKind::kMultiLine);
    EXPECT_EQ(batch.geometries[1].lines.count, 1U);
    EXPECT_EQ(batch.geometries[2].kind, GeometryKind::kMultiPoint);
    EXPECT_EQ(batch.vertices[batch.corners[batch.geometries[2].points.first]],
              glm::dvec3(7.0, 8.0, 9.0));
    EXPECT_THAT(city.warnings, IsEmpty());
}

TEST(CityGmlFile, BrokenGeometryIsLeftOutWithASentence) {
    const auto city =
        read_model(model(member("<b:Building gml:id='a'><b:lod1MultiSurface><gml:MultiSurface>"
                                "<gml:surfaceMember><gml:Polygon><gml:exterior>" +
                                ring("0 0 0 1 0 0 0 0 0") +
                                "</gml:exterior></gml:Polygon></gml:surfaceMember>"
                                "<gml:surfaceMember><gml:Polygon><gml:exterior>" +
                                ring("0 0 0 1 x 0 1 1 0 0 0 0") +
                                "</gml:exterior></gml:Polygon></gml:surfaceMember>"
                                "<gml:surfaceMember><gml:Polygon><gml:exterior>" +
                                ring("0 0 0 1 0 0 1 1") +
                                "</gml:exterior></gml:Polygon></gml:surfaceMember>"
                                "<gml:surfaceMember><gml:Polygon><gml:exterior>" +
                                ring("0 0 0 1 0 0 1 1 0") +
                                "</gml:exterior></gml:Polygon></gml:surfaceMember>"
                                "<gml:surfaceMember><gml:Polygon/></gml:surfaceMember>"
                                "</gml:MultiSurface></b:lod1MultiSurface></b:Building>")));
    EXPECT_EQ(city.batch.polygons.size(), 2U);  // Eight numbers are four corners of two.
    EXPECT_THAT(city.warnings, ElementsAre("a ring has fewer than three corners",
                                           "positions hold what is no number",
                                           "a ring is not closed", "a polygon has no exterior"));
    EXPECT_EQ(city.batch.warnings[0].object, "a");
}

TEST(CityGmlFile, AttributesKeepTheirTypes) {
    const auto city = read_model(model(member(
        "<b:Building gml:id='a'><gml:name>H&#228;user</gml:name><creationDate>2020-01-02"
        "</creationDate><gen:intAttribute name='n'><gen:value>7</gen:value></gen:intAttribute>"
        "<gen:measureAttribute name='m'><gen:value uom='urn:adv:uom:m2'>7.5</gen:value>"
        "</gen:measureAttribute><gen:genericAttributeSet name='set'><gen:stringAttribute name='s'>"
        "<gen:value>007</gen:value></gen:stringAttribute></gen:genericAttributeSet>"
        "<b:class codeSpace='../lists/c.xml'>3001</b:class><b:function>1000</b:function>"
        "<b:function>\"1001\"</b:function><b:measuredHeight uom='m'>12.25</b:measuredHeight>"
        "<b:storeysAboveGround>3</b:storeysAboveGround>"
        "<uro:buildingIDAttribute><uro:BuildingIDAttribute><uro:buildingID>13-1</uro:buildingID>"
        "<uro:year>2021</uro:year><uro:code>0101</uro:code></uro:BuildingIDAttribute>"
        "</uro:buildingIDAttribute><uro:risk><uro:Risk><uro:rank>1</uro:rank></uro:Risk></uro:risk>"
        "<uro:risk><uro:Risk><uro:rank>2</uro:rank></uro:Risk></uro:risk></b:Building>")));
    EXPECT_THAT(
        attributes_of(city.batch, 0),
        ElementsAre("name=H\u00E4user", "creationDate=2020-01-02", "n=7", "m=7.5 m2", "set.s=007",
                    "class=3001", "function=[\"1000\",\"\\\"1001\\\"\"]", "measuredHeight=12.25 m",
                    "storeysAboveGround=3", "buildingIDAttribute.buildingID=13-1",
                    "buildingIDAttribute.year=2021", "buildingIDAttribute.code=0101",
                    "risk=[{\"rank\":\"1\"},{\"rank\":\"2\"}]"));
    EXPECT_THAT(city.warnings, Contains(HasSubstr("../lists/c.xml")));
    EXPECT_THAT(city.file->head().extensions,
                ElementsAre("uro https://www.geospatial.jp/iur/uro/3.1"));
}

TEST(CityGmlFile, CodesAreReadFromListsBeside) {
    const std::string list =
        "<gml:Dictionary xmlns:gml='http://www.opengis.net/gml'><gml:dictionaryEntry>"
        "<gml:Definition><gml:description>Detached</gml:description><gml:name>3001</gml:name>"
        "</gml:Definition></gml:dictionaryEntry></gml:Dictionary>";
    const citygml::CityGmlSource source{"test.gml",
                                        [&](std::string_view name, std::uint64_t) -> Result<Bytes> {
                                            EXPECT_EQ(name, "../lists/c.xml");
                                            const ByteView bytes = as_bytes(list);
                                            return Bytes(bytes.begin(), bytes.end());
                                        }};
    const auto city = read_citygml_text(
        model(member("<b:Building gml:id='a'><b:class codeSpace='../lists/c.xml'>3001</b:class>"
                     "<b:usage codeSpace='../lists/c.xml'>9</b:usage></b:Building>")),
        {}, source);
    ASSERT_TRUE(city);
    EXPECT_THAT(attributes_of(city->batch, 0),
                ElementsAre("class=Detached", "class_code=3001", "usage=9"));
    EXPECT_THAT(city->warnings, IsEmpty());
}

TEST(CityGmlFile, AppearancesOfTheModelAndOfMembers) {
    const std::string texture =
        "<app:Appearance><app:theme>summer</app:theme><app:surfaceDataMember>"
        "<app:ParameterizedTexture><app:imageURI>a.jpg</app:imageURI><app:wrapMode>clamp"
        "</app:wrapMode><app:target uri='#p1'><app:TexCoordList><app:textureCoordinates "
        "ring='#p1_r'>0 0 1 0 1 1 0 1 0 0</app:textureCoordinates></app:TexCoordList></app:target>"
        "</app:ParameterizedTexture></app:surfaceDataMember><app:surfaceDataMember>"
        "<app:X3DMaterial><app:diffuseColor>1 0.5 0</app:diffuseColor><app:transparency>0.25"
        "</app:transparency><app:target>#p2</app:target></app:X3DMaterial>"
        "</app:surfaceDataMember></app:Appearance>";
    const std::string projected =
        "<app:appearance><app:Appearance><app:theme>winter</app:theme><app:surfaceDataMember>"
        "<app:ParameterizedTexture><app:imageURI>..\\img\\b.jpg</app:imageURI><app:target "
        "uri='#p1'>"
        "<app:TexCoordGen><app:worldToTexture>0.25 0 0 0 0 0.25 0 0 0 0 0 1</app:worldToTexture>"
        "</app:TexCoordGen></app:target></app:ParameterizedTexture></app:surfaceDataMember>"
        "</app:Appearance></app:appearance>";
    const auto city = read_model(
        model(member("<b:Building gml:id='a'>" + projected + surface("WallSurface", "p1") +
                     surface("RoofSurface", "p2") + "</b:Building>") +
              "<app:appearanceMember>" + texture + "</app:appearanceMember>"));
    const CityBatch& batch = city.batch;
    ASSERT_EQ(batch.polygons.size(), 2U);
    ASSERT_EQ(batch.polygons[0].appearances.count, 2U);
    const auto& first = batch.appearances[batch.polygons[0].appearances.first];
    const auto& second = batch.appearances[batch.polygons[0].appearances.first + 1];
    const auto& winter = batch.text_of(batch.themes[first.theme]) == "winter" ? first : second;
    const auto& summer = &winter == &first ? second : first;
    EXPECT_EQ(batch.text_of(batch.textures[summer.texture].image), "a.jpg");
    EXPECT_EQ(batch.textures[summer.texture].wrap, citymodel::TextureWrap::kClamp);
    EXPECT_EQ(batch.texture_coordinates[summer.coordinates_first + 2], glm::vec2(1.0F, 1.0F));
    EXPECT_EQ(batch.text_of(batch.textures[winter.texture].image), "../img/b.jpg");
    EXPECT_EQ(batch.texture_coordinates[winter.coordinates_first + 2], glm::vec2(1.0F, 1.0F));
    ASSERT_EQ(batch.polygons[1].appearances.count, 1U);
    const auto& material = batch.appearances[batch.polygons[1].appearances.first];
    EXPECT_FLOAT_EQ(batch.materials[material.material].diffuse[1], 0.5F);
    EXPECT_FLOAT_EQ(batch.materials[material.material].transparency, 0.25F);
    // Both are listed before anything is read: the file's own, and those of its members.
    EXPECT_THAT(city.file->head().themes, testing::ElementsAre("summer"));
    EXPECT_THAT(city.themes, testing::Contains("winter"));
}

TEST(CityGmlFile, ThemesAreFoundWhereverTheyStandInTheirAppearance) {
    std::string deep;
    for (int i = 0; i < 200'000; ++i)
        deep += "<app:Appearance>";
    const std::string late =
        "<app:Appearance><app:surfaceDataMember><app:X3DMaterial><app:theme>no</app:theme>"
        "</app:X3DMaterial></app:surfaceDataMember><app:theme> a &amp; b </app:theme>"
        "</app:Appearance>";
    citymodel::ThemeNames themes;
    citygml::find_themes(
        late + "<Appearance><theme/></Appearance><x:Appearance><x:theme>c</x:theme>",
        citygml::AppearanceCount::kAny, themes);
    EXPECT_THAT(themes, testing::ElementsAre("a & b", "c"));
    citygml::find_themes(deep, citygml::AppearanceCount::kAny, themes);
    citygml::find_themes(std::string(1 << 20, 'A') + "Appearance", citygml::AppearanceCount::kAny,
                         themes);
    EXPECT_EQ(themes.size(), 2U);
}

// A square of 4 m under an image with pixels of half a metre, whose upper left pixel has its middle
// at (0.25, 3.75): the corner (0, 0) is eight pixels down.
TEST(CityGmlFile, ImagesSeenFromAboveLieByTheTextOrByAWorldFile) {
    const auto georeferenced = [](const std::string& image, const std::string& inside) {
        return "<app:appearance><app:Appearance><app:theme>air</app:theme><app:surfaceDataMember>"
               "<app:GeoreferencedTexture><app:imageURI>" +
               image + "</app:imageURI>" + inside +
               "<app:target>#p1</app:target></app:GeoreferencedTexture></app:surfaceDataMember>"
               "</app:Appearance></app:appearance>";
    };
    const std::string said =
        "<app:referencePoint><gml:Point><gml:pos>0.25 3.75</gml:pos></gml:Point>"
        "</app:referencePoint><app:orientation>0.5 0 0 -0.5</app:orientation>";
    const auto expect_placed = [&](const std::string& texture,
                                   const citygml::CityGmlSource& source) {
        const auto city =
            read_citygml_text(model(member("<b:Building gml:id='a'>" + texture +
                                           surface("RoofSurface", "p1") + "</b:Building>")),
                              {}, source);
        ASSERT_TRUE(city) << city.error().message;
        const CityBatch& batch = city->batch;
        ASSERT_EQ(batch.textures.size(), 1U);
        EXPECT_TRUE(batch.textures[0].is_in_pixels);
        const auto& look = batch.appearances[batch.polygons[0].appearances.first];
        ASSERT_NE(look.coordinates_first, kNone);
        const Range corners = batch.rings[batch.polygons[0].rings.first].corners;
        for (std::uint32_t i = 0; i < corners.count; ++i) {
            const glm::dvec3& at = batch.vertices[batch.corners[corners.first + i]];
            const glm::vec2& uv = batch.texture_coordinates[look.coordinates_first + i];
            EXPECT_NEAR(static_cast<double>(uv.x), at.x / 0.5, 1e-5);
            EXPECT_NEAR(1.0 - static_cast<double>(uv.y), (4.0 - at.y) / 0.5, 1e-5);
        }
    };
    expect_placed(georeferenced("air.jpg", said), {"test.gml", {}});
    std::vector<std::string> asked;
    const citygml::CityGmlSource beside{
        "test.gml", [&](std::string_view name, std::uint64_t) -> Result<Bytes> {
            asked.emplace_back(name);
            if (name != "maps/air.jgw") return fail(ErrorKind::kNotFound, "no such file");
            const std::string text = "0.5\n0\n0\n-0.5\n0.25\n3.75\n";
            const ByteView bytes = as_bytes(text);
            return Bytes(bytes.begin(), bytes.end());
        }};
    expect_placed(georeferenced("maps/air.jpg", ""), beside);
    EXPECT_THAT(asked, ElementsAre("maps/air.jgw"));
    // Nobody says where it lies: told, and the surface keeps its own look.
    const auto lost =
        read_citygml_text(model(member("<b:Building gml:id='a'>" + georeferenced("air.jpg", "") +
                                       surface("RoofSurface", "p1") + "</b:Building>")));
    ASSERT_TRUE(lost);
    EXPECT_EQ(lost->batch.polygons[0].appearances.count, 0U);
    ASSERT_EQ(lost->warnings.size(), 1U);
    EXPECT_THAT(lost->warnings[0], testing::HasSubstr("air.jpg"));
}

TEST(WorldFile, SaysWherePixelsLieAndRefusesNonsense) {
    const auto placing = citymodel::parse_world_file("2\r\n0\r\n0\r\n-2\r\n101\r\n199\r\n");
    ASSERT_TRUE(placing);
    EXPECT_EQ(citymodel::pixel_at(*placing, {100.0, 200.0}), glm::dvec2(0.0, 0.0));
    EXPECT_EQ(citymodel::pixel_at(*placing, {104.0, 196.0}), glm::dvec2(2.0, 2.0));
    for (const char* wrong : {"", "1 2 3 4 5", "1 0 0 x 5 6", "0 0 0 0 1 1", "1 1 1 1 0 0",
                              "1e400 0 0 1 0 0", "nan 0 0 1 0 0"}) {
        EXPECT_FALSE(citymodel::parse_world_file(wrong)) << wrong;
    }
    EXPECT_THAT(citymodel::world_file_names("a/b.tif"),
                ElementsAre("a/b.tfw", "a/b.tifw", "a/b.wld"));
    EXPECT_THAT(citymodel::world_file_names("a.b/c"), IsEmpty());
}

TEST(CityGmlFile, ImplicitGeometryOfTheConformancePair) {
    const std::filesystem::path path =
        std::filesystem::path(BELVEDERE_SAMPLE_DATA) / "citygml/implicit-geometry";
    if (!std::filesystem::exists(path)) GTEST_SKIP() << "no sample data at " << path;
    const auto city =
        read_model(text_of_file(path / "implicit_geometry.gml"), {citymodel::kNoLod, true});
    const CityBatch& batch = city.batch;
    EXPECT_EQ(city.file->head().crs, "EPSG:7415");
    // Metres: the anchor is in metres too, so that a placed corner is their sum.
    std::vector<glm::dvec3> corners;
    for (const citymodel::Geometry& geometry : batch.geometries) {
        if (geometry.kind != GeometryKind::kInstance) continue;
        const citymodel::Placement& placement = batch.placements[geometry.placement];
        const citymodel::Geometry& shape = batch.geometries[geometry.template_geometry];
        EXPECT_EQ(shape.object, kNone);
        const citymodel::Polygon& face = batch.polygons[shape.polygons.first];
        for (std::uint32_t i = 0; i < 3; ++i) {
            const auto corner = batch.rings[face.rings.first].corners.first + i;
            corners.push_back(placement.anchor +
                              glm::dvec3(placement.matrix *
                                         glm::dvec4(batch.vertices[batch.corners[corner]], 1.0)));
        }
    }
    EXPECT_THAT(
        corners,
        ElementsAre(glm::dvec3(100, 200, 5), glm::dvec3(102, 200, 5), glm::dvec3(100, 202, 9),
                    glm::dvec3(110, 200, 0), glm::dvec3(111, 200, 0), glm::dvec3(110, 201, 0),
                    glm::dvec3(115, 200, 1), glm::dvec3(116, 200, 1), glm::dvec3(115, 201, 1)));
    EXPECT_EQ(batch.polygons.size(), 2U) << "a template used twice is kept once";
}

TEST(CityGmlFile, ReferencesReachOtherFilesOfTheCity) {
    const std::filesystem::path path =
        std::filesystem::path(BELVEDERE_SAMPLE_DATA) /
        "citygml/plateau6-citygml3/citygml3-reader-xlink/citygml3reader/udx/frn/"
        "geometry_xlink_referrer.gml";
    if (!std::filesystem::exists(path)) GTEST_SKIP() << "no sample data at " << path;
    const auto city = read_citygml_text(text_of_file(path), {}, source_beside(path));
    ASSERT_TRUE(city);
    EXPECT_EQ(city->batch.polygons.size(), 1U);
    const auto alone = read_citygml_text(text_of_file(path));
    ASSERT_TRUE(alone);
    EXPECT_TRUE(alone->batch.polygons.empty());
    EXPECT_THAT(alone->warnings, Contains(HasSubstr("geometry_xlink_definition.gml#geom_templ")));
}

std::string placed(const std::string& srs_name, const std::string& first) {
    return model("<gml:boundedBy><gml:Envelope srsName='" + srs_name + "'><gml:lowerCorner>" +
                 first + "</gml:lowerCorner><gml:upperCorner>" + first +
                 "</gml:upperCorner></gml:Envelope></gml:boundedBy>" +
                 member("<gen:GenericCityObject gml:id='a'><gen:lod0Geometry><gml:Point><gml:pos>" +
                        first +
                        "</gml:pos></gml:Point></gen:lod0Geometry></gen:GenericCityObject>"));
}

TEST(CityGmlFile, TheOrderOfAxesIsAsTheFileMeansIt) {
    const auto east_of = [](const std::string& srs_name, const std::string& first) {
        const auto city = read_model(placed(srs_name, first));
        EXPECT_EQ(city.file->head().extent.min.x, city.batch.vertices.at(0).x);
        EXPECT_EQ(city.members.at(0).bounds.min.x, city.batch.vertices.at(0).x);
        return city.batch.vertices.at(0).x;
    };
    // PLATEAU follows the CRS; some of its test files do not.
    EXPECT_EQ(east_of("http://www.opengis.net/def/crs/EPSG/0/6697", "35.6 139.7 3"), 139.7);
    EXPECT_EQ(east_of("http://www.opengis.net/def/crs/EPSG/0/6697", "139.7 35.6 3"), 139.7);
    EXPECT_EQ(east_of("EPSG:6668", "36.1 140.1 0"), 140.1);
    EXPECT_EQ(east_of("EPSG:4979", "-77.1 38.8 0"), -77.1);
    EXPECT_EQ(east_of("urn:ogc:def:crs:EPSG::4979", "38.8 -77.1 0"), -77.1);
    // Gauss-Krueger lists north first; surveys write east first.
    EXPECT_EQ(east_of("urn:adv:crs:DE_DHDN_3GK4*DE_DHHN92_NH", "4490655 5322005 548"), 4490655.0);
    EXPECT_EQ(east_of("urn:ogc:def:crs:EPSG::31468", "4490655 5322005 548"), 4490655.0);
    EXPECT_EQ(east_of("urn:ogc:def:crs:EPSG::31468", "5322005 4490655 548"), 4490655.0);
    EXPECT_EQ(east_of("urn:ogc:def:crs:EPSG::25832", "280000 5659000 30"), 280000.0);
    // Japanese planes are written as they are defined, north first.
    EXPECT_EQ(east_of("http://www.opengis.net/def/crs/EPSG/0/10169", "157000 21600 109"), 21600.0);
    EXPECT_EQ(east_of("", "1 2 3"), 1.0);
    const auto local = read_model(placed("#mine", "1 2 3"));
    EXPECT_EQ(local.file->head().crs, "");
    EXPECT_THAT(local.warnings, Contains(HasSubstr("#mine")));
}

TEST(CityGmlFile, GeometryOfAnotherCrsIsTurnedIntoTheFiles) {
    std::string text = placed("urn:ogc:def:crs:EPSG::25832", "690000 5334000 500");
    const std::string pos = "<gml:Point><gml:pos>";
    const std::size_t at = text.find(pos);
    text.replace(at, text.find("</gml:Point>") - at,
                 "<gml:Point srsName='urn:ogc:def:crs:EPSG::4258'><gml:pos>48.13 11.56</gml:pos>");
    const auto city = read_model(text);
    ASSERT_EQ(city.batch.vertices.size(), 1U);
    EXPECT_NEAR(city.batch.vertices[0].x, 690500.0, 1000.0);
    EXPECT_NEAR(city.batch.vertices[0].y, 5334000.0, 2000.0);
}

TEST(CityGmlFile, ThirdVersionBoundariesAndFillings) {
    const std::string text =
        "<c:CityModel xmlns:c='http://www.opengis.net/citygml/3.0' "
        "xmlns:k='http://www.opengis.net/citygml/construction/3.0' "
        "xmlns:b='http://www.opengis.net/citygml/building/3.0' "
        "xmlns:gml='http://www.opengis.net/gml/3.2'><c:cityObjectMember><b:Building gml:id='a'>"
        "<c:boundary><k:WallSurface gml:id='w'><c:lod3MultiSurface><gml:MultiSurface>"
        "<gml:surfaceMember>" +
        polygon("p") +
        "</gml:surfaceMember></gml:MultiSurface></c:lod3MultiSurface><k:fillingSurface>"
        "<k:WindowSurface gml:id='v'><c:lod3MultiSurface><gml:MultiSurface><gml:surfaceMember>" +
        polygon("q") +
        "</gml:surfaceMember></gml:MultiSurface></c:lod3MultiSurface></k:WindowSurface>"
        "</k:fillingSurface></k:WallSurface></c:boundary><k:height><k:Height><k:status>measured"
        "</k:status><k:value uom='m'>8.5</k:value></k:Height></k:height>"
        "<b:buildingPart><b:BuildingPart gml:id='b'/></b:buildingPart>"
        "</b:Building></c:cityObjectMember></c:CityModel>";
    const auto city = read_model(text);
    EXPECT_EQ(city.file->head().version, "3.0");
    ASSERT_EQ(city.batch.surfaces.size(), 2U);
    EXPECT_EQ(city.batch.surfaces[1].parent, 0U);
    EXPECT_EQ(surface_type(city.batch, 1), "WindowSurface");
    ASSERT_EQ(city.batch.objects.size(), 2U);
    EXPECT_EQ(city.batch.objects[1].parent, 0U);
    EXPECT_THAT(attributes_of(city.batch, 0),
                ElementsAre("height.status=measured", "measuredHeight=8.5 m"));
}

}  // namespace
}  // namespace belvedere::content::tests_of_citygml_file
