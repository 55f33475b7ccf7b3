// SPDX-License-Identifier: Apache-2.0
// Implicit geometries whose models are in files of their own.
#include <algorithm>
#include <array>
#include <cstring>
#include <filesystem>
#include <map>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "test_paths.hpp"
#include "tests/unit/content/placed_models.hpp"

namespace belvedere::content::tests_of_citygml_models {
namespace {

using namespace placed_models;
using citymodel::GeometryKind;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// One triangle (0, 0, 0), (1, 0, 0), (0, 2, 0).
std::string gltf_buffer() {
    const std::array<float, 9> numbers{0, 0, 0, 1, 0, 0, 0, 2, 0};
    std::string bytes(sizeof(numbers), '\0');
    std::memcpy(bytes.data(), numbers.data(), bytes.size());
    return bytes;
}

std::string gltf(const std::string& buffer) {
    return R"({"asset":{"version":"2.0"},"scene":0,"scenes":[{"nodes":[0]}],)"
           R"("nodes":[{"mesh":0,"translation":[0,0,-5]}],)"
           R"("meshes":[{"primitives":[{"attributes":{"POSITION":0},"material":0}]}],)"
           R"("materials":[{"pbrMetallicRoughness":{"baseColorFactor":[1,0,0,1]}}],)"
           R"("accessors":[{"bufferView":0,"componentType":5126,"count":3,"type":"VEC3",)"
           R"("min":[0,0,0],"max":[1,2,0]}],)"
           R"("bufferViews":[{"buffer":0,"byteLength":36}],)"
           R"("buffers":[{"byteLength":36,"uri":")" +
           buffer + R"("}]})";
}

TEST(CityGmlModels, AGltfIsTurnedUpAndSharedByAllThatPlaceIt) {
    const Files files{{"lib/lamp.gltf", gltf("lamp.bin")}, {"lib/lamp.bin", gltf_buffer()}};
    const auto city = read_city(lamp("a", "lib/lamp.gltf", "model/gltf+json", "10 20 5") +
                                    lamp("b", "lib/lamp.gltf", "model/gltf+json", "30 20 5"),
                                files);
    EXPECT_THAT(city.warnings, IsEmpty());
    ASSERT_EQ(city.batch.geometries.size(), 3U);
    EXPECT_EQ(city.batch.polygons.size(), 1U);
    // glTF's (x, y, z) is (x, -z, y) here.
    expect_box(template_box(city), {0, 5, 0}, {1, 5, 2});
    ASSERT_EQ(city.batch.materials.size(), 1U);
    EXPECT_NEAR(city.batch.materials[0].diffuse[0], 1.0F, 1e-3F);
    EXPECT_NEAR(city.batch.materials[0].diffuse[1], 0.0F, 1e-3F);
    ASSERT_EQ(city.members.size(), 2U);
    expect_box(city.members[0].bounds, {10, 20, 5}, {12, 30, 9});
    expect_box(city.members[1].bounds, {30, 20, 5}, {32, 30, 9});
    const auto tile = tile_of(city.batch);
    ASSERT_TRUE(tile) << tile.error().message;
    EXPECT_EQ(tile->header().instance_count, 2U);
    EXPECT_EQ(tile->header().triangle_count, 2U);
    EXPECT_NEAR(tile->header().bounds_max_m[2] - tile->header().bounds_min_m[2], 4.0F, 1e-4F);
    EXPECT_NEAR(tile->header().bounds_max_m[0] - tile->header().bounds_min_m[0], 22.0F, 1e-4F);
}

