// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include <glm/geometric.hpp>

#include "engine/content/decode/city_kind.hpp"
#include "engine/content/decode/cityjson/number_lists.hpp"
#include "engine/content/decode/citymodel/city_lods.hpp"
#include "engine/content/decode/citymodel/city_tile.hpp"
#include "engine/content/decode/citymodel/polygon_fill.hpp"
#include "engine/content/feature_table.hpp"
#include "engine/core/file.hpp"
#include "test_paths.hpp"

namespace belvedere::content {
namespace {

using namespace citymodel;

class TextBytes final : public CityBytes {
  public:
    explicit TextBytes(std::string text) : text_(std::move(text)) {}
    ByteView view() const override { return as_bytes(text_); }
    void release(const FileRange&) const override {}

  private:
    std::string text_;
};

std::shared_ptr<const CityFile> open_text(const std::string& text) {
    auto file = open_city_file(std::make_shared<TextBytes>(text), "test");
    return file ? *file : nullptr;
}

std::vector<FileRange> all_ranges(const CityFile& file) {
    std::vector<FileRange> ranges;
    for (const FileRange& stretch : file.stretches()) {
        const auto index = file.index(stretch, {});
        if (!index) continue;
        for (const CityMember& member : index->members) {
            ranges.push_back(member.range);
            ranges.insert(ranges.end(), member.parts.begin(), member.parts.end());
        }
    }
    return ranges;
}

CityBatch read_all(const CityFile& file,
                   LodChoice lods = {.every_lod = true, .checks_solids = true}) {
    auto batch = file.read(all_ranges(file), lods, {});
    EXPECT_TRUE(batch);
    return batch ? std::move(*batch) : CityBatch();
}

TileContent tile_of(const CityBatch& batch, const std::string& set = {}, double cell_m = 0.0) {
    const auto mapping = geo::local_mapping();
    CityTileOptions options;
    options.mapping = mapping.get();
    options.feature_id_set = set;
    options.cell_m = cell_m;
    auto content = write_city_tile(batch, options);
    EXPECT_TRUE(content);
    auto checked = TileContent::adopt(Bytes(content->bytes().begin(), content->bytes().end()));
    EXPECT_TRUE(checked) << checked.error().message;
    return std::move(*checked);
}

// A building with a part, a solid with a roof, walls and a hole in its floor.
const std::string kHouse = R"({"type":"CityJSON","version":"2.0",
 "transform":{"scale":[0.5,0.5,0.5],"translate":[100,200,0]},
 "metadata":{"referenceSystem":"https://www.opengis.net/def/crs/EPSG/0/7415"},
 "CityObjects":{
  "part":{"type":"BuildingPart","parents":["house"],"geometry":[{"type":"Solid","lod":"2.2",
   "boundaries":[[[[0,1,2,3],[8,9,10]],[[4,7,6,5]],[[0,4,5,1]],[[1,5,6,2]],[[2,6,7,3]],
    [[3,7,4,0]]]],
   "semantics":{"surfaces":[{"type":"RoofSurface","slope":30},{"type":"WallSurface","id":"w"},
     {"type":"GroundSurface"},{"type":"Door","parent":1}],"values":[[2,0,1,1,1,3]]}}]},
  "house":{"type":"Building","children":["part"],"attributes":{"height":4.5,"storeys":2,
   "name":"Haus \"A\"","is_listed":true,"code":[1,2]},"address":[{"Street":"X"}],
   "geometry":[{"type":"MultiSurface","lod":"0","boundaries":[[[0,1,2,3]]]}]},
  "noise":{"type":"+NoiseBuilding","geometry":[]}},
 "vertices":[[0,0,0],[4,0,0],[4,4,0],[0,4,0],[0,0,4],[4,0,4],[4,4,4],[0,4,4],
             [1,1,0],[2,1,0],[1,2,0]]})";

