// SPDX-License-Identifier: Apache-2.0
// Features, metadata and shapes of glTF: several sets of feature ids, property attributes and
// textures, schemas in other files, morph targets.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>
#include <initializer_list>
#include <map>
#include <string>
#include <vector>

#include "engine/content/decode/gltf/decode_gltf.hpp"
#include "engine/content/feature_sets.hpp"
#include "engine/content/feature_table.hpp"
#include "engine/content/merge_content.hpp"
#include "engine/content/retained_content.hpp"
#include "engine/content/summary.hpp"
#include "tests/support/memory_files.hpp"

namespace belvedere::content {

namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// One buffer of floats (four corners, then whatever the test adds) and what is made of it.
struct FloatBuffer {
    std::vector<float> floats = {0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 1, 0};

    void add(std::initializer_list<double> values) {
        for (const double value : values)
            floats.push_back(static_cast<float>(value));
    }

    // Of the whole file; accessor 0 holds the corners, the next ones four elements of one float or
    // of three each, as `shapes` says ("SCALAR", "VEC3").
    [[nodiscard]] std::string gltf(const std::vector<std::string>& shapes,
                                   const std::string& primitive, const std::string& node,
                                   const std::string& more) const {
        std::string accessors = R"({"bufferView":0,"componentType":5126,"count":4,"type":"VEC3"})";
        std::size_t offset = 48;
        for (const std::string& shape : shapes) {
            accessors += R"(,{"bufferView":0,"componentType":5126,"count":4,"type":")" + shape +
                         R"(","byteOffset":)" + std::to_string(offset) + "}";
            offset += shape == "VEC3" ? 48U : 16U;
        }
        const std::string bytes = std::to_string(floats.size() * 4);
        return R"({"asset":{"version":"2.0"},"scene":0,"scenes":[{"nodes":[0]}],"buffers":[{"uri":
            "b.bin","byteLength":)" +
               bytes + R"(}],"bufferViews":[{"buffer":0,"byteLength":)" + bytes +
               R"(}],"accessors":[)" + accessors + R"(],"meshes":[{"primitives":[{"mode":0,)" +
               primitive + "}]}],\"nodes\":[{\"mesh\":0" + node + "}]" + more + "}";
    }
    [[nodiscard]] Bytes bytes() const {
        Bytes out(floats.size() * sizeof(float));
        std::memcpy(out.data(), floats.data(), out.size());
        return out;
    }
};

Result<TileContent> decode_with(const std::string& json, test::MemoryFiles& files,
                                const std::string& feature_id_set = "") {
    DecodeContext content;
    content.feature_id_set = feature_id_set;
    content.name = "m.gltf";
    content.mapping = geo::local_mapping();
    content.resources = &files;
    const GltfContext context{
        .content = &content, .rtc_center = {}, .placements = {}, .batch_rows = {}};
    auto tile = decode_gltf(as_bytes(json), context);
    if (tile) {
        const ByteView bytes = tile->bytes();
        EXPECT_TRUE(TileContent::adopt(Bytes(bytes.begin(), bytes.end())));
    }
    return tile;
}

std::vector<std::string> warnings_of(const TileContent& tile) {
    return summarize(tile).warnings;
}

constexpr const char* kTwoTables = R"(,"extensionsUsed":["EXT_mesh_features",
    "EXT_structural_metadata"],"extensions":{"EXT_structural_metadata":{"schema":{"id":"s",
    "classes":{"house":{"properties":{"floors":{"type":"SCALAR","componentType":"FLOAT32"}}},
    "storey":{"properties":{"use":{"type":"SCALAR","componentType":"FLOAT32"}}}}},
    "propertyTables":[{"class":"house","count":2,"properties":{"floors":{"values":1}}},
    {"class":"storey","count":4,"name":"storeys","properties":{"use":{"values":2}}}]}})";

std::string with_views(std::string json, const std::string& views) {
    const std::string mark = "}],\"accessors\"";
    return json.replace(json.find(mark), mark.size(), "}," + views + "],\"accessors\"");
}

}  // namespace

