// SPDX-License-Identifier: Apache-2.0
// Raster reliefs: grids in the text and in files become terrain.
#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <tiffio.h>

#include "engine/content/decode/citygml/limits.hpp"
#include "engine/content/decode/citymodel/city_tile.hpp"
#include "engine/geo/raster_file.hpp"
#include "engine/geo/world_mapping.hpp"
#include "tests/support/city_bytes.hpp"
#include "tests/support/temporary_folder.hpp"

namespace belvedere::content::tests_of_citygml_relief {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

using Files = std::map<std::string, std::string, std::less<>>;

WholeCity read_city(const std::string& text, Files files = {}) {
    auto read = [files = std::move(files)](std::string_view name,
                                           std::uint64_t most) -> Result<Bytes> {
        const auto found = files.find(name);
        if (found == files.end()) return fail(ErrorKind::kNotFound, "no such file");
        if (found->second.size() > most) return fail(ErrorKind::kLimit, "too large");
        const ByteView bytes = as_bytes(found->second);
        return Bytes(bytes.begin(), bytes.end());
    };
    auto city = read_citygml_text(text, {.every_lod = true}, {"test.gml", read});
    EXPECT_TRUE(city) << (city ? "" : city.error().message);
    return city ? std::move(*city) : WholeCity{};
}

// A model of version `version` whose relief has this grid. `srs`: of its envelope.
std::string relief(const std::string& grid, const std::string& version = "2.0",
                   const std::string& srs = "") {
    const bool is_third = version == "3.0";
    const std::string gml =
        is_third ? "http://www.opengis.net/gml/3.2" : "http://www.opengis.net/gml";
    const std::string envelope =
        srs.empty() ? ""
                    : "<gml:boundedBy><gml:Envelope srsName='" + srs +
                          "' srsDimension='3'><gml:lowerCorner>52 13 0</gml:lowerCorner>"
                          "<gml:upperCorner>52.1 13.1 9</gml:upperCorner></gml:Envelope>"
                          "</gml:boundedBy>";
    return "<CityModel xmlns='http://www.opengis.net/citygml/" + version + "' xmlns:gml='" + gml +
           "' xmlns:xlink='http://www.w3.org/1999/xlink' "
           "xmlns:dem='http://www.opengis.net/citygml/relief/" +
           version + "'>" + envelope +
           "<cityObjectMember><dem:ReliefFeature gml:id='f'><dem:lod>1</dem:lod>"
           "<dem:reliefComponent><dem:RasterRelief gml:id='r'><dem:lod>2</dem:lod>" +
           grid +
           "</dem:RasterRelief></dem:reliefComponent></dem:ReliefFeature></cityObjectMember>"
           "</CityModel>";
}

// 3 x 2 posts, 10 m apart, from (100, 200) on; `range` holds the heights, `rest` a sequence rule.
std::string grid_of(const std::string& range, const std::string& rest = "",
                    const std::string& high = "2 1") {
    return "<dem:grid><gml:RectifiedGridCoverage gml:id='g'><gml:rectifiedGridDomain>"
           "<gml:RectifiedGrid dimension='2'><gml:limits><gml:GridEnvelope><gml:low>0 0</gml:low>"
           "<gml:high>" +
           high +
           "</gml:high></gml:GridEnvelope></gml:limits><gml:axisName>x</gml:axisName>"
           "<gml:axisName>y</gml:axisName><gml:origin><gml:Point><gml:pos>100 200</gml:pos>"
           "</gml:Point></gml:origin><gml:offsetVector>10 0</gml:offsetVector>"
           "<gml:offsetVector>0 10</gml:offsetVector></gml:RectifiedGrid></gml:rectifiedGridDomain>"
           "<gml:rangeSet>" +
           range + "</gml:rangeSet>" + rest + "</gml:RectifiedGridCoverage></dem:grid>";
}

std::string tuples(const std::string& heights) {
    return "<gml:DataBlock><gml:rangeParameters/><gml:tupleList>" + heights +
           "</gml:tupleList></gml:DataBlock>";
}

std::vector<double> heights_of(const WholeCity& city) {
    std::vector<double> heights;
    for (const glm::dvec3& vertex : city.batch.vertices)
        heights.push_back(vertex.z);
    return heights;
}

TEST(CityGmlRelief, InlineGridsOfBothGmlVersionsAreTerrain) {
    const std::string older = grid_of(tuples("1,7 2,7 3,7\n 4,7 5,7 6,7"));
    std::string newer = grid_of(
        "<gml:DataBlock><gml:rangeParameters/><gml:doubleOrNilReasonTupleList>1 2 3 4 5 6"
        "</gml:doubleOrNilReasonTupleList></gml:DataBlock>",
        "<gml:coverageFunction><gml:GridFunction><gml:sequenceRule axisOrder='+1 +2'>Linear"
        "</gml:sequenceRule></gml:GridFunction></gml:coverageFunction>");
    for (const char* name : {"rectifiedGridDomain", "rectifiedGridDomain"})
        newer.replace(newer.find(name), std::string(name).size(), "domainSet");
    for (const auto& [version, grid] :
         std::map<std::string, std::string>{{"1.0", older}, {"2.0", older}, {"3.0", newer}}) {
        SCOPED_TRACE(version);
        const auto city = read_city(relief(grid, version));
        EXPECT_THAT(city.warnings, IsEmpty());
        EXPECT_THAT(heights_of(city), ElementsAre(1, 2, 3, 4, 5, 6));
        ASSERT_EQ(city.batch.geometries.size(), 1U);
        EXPECT_EQ(city.batch.geometries[0].lod, 20);
        EXPECT_EQ(city.batch.geometries[0].polygons.count, 4U);
        EXPECT_EQ(city.batch.names.name(city.batch.objects[city.batch.geometries[0].object].type),
                  "RasterRelief");
        ASSERT_EQ(city.members.size(), 1U);
        const auto& box = city.members[0].bounds;
        EXPECT_EQ(box.min, glm::dvec3(100, 200, 1));
        EXPECT_EQ(box.max, glm::dvec3(120, 210, 6));
        EXPECT_EQ(city.members[0].polygons, 4U);
        const auto mapping = geo::local_mapping();
        citymodel::CityTileOptions options;
        options.mapping = mapping.get();
        const auto tile = citymodel::write_city_tile(city.batch, options);
        ASSERT_TRUE(tile) << tile.error().message;
        EXPECT_EQ(tile->header().triangle_count, 4U);
        // Seen from above they turn against the clock.
        for (std::uint32_t i = 0; i < 4; ++i) {
            const auto corner = [&](std::uint32_t k) {
                const auto first =
                    city.batch.rings[city.batch.polygons[i].rings.first].corners.first;
                return city.batch.vertices[city.batch.corners[first + k]];
            };
            const glm::dvec3 a = corner(1) - corner(0), b = corner(2) - corner(0);
            EXPECT_GT(a.x * b.y - a.y * b.x, 0.0);
        }
    }
}

TEST(CityGmlRelief, SequencesTellWhereRowsBegin) {
    const auto ordered = [](const std::string& rule) {
        return read_city(
            relief(grid_of(tuples("1 2 3 4 5 6"),
                           "<gml:coverageFunction><gml:GridFunction><gml:sequenceRule " + rule +
                               ">Linear</gml:sequenceRule></gml:GridFunction>"
                               "</gml:coverageFunction>")));
    };
    EXPECT_THAT(heights_of(ordered("order='+x-y'")), ElementsAre(4, 5, 6, 1, 2, 3));
    EXPECT_THAT(heights_of(ordered("order='-x+y'")), ElementsAre(3, 2, 1, 6, 5, 4));
    EXPECT_THAT(heights_of(ordered("order='+y+x'")), ElementsAre(1, 3, 5, 2, 4, 6));
    EXPECT_THAT(heights_of(ordered("axisOrder='+1 -2'")), ElementsAre(4, 5, 6, 1, 2, 3));
}

TEST(CityGmlRelief, HolesStayOpen) {
    // One corner of a cell missing is one triangle; a second one is none.
    EXPECT_EQ(read_city(relief(grid_of(tuples("1 2 3 4 5 inapplicable")))).batch.polygons.size(),
              3U);
    EXPECT_EQ(read_city(relief(grid_of(tuples("1 2 -9999 4 5 NaN")))).batch.polygons.size(), 2U);
    const auto city = read_city(relief(grid_of(tuples("-9999 -9999 3 -9999 -9999 6"))));
    EXPECT_TRUE(city.batch.geometries.empty());
    EXPECT_THAT(city.warnings, ElementsAre(HasSubstr("has no heights")));
}

TEST(CityGmlRelief, BrokenGridsAreSaid) {
    const auto warning = [](const std::string& grid, Files files = {}) {
        const auto city = read_city(relief(grid), std::move(files));
        EXPECT_EQ(city.batch.objects.size(), 2U);
        EXPECT_TRUE(city.batch.geometries.empty());
        if (city.batch.warnings.empty()) return std::string();
        EXPECT_EQ(city.batch.warnings[0].object, "r");
        return city.batch.warnings[0].sentence;
    };
    EXPECT_THAT(warning(""), HasSubstr("no grid"));
    EXPECT_THAT(warning(grid_of(tuples(""))), HasSubstr("no heights"));
    EXPECT_THAT(warning(grid_of(tuples("1"), "", "-3 4")), HasSubstr("limits"));
    EXPECT_THAT(warning(grid_of(tuples("1"), "", "99999999999 4")), HasSubstr("limits"));
    EXPECT_THAT(warning(grid_of("<gml:Nothing/>")), HasSubstr("no heights of a known kind"));
    EXPECT_THAT(warning("<dem:grid xlink:href='lost.tif'/>"), HasSubstr("lost.tif"));
    EXPECT_THAT(warning("<dem:grid xlink:href='a.tif'/>", {{"a.tif", "II*"}}),
                HasSubstr("no GeoTIFF"));
    // Fewer heights than posts: what is there is shown.
    const auto few = read_city(relief(grid_of(tuples("1 2 3 4 5"))));
    EXPECT_EQ(few.batch.polygons.size(), 3U);
    EXPECT_THAT(few.warnings, ElementsAre(HasSubstr("fewer than its grid has posts")));
}

TEST(CityGmlRelief, LargeGridsAreReadCoarser) {
    std::string heights;
    for (int i = 0; i < 1200 * 900; ++i)
        heights += i % 1200 == 0 ? "5 " : "1 ";
    const auto city = read_city(relief(grid_of(tuples(heights), "", "1199 899")));
    EXPECT_THAT(city.warnings, ElementsAre(HasSubstr("of 2 x 2 posts one")));
    EXPECT_EQ(city.batch.vertices.size(), 600U * 450U);
    EXPECT_EQ(city.batch.vertices[600].z, 5.0);
    ASSERT_EQ(city.members.size(), 1U);
    EXPECT_EQ(city.members[0].bounds.max, glm::dvec3(100 + 11980, 200 + 8980, 5));
}

TEST(CityGmlRelief, LatitudesWrittenFirstAreTurned) {
    std::string grid = grid_of(tuples("1 2 3 4 5 6"));
    const auto replace = [&](const std::string& from, const std::string& to) {
        grid.replace(grid.find(from), from.size(), to);
    };
    replace("100 200", "52 13");
    replace(">10 0<", ">0 0.01<");
    replace(">0 10<", ">0.02 0<");
    const auto city = read_city(relief(grid, "2.0", "http://www.opengis.net/def/crs/EPSG/0/4979"));
    ASSERT_EQ(city.members.size(), 1U);
    const auto& box = city.members[0].bounds;
    EXPECT_NEAR(box.min.x, 13.0, 1e-9);
    EXPECT_NEAR(box.max.x, 13.02, 1e-9);
    EXPECT_NEAR(box.min.y, 52.0, 1e-9);
    EXPECT_NEAR(box.max.y, 52.02, 1e-9);
}

// Where the corner of a GeoTIFF's first pixel is, and in which projected CRS.
struct TiffPlace {
    double x = 1000.0, y = 2000.0;
    std::uint16_t epsg = 0;         // 0: it does not say.
    std::uint16_t height_epsg = 0;  // Of a vertical CRS.
};

// A GeoTIFF of 4 x 3 pixels of 5 m, each as high as its number, the second one without a height.
std::string geotiff(const std::optional<TiffPlace>& place) {
    const test::TemporaryFolder folder;
    const std::string path = (folder.path() / "a.tif").string();
    constexpr std::uint32_t kPixelScale = 33550, kTiePoint = 33922, kNoData = 42113, kKeys = 34735;
    static const TIFFFieldInfo kFields[] = {
        {kPixelScale, -1, -1, TIFF_DOUBLE, FIELD_CUSTOM, 1, 1, const_cast<char*>("scale")},
        {kTiePoint, -1, -1, TIFF_DOUBLE, FIELD_CUSTOM, 1, 1, const_cast<char*>("tie")},
        {kKeys, -1, -1, TIFF_SHORT, FIELD_CUSTOM, 1, 1, const_cast<char*>("keys")},
        {kNoData, -1, -1, TIFF_ASCII, FIELD_CUSTOM, 1, 0, const_cast<char*>("none")}};
    TIFF* const file = TIFFOpen(path.c_str(), "w");
    TIFFMergeFieldInfo(file, kFields, 4);
    TIFFSetField(file, TIFFTAG_IMAGEWIDTH, 4);
    TIFFSetField(file, TIFFTAG_IMAGELENGTH, 3);
    TIFFSetField(file, TIFFTAG_BITSPERSAMPLE, 32);
    TIFFSetField(file, TIFFTAG_SAMPLEFORMAT, SAMPLEFORMAT_IEEEFP);
    TIFFSetField(file, TIFFTAG_SAMPLESPERPIXEL, 1);
    TIFFSetField(file, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISBLACK);
    TIFFSetField(file, TIFFTAG_ROWSPERSTRIP, 1);
    if (place) {
        const double scale[3] = {5, 5, 0}, tie[6] = {0, 0, 0, place->x, place->y, 0};
        TIFFSetField(file, kPixelScale, 3, scale);
        TIFFSetField(file, kTiePoint, 6, tie);
        // OGC GeoTIFF 1.1: GTModelType projected, GTRasterType area, ProjectedCRS, Vertical.
        const std::uint16_t count = place->height_epsg != 0 ? 4 : 3;
        const std::uint16_t keys[20] = {
            1, 1, 0,    count, 1024, 0,           1,    1, 1025, 0,
            1, 1, 3072, 0,     1,    place->epsg, 4096, 0, 1,    place->height_epsg};
        if (place->epsg != 0) TIFFSetField(file, kKeys, (count + 1) * 4, keys);
    }
    TIFFSetField(file, kNoData, "-1");
    for (std::uint32_t row = 0; row < 3; ++row) {
        float heights[4];
        for (std::uint32_t i = 0; i < 4; ++i)
            heights[i] = static_cast<float>(row * 4 + i);
        if (row == 0) heights[1] = -1.0F;
        TIFFWriteScanline(file, heights, row, 0);
    }
    TIFFClose(file);
    return text_of_file(path);
}

TEST(CityGmlRelief, GeoTiffsLieWhereTheySay) {
    const auto city = read_city(relief("<dem:grid xlink:href='dem/a.tif'/>"),
                                {{"dem/a.tif", geotiff(TiffPlace{})}});
    EXPECT_THAT(city.warnings, IsEmpty());
    ASSERT_EQ(city.batch.vertices.size(), 12U);
    // Six cells; two of them have a corner without height.
    EXPECT_EQ(city.batch.polygons.size(), 10U);
    EXPECT_EQ(city.batch.vertices[0], glm::dvec3(1002.5, 1997.5, 0));
    EXPECT_EQ(city.batch.vertices[11], glm::dvec3(1017.5, 1987.5, 11));
    ASSERT_EQ(city.members.size(), 1U);
    EXPECT_EQ(city.members[0].bounds.max, glm::dvec3(1017.5, 1997.5, 11));
    // Rows go south here, and triangles still look up.
    const auto first = city.batch.rings[city.batch.polygons[5].rings.first].corners.first;
    const auto at = [&](std::uint32_t k) {
        return city.batch.vertices[city.batch.corners[first + k]];
    };
    const glm::dvec3 a = at(1) - at(0), b = at(2) - at(0);
    EXPECT_GT(a.x * b.y - a.y * b.x, 0.0);
}

TEST(CityGmlRelief, AWorldFilePlacesAFileThatSaysNothing) {
    const std::string grid = "<dem:grid xlink:href='a.tif'/>";
    const auto placed = read_city(
        relief(grid), {{"a.tif", geotiff(std::nullopt)}, {"a.tfw", "2\n0\n0\n-2\n51\n99\n"}});
    ASSERT_EQ(placed.batch.vertices.size(), 12U);
    EXPECT_EQ(placed.batch.vertices[0], glm::dvec3(51, 99, 0));
    EXPECT_EQ(placed.batch.vertices[11], glm::dvec3(57, 95, 11));
    const auto nowhere = read_city(relief(grid), {{"a.tif", geotiff(std::nullopt)}});
    EXPECT_THAT(nowhere.warnings, ElementsAre(HasSubstr("says where it lies")));
}

TEST(CityGmlRelief, TheGridPlacesTheFileThatItNames) {
    const std::string file =
        "<gml:File><gml:rangeParameters/><gml:fileName>a.tif</gml:fileName>"
        "<gml:fileStructure>Record Interleaved</gml:fileStructure></gml:File>";
    const std::string from_north =
        "<gml:coverageFunction><gml:GridFunction><gml:sequenceRule order='+x-y'>Linear"
        "</gml:sequenceRule></gml:GridFunction></gml:coverageFunction>";
    const auto city =
        read_city(relief(grid_of(file, from_north, "3 2")), {{"a.tif", geotiff(TiffPlace{})}});
    EXPECT_THAT(city.warnings, IsEmpty());
    ASSERT_EQ(city.batch.vertices.size(), 12U);
    EXPECT_EQ(city.batch.vertices[0], glm::dvec3(100, 220, 0));
    EXPECT_EQ(city.batch.vertices[11], glm::dvec3(130, 200, 11));
}

// What a place in one CRS is in another.
glm::dvec3 turned(const glm::dvec3& at, const std::string& from, const std::string& to) {
    glm::dvec3 place = at;
    for (const auto& name : {from, to}) {
        const auto mapping = geo::projected_mapping(name, geo::VerticalReference::kEllipsoidal);
        EXPECT_TRUE(mapping) << mapping.error().message;
        const std::span<glm::dvec3> one(&place, 1);
        EXPECT_EQ(name == from ? (*mapping)->to_world(one) : (*mapping)->to_source(one), 0U);
    }
    return place;
}

void expect_place(const WholeCity& city, std::size_t vertex, const glm::dvec3& place) {
    ASSERT_GT(city.batch.vertices.size(), vertex);
    const glm::dvec3& at = city.batch.vertices[vertex];
    EXPECT_NEAR(at.x, place.x, 0.001);
    EXPECT_NEAR(at.y, place.y, 0.001);
    EXPECT_NEAR(at.z, place.z, 1e-6);
}

// West of its own zone, as a city at the border of two has it.
constexpr TiffPlace kNextZone{250'000.0, 5'820'000.0, 25833};
const std::string kNextZoneSaid =
    "a raster relief: its file is in EPSG:25833 and the model in EPSG:25832: it lies where its "
    "file says";

TEST(CityGmlRelief, AFileInAnotherCrsLiesWhereItSays) {
    const std::string grid = "<dem:grid xlink:href='dem/a.tif'/>";
    for (const char* srs : {"EPSG:25832", "urn:ogc:def:crs:EPSG::25832"}) {
        SCOPED_TRACE(srs);
        const auto city = read_city(relief(grid, "2.0", srs), {{"dem/a.tif", geotiff(kNextZone)}});
        EXPECT_THAT(city.warnings, ElementsAre(kNextZoneSaid));
        for (const std::size_t post : {0U, 11U}) {
            const glm::dvec3 own(250'002.5 + 5.0 * static_cast<double>(post % 4),
                                 5'819'997.5 - 5.0 * static_cast<double>(post / 4), 0.0);
            auto place = turned(own, "EPSG:25833", "EPSG:25832");
            place.z = static_cast<double>(post);
            expect_place(city, post, place);
        }
        ASSERT_EQ(city.members.size(), 1U);
        EXPECT_GT(city.members[0].bounds.min.x, 600'000.0);
        EXPECT_EQ(city.members[0].bounds.max.z, 11.0);
    }
}

TEST(CityGmlRelief, HeightsAreTheCitysWhereAFileSaysNone) {
    // Ellipsoidal heights of the city are not mixed up with heights above the sea.
    const auto city = read_city(relief("<dem:grid xlink:href='a.tif'/>", "2.0", "EPSG:4979"),
                                {{"a.tif", geotiff(kNextZone)}});
    auto place = turned({250'002.5, 5'819'997.5, 0.0}, "EPSG:25833", "EPSG:4979");
    place.z = 0.0;
    ASSERT_FALSE(city.batch.vertices.empty());
    EXPECT_NEAR(city.batch.vertices[0].x, place.x, 1e-8);
    EXPECT_NEAR(city.batch.vertices[0].y, place.y, 1e-8);
    EXPECT_EQ(city.batch.vertices[0].z, 0.0);
}

TEST(CityGmlRelief, TheSameCrsByAnotherNameIsNoOther) {
    for (const char* srs : {"EPSG:25833", "EPSG:25833+7837", "urn:ogc:def:crs:EPSG::25833", ""}) {
        SCOPED_TRACE(srs);
        const auto city = read_city(relief("<dem:grid xlink:href='a.tif'/>", "2.0", srs),
                                    {{"a.tif", geotiff(kNextZone)}});
        EXPECT_THAT(city.warnings, ::testing::Not(::testing::Contains(HasSubstr("its file"))));
        ASSERT_FALSE(city.batch.vertices.empty());
        EXPECT_EQ(city.batch.vertices[0], glm::dvec3(250'002.5, 5'819'997.5, 0));
    }
}

TEST(CityGmlRelief, FilesBesideSayTheCrsToo) {
    const std::string grid =
        "ncols 3\nnrows 2\nxllcorner 250000\nyllcorner 5820000\ncellsize 4\n1 2 3\n4 5 6\n";
    const std::string prj = [] {
        std::string text =
            "PROJCS['ETRS_1989_UTM_Zone_33N',GEOGCS['GCS_ETRS_1989',DATUM['D_ETRS_1989',"
            "SPHEROID['GRS_1980',6378137.0,298.257222101]],PRIMEM['Greenwich',0.0],"
            "UNIT['Degree',0.0174532925199433]],PROJECTION['Transverse_Mercator'],"
            "PARAMETER['False_Easting',500000.0],PARAMETER['False_Northing',0.0],"
            "PARAMETER['Central_Meridian',15.0],PARAMETER['Scale_Factor',0.9996],"
            "PARAMETER['Latitude_Of_Origin',0.0],UNIT['Meter',1.0]]";
        std::ranges::replace(text, '\'', '"');
        return text;
    }();
    std::string escaped;
    for (const char c : prj)
        escaped += c == '"' ? std::string("&quot;") : std::string(1, c);
    const std::string aux = "<PAMDataset>\n  <SRS dataAxisToSRSAxisMapping=\"1,2\">" + escaped +
                            "</SRS>\n</PAMDataset>\n";
    const Files cases[] = {{{"dem/a.asc", grid}, {"dem/a.prj", prj}},
                           {{"dem/a.asc", grid}, {"dem/a.asc.aux.xml", aux}},
                           // What corrects the file goes before.
                           {{"dem/a.asc", grid}, {"dem/a.asc.aux.xml", aux}, {"dem/a.prj", "?"}}};
    for (const Files& files : cases) {
        const auto city =
            read_city(relief("<dem:grid xlink:href='dem/a.asc'/>", "2.0", "EPSG:25832"), files);
        EXPECT_THAT(city.warnings, ElementsAre(kNextZoneSaid));
        auto place = turned({250'002, 5'820'006, 0}, "EPSG:25833", "EPSG:25832");
        place.z = 1.0;
        expect_place(city, 0, place);
    }
    const auto unsaid = read_city(relief("<dem:grid xlink:href='dem/a.asc'/>", "2.0", "EPSG:25832"),
                                  {{"dem/a.asc", grid}, {"dem/a.prj", "LOCAL_CS[\"mine\"]"}});
    EXPECT_THAT(unsaid.warnings, IsEmpty());
    ASSERT_FALSE(unsaid.batch.vertices.empty());
    EXPECT_EQ(unsaid.batch.vertices[0], glm::dvec3(250'002, 5'820'006, 1));
}

TEST(CityGmlRelief, AGridThatLiesElsewhereThanItsFileIsSaid) {
    const std::string file =
        "<gml:File><gml:rangeParameters/><gml:fileName>a.tif</gml:fileName></gml:File>";
    const std::string from_north =
        "<gml:coverageFunction><gml:GridFunction><gml:sequenceRule order='+x-y'>Linear"
        "</gml:sequenceRule></gml:GridFunction></gml:coverageFunction>";
    std::string text = relief(grid_of(file, from_north, "3 2"), "2.0", "EPSG:25832");
    for (const std::string step : {">10 0<", ">0 10<"})
        text.replace(text.find(step), step.size(), step == ">10 0<" ? ">5 0<" : ">0 5<");
    const auto elsewhere = read_city(text, {{"a.tif", geotiff(TiffPlace{140, 210, 25832})}});
    EXPECT_THAT(elsewhere.warnings,
                ElementsAre("a raster relief: its own coordinates (EPSG:25832) are 9 posts from "
                            "where its grid says: it lies where the grid says"));
    expect_place(elsewhere, 0, {100, 210, 0});
    // Half a post, by which pixels and posts are often mixed up, is nothing to say.
    const auto near = read_city(text, {{"a.tif", geotiff(TiffPlace{100, 210, 25832})}});
    EXPECT_THAT(near.warnings, IsEmpty());
    // The same place said in another zone.
    const auto corner = turned({100, 210, 0}, "EPSG:25832", "EPSG:25833");
    const auto other =
        read_city(text, {{"a.tif", geotiff(TiffPlace{corner.x, corner.y + 1e6, 25833})}});
    EXPECT_THAT(other.warnings, ElementsAre(HasSubstr("its own coordinates (EPSG:25833)")));
}

TEST(CityGmlRelief, AsciiGridsAreRead) {
    const std::string grid =
        "ncols 3\nnrows 2\nxllcorner 10\nyllcorner 20\ncellsize 4\nNODATA_value -7\n"
        "1 2 3\n4 -7 6\n";
    const auto city = read_city(relief("<dem:grid xlink:href='a.asc'/>"), {{"a.asc", grid}});
    EXPECT_THAT(city.warnings, IsEmpty());
    EXPECT_EQ(city.batch.polygons.size(), 2U);
    ASSERT_EQ(city.batch.vertices.size(), 6U);
    EXPECT_EQ(city.batch.vertices[0], glm::dvec3(12, 26, 1));
    EXPECT_EQ(city.batch.vertices[5], glm::dvec3(20, 22, 6));
}

TEST(RasterFile, ReadsWhatFitsAndSurvivesEveryCut) {
    const std::string whole = geotiff(TiffPlace{});
    const auto coarse = geo::read_raster(as_bytes(whole), 4);
    ASSERT_TRUE(coarse) << coarse.error().message;
    EXPECT_EQ(coarse->columns, 2U);
    EXPECT_EQ(coarse->rows, 2U);
    EXPECT_EQ(coarse->file_columns, 4U);
    for (std::size_t cut = 0; cut < whole.size(); ++cut)
        (void)geo::read_raster(as_bytes(whole).first(cut), 100);
}

}  // namespace
}  // namespace belvedere::content::tests_of_citygml_relief
