// SPDX-License-Identifier: Apache-2.0
// Tilesets of 3D Tiles 1.0 whose extensions became part of 1.1, loaded whole.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include <glm/geometric.hpp>

#include "engine/geo/geodetic.hpp"
#include "engine/stream/source_walk.hpp"
#include "tests/support/temporary_folder.hpp"

namespace belvedere::stream {
namespace {

using test::TemporaryFolder;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// glTF of so many triangles in a row, with its buffer beside it.
void write_model(const TemporaryFolder& folder, const std::string& name, int triangles) {
    std::vector<float> positions;
    for (int i = 0; i < triangles; ++i) {
        const auto x = static_cast<float>(i);
        positions.insert(positions.end(), {x, 0, 0, x + 1, 0, 0, x, 1, 0});
    }
    const std::string bytes(reinterpret_cast<const char*>(positions.data()),
                            positions.size() * sizeof(float));
    folder.write(name + ".bin", bytes);
    const std::string length = std::to_string(bytes.size());
    folder.write(name, R"({"asset":{"version":"2.0"},"scene":0,"scenes":[{"nodes":[0]}],
        "nodes":[{"mesh":0}],"meshes":[{"primitives":[{"attributes":{"POSITION":0}}]}],
        "buffers":[{"uri":")" +
                           name + R"(.bin","byteLength":)" + length + R"(}],
        "bufferViews":[{"buffer":0,"byteLength":)" +
                           length + R"(}],"accessors":[{"bufferView":0,
        "componentType":5126,"type":"VEC3","min":[0,0,0],"max":[99,1,0],"count":)" +
                           std::to_string(triangles * 3) + "}]}");
}

// A tileset with one tile in Paris. `head` and `root` are members that end in a comma, or are
// empty.
std::string tileset(const std::string& version, const std::string& head, const std::string& root,
                    const std::string& volume = R"("sphere":[0,0,0,200])") {
    return R"({"asset":{"version":")" + version + R"("},)" + head +
           R"("geometricError":9,"root":{"boundingVolume":{)" + volume + "}," + root +
           R"("transform":[1,0,0,0,0,1,0,0,0,0,1,0,4201000,168000,4780000,1],)"
           R"("geometricError":5,"refine":"ADD"}})";
}

struct Walked {
    WalkSummary summary;
    std::vector<geo::OrientedBox> boxes;  // Of tiles with content.
    std::uint64_t triangles = 0;
};

Result<Walked> walk(const TemporaryFolder& folder) {
    JobPool jobs({2, WorkerScheduling::kNormal});
    WalkOptions options;
    options.source.uri = (folder.path() / "tileset.json").string();
    options.offline = true;
    Walked walked;
    auto summary = walk_source(jobs, options, [&](const WalkedTile& tile) {
        walked.boxes.push_back(tile.node.box);
        if (tile.content != nullptr) walked.triangles += tile.content->header().triangle_count;
    });
    if (!summary) return fail(summary.error());
    walked.summary = std::move(*summary);
    return walked;
}

std::string requires_extension(const std::string& name) {
    return R"("extensionsUsed":[")" + name + R"("],"extensionsRequired":[")" + name + "\"],";
}

// 3DTILES_content_gltf: a 1.0 tile may be glTF itself.
TEST(TilesetExtensions, ContentMayBeGltf) {
    const TemporaryFolder folder;
    write_model(folder, "a.gltf", 3);
    const std::string head = requires_extension("3DTILES_content_gltf") +
                             R"("extensions":{"3DTILES_content_gltf":{"extensionsUsed":
        ["EXT_mesh_features"],"extensionsRequired":[]}},)";
    folder.write("tileset.json", tileset("1.0", head, R"("content":{"uri":"a.gltf"},)"));
    const auto walked = walk(folder);
    ASSERT_TRUE(walked) << walked.error().message;
    EXPECT_EQ(walked->summary.version, "1.0");
    EXPECT_EQ(walked->summary.contents, 1U);
    EXPECT_EQ(walked->summary.errors_total, 0U);
    EXPECT_EQ(walked->triangles, 3U);
    EXPECT_THAT(walked->summary.warnings, IsEmpty());
    // What is required and unknown stops the opening: the name above was understood.
    folder.write("tileset.json", tileset("1.0", requires_extension("3DTILES_content_glut"),
                                         R"("content":{"uri":"a.gltf"},)"));
    EXPECT_FALSE(walk(folder));
}

