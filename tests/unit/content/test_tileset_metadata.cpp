// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/tiles3d/tileset_metadata.hpp"

#include <map>
#include <string>
#include <variant>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/content/decode/tiles3d/metadata_schema.hpp"
#include "engine/content/decode/tiles3d/subtree.hpp"

namespace belvedere::content::tiles3d {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr const char* kSemanticSchema = R"({"id":"s","enums":{"kind":{"values":[
  {"name":"flat","value":1}]}},"classes":{"c":{"properties":{
  "error":{"type":"SCALAR","componentType":"FLOAT64","semantic":"TILE_GEOMETRIC_ERROR"},
  "box":{"type":"SCALAR","componentType":"FLOAT64","array":true,"count":12,
         "semantic":"TILE_BOUNDING_BOX"},
  "refine":{"type":"SCALAR","componentType":"UINT8","semantic":"TILE_REFINE"},
  "low":{"type":"SCALAR","componentType":"FLOAT64","semantic":"TILE_MINIMUM_HEIGHT"},
  "high":{"type":"SCALAR","componentType":"FLOAT64","semantic":"TILE_MAXIMUM_HEIGHT"},
  "title":{"type":"STRING","semantic":"NAME","description":"what it is called"},
  "kind":{"type":"ENUM","enumType":"kind","default":"flat"},
  "content":{"type":"SCALAR","componentType":"FLOAT64","array":true,"count":4,
             "semantic":"CONTENT_BOUNDING_SPHERE"}}}}})";

class SchemaFiles final : public ResourceReader {
  public:
    Result<Bytes> read(std::string_view uri) override {
        const auto found = files.find(std::string(uri));
        if (found == files.end()) return fail(ErrorKind::kNotFound, std::string(uri) + ": none");
        const ByteView bytes = as_bytes(found->second);
        return Bytes(bytes.begin(), bytes.end());
    }
    std::map<std::string, std::string> files;
};

TilesetDocument resolved(const std::string& members, SchemaFiles& files) {
    const std::string text =
        R"({"asset":{"version":"1.1"},"geometricError":100,"root":{"boundingVolume":{"box":
        [0,0,0,8,0,0,0,8,0,0,0,8]},"geometricError":10,"refine":"REPLACE","children":[{
        "boundingVolume":{"box":[0,0,0,8,0,0,0,8,0,0,0,8]},"geometricError":5}],)" +
        members + "}";
    auto document = parse_tileset(as_bytes(text), "t.json");
    EXPECT_TRUE(document) << document.error().message;
    resolve_metadata(*document, files);
    return std::move(*document);
}

TEST(TilesetMetadata, FetchesItsSchemaAndAppliesSemantics) {
    SchemaFiles files;
    files.files["schema.json"] = kSemanticSchema;
    const TilesetDocument document = resolved(R"("metadata":{"class":"c","properties":{"error":3,
        "box":[1,2,3,4,0,0,0,5,0,0,0,6],"refine":0,"low":1}},"content":{"uri":"a.glb",
        "metadata":{"class":"c","properties":{"content":[1,2,3,4]}}}},
        "schemaUri":"schema.json")",
                                              files);
    EXPECT_THAT(document.warnings, IsEmpty());
    EXPECT_EQ(document.tiles[0].geometric_error, 3.0);
    const auto& box = std::get<geo::OrientedBox>(document.tiles[0].volume);
    EXPECT_EQ(box.center, glm::dvec3(1, 2, 3));
    EXPECT_EQ(box.half_axes[2], glm::dvec3(0, 0, 6));
    EXPECT_EQ(document.tiles[0].refine, Refine::kAdd);
    EXPECT_EQ(document.tiles[1].refine, Refine::kAdd) << "inherited";
    ASSERT_TRUE(document.contents[0].volume);
    EXPECT_EQ(std::get<geo::BoundingSphere>(*document.contents[0].volume).radius_m, 4.0);
}

TEST(TilesetMetadata, HeightsNarrowRegions) {
    TileSemantics semantics;
    semantics.height_max_m = 40.0;
    const geo::BoundingVolume whole = geo::BoundingRegion{0, 0, 1, 1, -100, 1000};
    const auto region = std::get<geo::BoundingRegion>(bounded_volume(whole, semantics));
    EXPECT_EQ(region.height_min_m, -100.0);
    EXPECT_EQ(region.height_max_m, 40.0);
}

