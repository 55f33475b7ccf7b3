// SPDX-License-Identifier: Apache-2.0
// City files as trees of tiles: opened, indexed, made, kept and counted.
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <zip.h>

#include "engine/content/encode/png_writer.hpp"
#include "engine/core/file.hpp"
#include "engine/core/job_pool.hpp"
#include "engine/stream/city_tree.hpp"
#include "engine/stream/source_walk.hpp"
#include "loaded_city.hpp"
#include "tests/support/temporary_folder.hpp"

namespace belvedere::stream {
namespace {

using test::TemporaryFolder;

// Boxes of 8 x 8 x 6 m in a square of streets, as CityJSON in EPSG:28992 (Amersfoort, RD New).
std::string block_city(int side, int first_id) {
    std::string objects, vertices;
    int vertex = 0;
    for (int i = 0; i < side * side; ++i) {
        const int x = i % side * 20, y = i / side * 20;
        const auto v = [&](int k) { return std::to_string(vertex + k); };
        const auto face = [&](int a, int b, int c, int d) {
            return "[[" + v(a) + "," + v(b) + "," + v(c) + "," + v(d) + "]]";
        };
        objects += (i > 0 ? ",\"b" : "\"b") + std::to_string(first_id + i) +
                   R"(":{"type":"Building","attributes":{"n":)" + std::to_string(i) +
                   R"(},"geometry":[{"type":"Solid","lod":"2","boundaries":[[)" + face(0, 3, 2, 1) +
                   "," + face(4, 5, 6, 7) + "," + face(0, 1, 5, 4) + "," + face(1, 2, 6, 5) + "," +
                   face(2, 3, 7, 6) + "," + face(3, 0, 4, 7) + "]]}]}";
        for (int k = 0; k < 8; ++k) {
            const int east = x + (k % 4 == 1 || k % 4 == 2 ? 8 : 0);
            const int north = y + (k % 4 >= 2 ? 8 : 0);
            vertices += (vertex + k > 0 ? ",[" : "[") + std::to_string(east) + "," +
                        std::to_string(north) + "," + std::to_string(k / 4 * 6) + "]";
        }
        vertex += 8;
    }
    return R"({"type":"CityJSON","version":"2.0","transform":{"scale":[1,1,1],)"
           R"("translate":[84000,447000,0]},)"
           R"("metadata":{"referenceSystem":"urn:ogc:def:crs:EPSG::28992"},)"
           R"("CityObjects":{)" +
           objects + R"(},"vertices":[)" + vertices + "]}";
}

TEST(CitySource, EveryObjectIsInOneLeaf) {
    const TemporaryFolder folder;
    folder.write("city.json", block_city(60, 0));
    const auto cache = cache_in(folder);
    const Loaded first = load_all(folder.path() / "city.json", cache);
    EXPECT_EQ(first.kind, "CityJSON");
    EXPECT_EQ(first.failed, 0);
    EXPECT_GT(first.tiles, 4);
    EXPECT_EQ(first.features_at_leaves.size(), 3600U);
    for (const auto& [id, count] : first.features_at_leaves)
        ASSERT_EQ(count, 1) << id;
    EXPECT_EQ(first.leaf_triangles, 3600U * 12);
    EXPECT_GT(first.coarse_triangles, 0U);
    EXPECT_EQ(first.from_cache, 0);
    // The second visit makes nothing.
    const Loaded second = load_all(folder.path() / "city.json", cache_in(folder));
    EXPECT_EQ(second.from_cache, second.tiles);
    EXPECT_EQ(second.leaf_triangles, first.leaf_triangles);
    // Another file of the same name is another city.
    folder.write("city.json", block_city(61, 5));
    const Loaded changed = load_all(folder.path() / "city.json", cache_in(folder));
    EXPECT_EQ(changed.from_cache, 0);
    EXPECT_EQ(changed.features_at_leaves.size(), 3721U);
}

// A city of several stretches, so that the first visit has to look for its extent as well.
TEST(CitySource, TheSecondVisitReadsNothingOfTheFiles) {
    const TemporaryFolder folder;
    const std::filesystem::path city = folder.path() / "city";
    for (const int first_id : {0, 10'000})
        folder.write("city/" + std::to_string(first_id) + ".city.json", block_city(40, first_id));
    const Loaded first = load_all(city, cache_in(folder));
    EXPECT_EQ(first.features_at_leaves.size(), 2U * 40 * 40);
    EXPECT_EQ(first.from_cache, 0);
    // The same places, sizes and times, but nothing in them.
    for (const int first_id : {0, 10'000}) {
        const std::string name = std::to_string(first_id) + ".city.json";
        const auto written = std::filesystem::last_write_time(city / name);
        const std::string text = block_city(40, first_id);
        std::string blank(text.size(), ' ');
        blank.replace(0, 200, text, 0, 200);
        folder.write("city/" + name, blank);
        std::filesystem::last_write_time(city / name, written);
    }
    const Loaded second = load_all(city, cache_in(folder));
    EXPECT_EQ(second.failed, 0);
    EXPECT_EQ(second.kind, "CityJSON");
    EXPECT_EQ(second.tiles, first.tiles);
    EXPECT_EQ(second.from_cache, second.tiles);
    EXPECT_EQ(second.leaf_triangles, first.leaf_triangles);
    EXPECT_EQ(second.features_at_leaves, first.features_at_leaves);
}

TEST(CitySource, AFolderIsOneCity) {
    const TemporaryFolder folder;
    folder.write("west.city.json", block_city(5, 0));
    folder.write("deep/east.city.json", block_city(6, 1000));
    folder.write("notes.json", "{\"a\":1}");
    folder.write("broken.city.json", "{\"type\":\"CityJSON\",\"CityObjects\":{\"a\":");
    const Loaded all = load_all(folder.path(), nullptr);
    EXPECT_EQ(all.failed, 0);
    EXPECT_EQ(all.features_at_leaves.size(), 25U + 36U);
    bool is_named = false;
    for (const std::string& warning : all.warnings)
        is_named = is_named || warning.find("broken.city.json") != std::string::npos;
    EXPECT_TRUE(is_named);
}

TEST(CitySource, AnArchiveIsOneCity) {
    const TemporaryFolder folder;
    const std::map<std::string, std::string> entries = {{"udx/west.city.json", block_city(5, 0)},
                                                        {"udx/east.city.json", block_city(6, 1000)},
                                                        {"package.json", "{\"a\":1}"}};
    int code = 0;
    zip_t* archive = zip_open((folder.path() / "city.zip").c_str(), ZIP_CREATE, &code);
    for (const auto& [name, text] : entries) {
        zip_source_t* source = zip_source_buffer(archive, text.data(), text.size(), 0);
        ASSERT_GE(zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8), 0);
    }
    ASSERT_EQ(zip_close(archive), 0);
    for (const bool is_second : {false, true}) {
        const Loaded all = load_all(folder.path() / "city.zip", cache_in(folder));
        EXPECT_EQ(all.kind, "CityJSON");
        EXPECT_EQ(all.failed, 0);
        EXPECT_EQ(all.features_at_leaves.size(), 25U + 36U);
        EXPECT_EQ(all.from_cache, is_second ? all.tiles : 0);
        EXPECT_TRUE(all.warnings.empty());
    }
}

// A triangle with an image, all of whose names are in Japanese and in German.
std::string named_city() {
    return "<CityModel xmlns='http://www.opengis.net/citygml/2.0' "
           "xmlns:gml='http://www.opengis.net/gml' "
           "xmlns:app='http://www.opengis.net/citygml/appearance/2.0' "
           "xmlns:b='http://www.opengis.net/citygml/building/2.0'><cityObjectMember>"
           "<b:Building gml:id='\u6771'><b:class "
           "codeSpace='../\u8868/gr\u00F6\u00DFe.xml'>1</b:class>"
           "<b:lod2MultiSurface><gml:MultiSurface><gml:surfaceMember><gml:Polygon gml:id='p'>"
           "<gml:exterior><gml:LinearRing gml:id='r'><gml:posList>0 0 0 4 0 0 4 4 0 0 0 0"
           "</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember>"
           "</gml:MultiSurface></b:lod2MultiSurface></b:Building></cityObjectMember>"
           "<app:appearanceMember><app:Appearance><app:surfaceDataMember>"
           "<app:ParameterizedTexture><app:imageURI>bilder \u5C4B\u6839/d\u00E4cher.png"
           "</app:imageURI><app:target uri='#p'><app:TexCoordList><app:textureCoordinates "
           "ring='#r'>0 0 1 0 1 1 0 0</app:textureCoordinates></app:TexCoordList></app:target>"
           "</app:ParameterizedTexture></app:surfaceDataMember></app:Appearance>"
           "</app:appearanceMember></CityModel>";
}

std::map<std::string, std::string> named_files() {
    const TemporaryFolder folder;
    const std::filesystem::path path = folder.path() / "pixel.png";
    auto writer = content::encode::PngWriter::create(path, {.width_px = 1, .height_px = 1});
    const std::vector<std::uint8_t> red{255, 0, 0};
    EXPECT_TRUE(writer && writer->add_rows(red) && writer->finish());
    const auto pixel = read_file(path, 4096);
    EXPECT_TRUE(pixel);
    return {{"\u6771\u4EAC/geb\u00E4ude.citygml", named_city()},
            {"\u6771\u4EAC/bilder \u5C4B\u6839/d\u00E4cher.png",
             pixel ? std::string(as_text(*pixel)) : std::string()},
            {"\u8868/gr\u00F6\u00DFe.xml",
             "<gml:Dictionary xmlns:gml='http://www.opengis.net/gml'><gml:dictionaryEntry>"
             "<gml:Definition><gml:description>gro\u00DF</gml:description><gml:name>1</gml:name>"
             "</gml:Definition></gml:dictionaryEntry></gml:Dictionary>"}};
}

TEST(CitySource, NamesOfFilesMayBeInAnyScript) {
    const TemporaryFolder folder;
    const auto files = named_files();
    int code = 0;
    zip_t* archive = zip_open((folder.path() / "\u57CE.zip").c_str(), ZIP_CREATE, &code);
    for (const auto& [name, text] : files) {
        folder.write("\u753A/" + name, text);
        zip_source_t* source = zip_source_buffer(archive, text.data(), text.size(), 0);
        ASSERT_GE(zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8), 0);
    }
    ASSERT_EQ(zip_close(archive), 0);
    for (const char* name : {"\u753A", "\u753A/\u6771\u4EAC/geb\u00E4ude.citygml", "\u57CE.zip"}) {
        SCOPED_TRACE(name);
        const Loaded all = load_all(folder.path() / name, nullptr);
        EXPECT_EQ(all.kind, "CityGML");
        EXPECT_EQ(all.features_at_leaves.count("\u6771"), 1U);
        EXPECT_EQ(all.values.count("class=gro\u00DF"), 1U);
        EXPECT_TRUE(all.tile_warnings.empty()) << *all.tile_warnings.begin();
    }
}

TEST(CitySource, IsCountedFromItsFiles) {
    const TemporaryFolder folder;
    folder.write("city.json", block_city(12, 0));
    JobPool jobs({2, WorkerScheduling::kNormal});
    WalkOptions options;
    options.source.uri = (folder.path() / "city.json").string();
    options.offline = true;
    std::uint64_t triangles = 0;
    const auto summary = walk_source(jobs, options, [&](const WalkedTile& tile) {
        if (tile.content != nullptr) triangles += tile.content->header().triangle_count;
    });
    ASSERT_TRUE(summary) << summary.error().message;
    ASSERT_TRUE(summary->city);
    EXPECT_EQ(summary->city->objects.at("Building"), 144U);
    EXPECT_EQ(summary->city->polygons, 144U * 6);
    EXPECT_EQ(summary->city->lods, std::set<std::uint8_t>{20});
    EXPECT_EQ(triangles, 144U * 12);
    EXPECT_EQ(summary->mapping->crs_name(), "EPSG:28992");
}

// Tiles that the cache has in one theme are not those of another.
TEST(CitySource, ThemesAreListedAndShownApart) {
    const TemporaryFolder folder;
    std::string text = block_city(2, 0);
    const std::string place = R"("lod":"2",)";
    const std::string looks = R"("material":{"day":{"value":0},"night":{"value":1}},)";
    for (std::size_t at = text.find(place); at != std::string::npos; at = text.find(place, at)) {
        text.insert(at, looks);
        at += looks.size() + place.size();
    }
    text.insert(1, R"("appearance":{"materials":[{"name":"a","diffuseColor":[1,0,0]},)"
                   R"({"name":"b","diffuseColor":[0,0,1]}]},)");
    folder.write("city.json", text);
    for (const bool is_second : {false, true}) {
        for (const auto& [theme, red] : {std::pair("day", 1.0F), std::pair("night", 0.0F)}) {
            const Loaded all = load_all(folder.path() / "city.json", cache_in(folder), theme);
            EXPECT_EQ(all.themes, (std::vector<std::string>{"day", "night"}));
            EXPECT_EQ(all.reds, std::set<float>{red});
            EXPECT_EQ(all.from_cache, is_second ? all.tiles : 0);
        }
    }
}

TEST(CityTree, IsTheSameAfterPackingAndRefusesOthers) {
    std::vector<content::citymodel::CityMember> members(5000);
    for (std::size_t i = 0; i < members.size(); ++i) {
        members[i].range = {i * 10, 10};
        members[i].polygons = 20;
        // A third of them in one place.
        const double x = i % 3 == 0 ? 0.0 : static_cast<double>(i % 97);
        members[i].bounds.add(glm::dvec3(x, static_cast<double>(i % 89), 0.0));
    }
    CityTree tree = build_city_tree(members, glm::dvec2(1.0));
    tree.warnings = {"one", "two"};
    tree.themes = {"summer"};
    std::uint32_t ranges = 0;
    for (const CityTreeNode& node : tree.nodes)
        ranges += node.child_count == 0 ? node.range_count : 0;
    EXPECT_EQ(ranges, 5000U);
    EXPECT_EQ(tree.nodes.front().range_count, 5000U);
    const Bytes packed = pack_city_tree(tree);
    const auto again = unpack_city_tree(packed);
    ASSERT_TRUE(again);
    EXPECT_EQ(pack_city_tree(*again), packed);
    EXPECT_EQ(again->themes, tree.themes);
    for (std::size_t cut = 0; cut < packed.size(); cut += 997)
        EXPECT_FALSE(unpack_city_tree(ByteView(packed).first(cut)));
}

}  // namespace
}  // namespace belvedere::stream
