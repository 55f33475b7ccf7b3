// SPDX-License-Identifier: Apache-2.0
// Property textures and feature-id textures: what they say at a point of a surface.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "engine/content/decode/gltf/decode_gltf.hpp"
#include "engine/content/decode/tiles3d/texel_value.hpp"
#include "engine/content/merge_content.hpp"
#include "engine/content/retained_content.hpp"
#include "engine/content/summary.hpp"
#include "engine/content/texel_sets.hpp"
#include "engine/core/file.hpp"
#include "test_paths.hpp"
#include "tests/support/memory_files.hpp"

namespace belvedere::content {

namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

// A triangle with corners (0, 0), (1, 0) and (0, 1), its texture coordinates the same, and an image
// of 3 x 2 pixels whose bytes count up from 0.
Result<TileContent> triangle(const std::string& attributes, const std::string& extensions,
                             const std::string& metadata) {
    const float floats[] = {0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1};
    test::MemoryFiles files;
    files.files["b.bin"].resize(sizeof(floats));
    std::memcpy(files.files["b.bin"].data(), floats, sizeof(floats));
    auto image = read_file(
        std::filesystem::path(BELVEDERE_TEST_DATA) / "../fuzz/corpus/images/rgba.png", 1 << 20);
    EXPECT_TRUE(image);
    files.files["i.png"] = std::move(*image);
    const std::string json =
        R"({"asset":{"version":"2.0"},"scene":0,"scenes":[{"nodes":[0]}],"nodes":[{"mesh":0}],
        "buffers":[{"uri":"b.bin","byteLength":60}],"bufferViews":[{"buffer":0,"byteLength":60}],
        "accessors":[{"bufferView":0,"componentType":5126,"count":3,"type":"VEC3"},
        {"bufferView":0,"byteOffset":36,"componentType":5126,"count":3,"type":"VEC2"}],
        "images":[{"uri":"i.png"}],"samplers":[{"wrapS":33071,"wrapT":33071}],
        "textures":[{"source":0,"sampler":0}],
        "meshes":[{"primitives":[{"attributes":{"POSITION":0)" +
        attributes + R"(},"extensions":{)" + extensions + R"(}}]}],"extensions":{
        "EXT_structural_metadata":)" +
        metadata + "}}";
    DecodeContext content;
    content.name = "t.gltf";
    content.mapping = geo::local_mapping();
    content.resources = &files;
    return decode_gltf(as_bytes(json),
                       {.content = &content, .rtc_center = {}, .placements = {}, .batch_rows = {}});
}

constexpr const char* kWithUvs = R"(,"TEXCOORD_0":1)";
constexpr const char* kProperties = R"("EXT_structural_metadata":{"propertyTextures":[0]})";

std::string one_texture(const std::string& properties, const std::string& stored) {
    return R"({"schema":{"id":"s","enums":{"k":{"valueType":"UINT8","values":[{"name":"roof",
        "value":8}]}},"classes":{"c":{"properties":{)" +
           properties + R"(}}}},"propertyTextures":[{"class":"c","name":"walls","properties":{)" +
           stored + "}}]}";
}

// Of a point whose texture coordinates are (u, v).
SurfacePoint at(float u, float v, std::uint32_t base = 0) {
    return {{base, base + 1, base + 2}, {1.0F - u - v, u, v}};
}

std::vector<std::string> texts_at(const TileContent& content, const SurfacePoint& point) {
    std::vector<std::string> texts;
    for (const TexelSample& sample : texels_at(content, point)) {
        texts.push_back(std::string(content.text(sample.set->name)) + "=" +
                        tiles3d::texel_text(content, sample));
    }
    return texts;
}

Bytes copy_of(const TileContent& content) {
    return {content.bytes().begin(), content.bytes().end()};
}

Result<TileContent> house() {
    return triangle(
        kWithUvs, kProperties,
        one_texture(R"("plain":{"type":"SCALAR","componentType":"UINT8","unit":"K","noData":4},
            "wide":{"type":"SCALAR","componentType":"UINT16"},
            "share":{"type":"SCALAR","componentType":"UINT8","normalized":true,
                "offset":1,"scale":2},
            "kind":{"type":"ENUM","enumType":"k"},
            "pair":{"type":"VEC2","componentType":"UINT8"})",
                    R"("plain":{"index":0},"wide":{"index":0,"channels":[1,0]},
            "share":{"index":0,"channels":[0],"scale":255},"kind":{"index":0,"channels":[0]},
            "pair":{"index":0,"channels":[2,3],"extensions":{"KHR_texture_transform":{
                "offset":[0.5,0]}}})"));
}

void check_house(const TileContent& content, std::uint32_t base) {
    EXPECT_THAT(texts_at(content, at(0.1F, 0.1F, base)),
                ElementsAre("plain=0", "wide=1", "share=1", "kind=0", "pair=[6,7]"));
    // The second texel of the first row: 4, 5, 6, 7.
    EXPECT_THAT(texts_at(content, at(0.5F, 0.1F, base)),
                ElementsAre("plain=", "wide=1029", "share=5", "kind=4", "pair=[10,11]"));
    // The third: its neighbour to the right is clamped.
    EXPECT_THAT(texts_at(content, at(0.8F, 0.1F, base)),
                ElementsAre("plain=8", "wide=2057", "share=9", "kind=roof", "pair=[10,11]"));
    // The first of the second row.
    EXPECT_THAT(texts_at(content, at(0.1F, 0.8F, base)), Contains("plain=12"));
}

}  // namespace

TEST(PropertyTextures, SayTheirValuesAtAPoint) {
    const auto tile = house();
    ASSERT_TRUE(tile) << tile.error().message;
    EXPECT_TRUE(TileContent::adopt(copy_of(*tile)));
    check_house(*tile, 0);
    EXPECT_EQ(tile->text(tile->texel_sets()[0].unit), "K");
    EXPECT_EQ(tile->text(tile->texel_sets()[0].owner), "walls");
    EXPECT_EQ(tile->texel_images().size(), 3U) << "one for each choice of channels";
    EXPECT_TRUE(tile->images().empty()) << "nothing for the GPU";
    EXPECT_TRUE(texels_at(*tile, {}).empty());
    const TileContent kept = retained_content(*tile);
    EXPECT_TRUE(TileContent::adopt(copy_of(kept)));
    check_house(kept, 0);
    std::vector<TileContent> two;
    for (int i = 0; i < 2; ++i)
        two.push_back(*TileContent::adopt(copy_of(*tile)));
    const auto merged = merge_contents(two, {});
    ASSERT_TRUE(merged);
    EXPECT_TRUE(TileContent::adopt(copy_of(*merged)));
    check_house(*merged, 0);
    check_house(*merged, 3);
}

TEST(PropertyTextures, LeaveOutWhatIsNotThere) {
    const std::string byte = R"({"type":"SCALAR","componentType":"UINT8"})";
    const auto left_out = [&](const char* attributes, const std::string& stored) {
        const auto tile =
            triangle(attributes, kProperties, one_texture("\"a\":" + byte, "\"a\":" + stored));
        EXPECT_TRUE(tile) << tile.error().message;
        EXPECT_TRUE(tile->texel_sets().empty());
        EXPECT_TRUE(TileContent::adopt(copy_of(*tile)));
        EXPECT_THAT(summarize(*tile).warnings, Contains(HasSubstr("a is left out")));
    };
    left_out(kWithUvs, R"({"index":7})");
    left_out(kWithUvs, R"({})");
    left_out(kWithUvs, R"({"index":0,"channels":[4]})");
    left_out(kWithUvs, R"({"index":0,"channels":[0,1]})");
    left_out(kWithUvs, R"({"index":0,"channels":[0,1,2,3,0]})");
    left_out(kWithUvs, R"({"index":0,"texCoord":2})");
    left_out(kWithUvs, R"({"index":0,"texCoord":1})");
    left_out("", R"({"index":0})");
    const auto text = triangle(kWithUvs, kProperties,
                               one_texture(R"("a":{"type":"STRING"})", R"("a":{"index":0})"));
    ASSERT_TRUE(text);
    EXPECT_TRUE(text->texel_sets().empty());
}

TEST(PropertyTextures, AdoptRefusesReferencesToWhatIsNotThere) {
    const auto tile = house();
    ASSERT_TRUE(tile);
    const auto refuses = [&](Section section, std::size_t offset, std::uint32_t value) {
        Bytes bytes = copy_of(*tile);
        const auto& at = tile->header().sections[static_cast<std::size_t>(section)];
        std::memcpy(bytes.data() + at.offset + offset, &value, sizeof(value));
        return !TileContent::adopt(std::move(bytes));
    };
    EXPECT_TRUE(refuses(Section::kTexelSets, offsetof(TexelSetRecord, image), 3));
    EXPECT_TRUE(refuses(Section::kTexelSets, offsetof(TexelSetRecord, uvs_first), 4));
    EXPECT_TRUE(refuses(Section::kTexelSets, offsetof(TexelSetRecord, vertices), 1));
    EXPECT_TRUE(refuses(Section::kTexelSets, offsetof(TexelSetRecord, rows), 1));
    EXPECT_TRUE(refuses(Section::kTexelSets, offsetof(TexelSetRecord, definition), 1U << 30));
    EXPECT_TRUE(refuses(Section::kTexelSets, offsetof(TexelSetRecord, kind), 2));
    EXPECT_TRUE(refuses(Section::kTexelImages, offsetof(TexelImageRecord, width), 4000));
    EXPECT_TRUE(refuses(Section::kTexelImages, offsetof(TexelImageRecord, bytes_of_texel), 5));
    EXPECT_TRUE(refuses(Section::kTexelImages, offsetof(TexelImageRecord, texels_offset), 40));
    EXPECT_TRUE(refuses(Section::kTexelUvs, 0, 0x7FC00000));
    // Text that is no definition is no value, and no fault.
    Bytes bytes = copy_of(*tile);
    const auto& text = tile->header().sections[static_cast<std::size_t>(Section::kText)];
    std::memset(bytes.data() + text.offset, '{', text.bytes);
    const auto broken = TileContent::adopt(std::move(bytes));
    ASSERT_TRUE(broken);
    EXPECT_EQ(tiles3d::texel_text(*broken, texels_at(*broken, at(0.1F, 0.1F)).front()), "");
}

TEST(PropertyTextures, FeatureIdTexturesNameAFeatureAtAPoint) {
    const auto tile = triangle(kWithUvs,
                               R"("EXT_mesh_features":{"featureIds":[{"featureCount":9,
        "nullFeatureId":8,"label":"part","texture":{"index":0,"texCoord":0,"channels":[0]}}]})",
                               "{}");
    ASSERT_TRUE(tile) << tile.error().message;
    EXPECT_TRUE(TileContent::adopt(copy_of(*tile)));
    const auto id_at = [&](float u, float v) {
        const auto samples = texels_at(*tile, at(u, v));
        EXPECT_EQ(samples.size(), 1U);
        EXPECT_EQ(tile->text(samples.at(0).set->owner), "part");
        return feature_id_of(samples.at(0));
    };
    EXPECT_EQ(id_at(0.1F, 0.1F), 0U);
    EXPECT_EQ(id_at(0.5F, 0.1F), 4U);
    EXPECT_EQ(id_at(0.8F, 0.1F), kNone) << "the id that means none";
}

}  // namespace belvedere::content