TEST(CityJson, ReadsObjectsPartsAndSurfaces) {
    const auto file = open_text(kHouse);
    ASSERT_NE(file, nullptr);
    EXPECT_EQ(file->head().kind, "CityJSON");
    EXPECT_EQ(file->head().version, "2.0");
    EXPECT_EQ(file->head().crs, "https://www.opengis.net/def/crs/EPSG/0/7415");
    EXPECT_EQ(file->head().extent.max, glm::dvec3(102, 202, 2));
    const auto index = file->index(file->stretches().front(), {});
    ASSERT_TRUE(index);
    ASSERT_EQ(index->members.size(), 2U);
    EXPECT_EQ(index->members[0].parts.size(), 1U);
    EXPECT_EQ(index->members[0].bounds.min, glm::dvec3(100, 200, 0));
    EXPECT_EQ(index->members[0].lods, (std::uint64_t{1} << 22) | 1);
    const CityBatch batch = read_all(*file);
    ASSERT_EQ(batch.objects.size(), 3U);
    EXPECT_EQ(batch.text_of(batch.objects[0].id), "house");
    EXPECT_EQ(batch.objects[1].parent, 0U);
    EXPECT_EQ(batch.objects[0].attributes.count, 6U);
    ASSERT_EQ(batch.surfaces.size(), 4U);
    EXPECT_EQ(batch.surfaces[3].parent, 1U);
    ASSERT_EQ(batch.warnings.size(), 1U);
    EXPECT_EQ(citymodel::sentence_of(batch.warnings[0]),
              "a solid is not closed: no second surface is at an edge of it (3 times, first in "
              "part)");
    EXPECT_EQ(batch.polygons.size(), 7U);
}

TEST(CityJson, ChoosesLevelsOfDetail) {
    const auto file = open_text(kHouse);
    ASSERT_NE(file, nullptr);
    // The outline of a building whose part is a solid is not shown with it.
    const CityBatch highest = read_all(*file, {});
    std::uint32_t polygons = 0;
    for (const Geometry& geometry : highest.geometries)
        polygons += geometry.polygons.count;
    EXPECT_EQ(polygons, 6U);
    const LodTenths lods[] = {0, 12, 13, 22};
    EXPECT_EQ(chosen_lod(lods, {}), 22);
    EXPECT_EQ(chosen_lod(lods, {.lod_max = 19}), 13);
    EXPECT_EQ(chosen_lod(std::span(lods).subspan(1), {.lod_max = 5}), 12);
    EXPECT_EQ(lod_of_text("2.2"), LodTenths{22});
    EXPECT_EQ(lod_of_text("5"), std::nullopt);
    EXPECT_EQ(text_of_lod(22), "2.2");
}

TEST(CityJson, WritesTilesWithTwoLevelsOfFeatures) {
    const auto file = open_text(kHouse);
    ASSERT_NE(file, nullptr);
    const CityBatch batch = read_all(*file, {});
    const TileContent tile = tile_of(batch);
    EXPECT_EQ(tile.header().feature_count, 7U);
    // A floor with a hole (7 corners and a bridge: 7 triangles) and five sides.
    EXPECT_EQ(tile.header().triangle_count, 7U + 10U);
    const FeatureTable table(tile);
    const FeatureClassRecord* part = nullptr;
    for (const FeatureClassRecord& each : tile.classes()) {
        if (tile.text(each.name) == "BuildingPart") part = &each;
    }
    ASSERT_NE(part, nullptr);
    EXPECT_EQ(table.id_text(part->rows.first), "part");
    const ColumnRecord* height = table.column(*part, "height");
    ASSERT_NE(height, nullptr);
    EXPECT_EQ(to_text(table.value(*part, *height, part->rows.first)), "4.5");
    ASSERT_EQ(tile.feature_sets().size(), 1U);
    EXPECT_EQ(tile.text(tile.feature_sets()[0].name), "surface");
    // With surfaces first a vertex is of its surface, and the further set says whose that is.
    const TileContent surfaces = tile_of(batch, "surface");
    std::vector<std::string> ids;
    for (const VertexGeometry& vertex : surfaces.geometry())
        ids.push_back(FeatureTable(surfaces).id_text(vertex.feature));
    EXPECT_NE(std::ranges::find(ids, "part#RoofSurface-1"), ids.end());
    EXPECT_EQ(surfaces.text(surfaces.feature_sets()[0].name), "object");
}

TEST(CityJson, MakesCoarseTilesWithoutHoles) {
    const auto file = open_text(kHouse);
    ASSERT_NE(file, nullptr);
    // The house is 2 m wide: in cells of 5 m only its box is left.
    const TileContent coarse = tile_of(read_all(*file, {}), {}, 5.0);
    EXPECT_EQ(coarse.header().triangle_count, 10U);
    EXPECT_EQ(tile_of(read_all(*file, {}), {}, 50.0).header().triangle_count, 0U);
}

