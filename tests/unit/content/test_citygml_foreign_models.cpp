// SPDX-License-Identifier: Apache-2.0
// Implicit geometries whose models are of kinds that another program reads.
#include <chrono>
#include <filesystem>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "test_paths.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/unit/content/placed_models.hpp"

namespace belvedere::content::tests_of_citygml_foreign_models {
namespace {

using namespace placed_models;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(CityGmlForeignModels, WavefrontComesWithItsColoursAndImages) {
    const std::string obj =
        "mtllib post.mtl\nv 0 0 0\nv 1 0 0\nv 1 1 3\nv 0 1 3\nvt 0 0\nvt 1 0\nvt 1 1\nvt 0 1\n"
        "usemtl wood\nf 1/1 2/2 3/3 4/4\nusemtl green\nf 1 2 3\n";
    const std::string mtl =
        "newmtl wood\nKd 1 1 1\nmap_Kd bark.png\nnewmtl green\nKd 0.25 0.5 0.125\n";
    const auto city = read_city(lamp("a", "m/post.obj", "model/obj", "0 0 0"),
                                {{"m/post.obj", obj}, {"m/post.mtl", mtl}});
    EXPECT_THAT(city.warnings, IsEmpty());
    expect_box(template_box(city), {0, 0, 0}, {1, 1, 3});
    EXPECT_EQ(city.batch.polygons.size(), 3U);
    ASSERT_EQ(city.batch.textures.size(), 1U);
    EXPECT_EQ(city.batch.text_of(city.batch.textures[0].image), "m/bark.png");
    int textured = 0, green = 0;
    for (const auto& polygon : city.batch.polygons) {
        ASSERT_EQ(polygon.appearances.count, 1U);
        const auto& look = city.batch.appearances[polygon.appearances.first];
        EXPECT_EQ(look.theme, kNone);
        if (look.texture != kNone) {
            ++textured;
            for (std::uint32_t i = 0; i < 3; ++i) {
                const std::uint32_t corner =
                    city.batch.rings[polygon.rings.first].corners.first + i;
                const auto& at = city.batch.vertices[city.batch.corners[corner]];
                const auto& uv = city.batch.texture_coordinates[look.coordinates_first + i];
                EXPECT_NEAR(static_cast<double>(uv.x), at.x, 1e-6);
                EXPECT_NEAR(static_cast<double>(uv.y), at.y, 1e-6);
            }
        } else if (city.batch.materials[look.material].diffuse[1] == 0.5F) {
            ++green;
        }
    }
    EXPECT_EQ(textured, 2);
    EXPECT_EQ(green, 1);
    EXPECT_TRUE(tile_of(city.batch));
}

// A quad of 2 by 1 that stands upright, in centimetres, with the axis that is up.
std::string collada(const std::string& axis) {
    const std::string up =
        axis == "Z_UP" ? "0 0 0 200 0 0 200 0 100 0 0 100" : "0 0 0 200 0 0 200 100 0 0 100 0";
    return "<?xml version='1.0'?><COLLADA xmlns='http://www.collada.org/2005/11/COLLADASchema' "
           "version='1.4.1'><asset><unit name='centimeter' meter='0.01'/><up_axis>" +
           axis +
           "</up_axis></asset><library_effects><effect id='e'><profile_COMMON><technique sid='t'>"
           "<lambert><diffuse><color>0 0 1 1</color></diffuse></lambert></technique>"
           "</profile_COMMON></effect></library_effects><library_materials><material id='m'>"
           "<instance_effect url='#e'/></material></library_materials><library_geometries>"
           "<geometry id='g'><mesh><source id='p'><float_array id='a' count='12'>" +
           up +
           "</float_array><technique_common><accessor source='#a' count='4' stride='3'>"
           "<param name='X' type='float'/><param name='Y' type='float'/><param name='Z' "
           "type='float'/></accessor></technique_common></source><vertices id='v'><input "
           "semantic='POSITION' source='#p'/></vertices><polylist material='s' count='1'><input "
           "semantic='VERTEX' source='#v' offset='0'/><vcount>4</vcount><p>0 1 2 3</p></polylist>"
           "</mesh></geometry></library_geometries><library_visual_scenes><visual_scene id='w'>"
           "<node><instance_geometry url='#g'><bind_material><technique_common>"
           "<instance_material symbol='s' target='#m'/></technique_common></bind_material>"
           "</instance_geometry></node></visual_scene></library_visual_scenes><scene>"
           "<instance_visual_scene url='#w'/></scene></COLLADA>";
}

TEST(CityGmlForeignModels, ColladaStandsUprightInMetresWhateverItsAxisIs) {
    for (const char* axis : {"Y_UP", "Z_UP"}) {
        SCOPED_TRACE(axis);
        const auto city = read_city(lamp("a", "sign.dae", "model/vnd.collada+xml", "0 0 0"),
                                    {{"sign.dae", collada(axis)}});
        EXPECT_THAT(city.warnings, IsEmpty());
        expect_box(template_box(city), {0, 0, 0}, {2, 0, 1}, 1e-5);
        EXPECT_EQ(city.batch.polygons.size(), 2U);
        ASSERT_FALSE(city.batch.materials.empty());
        EXPECT_NEAR(city.batch.materials[0].diffuse[2], 1.0F, 1e-5F);
        EXPECT_NEAR(city.batch.materials[0].diffuse[0], 0.0F, 1e-5F);
    }
}

TEST(CityGmlForeignModels, PlyAndStlAreTakenAsTheyStand) {
    const std::string ply =
        "ply\nformat ascii 1.0\nelement vertex 4\nproperty float x\nproperty float y\nproperty "
        "float z\nproperty uchar red\nproperty uchar green\nproperty uchar blue\nelement face 2\n"
        "property list uchar int vertex_indices\nend_header\n0 0 0 255 0 0\n1 0 0 255 0 0\n1 1 0 "
        "255 0 0\n0 1 4 0 255 0\n3 0 1 2\n3 0 2 3\n";
    const auto colored = read_city(lamp("a", "rock.ply", "", "0 0 0"), {{"rock.ply", ply}});
    EXPECT_THAT(colored.warnings, IsEmpty());
    expect_box(template_box(colored), {0, 0, 0}, {1, 1, 4});
    // Two faces of two mean colours.
    EXPECT_EQ(colored.batch.polygons.size(), 2U);
    bool is_red = false;
    for (const auto& material : colored.batch.materials)
        is_red = is_red || (material.diffuse[0] > 0.5F && material.diffuse[1] == 0.0F);
    EXPECT_TRUE(is_red);
    const std::string stl =
        "solid s\nfacet normal 0 0 1\nouter loop\nvertex 0 0 0\nvertex 3 0 0\nvertex 0 0 2\n"
        "endloop\nendfacet\nendsolid s\n";
    const auto plain = read_city(lamp("a", "s.bin", "model/stl", "0 0 0"), {{"s.bin", stl}});
    EXPECT_THAT(plain.warnings, IsEmpty());
    expect_box(template_box(plain), {0, 0, 0}, {3, 0, 2});
}

// The same slope, (0, 0, 0) to (1, 1, 3), by each writer.
TEST(CityGmlForeignModels, OtherFormatsAreTurnedAsTheySay) {
    const std::filesystem::path folder = std::filesystem::path(BELVEDERE_TEST_DATA) / "models";
    struct Case {
        const char* name;
        glm::dvec3 low, high;
    };
    const Case cases[] = {
        {"slope.3ds", {0, 0, 0}, {1, 1, 3}},          {"slope.obj", {0, 0, 0}, {1, 1, 3}},
        {"slope.ply", {0, 0, 0}, {1, 1, 3}},          {"slope.stl", {0, 0, 0}, {1, 1, 3}},
        {"slope.dae", {0, -3, 0}, {1, 0, 1}},         {"slope.x3d", {0, -3, 0}, {1, 0, 1}},
        {"slope.fbx", {0, -0.03, 0}, {0.01, 0, 0.01}}};
    for (const Case& one : cases) {
        SCOPED_TRACE(one.name);
        const std::string file = text_of_file(folder / one.name);
        ASSERT_GT(file.size(), 80U);
        const auto city = read_city(lamp("a", one.name, "", "0 0 0"), {{one.name, file}});
        EXPECT_THAT(city.warnings, IsEmpty());
        EXPECT_EQ(city.batch.polygons.size(), 3U);
        expect_box(template_box(city), one.low, one.high, 1e-5);
    }
}

TEST(CityGmlForeignModels, WhatIsBrokenLeavesThePlace) {
    const Files files{{"broken.obj", "nothing"},
                      {"cut.ply", "ply\nformat binary_little_endian 1.0\n"},
                      {"huge.ply",
                       "ply\nformat ascii 1.0\nelement vertex 4000000000\nproperty float x\n"
                       "end_header\n0\n"},
                      {"deep.dae", "<COLLADA>" + [] {
                           std::string deep;
                           for (int i = 0; i < 100'000; ++i)
                               deep += "<node>";
                           return deep;
                       }()}};
    for (const auto& [file, sentence] :
         std::map<std::string, std::string>{{"lost.obj", "no such file"},
                                            {"broken.obj", "it cannot be read"},
                                            {"cut.ply", "header does not end"},
                                            {"huge.ply", "promises more than it holds"},
                                            {"deep.dae", "nested over 128 deep"}}) {
        SCOPED_TRACE(file);
        const auto city = read_city(
            lamp("one", file, "model/vrml", "10 20 5") + lamp("two", file, "model/vrml", "10 20 5"),
            files);
        EXPECT_EQ(city.batch.objects.size(), 2U);
        EXPECT_TRUE(city.batch.geometries.empty());
        ASSERT_EQ(city.batch.warnings.size(), 1U);
        EXPECT_THAT(city.batch.warnings[0].sentence, HasSubstr(sentence));
        EXPECT_THAT(city.batch.warnings[0].sentence, HasSubstr(file));
        EXPECT_EQ(city.batch.warnings[0].count, 2U);
        ASSERT_EQ(city.members.size(), 2U);
        expect_box(city.members[0].bounds, {10, 20, 5}, {10, 20, 5});
    }
}

TEST(CityGmlForeignModels, AReaderThatFallsOrHangsCostsItsModelsAlone) {
    const test::TemporaryFolder folder;
    folder.write("fall", "#!/bin/sh\nkill -ABRT $$\n");
    folder.write("hang", "#!/bin/sh\nexec sleep 100\n");
    for (const char* name : {"fall", "hang"})
        std::filesystem::permissions(folder.path() / name, std::filesystem::perms::owner_all);
    std::string members;
    for (int i = 0; i < 8; ++i)
        members += lamp("a", "m" + std::to_string(i) + ".obj", "", "10 20 5");
    Files files;
    for (int i = 0; i < 8; ++i)
        files["m" + std::to_string(i) + ".obj"] = "v 0 0 0";
    const auto fallen = read_city(members, files, kLocal, {folder.path() / "fall"});
    EXPECT_EQ(fallen.batch.objects.size(), 8U);
    ASSERT_EQ(fallen.batch.warnings.size(), 8U);
    EXPECT_THAT(fallen.batch.warnings[7].sentence, HasSubstr("ended over it"));
    // Four that take their whole time are enough.
    const auto began = std::chrono::steady_clock::now();
    const auto hung =
        read_city(members, files, kLocal, {folder.path() / "hang", std::chrono::milliseconds(200)});
    EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(60));
    EXPECT_EQ(hung.batch.objects.size(), 8U);
    ASSERT_EQ(hung.batch.warnings.size(), 8U);
    EXPECT_THAT(hung.batch.warnings[0].sentence, HasSubstr("took longer than 1 s"));
    EXPECT_THAT(hung.batch.warnings[7].sentence, HasSubstr("others of the file took too long"));
}

TEST(CityGmlForeignModels, ManyThreadsReadEachModelOnce) {
    const std::string file =
        text_of_file(std::filesystem::path(BELVEDERE_TEST_DATA) / "models/slope.stl");
    Files files;
    std::string members;
    for (int i = 0; i < 6; ++i) {
        const std::string name = "m" + std::to_string(i) + ".stl";
        files[name] = file;
        members += lamp("a" + std::to_string(i), name, "", "10 20 5");
    }
    std::mutex mutex;
    std::map<std::string, int> reads;
    const auto read = [&, from = reading(files)](std::string_view name, std::uint64_t most) {
        const std::lock_guard lock(mutex);
        ++reads[std::string(name)];
        return from(name, most);
    };
    const auto opened = citygml::open_citygml(
        std::make_shared<BytesInMemory>(std::string(kRoot) + members + "</CityModel>"),
        {"test.gml", read, {}, {BELVEDERE_MODEL_READER}});
    ASSERT_TRUE(opened) << opened.error().message;
    std::vector<std::size_t> polygons(4);
    std::vector<std::thread> threads;
    for (std::size_t& found : polygons) {
        threads.emplace_back([&found, file = *opened] {
            const auto city = read_whole(file, {.every_lod = true});
            found = city && city->warnings.empty() ? city->batch.polygons.size() : 0;
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    EXPECT_THAT(polygons, ::testing::Each(18U));
    EXPECT_EQ(reads.size(), 6U);
    for (const auto& [name, count] : reads)
        EXPECT_EQ(count, 1) << name;
}

}  // namespace
}  // namespace belvedere::content::tests_of_citygml_foreign_models