TEST(GltfMetadata, KeepsEverySetOfFeatureIds) {
    FloatBuffer buffer;
    buffer.add({0, 0, 1, 1, 3, 2, 1, 0, 5, 6, 7, 8});  // Ids of houses, storeys, plain ones.
    buffer.add({12, 34, 10, 11, 12, 13});              // floors of two houses, use of four storeys.
    const std::string primitive = R"("attributes":{"POSITION":0,"_FEATURE_ID_0":1,
        "_FEATURE_ID_1":2,"_FEATURE_ID_2":3},"extensions":{"EXT_mesh_features":{"featureIds":[
        {"featureCount":4,"attribute":2,"nullFeatureId":8,"label":"parcel"},
        {"featureCount":2,"attribute":0,"propertyTable":0},
        {"featureCount":4,"attribute":1,"propertyTable":1}]}})";
    test::MemoryFiles files;
    files.files["b.bin"] = buffer.bytes();
    const auto tile = decode_with(
        with_views(buffer.gltf({"SCALAR", "SCALAR", "SCALAR"}, primitive, "", kTwoTables),
                   R"({"buffer":0,"byteOffset":96,"byteLength":8},
                      {"buffer":0,"byteOffset":104,"byteLength":16})"),
        files);
    ASSERT_TRUE(tile) << tile.error().message;
    EXPECT_THAT(warnings_of(*tile), IsEmpty());
    EXPECT_EQ(tile->header().feature_count, 6U);
    EXPECT_EQ(tile->geometry()[2].feature, 1U) << "the first set with a table is drawn and picked";
    const auto check = [](const TileContent& content, std::uint32_t base) {
        const auto sets = other_feature_ids(content, base, 8);
        ASSERT_EQ(sets.size(), 2U);
        EXPECT_EQ(sets[0].name, "parcel");
        EXPECT_FALSE(sets[0].are_rows);
        EXPECT_THAT(sets[0].ids, ElementsAre(5, 6));
        EXPECT_EQ(sets[1].name, "storeys");
        EXPECT_TRUE(sets[1].are_rows);
        EXPECT_THAT(sets[1].ids, ElementsAre(base + 2 + 2, base + 2 + 3));
        const FeatureTable table(content);
        const auto* storeys = table.class_of(sets[1].ids[0]);
        ASSERT_NE(storeys, nullptr);
        EXPECT_EQ(to_text(table.value(*storeys, *table.column(*storeys, "use"), sets[1].ids[0])),
                  "12");
        EXPECT_THAT(other_feature_ids(content, base + 1, 1)[0].ids, ElementsAre(7));
    };
    check(*tile, 0);
    check(retained_content(*tile), 0);
    std::vector<TileContent> two;
    for (int i = 0; i < 2; ++i)
        two.push_back(*TileContent::adopt(Bytes(tile->bytes().begin(), tile->bytes().end())));
    const auto merged = merge_contents(two, {});
    ASSERT_TRUE(merged);
    check(*merged, 6);
    EXPECT_THAT(summarize(*merged).extensions,
                ElementsAre("EXT_mesh_features", "EXT_structural_metadata"));
    EXPECT_TRUE(TileContent::adopt(Bytes(merged->bytes().begin(), merged->bytes().end())));
}

// The predecessor of EXT_mesh_features and EXT_structural_metadata: tables have names, types one
// word, and ids are attributes by name, a constant, or every so many vertices the next one.
constexpr const char* kDraftTable = R"(,"extensionsUsed":["EXT_feature_metadata"],"extensions":{
    "EXT_feature_metadata":{"schema":{"classes":{"house":{"properties":{
    "floors":{"type":"FLOAT32"},
    "door":{"type":"ARRAY","componentType":"FLOAT32","componentCount":2}}}}},
    "featureTables":{"trees":{"class":"house","count":1,"properties":{}},
    "houses":{"class":"house","count":2,"properties":{
    "floors":{"bufferView":1},"door":{"bufferView":2}}}}}})";

std::string attribute_of(const TileContent& tile, std::uint32_t row, const char* name) {
    const FeatureTable table(tile);
    const FeatureClassRecord* row_class = table.class_of(row);
    const ColumnRecord* column = row_class ? table.column(*row_class, name) : nullptr;
    return column ? to_text(table.value(*row_class, *column, row)) : "no such column";
}

std::vector<std::uint32_t> features_of(const TileContent& tile) {
    std::vector<std::uint32_t> features;
    for (const VertexGeometry& vertex : tile.geometry())
        features.push_back(vertex.feature);
    return features;
}