TEST(CityJson, SaysWhyVerticesAreMissing) {
    const std::string three = "[[0,0,0],[1,1,1],[2,2,2]]";
    std::vector<glm::dvec3> vertices;
    EXPECT_EQ(cityjson::read_vertices(three, vertices, 3), three.size());
    vertices.clear();
    EXPECT_EQ(cityjson::read_vertices(three, vertices, 2), std::string::npos);
    EXPECT_EQ(vertices.size(), 2U);
    EXPECT_NE(cityjson::vertices_problem(2, 2).find("more than 2 vertices"), std::string::npos);
    EXPECT_NE(cityjson::vertices_problem(1, 2).find("ends early"), std::string::npos);
}

TEST(CityJson, KeepsWhatMetadataSays) {
    std::string house = kHouse;
    house.replace(house.find(R"("metadata":{)"), 12,
                  R"("metadata":{"title":"Huis","identifier":"nl-1","referenceDate":"2024-05-01",)"
                  R"("pointOfContact":{"contactName":"A. Jansen","emailAddress":"a@b.nl"},)");
    const auto file = open_text(house);
    ASSERT_NE(file, nullptr);
    EXPECT_EQ(file->head().title, "Huis");
    const std::vector<std::pair<std::string, std::string>> facts{
        {"identifier", "nl-1"},
        {"reference date", "2024-05-01"},
        {"point of contact", "A. Jansen, a@b.nl"}};
    EXPECT_EQ(file->head().facts, facts);
    std::string umlauts;
    for (int i = 0; i < 900; ++i)
        umlauts += "\u00E4";
    house.replace(house.find("Huis"), 4, "a" + umlauts);
    const auto long_one = open_text(house);
    ASSERT_NE(long_one, nullptr);
    EXPECT_EQ(long_one->head().title.size(), 999U) << "the first kilobyte, and no half character";
}

TEST(CityJson, ReadsSequencesTemplatesAndOldVersions) {
    const auto sequence = open_text(
        R"({"type":"CityJSON","version":"2.0","transform":{"scale":[1,1,1],"translate":[0,0,0]},)"
        R"("CityObjects":{},"vertices":[],"geometry-templates":{"templates":[)"
        R"({"type":"MultiSurface",)"
        R"("lod":"2","boundaries":[[[0,1,2]]],"material":{"m":{"value":0}}}],)"
        R"("vertices-templates":[[0,0,0],[1,0,0],[0,0,1]]},)"
        R"("appearance":{"materials":[{"name":"bark","diffuseColor":[0.5,0.25,0]}]}})"
        "\n"
        R"({"type":"CityJSONFeature","id":"t","CityObjects":{)"
        R"("t":{"type":"SolitaryVegetationObject",)"
        R"("geometry":[{"type":"GeometryInstance","template":0,"boundaries":[0],)"
        R"("transformationMatrix":[2,0,0,0, 0,2,0,0, 0,0,2,0, 0,0,0,1]}]}},)"
        R"("vertices":[[10,20,30]],"appearance":{"materials":[]}})"
        "\nnot json\n"
        R"({"type":"CityJSONFeature","id":"b","CityObjects":{"b":{"type":"Building","geometry":[)"
        R"({"type":"MultiSurface","lod":"1","boundaries":[[[0,1,2]]]}]}},)"
        R"("vertices":[[0,0,0],[9,0,0],[0,9,0]]})");
    ASSERT_NE(sequence, nullptr);
    EXPECT_EQ(sequence->head().kind, "CityJSONSeq");
    const auto index = sequence->index(sequence->stretches().front(), {});
    ASSERT_TRUE(index);
    EXPECT_EQ(index->members.size(), 2U);
    EXPECT_EQ(index->warnings.size(), 1U);
    const CityBatch batch = read_all(*sequence, {});
    // Templates look as the first line says, also where a feature has an appearance of its own.
    EXPECT_TRUE(batch.warnings.empty());
    ASSERT_EQ(batch.materials.size(), 1U);
    EXPECT_EQ(batch.text_of(batch.materials[0].name), "bark");
    const TileContent tile = tile_of(batch);
    EXPECT_EQ(tile.header().instance_count, 1U);
    EXPECT_EQ(tile.header().triangle_count, 2U);
    ASSERT_EQ(tile.instances().size(), 1U);
    EXPECT_FLOAT_EQ(tile.instances()[0].rows[0][0], 2.0F);
    // Real coordinates and levels as numbers: 1.0.
    const auto old = open_text(
        R"({"type":"CityJSON","version":"1.0","CityObjects":{"a":{"type":"Building","geometry":[)"
        R"({"type":"MultiSurface","lod":1,"boundaries":[[[0,1,2]]]}]}},)"
        R"("vertices":[[0.25,-1.5e1,0],[1.0,0,0],[0,1,0]]})");
    ASSERT_NE(old, nullptr);
    EXPECT_EQ(old->head().extent.min, glm::dvec3(0.0, -15.0, 0.0));
    EXPECT_EQ(read_all(*old).geometries[0].lod, 10);
}