TEST(TilesetMetadata, NamesWhatItCannotUse) {
    SchemaFiles files;
    EXPECT_THAT(resolved(R"("content":{"uri":"a.glb"}},"schemaUri":"gone.json")", files).warnings,
                Contains(HasSubstr("gone.json")));
    files.files["list.json"] = "[1]";
    EXPECT_THAT(resolved(R"("content":{"uri":"a.glb"}},"schemaUri":"list.json")", files).warnings,
                Contains(HasSubstr("no JSON object")));
    files.files["schema.json"] = kSemanticSchema;
    const TilesetDocument odd = resolved(
        R"("metadata":{"class":"c","properties":{"error":-3,"box":[1],"refine":7}}},
        "schemaUri":"schema.json")",
        files);
    EXPECT_EQ(odd.tiles[0].geometric_error, 10.0);
    EXPECT_EQ(std::get<geo::OrientedBox>(odd.tiles[0].volume).center, glm::dvec3(0));
    EXPECT_EQ(odd.warnings.size(), 3U);
    EXPECT_THAT(odd.warnings, Contains(HasSubstr("TILE_BOUNDING_BOX")));
}

TEST(TilesetMetadata, DescribesEntitiesInTheWordsOfTheSchema) {
    WarningList warnings;
    const auto schema = MetadataSchema::parse(kSemanticSchema, warnings);
    ASSERT_TRUE(schema);
    const MetadataDescription described = schema->describe(
        R"({"class":"c","properties":{"title":"North","error":2.5,"more":[1,2]}})");
    EXPECT_EQ(described.class_name, "c");
    ASSERT_EQ(described.values.size(), 9U);
    EXPECT_EQ(described.values[0].value, "2.5");
    EXPECT_EQ(described.values[0].type, "SCALAR FLOAT64");
    EXPECT_EQ(described.values[5].value, "North");
    EXPECT_EQ(described.values[5].semantic, "NAME");
    EXPECT_EQ(described.values[5].description, "what it is called");
    EXPECT_EQ(described.values[6].value, "flat");
    EXPECT_EQ(described.values[8].name, "more");
    EXPECT_EQ(described.values[8].value, "[1,2]");
    EXPECT_TRUE(schema->describe("{").values.empty());
}

class BufferFile final : public ResourceReader {
  public:
    explicit BufferFile(Bytes bytes) : bytes_(std::move(bytes)) {}
    Result<Bytes> read(std::string_view) override { return bytes_; }

  private:
    Bytes bytes_;
};

Bytes packed_doubles(std::initializer_list<double> values) {
    Bytes bytes(8, std::byte{0x03});  // Bits: root and its first child.
    for (const double value : values) {
        const auto at = bytes.size();
        bytes.resize(at + sizeof(value));
        std::memcpy(bytes.data() + at, &value, sizeof(value));
    }
    return bytes;
}

ImplicitTiling two_levels() {
    ImplicitTiling tiling;
    tiling.available_levels = 2;
    tiling.subtree_levels = 2;
    return tiling;
}

TEST(TilesetMetadata, SubtreesSayWhatTheirTilesAre) {
    BufferFile file(packed_doubles({7.0, 9.0}));
    const auto subtree = parse_subtree(as_bytes(R"({"buffers":[{"uri":"b","byteLength":24}],
        "bufferViews":[{"buffer":0,"byteLength":1},{"buffer":0,"byteOffset":8,"byteLength":16}],
        "tileAvailability":{"bitstream":0},"childSubtreeAvailability":{"constant":0},
        "tileMetadata":0,"propertyTables":[{"class":"c","count":2,
        "properties":{"error":{"values":1}}}]})"),
                                       two_levels(), &file, kSemanticSchema);
    ASSERT_TRUE(subtree) << subtree.error().message;
    ASSERT_NE(subtree->semantics(1, 0), nullptr);
    EXPECT_EQ(subtree->semantics(1, 0)->geometric_error, 9.0);
    EXPECT_EQ(subtree->semantics(1, 1), nullptr);
    EXPECT_THAT(subtree->tile_metadata_json(0, 0), HasSubstr(R"("error":7)"));
}

TEST(TilesetMetadata, ReadsTheDraftInSubtrees) {
    const std::string schema = R"({"classes":{"t":{"properties":{
        "height":{"type":"FLOAT64","semantic":"TILE_MAXIMUM_HEIGHT"}}}}})";
    BufferFile file(packed_doubles({70.0, 90.0}));
    const auto subtree = parse_subtree(as_bytes(R"({"buffers":[{"uri":"b","byteLength":24}],
        "bufferViews":[{"buffer":0,"byteLength":1},{"buffer":0,"byteOffset":8,"byteLength":16}],
        "tileAvailability":{"bufferView":0},"childSubtreeAvailability":{"constant":0},
        "extensions":{"3DTILES_metadata":{"class":"t",
        "properties":{"height":{"bufferView":1}}}}})"),
                                       two_levels(), &file, schema);
    ASSERT_TRUE(subtree) << subtree.error().message;
    EXPECT_THAT(subtree->warnings(), IsEmpty());
    EXPECT_THAT(subtree->tile_metadata_json(1, 0), HasSubstr(R"("height":90)"));
    ASSERT_NE(subtree->semantics(0, 0), nullptr);
    EXPECT_EQ(subtree->semantics(0, 0)->height_max_m, 70.0);
}

}  // namespace
}  // namespace belvedere::content::tiles3d