Result<TileContent> decode_draft(const std::string& feature_ids, const std::string& name) {
    FloatBuffer buffer;
    buffer.add({1, 0, 0, 1, 12, 34});  // Ids, floors of two houses.
    buffer.add({0.5, 1.5, 2.5, 3.5});  // Doors of two houses.
    test::MemoryFiles files;
    files.files["b.bin"] = buffer.bytes();
    const std::string primitive =
        R"("attributes":{"POSITION":0,")" + name +
        R"(":1},"extensions":{"EXT_feature_metadata":{"featureIdAttributes":[
        {"featureTable":"houses","featureIds":)" +
        feature_ids + "}]}}";
    return decode_with(with_views(buffer.gltf({"SCALAR"}, primitive, "", kDraftTable),
                                  R"({"buffer":0,"byteOffset":64,"byteLength":8},
                                     {"buffer":0,"byteOffset":72,"byteLength":16})"),
                       files);
}

TEST(GltfMetadata, ReadsTheDraftOfFeatureIdsAndTables) {
    const auto tile = decode_draft(R"({"attribute":"_FEATURE_ID_0"})", "_FEATURE_ID_0");
    ASSERT_TRUE(tile) << tile.error().message;
    EXPECT_THAT(warnings_of(*tile), IsEmpty());
    EXPECT_EQ(tile->header().feature_count, 3U) << "a tree and two houses";
    EXPECT_THAT(features_of(*tile), ElementsAre(2, 1, 1, 2));
    EXPECT_EQ(attribute_of(*tile, 1, "floors"), "12");
    EXPECT_EQ(attribute_of(*tile, 2, "floors"), "34");
    EXPECT_EQ(attribute_of(*tile, 2, "door"), "[2.5,3.5]");
    EXPECT_EQ(attribute_of(*tile, 0, "floors"), "no such column");
    EXPECT_THAT(summarize(*tile).extensions, ElementsAre("EXT_feature_metadata"));
    const auto classes = summarize(*tile).classes;
    ASSERT_EQ(classes.size(), 2U);
    EXPECT_EQ(classes[1].name, "houses");
    EXPECT_EQ(classes[1].features, 2U);
}

TEST(GltfMetadata, ReadsTheDraftsIdsWithoutAttribute) {
    const auto constant = decode_draft(R"({"constant":1})", "_UNUSED");
    ASSERT_TRUE(constant) << constant.error().message;
    EXPECT_THAT(features_of(*constant), ElementsAre(2, 2, 2, 2));
    const auto divided = decode_draft(R"({"constant":0,"divisor":2})", "_UNUSED");
    ASSERT_TRUE(divided) << divided.error().message;
    EXPECT_THAT(features_of(*divided), ElementsAre(1, 1, 2, 2));
}

TEST(GltfMetadata, ReadsTheDraftsIdsOfInstances) {
    FloatBuffer buffer;
    buffer.add({0, 0, 0, 9, 0, 0, 0, 9, 0, 9, 9, 0});
    buffer.add({1, 0, 0, 1, 12, 34, 0.5, 1.5, 2.5, 3.5});
    const std::string node = R"(,"extensions":{"EXT_mesh_gpu_instancing":{"attributes":{
        "TRANSLATION":1,"_FEATURE_ID_0":2},"extensions":{"EXT_feature_metadata":{
        "featureIdAttributes":[{"featureTable":"houses","featureIds":{
        "attribute":"_FEATURE_ID_0"}}]}}}})";
    test::MemoryFiles files;
    files.files["b.bin"] = buffer.bytes();
    const auto tile = decode_with(
        with_views(
            buffer.gltf({"VEC3", "SCALAR"}, R"("attributes":{"POSITION":0})", node, kDraftTable),
            R"({"buffer":0,"byteOffset":112,"byteLength":8},
               {"buffer":0,"byteOffset":120,"byteLength":16})"),
        files);
    ASSERT_TRUE(tile) << tile.error().message;
    ASSERT_EQ(tile->instances().size(), 4U);
    EXPECT_EQ(tile->instances()[0].feature, 2U);
    EXPECT_EQ(tile->instances()[1].feature, 1U);
    EXPECT_EQ(attribute_of(*tile, tile->instances()[3].feature, "floors"), "34");
}