// Three materials, of which two say the same, are two in the tile: each is a draw of its own.
// A triangle that is red in one theme and blue in the other, and one without either.
TEST(CityJson, ThemesAreListedAndChosen) {
    const auto file = open_text(
        R"({"type":"CityJSON","version":"2.0","transform":{"scale":[1,1,1],"translate":[0,0,0]},)"
        R"("CityObjects":{"b":{"type":"Building","attributes":{"material":{"brick":{"x":1}}},)"
        R"("geometry":[{"type":"MultiSurface","lod":"2","boundaries":[[[0,1,2]],[[0,1,3]]],)"
        R"("material":{"w\u00ebr":{"values":[0,null]},"day":{"values":[1,null]}}}]}},)"
        R"("vertices":[[0,0,0],[9,0,0],[0,9,0],[0,0,9]],"appearance":{"materials":[)"
        R"({"name":"a","diffuseColor":[1,0,0]},{"name":"b","diffuseColor":[0,0,1]}]}})");
    ASSERT_NE(file, nullptr);
    const auto index = file->index(file->stretches().front(), CancelToken());
    ASSERT_TRUE(index);
    EXPECT_EQ(index->themes, (citymodel::ThemeNames{"day", "w\u00ebr"}));
    const CityBatch batch = read_all(*file, {});
    const auto colors = [&](const std::string& theme) {
        const auto mapping = geo::local_mapping();
        CityTileOptions options;
        options.mapping = mapping.get();
        options.theme = theme;
        const auto tile = write_city_tile(batch, options);
        std::vector<std::pair<float, float>> red_and_blue;
        for (const MaterialRecord& material : tile->materials())
            red_and_blue.emplace_back(material.base_color[0], material.base_color[2]);
        std::ranges::sort(red_and_blue);
        return red_and_blue;
    };
    EXPECT_THAT(colors("day"), testing::Contains(std::pair(0.0F, 1.0F)));
    EXPECT_THAT(colors("w\u00ebr"), testing::Contains(std::pair(1.0F, 0.0F)));
    EXPECT_EQ(colors(""), colors("day")) << "of themes that the file does not order, by name";
    // A theme that another tile may have: this one is plain.
    EXPECT_THAT(colors("night"), testing::Not(testing::Contains(std::pair(0.0F, 1.0F))));
    EXPECT_THAT(colors("night"), testing::Not(testing::Contains(std::pair(1.0F, 0.0F))));
}

TEST(CityJson, MaterialsThatAreAlikeAreOne) {
    const auto file = open_text(
        R"({"type":"CityJSON","version":"2.0","transform":{"scale":[1,1,1],"translate":[0,0,0]},)"
        R"("CityObjects":{"b":{"type":"Building","geometry":[{"type":"MultiSurface","lod":"2",)"
        R"("boundaries":[[[0,1,2]],[[0,1,3]],[[0,2,3]]],"material":{"m":{"values":[0,1,2]}}}]}},)"
        R"("vertices":[[0,0,0],[9,0,0],[0,9,0],[0,0,9]],"appearance":{"materials":[)"
        R"({"name":"a","diffuseColor":[0.5,0.25,0]},{"name":"b","diffuseColor":[0.5,0.25,0]},)"
        R"({"name":"c","diffuseColor":[0.5,0.75,0]}]}})");
    ASSERT_NE(file, nullptr);
    const TileContent tile = tile_of(read_all(*file, {}));
    EXPECT_EQ(tile.materials().size(), 2U);
    EXPECT_EQ(tile.primitives().size(), 2U);
    EXPECT_EQ(tile.header().triangle_count, 3U);
}