// 3DTILES_multiple_contents, as published ("contents") and as drafted ("content"), beside 1.1.
TEST(TilesetExtensions, ATileMayHaveSeveralContents) {
    const std::string list = R"([{"uri":"a.gltf"},{"uri":"b.gltf"}])";
    const auto extension = [&](const std::string& member) {
        return R"("extensions":{"3DTILES_multiple_contents":{")" + member + "\":" + list + "}},";
    };
    const std::string head = requires_extension("3DTILES_multiple_contents");
    const std::string documents[] = {tileset("1.0", head, extension("contents")),
                                     tileset("1.0", head, extension("content")),
                                     tileset("1.1", "", "\"contents\":" + list + ",")};
    for (const std::string& document : documents) {
        const TemporaryFolder folder;
        write_model(folder, "a.gltf", 3);
        write_model(folder, "b.gltf", 4);
        folder.write("tileset.json", document);
        const auto walked = walk(folder);
        ASSERT_TRUE(walked) << walked.error().message;
        EXPECT_EQ(walked->summary.tiles, 1U);
        EXPECT_EQ(walked->summary.contents, 1U) << "tiles with content";
        EXPECT_EQ(walked->summary.errors_total, 0U);
        EXPECT_EQ(walked->triangles, 7U) << document;
        EXPECT_THAT(walked->summary.warnings, IsEmpty());
    }
}

TEST(TilesetExtensions, SeveralContentsTakePrecedenceOverOne) {
    const TemporaryFolder folder;
    write_model(folder, "a.gltf", 3);
    write_model(folder, "b.gltf", 4);
    folder.write("tileset.json", tileset("1.0", "", R"("content":{"uri":"gone.gltf"},"extensions":{
        "3DTILES_multiple_contents":{"contents":[{"uri":"a.gltf"},{"uri":"b.gltf"}]}},)"));
    const auto walked = walk(folder);
    ASSERT_TRUE(walked) << walked.error().message;
    EXPECT_EQ(walked->triangles, 7U);
    EXPECT_EQ(walked->summary.errors_total, 0U);
    EXPECT_THAT(walked->summary.warnings, Contains(HasSubstr("contents is used")));
}

// A place, and the token of the cell of level 13 that holds it: ids and places are those of the S2
// library's own tests (CellID.LatLng), cut to that level.
struct S2Place {
    double latitude_deg, longitude_deg;
    const char* token;
};
constexpr S2Place kS2Places[] = {{49.703498679, 11.770681595, "47a1cbd4"},
                                 {45.486546517, -93.449700022, "52b30b74"},
                                 {34.364439040, 108.330699969, "3663f18c"},
                                 {-25.285264027, 133.823116966, "2b2bfd04"}};

bool holds(const geo::OrientedBox& box, const S2Place& place, double east_deg, double height_m) {
    const glm::dvec3 world = geo::to_ecef({.longitude_deg = place.longitude_deg + east_deg,
                                           .latitude_deg = place.latitude_deg,
                                           .height_m = height_m});
    return geo::distance_to(box, world) == 0.0;
}

TEST(TilesetExtensions, VolumesMayBeS2Cells) {
    for (const S2Place& place : kS2Places) {
        const TemporaryFolder folder;
        write_model(folder, "a.gltf", 2);
        const std::string cell = R"("extensions":{"3DTILES_bounding_volume_S2":{"token":")" +
                                 std::string(place.token) +
                                 R"(","minimumHeight":100,"maximumHeight":350}})";
        folder.write("tileset.json",
                     tileset("1.0", requires_extension("3DTILES_bounding_volume_S2"),
                             R"("content":{"uri":"a.gltf"},)", cell));
        const auto walked = walk(folder);
        ASSERT_TRUE(walked) << walked.error().message;
        EXPECT_THAT(walked->summary.warnings, IsEmpty());
        EXPECT_EQ(walked->triangles, 2U);
        ASSERT_EQ(walked->boxes.size(), 1U);
        const geo::OrientedBox& box = walked->boxes[0];
        EXPECT_TRUE(holds(box, place, 0.0, 101.0)) << place.token;
        EXPECT_TRUE(holds(box, place, 0.0, 349.0)) << place.token;
        EXPECT_FALSE(holds(box, place, 0.0, 80.0)) << place.token;
        EXPECT_FALSE(holds(box, place, 0.0, 370.0)) << place.token;
        // Cells of level 13 are between 0.8 and 1.5 km wide, and stand askew in their region.
        EXPECT_FALSE(holds(box, place, 0.05, 200.0)) << place.token;
        EXPECT_FALSE(holds(box, place, -0.05, 200.0)) << place.token;
        for (glm::length_t axis = 0; axis < 2; ++axis) {
            EXPECT_GT(glm::length(box.half_axes[axis]), 400.0) << place.token;
            EXPECT_LT(glm::length(box.half_axes[axis]), 1'800.0) << place.token;
        }
    }
}

}  // namespace
}  // namespace belvedere::stream