TEST(GltfMetadata, AnotherSetCanBeChosen) {
    FloatBuffer buffer;
    buffer.add({0, 0, 1, 1, 3, 2, 1, 0, 5, 6, 7, 8});  // Ids of houses, storeys, plain ones.
    buffer.add({12, 34, 10, 11, 12, 13});              // floors of two houses, use of four storeys.
    const std::string primitive = R"("attributes":{"POSITION":0,"_FEATURE_ID_0":1,
        "_FEATURE_ID_1":2,"_FEATURE_ID_2":3},"extensions":{"EXT_mesh_features":{"featureIds":[
        {"featureCount":2,"attribute":0,"propertyTable":0},
        {"featureCount":4,"attribute":1,"propertyTable":1},
        {"featureCount":9,"attribute":2,"label":"parcel"}]}})";
    test::MemoryFiles files;
    files.files["b.bin"] = buffer.bytes();
    const std::string json =
        with_views(buffer.gltf({"SCALAR", "SCALAR", "SCALAR"}, primitive, "", kTwoTables),
                   R"({"buffer":0,"byteOffset":96,"byteLength":8},
                      {"buffer":0,"byteOffset":104,"byteLength":16})");
    const auto features = [&](const std::string& chosen) {
        const auto tile = decode_with(json, files, chosen);
        EXPECT_TRUE(tile) << tile.error().message;
        return features_of(*tile);
    };
    EXPECT_THAT(features(""), ElementsAre(0, 0, 1, 1));
    EXPECT_THAT(features("0"), ElementsAre(0, 0, 1, 1));
    EXPECT_THAT(features("no such set"), ElementsAre(0, 0, 1, 1));
    EXPECT_THAT(features("1"), ElementsAre(2 + 3, 2 + 2, 2 + 1, 2 + 0)) << "by place";
    EXPECT_THAT(features("storeys"), ElementsAre(5, 4, 3, 2)) << "by the name of its table";
    EXPECT_THAT(features("parcel"), ElementsAre(6 + 5, 6 + 6, 6 + 7, 6 + 8)) << "by its label";
    const auto tile = decode_with(json, files, "storeys");
    ASSERT_TRUE(tile);
    EXPECT_EQ(attribute_of(*tile, tile->geometry()[0].feature, "use"), "13");
    const auto sets = other_feature_ids(*tile, tile->geometry()[0].feature, 8);
    ASSERT_EQ(sets.size(), 2U) << "the house and the parcel";
    EXPECT_THAT(sets[0].ids, ElementsAre(0));
}

TEST(GltfMetadata, KeepsFurtherSetsOfInstances) {
    FloatBuffer buffer;
    buffer.add({0, 0, 0, 9, 0, 0, 0, 9, 0, 9, 9, 0});
    buffer.add({4, 5, 6, 7});
    const std::string node = R"(,"extensions":{"EXT_mesh_gpu_instancing":{"attributes":{
        "TRANSLATION":1,"_FEATURE_ID_0":2}},"EXT_instance_features":{"featureIds":[
        {"featureCount":4},{"featureCount":4,"attribute":0,"label":"kind"}]}})";
    test::MemoryFiles files;
    files.files["b.bin"] = buffer.bytes();
    const auto tile = decode_with(
        buffer.gltf({"VEC3", "SCALAR"}, R"("attributes":{"POSITION":0})", node, ""), files);
    ASSERT_TRUE(tile) << tile.error().message;
    ASSERT_EQ(tile->instances().size(), 4U);
    const auto sets = other_feature_ids(*tile, tile->instances()[2].feature, 8);
    ASSERT_EQ(sets.size(), 1U);
    EXPECT_EQ(sets[0].name, "kind");
    EXPECT_THAT(sets[0].ids, ElementsAre(6));
}