TEST(CityJson, SurvivesBrokenFiles) {
    const std::string deep(1'000'000, '[');
    for (const std::string& text :
         {std::string(R"({"type":"CityJSON"})"), std::string(R"({"type":"CityJSON","vertices":)"),
          R"({"type":"CityJSON","CityObjects":)" + deep, R"({"a":)" + deep,
          std::string(
              R"({"type":"CityJSON","CityObjects":{"a":{"type":7,"geometry":3}},"vertices":[]})"),
          std::string(R"({"type":"CityJSON","CityObjects":{"a":{"type":"Building","geometry":[)"
                      R"({"type":"Solid","boundaries":[[[[99999999999,-1,"x",null]]]]},7,)"
                      R"({"type":"MultiSurface","boundaries":{"a":1}}]}},"vertices":[[0,0,0]]})"),
          std::string(R"({"type":"CityJSON","CityObjects":{"a":{"parents":["b"],"type":"X"},)"
                      R"("b":{"parents":["a"],"type":"X"}},"vertices":[[0,0,0]]})")}) {
        const auto file = open_text(text);
        if (file == nullptr) continue;
        (void)tile_of(read_all(*file));
    }
    // Every cut of a good file is an error or a part of it.
    for (std::size_t length = 0; length < kHouse.size(); length += 7) {
        const auto file = open_text(kHouse.substr(0, length));
        if (file != nullptr) (void)tile_of(read_all(*file));
    }
    // One broken object costs one object.
    std::string broken = kHouse;
    broken.replace(broken.find("\"slope\":30"), 10, "\"slope\":-+");
    const auto file = open_text(broken);
    ASSERT_NE(file, nullptr);
    const CityBatch batch = read_all(*file);
    EXPECT_EQ(batch.objects.size(), 2U);
    ASSERT_EQ(batch.warnings.size(), 1U);
    EXPECT_EQ(batch.warnings[0].object, "part");
}

// Triangles of every polygon of every real file cover what its rings enclose.
TEST(CityJson, KeepsAreasOfAllRealPolygons) {
    const auto folder = std::filesystem::path(BELVEDERE_SAMPLE_DATA) / "cityjson";
    if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no sample data at " << folder;
    std::uint64_t whole = 0, mended = 0, nothing = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        const auto bytes = entry.is_regular_file() ? read_file(entry.path(), 64 << 20)
                                                   : Result<Bytes>(fail(ErrorKind::kNotFound, ""));
        if (!bytes || city_kind(as_text(*bytes)) == CityKind::kNoCity) continue;
        const auto file = open_text(std::string(as_text(*bytes)));
        ASSERT_NE(file, nullptr) << entry.path();
        const CityBatch batch = read_all(*file);
        PolygonFiller filler;
        for (const Polygon& polygon : batch.polygons) {
            std::vector<glm::dvec3> corners;
            std::vector<std::uint32_t> sizes, triangles;
            for (std::uint32_t r = 0; r < polygon.rings.count; ++r) {
                const Range range = batch.rings[polygon.rings.first + r].corners;
                sizes.push_back(range.count);
                for (std::uint32_t i = 0; i < range.count; ++i)
                    corners.push_back(batch.vertices[batch.corners[range.first + i]]);
            }
            if (corners.empty()) continue;
            const glm::dvec3 origin = corners.front();
            for (glm::dvec3& corner : corners)
                corner -= origin;
            const FilledPolygon filled = filler.fill(corners, sizes, triangles);
            whole += filled.outcome == FillOutcome::kWhole ? 1 : 0;
            mended += filled.outcome == FillOutcome::kMended ? 1 : 0;
            nothing += filled.outcome == FillOutcome::kNothing ? 1 : 0;
            if (filled.outcome != FillOutcome::kWhole) continue;
            double area = 0.0;  // On the polygon's plane: rings are seldom quite flat.
            for (std::size_t i = 0; i < triangles.size(); i += 3) {
                area +=
                    0.5 * glm::dot(filled.normal,
                                   glm::cross(corners[triangles[i + 1]] - corners[triangles[i]],
                                              corners[triangles[i + 2]] - corners[triangles[i]]));
            }
            ASSERT_NEAR(area, filled.area, 1e-6 * filled.area) << entry.path();
        }
    }
    EXPECT_GT(whole, 10'000U);
    EXPECT_LT(mended, whole / 200);
    EXPECT_LT(nothing, whole / 200);
    RecordProperty("whole", static_cast<int>(whole));
    RecordProperty("mended", static_cast<int>(mended));
    RecordProperty("nothing", static_cast<int>(nothing));
}

}  // namespace
}  // namespace belvedere::content
