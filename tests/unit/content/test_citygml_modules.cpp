// SPDX-License-Identifier: Apache-2.0
// Objects of the modules of CityGML that few cities have, real addresses, and files in encodings
// of their countries.
#include <filesystem>
#include <map>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/content/decode/city_kind.hpp"
#include "small_cities.hpp"
#include "test_paths.hpp"

namespace belvedere::content::tests_of_citygml_modules {
namespace {

using citymodel::CityBatch;
using small_cities::member;
using small_cities::read_model;
using small_cities::square;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;

// The modules of version 2 or 3, each with its own prefix.
std::string modules_model(const std::string& members, const std::string& version = "2.0") {
    std::string root = "<CityModel xmlns='http://www.opengis.net/citygml/" + version +
                       "' xmlns:gml='http://www.opengis.net/gml" +
                       (version == "3.0" ? "/3.2" : "") +
                       "' xmlns:xlink='http://www.w3.org/1999/xlink'";
    for (const char* module :
         {"building", "tunnel", "relief", "transportation", "vegetation", "waterbody",
          "cityobjectgroup", "texturedsurface", "pointcloud", "construction"}) {
        root += std::string(" xmlns:") + module + "='http://www.opengis.net/citygml/" + module +
                '/' + version + "'";
    }
    return root + ">" + members + "</CityModel>";
}

std::string multi_surface(const std::string& prefix, const std::string& lod,
                          const std::string& id) {
    const std::string name = prefix + ":lod" + lod + "MultiSurface";
    return "<" + name + "><gml:MultiSurface><gml:surfaceMember>" + square(id) +
           "</gml:surfaceMember></gml:MultiSurface></" + name + ">";
}

// What there is of objects and surfaces, by type.
std::map<std::string, int> types_of(const CityBatch& batch) {
    std::map<std::string, int> types;
    for (const auto& object : batch.objects)
        ++types[std::string(batch.names.name(object.type))];
    for (const auto& surface : batch.surfaces)
        ++types[std::string(batch.names.name(surface.type))];
    return types;
}

// "name=value" of an object's attributes.
std::vector<std::string> attributes_of(const CityBatch& batch, const std::string& id) {
    std::vector<std::string> shown;
    for (const citymodel::CityObject& object : batch.objects) {
        if (batch.text_of(object.id) != id) continue;
        for (std::uint32_t i = 0; i < object.attributes.count; ++i) {
            const citymodel::Attribute& one = batch.attributes[object.attributes.first + i];
            shown.push_back(std::string(batch.names.name(one.name)) + "=" +
                            std::string(batch.text_of(one.text)));
        }
    }
    return shown;
}

TEST(CityGmlModules, TunnelsHaveHollowSpacesAndSurfaces) {
    const auto city = read_model(modules_model(
        member("<tunnel:Tunnel gml:id='t'><tunnel:boundedBy><tunnel:WallSurface>" +
               multi_surface("tunnel", "2", "p") +
               "</tunnel:WallSurface></tunnel:boundedBy><tunnel:interiorHollowSpace>"
               "<tunnel:HollowSpace gml:id='h'>" +
               multi_surface("tunnel", "4", "q") +
               "</tunnel:HollowSpace></tunnel:interiorHollowSpace><tunnel:consistsOfTunnelPart>"
               "<tunnel:TunnelPart gml:id='part'>" +
               multi_surface("tunnel", "2", "r") +
               "</tunnel:TunnelPart></tunnel:consistsOfTunnelPart></tunnel:Tunnel>")));
    EXPECT_THAT(types_of(city.batch),
                UnorderedElementsAre(Pair("Tunnel", 1), Pair("HollowSpace", 1),
                                     Pair("TunnelPart", 1), Pair("WallSurface", 1)));
    EXPECT_EQ(city.batch.polygons.size(), 3U);
    EXPECT_EQ(city.batch.objects[1].parent, 0U);
    EXPECT_THAT(city.warnings, IsEmpty());
}

TEST(CityGmlModules, ReliefsOfPointsAndOfLines) {
    const auto city = read_model(modules_model(member(
        "<relief:ReliefFeature gml:id='f'><relief:lod>1</relief:lod><relief:reliefComponent>"
        "<relief:MassPointRelief gml:id='m'><relief:lod>1</relief:lod><relief:reliefPoints>"
        "<gml:MultiPoint><gml:pointMember><gml:Point><gml:pos>1 2 3</gml:pos></gml:Point>"
        "</gml:pointMember><gml:pointMember><gml:Point><gml:pos>4 5 6</gml:pos></gml:Point>"
        "</gml:pointMember></gml:MultiPoint></relief:reliefPoints></relief:MassPointRelief>"
        "</relief:reliefComponent><relief:reliefComponent><relief:BreaklineRelief gml:id='b'>"
        "<relief:lod>1</relief:lod><relief:ridgeOrValleyLines><gml:MultiCurve><gml:curveMember>"
        "<gml:LineString><gml:posList>0 0 0 9 9 9</gml:posList></gml:LineString>"
        "</gml:curveMember></gml:MultiCurve></relief:ridgeOrValleyLines><relief:breaklines>"
        "<gml:MultiCurve><gml:curveMember><gml:LineString><gml:posList>0 0 1 9 9 1</gml:posList>"
        "</gml:LineString></gml:curveMember></gml:MultiCurve></relief:breaklines>"
        "</relief:BreaklineRelief></relief:reliefComponent></relief:ReliefFeature>")));
    EXPECT_THAT(types_of(city.batch),
                UnorderedElementsAre(Pair("ReliefFeature", 1), Pair("MassPointRelief", 1),
                                     Pair("BreaklineRelief", 1)));
    std::uint32_t points = 0;
    std::uint32_t lines = 0;
    for (const citymodel::Geometry& geometry : city.batch.geometries) {
        points += geometry.points.count;
        lines += geometry.lines.count;
        EXPECT_EQ(geometry.lod, 10);
    }
    EXPECT_EQ(points, 2U);
    EXPECT_EQ(lines, 2U);
    EXPECT_THAT(city.warnings, IsEmpty());
}

TEST(CityGmlModules, TransportationOfAllKinds) {
    std::string members;
    for (const std::string type : {"Railway", "Track", "Square", "TransportationComplex", "Road"}) {
        members += member("<transportation:" + type + " gml:id='" + type +
                          "'><transportation:trafficArea><transportation:TrafficArea>" +
                          multi_surface("transportation", "2", "p" + type) +
                          "</transportation:TrafficArea></transportation:trafficArea>"
                          "<transportation:auxiliaryTrafficArea>"
                          "<transportation:AuxiliaryTrafficArea>" +
                          multi_surface("transportation", "2", "q" + type) +
                          "</transportation:AuxiliaryTrafficArea>"
                          "</transportation:auxiliaryTrafficArea></transportation:" +
                          type + ">");
    }
    const auto city = read_model(modules_model(members));
    EXPECT_THAT(types_of(city.batch),
                UnorderedElementsAre(Pair("Railway", 1), Pair("Track", 1), Pair("Square", 1),
                                     Pair("TransportationComplex", 1), Pair("Road", 1),
                                     Pair("TrafficArea", 5), Pair("AuxiliaryTrafficArea", 5)));
    EXPECT_EQ(city.batch.polygons.size(), 10U);
    EXPECT_THAT(city.warnings, IsEmpty());
}

TEST(CityGmlModules, PlantsAndWater) {
    const auto city = read_model(modules_model(
        member("<vegetation:PlantCover gml:id='forest'><vegetation:averageHeight uom='m'>12"
               "</vegetation:averageHeight>" +
               multi_surface("vegetation", "2", "p") + "</vegetation:PlantCover>") +
        member("<waterbody:WaterBody gml:id='lake'><waterbody:boundedBy>"
               "<waterbody:WaterSurface gml:id='s'><waterbody:waterLevel>mean"
               "</waterbody:waterLevel><waterbody:lod2Surface><gml:Surface><gml:patches>"
               "<gml:PolygonPatch><gml:exterior><gml:LinearRing><gml:posList>0 0 0 4 0 0 "
               "4 4 0 0 0 0</gml:posList></gml:LinearRing></gml:exterior>"
               "</gml:PolygonPatch></gml:patches></gml:Surface></waterbody:lod2Surface>"
               "</waterbody:WaterSurface></waterbody:boundedBy></waterbody:WaterBody>")));
    EXPECT_THAT(
        types_of(city.batch),
        UnorderedElementsAre(Pair("PlantCover", 1), Pair("WaterBody", 1), Pair("WaterSurface", 1)));
    EXPECT_EQ(city.batch.polygons.size(), 2U);
    EXPECT_EQ(city.batch.surfaces[0].attributes.count, 1U);
    EXPECT_THAT(city.warnings, IsEmpty());
}

TEST(CityGmlModules, GroupsHaveMembersInsideOrByReference) {
    const auto city = read_model(modules_model(
        member("<building:Building gml:id='a'>" + multi_surface("building", "1", "p") +
               "</building:Building>") +
        member("<cityobjectgroup:CityObjectGroup gml:id='g'><gml:name>block</gml:name>"
               "<cityobjectgroup:groupMember role='main' xlink:href='#a'/>"
               "<cityobjectgroup:groupMember><building:Building gml:id='b'>" +
               multi_surface("building", "1", "q") +
               "</building:Building></cityobjectgroup:groupMember>"
               "</cityobjectgroup:CityObjectGroup>")));
    EXPECT_THAT(types_of(city.batch),
                UnorderedElementsAre(Pair("Building", 2), Pair("CityObjectGroup", 1)));
    EXPECT_EQ(city.batch.polygons.size(), 2U) << "a member that is named is not copied";
    EXPECT_THAT(attributes_of(city.batch, "g"), Contains("name=block"));
}

// The deprecated way of version 1: an appearance wrapped round a surface.
TEST(CityGmlModules, SurfacesInsideTexturedOnesAreRead) {
    const auto city = read_model(modules_model(member(
        "<building:Building gml:id='a'><building:lod2MultiSurface><gml:MultiSurface>"
        "<gml:surfaceMember><texturedsurface:_TexturedSurface orientation='-'><gml:baseSurface>" +
        square("p") +
        "</gml:baseSurface><texturedsurface:appearance><texturedsurface:_Material>"
        "<texturedsurface:diffuseColor>1 0 0</texturedsurface:diffuseColor>"
        "</texturedsurface:_Material></texturedsurface:appearance>"
        "</texturedsurface:_TexturedSurface></gml:surfaceMember></gml:MultiSurface>"
        "</building:lod2MultiSurface></building:Building>")));
    ASSERT_EQ(city.batch.polygons.size(), 1U);
    const Range corners = city.batch.rings[city.batch.polygons[0].rings.first].corners;
    const auto at = [&](std::uint32_t i) {
        return city.batch.vertices[city.batch.corners[corners.first + i]];
    };
    EXPECT_LT(glm::cross(at(1) - at(0), at(2) - at(0)).z, 0.0) << "it is turned round";
}

TEST(CityGmlModules, PointCloudsInOtherFilesAreNamed) {
    const auto city = read_model(modules_model(
        member("<building:Building gml:id='a'><pointCloud><pointcloud:PointCloud gml:id='c'>"
               "<pointcloud:mimeType>application/vnd.las</pointcloud:mimeType>"
               "<pointcloud:pointFile>roof.las</pointcloud:pointFile>"
               "</pointcloud:PointCloud></pointCloud></building:Building>"),
        "3.0"));
    EXPECT_THAT(types_of(city.batch),
                UnorderedElementsAre(Pair("Building", 1), Pair("PointCloud", 1)));
    EXPECT_THAT(attributes_of(city.batch, "c"), Contains("pointFile=roof.las"));
    EXPECT_THAT(city.warnings, Contains(HasSubstr("point cloud")));
}

std::filesystem::path sample(const char* name) {
    return std::filesystem::path(BELVEDERE_SAMPLE_DATA) / "citygml" / name;
}

std::vector<std::string> attributes_in(const std::filesystem::path& path) {
    const auto city =
        read_whole(citygml::open_citygml(std::make_shared<BytesInMemory>(text_of_file(path)),
                                         source_beside(path)),
                   {});
    EXPECT_TRUE(city);
    std::vector<std::string> all;
    if (!city) return all;
    for (const citymodel::CityObject& object : city->batch.objects) {
        const auto own = attributes_of(city->batch, std::string(city->batch.text_of(object.id)));
        all.insert(all.end(), own.begin(), own.end());
    }
    return all;
}

TEST(CityGmlModules, AddressesOfRealFilesAreAttributes) {
    const std::filesystem::path folder = sample("ogc-citygml3-examples/Building");
    if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no " << folder;
    const auto jefferson =
        attributes_in(folder / "JeffersonBuilding_CityGML3.0_LOD1_with_xAL3_CommonTypes.gml");
    for (const char* each :
         {"address.country=USA", "address.administrativeArea=DC", "address.locality=Washington",
          "address.street=100 First St SE", "address.postcode=20543"})
        EXPECT_THAT(jefferson, Contains(each));
    const auto lyon =
        attributes_in(folder / "Opera-Lyon_CityGML3.0_LOD2_with_xAL3_FullyStructured.gml");
    for (const char* each : {"address.country=France", "address.locality=Lyon", "address.number=1",
                             "address.street=Place de la Com\u00E9die", "address.postcode=69001"})
        EXPECT_THAT(lyon, Contains(each));
    const auto selfkant = attributes_in(sample("nrw-lod2-citygml1/LoD2_32_280_5659_1_NW.gml"));
    for (const char* each : {"address.country=Germany", "address.locality=Selfkant",
                             "address.street=Rodebachaue", "address.number=7"})
        EXPECT_THAT(selfkant, Contains(each));
    const auto lines = attributes_in(folder / "Opera-Lyon_CityGML3.0_LOD2_with_xAL3_FreeText.gml");
    for (const char* each :
         {"address.line=Op\u00E9ra National de Lyon", "address.line=1 Place de la Com\u00E9die"})
        EXPECT_THAT(lines, Contains(each));
}

// The same building, written in what its country wrote in: it opens as a city, and says so.
TEST(CityGmlModules, CitiesInTheirCountrysEncoding) {
    struct Case {
        const char* encoding;
        std::string name;   // As bytes of the encoding.
        std::string plain;  // UTF-8.
    };
    for (const Case& each : {Case{"ISO-8859-1", "M\xFCnchen", "M\u00FCnchen"},
                             Case{"Shift_JIS", "\x93\x8C\x8B\x9E", "\u6771\u4EAC"},
                             Case{"windows-1250", "\xA3\xF3\x64\x9F", "\u0141\u00F3d\u017A"}}) {
        SCOPED_TRACE(each.encoding);
        const std::string text =
            std::string("<?xml version='1.0' encoding='") + each.encoding + "'?>" +
            modules_model(member("<building:Building gml:id='" + each.name + "'><gml:name>" +
                                 each.name + "</gml:name>" + multi_surface("building", "1", "p") +
                                 "</building:Building>"));
        const auto city =
            read_whole(open_city_file(std::make_shared<BytesInMemory>(text), "a.gml"), {});
        ASSERT_TRUE(city) << city.error().message;
        EXPECT_EQ(city->batch.polygons.size(), 1U);
        EXPECT_THAT(attributes_of(city->batch, each.plain), Contains("name=" + each.plain));
        EXPECT_THAT(city->warnings, Contains(HasSubstr("was converted")));
    }
}

TEST(CityGmlModules, CitiesInUtf16) {
    const std::string plain =
        "<?xml version='1.0' encoding='UTF-16'?>" +
        modules_model(member("<building:Building gml:id='a'>" +
                             multi_surface("building", "1", "p") + "</building:Building>"));
    for (const bool has_mark : {true, false}) {
        std::string wide = has_mark ? "\xFF\xFE" : "";
        for (const char c : plain)
            wide.append({c, '\0'});
        const auto city =
            read_whole(open_city_file(std::make_shared<BytesInMemory>(wide), "a.gml"), {});
        ASSERT_TRUE(city) << city.error().message;
        EXPECT_EQ(city->batch.polygons.size(), 1U);
        EXPECT_THAT(city->warnings, Contains("the text is in UTF-16LE and was converted"));
    }
}

TEST(CityGmlModules, FilesOfCitiesByTheirNames) {
    for (const char* name : {"a.gml", "a.GML", "a.xml", "a.citygml", "a.citygml.gz", "a.city.json",
                             "a.city.jsonl", "\u6771\u4EAC.gml", "Geb\u00E4ude.citygml"})
        EXPECT_TRUE(may_be_city_file(name)) << name;
    for (const char* name : {"a.png", "citygml", "a.gml.txt", ""})
        EXPECT_FALSE(may_be_city_file(name)) << name;
}

}  // namespace
}  // namespace belvedere::content::tests_of_citygml_modules