TEST(GltfMetadata, PropertyAttributesMakePointsFeatures) {
    FloatBuffer buffer;
    buffer.add({1.5, 2.5, 3.5, 4.5, 0, 1, 1, 7});
    test::MemoryFiles files;
    files.files["b.bin"] = buffer.bytes();
    const std::string schema = R"({"id":"s","enums":{"k":{"values":[{"name":"roof","value":1}]}},
        "classes":{"c":{"properties":{"intensity":{"type":"SCALAR","componentType":"FLOAT32",
        "scale":2},"kind":{"type":"ENUM","enumType":"k"},"gone":{"type":"SCALAR",
        "componentType":"FLOAT32"}}}}})";
    const ByteView text = as_bytes(schema);
    files.files["schema.json"] = Bytes(text.begin(), text.end());
    const std::string more = R"(,"extensions":{"EXT_structural_metadata":{"schemaUri":
        "schema.json","propertyAttributes":[{"class":"c","properties":{
        "intensity":{"attribute":"_INTENSITY","offset":1},"kind":{"attribute":"_KIND"},
        "gone":{"attribute":"_GONE"}}}]}})";
    const auto tile = decode_with(
        buffer.gltf({"SCALAR", "SCALAR"},
                    R"("attributes":{"POSITION":0,"_INTENSITY":1,"_KIND":2},"extensions":{
        "EXT_structural_metadata":{"propertyAttributes":[0]}})",
                    "", more),
        files);
    ASSERT_TRUE(tile) << tile.error().message;
    EXPECT_THAT(warnings_of(*tile), ElementsAre(HasSubstr("gone is left out")));
    ASSERT_EQ(tile->header().feature_count, 4U);
    EXPECT_EQ(tile->geometry()[3].feature, 3U);
    const FeatureTable table(*tile);
    const auto* points = table.class_of(2);
    ASSERT_NE(points, nullptr);
    EXPECT_EQ(to_text(table.value(*points, *table.column(*points, "intensity"), 2)), "8");
    EXPECT_EQ(to_text(table.value(*points, *table.column(*points, "kind"), 2)), "roof");
    EXPECT_EQ(to_text(table.value(*points, *table.column(*points, "kind"), 3)), "7");
    files.files.erase("schema.json");
    const auto without =
        decode_with(buffer.gltf({"SCALAR"}, R"("attributes":{"POSITION":0})", "", more), files);
    ASSERT_TRUE(without);
    EXPECT_THAT(warnings_of(*without), Contains(HasSubstr("schema.json")));
}

TEST(GltfMetadata, ListsWhatItDoesNotRead) {
    const FloatBuffer buffer;
    test::MemoryFiles files;
    files.files["b.bin"] = buffer.bytes();
    const std::string more = R"(,"extensions":{"EXT_structural_metadata":{"schema":{"id":"s",
        "classes":{"t":{"properties":{"insulation":{"type":"SCALAR","componentType":"UINT8"}}}}},
        "propertyTextures":[{"class":"t","properties":{"insulation":{"index":0}}}]}})";
    const auto tile =
        decode_with(buffer.gltf({}, R"("attributes":{"POSITION":0})", "", more), files);
    ASSERT_TRUE(tile) << tile.error().message;
    EXPECT_THAT(warnings_of(*tile), ElementsAre(HasSubstr("property textures are shown")));
    const ContentSummary summary = summarize(*tile);
    ASSERT_EQ(summary.classes.size(), 1U);
    EXPECT_EQ(summary.classes[0].name, "t");
    ASSERT_EQ(summary.classes[0].attributes.size(), 1U);
    EXPECT_EQ(summary.classes[0].attributes[0].declared_type, "SCALAR UINT8");
    EXPECT_EQ(summary.classes[0].attributes[0].values, 0U);
}

TEST(GltfMetadata, MorphTargetsStandAtTheirWeights) {
    FloatBuffer buffer;
    buffer.add({0, 0, 4, 0, 0, 4, 0, 0, 4, 0, 0, 4});
    test::MemoryFiles files;
    files.files["b.bin"] = buffer.bytes();
    const auto height = [&](const std::string& weights, const std::string& node) {
        std::string json = buffer.gltf(
            {"VEC3"}, R"("attributes":{"POSITION":0},"targets":[{"POSITION":1}])", node, "");
        const std::string mark = R"("meshes":[{)";
        json.insert(json.find(mark) + mark.size(), weights);
        const auto tile = decode_with(json, files);
        EXPECT_TRUE(tile) << tile.error().message;
        // glTF's z is the tile's negative y; the corners lie in z = 0.
        const FrameRecord& frame = tile->header().frame;
        return frame.origin[1] + static_cast<double>(tile->geometry()[0].position_m[1]);
    };
    EXPECT_DOUBLE_EQ(height("", ""), 0.0);
    EXPECT_DOUBLE_EQ(height(R"("weights":[0],)", ""), 0.0);
    EXPECT_DOUBLE_EQ(height(R"("weights":[0.5],)", ""), -2.0);
    EXPECT_DOUBLE_EQ(height(R"("weights":[0.5],)", R"(,"weights":[1])"), -4.0);
}

}  // namespace belvedere::content