TEST(CityGmlModels, ADegreeIsShorterInTheNorth) {
    const Files files{{"lamp.gltf", gltf("lamp.bin")}, {"lamp.bin", gltf_buffer()}};
    const auto city = read_city(lamp("a", "lamp.gltf", "", "13 60 5"), files, kDegrees);
    ASSERT_EQ(city.members.size(), 1U);
    const auto& box = city.members[0].bounds;
    EXPECT_NEAR(box.max.x - box.min.x, 2.0 / 55'660.0, 1e-6);
    EXPECT_NEAR(box.max.y - box.min.y, 10.0 / 111'412.0, 2e-6);
    EXPECT_NEAR(box.max.z - box.min.z, 4.0, 1e-9);
}

TEST(CityGmlModels, SampleModelsKeepTheirImagesAndColours) {
    const std::filesystem::path folder =
        std::filesystem::path(BELVEDERE_SAMPLE_DATA) / "gltf/khronos-samples";
    if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no " << folder;
    Files files;
    for (const char* name : {"BoxTextured.glb", "BoxVertexColors.glb", "CesiumMilkTruck.glb"})
        files[name] = text_of_file(folder / name);
    const auto box =
        read_city(lamp("a", "BoxTextured.glb", "application/octet-stream", "0 0 0"), files);
    EXPECT_THAT(box.warnings, IsEmpty());
    EXPECT_EQ(box.batch.polygons.size(), 12U);
    expect_box(template_box(box), glm::dvec3(-0.5), glm::dvec3(0.5));
    ASSERT_EQ(box.batch.images.size(), 1U);
    const auto tile = tile_of(box.batch);
    ASSERT_TRUE(tile) << tile.error().message;
    ASSERT_EQ(tile->images().size(), 1U);
    EXPECT_EQ(tile->images()[0].width, box.batch.images[0]->record.width);
    const ByteView drawn = tile->pixels(tile->images()[0], 0);
    EXPECT_TRUE(std::equal(drawn.begin(), drawn.end(), box.batch.images[0]->pixels.begin()));
    const auto colors = read_city(lamp("a", "BoxVertexColors.glb", "", "0 0 0"), files);
    EXPECT_EQ(colors.batch.polygons.size(), 12U);
    EXPECT_GT(colors.batch.materials.size(), 4U);
    // Its wheels are one mesh that two nodes place.
    const auto truck = read_city(lamp("a", "CesiumMilkTruck.glb", "", "0 0 0"), files);
    EXPECT_EQ(truck.batch.polygons.size(), 3624U);
    EXPECT_EQ(truck.batch.images.size(), 1U);
}

TEST(CityGmlModels, WhatIsMissingOrBrokenLeavesThePlace) {
    const Files files{{"broken.glb", "glTF\x02"}, {"a.wrl", "#VRML V2.0 utf8"}};
    for (const auto& [file, sentence] : std::map<std::string, std::string>{
             {"lost.gltf", "no such file"},
             {"broken.glb", "broken.glb"},
             {"a.wrl", "models of this kind are not read (model/vrml)"}}) {
        SCOPED_TRACE(file);
        const auto city = read_city(
            lamp("one", file, "model/vrml", "10 20 5") + lamp("two", file, "model/vrml", "10 20 5"),
            files);
        EXPECT_EQ(city.batch.objects.size(), 2U);
        EXPECT_TRUE(city.batch.geometries.empty());
        ASSERT_EQ(city.batch.warnings.size(), 1U);
        EXPECT_THAT(city.batch.warnings[0].sentence, HasSubstr(sentence));
        EXPECT_THAT(city.batch.warnings[0].sentence, HasSubstr(file));
        EXPECT_EQ(city.batch.warnings[0].object, "one");
        EXPECT_EQ(city.batch.warnings[0].count, 2U);
        ASSERT_EQ(city.members.size(), 2U);
        expect_box(city.members[0].bounds, {10, 20, 5}, {10, 20, 5});
    }
}

TEST(CityGmlModels, InlineTemplatesReachAsFarAsTheyAreLarge) {
    const std::string member =
        "<cityObjectMember><frn:CityFurniture gml:id='a'><frn:lod1ImplicitRepresentation>"
        "<ImplicitGeometry><transformationMatrix>1 0 0 0 0 1 0 0 0 0 1 0 0 0 0 1"
        "</transformationMatrix><referencePoint><gml:Point><gml:pos>10 20 5</gml:pos></gml:Point>"
        "</referencePoint><relativeGMLGeometry><gml:MultiSurface><gml:surfaceMember><gml:Polygon>"
        "<gml:exterior><gml:LinearRing><gml:posList>0 0 0 3 0 0 0 0 7 0 0 0</gml:posList>"
        "</gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember></gml:MultiSurface>"
        "</relativeGMLGeometry></ImplicitGeometry></frn:lod1ImplicitRepresentation>"
        "</frn:CityFurniture></cityObjectMember>";
    const auto city = read_city(member, {});
    ASSERT_EQ(city.members.size(), 1U);
    expect_box(city.members[0].bounds, {10, 20, 5}, {13, 20, 12});
}

}  // namespace
}  // namespace belvedere::content::tests_of_citygml_models
