// SPDX-License-Identifier: Apache-2.0
// City models as 3D Tiles, read back by the product's own readers.
#include "app/convert/tile_set.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include "engine/content/decode/citymodel/city_tile.hpp"
#include "engine/content/encode/content_tables.hpp"
#include "engine/content/feature_table.hpp"
#include "engine/generator/generate_model.hpp"
#include "engine/geo/bounds.hpp"
#include "engine/stream/source_walk.hpp"
#include "test_paths.hpp"
#include "tests/support/temporary_folder.hpp"

namespace belvedere::convert {
namespace {

namespace citymodel = content::citymodel;
using test::TemporaryFolder;

// Attributes of every object and surface, by type and id.
using Rows = std::map<std::string, std::map<std::string, std::string>>;

// A column may be of text in one tile and of JSON in another that has mixed values.
std::string plain(std::string text) {
    const bool is_quoted = text.size() > 1 && text.front() == '"' && text.back() == '"';
    return is_quoted ? text.substr(1, text.size() - 2) : text;
}

void collect(const content::TileContent& content, Rows& rows) {
    const content::FeatureTable table(content);
    for (const content::FeatureClassRecord& row_class : content.classes()) {
        for (std::uint32_t i = 0; i < row_class.rows.count; ++i) {
            const std::uint32_t row = row_class.rows.first + i;
            const std::string id =
                std::string(content.text(row_class.name)) + ' ' + table.id_text(row);
            std::map<std::string, std::string>& attributes = rows[id];
            for (std::uint32_t c = 0; c < row_class.columns.count; ++c) {
                const auto& column = content.columns()[row_class.columns.first + c];
                const auto value = table.value(row_class, column, row);
                if (std::holds_alternative<std::monostate>(value)) continue;
                const auto name = content::encode::identifier_of(content.text(column.name));
                attributes[name] = plain(content::to_text(value));
            }
        }
    }
}

struct ReadBack {
    Rows rows;
    std::uint64_t triangles = 0;  // Of tiles without children.
    double width_m = 0.0;
};

// What the model's own reader says of all its objects at their highest level.
ReadBack read_source(const CityModel& model) {
    ReadBack all;
    for (const stream::CityPart& part : model.parts) {
        std::vector<citymodel::FileRange> ranges;
        for (const citymodel::FileRange& stretch : part.file->stretches()) {
            const auto index = part.file->index(stretch, {});
            EXPECT_TRUE(index);
            for (std::size_t i = 0; index && i < index->members.size(); ++i) {
                const citymodel::CityMember& member = index->members[i];
                ranges.push_back(member.range);
                ranges.insert(ranges.end(), member.parts.begin(), member.parts.end());
            }
        }
        const auto batch = part.file->read(ranges, {}, {});
        EXPECT_TRUE(batch);
        if (!batch) continue;
        citymodel::CityTileOptions options;
        options.mapping = part.mapping.get();
        const auto content = citymodel::write_city_tile(*batch, options);
        EXPECT_TRUE(content);
        if (!content) continue;
        collect(*content, all.rows);
        all.triangles += content->header().triangle_count;
    }
    return all;
}

ReadBack read_tiles(JobPool& jobs, const std::filesystem::path& tileset) {
    ReadBack all;
    stream::WalkOptions options;
    options.source.uri = tileset.string();
    options.offline = true;
    const auto summary = stream::walk_source(jobs, options, [&all](const stream::WalkedTile& tile) {
        ASSERT_NE(tile.content, nullptr) << tile.name;
        EXPECT_EQ(tile.content->warnings().size(), 0U) << tile.name;
        collect(*tile.content, all.rows);
        if (tile.node.child_count == 0) {
            all.triangles += tile.content->header().triangle_count;
        }
    });
    EXPECT_TRUE(summary);
    if (summary) {
        EXPECT_EQ(summary->errors_total, 0U);
    }
    return all;
}

void ignore_progress(double) {}

Result<CityModel> open_model(JobPool& jobs, const std::filesystem::path& path) {
    CityModelOptions options;
    options.uri = path.string();
    options.offline = true;
    return open_city_model(jobs, options, {});
}

// Writes a model as tiles and expects the same objects, surfaces and attributes back.
void expect_round_trip(const std::filesystem::path& path, const TileSetOptions& options,
                       std::size_t rows_least) {
    JobPool jobs({.threads = 2});
    const auto model = open_model(jobs, path);
    ASSERT_TRUE(model) << model.error().message;
    const TemporaryFolder folder;
    const auto set = write_tile_set(jobs, *model, folder.path(), options, ignore_progress, {});
    ASSERT_TRUE(set) << set.error().message;
    EXPECT_TRUE(set->errors.empty()) << set->errors.front();
    const ReadBack source = read_source(*model);
    const ReadBack tiles = read_tiles(jobs, set->tileset);
    EXPECT_GE(source.rows.size(), rows_least);
    EXPECT_EQ(source.rows.size(), tiles.rows.size());
    EXPECT_EQ(source.triangles, tiles.triangles);
    int shown = 0;
    for (const auto& [id, attributes] : source.rows) {
        const auto found = tiles.rows.find(id);
        if (found != tiles.rows.end() && found->second == attributes) continue;
        ASSERT_LT(++shown, 5) << "and more";
        ADD_FAILURE() << id << (found == tiles.rows.end() ? " is missing" : " differs");
        for (const auto& [name, value] : attributes) {
            if (found == tiles.rows.end()) break;
            const auto other = found->second.find(name);
            const bool is_equal = other != found->second.end() && other->second == value;
            if (!is_equal) ADD_FAILURE() << name << " was " << value;
        }
    }
}

std::filesystem::path sample(const char* name) {
    return std::filesystem::path(BELVEDERE_SAMPLE_DATA) / name;
}

class RoundTrip : public testing::TestWithParam<std::pair<const char*, std::size_t>> {};

TEST_P(RoundTrip, HasEveryObjectSurfaceAndAttribute) {
    const auto [name, rows] = GetParam();
    if (!std::filesystem::exists(sample(name))) GTEST_SKIP() << "no " << sample(name);
    expect_round_trip(sample(name), {}, rows);
}

INSTANTIATE_TEST_SUITE_P(
    RealModels, RoundTrip,
    testing::Values(std::pair("citygml/nrw-lod2-citygml1", 164),
                    std::pair("citygml/citygml4j-samples/lod2_buildings_v3.gml", 100),
                    std::pair("citygml/plateau-yokosuka", 15),
                    std::pair("citygml/implicit-geometry/implicit_geometry.gml", 2),
                    std::pair("cityjson/cjio-tests/delft.json", 500)));

TEST(TileSet, MeshoptIsReadBackAsPlainIs) {
    const auto path = sample("citygml/nrw-lod2-citygml1");
    if (!std::filesystem::exists(path)) GTEST_SKIP() << "no " << path;
    TileSetOptions options;
    options.tiles.glb.compression = content::encode::BufferCompression::kMeshopt;
    expect_round_trip(path, options, 164);
}

std::map<std::string, std::string> files_below(const std::filesystem::path& folder) {
    std::map<std::string, std::string> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        std::ostringstream bytes;
        bytes << std::ifstream(entry.path(), std::ios::binary).rdbuf();
        files[entry.path().lexically_relative(folder).generic_string()] = bytes.str();
    }
    return files;
}

class GeneratedTiles : public testing::Test {
  protected:
    void SetUp() override {
        const auto made = generator::generate_model({.buildings = 3'000, .seed = 3},
                                                    generator::ModelFormat::kCityGml2,
                                                    folder_.path() / "city", jobs_);
        ASSERT_TRUE(made) << made.error().message;
        auto model = open_model(jobs_, made->tileset);
        ASSERT_TRUE(model) << model.error().message;
        model_ = std::move(*model);
    }

    JobPool jobs_{{.threads = 2}};
    TemporaryFolder folder_;
    CityModel model_;
};

TEST_F(GeneratedTiles, SharesOfTwoMachinesAreTheWhole) {
    const auto write = [&](const char* name, std::uint32_t share, std::uint32_t shares) {
        TileSetOptions options;
        options.share = share;
        options.shares = shares;
        const auto set =
            write_tile_set(jobs_, model_, folder_.path() / name, options, ignore_progress, {});
        ASSERT_TRUE(set) << set.error().message;
        EXPECT_GT(set->tiles, 3U);
        EXPECT_GT(set->tiles_written, 0U);
    };
    write("whole", 0, 1);
    write("first", 0, 2);
    write("second", 1, 2);
    const auto whole = files_below(folder_.path() / "whole");
    auto both = files_below(folder_.path() / "first");
    const auto second = files_below(folder_.path() / "second");
    EXPECT_LT(both.size(), whole.size());
    EXPECT_LT(second.size(), whole.size());
    both.insert(second.begin(), second.end());
    EXPECT_TRUE(both == whole);
}

TEST_F(GeneratedTiles, ContentsLieInTheirBoxes) {
    const auto set = write_tile_set(jobs_, model_, folder_.path() / "set", {}, ignore_progress, {});
    ASSERT_TRUE(set) << set.error().message;
    stream::WalkOptions options;
    options.source.uri = set->tileset.string();
    int tiles = 0;
    const auto summary =
        stream::walk_source(jobs_, options, [&tiles](const stream::WalkedTile& tile) {
            ASSERT_NE(tile.content, nullptr);
            ++tiles;
            const geo::OrientedBox& box = tile.node.box;
            const auto& frame = tile.content->header().frame;
            for (const content::VertexGeometry& vertex : tile.content->geometry()) {
                glm::dvec3 at(frame.origin[0], frame.origin[1], frame.origin[2]);
                for (int axis = 0; axis < 3; ++axis) {
                    for (int row = 0; row < 3; ++row)
                        at[row] += frame.axes[axis * 3 + row] * double{vertex.position_m[axis]};
                }
                for (int axis = 0; axis < 3; ++axis) {
                    const double half_m = glm::length(box.half_axes[axis]);
                    const double off_m = glm::dot(at - box.center, box.half_axes[axis] / half_m);
                    ASSERT_LE(std::abs(off_m), half_m + 0.01) << tile.name;
                }
            }
        });
    ASSERT_TRUE(summary);
    EXPECT_EQ(static_cast<std::uint64_t>(tiles), set->tiles);
    EXPECT_TRUE(summary->mapping->is_georeferenced());
}

TEST_F(GeneratedTiles, CancellingLeavesNoHalfFile) {
    const CancelToken cancel;
    const auto target = folder_.path() / "set";
    const auto set = write_tile_set(
        jobs_, model_, target, {},
        [&cancel](double done) {
            if (done > 0.4) cancel.cancel();
        },
        cancel);
    ASSERT_FALSE(set);
    EXPECT_EQ(set.error().kind, ErrorKind::kCancelled);
    EXPECT_FALSE(std::filesystem::exists(target / "tileset.json"));
    for (const auto& [name, bytes] : files_below(target)) {
        EXPECT_TRUE(name.ends_with(".glb")) << name;
        ASSERT_GE(bytes.size(), 12U);
        std::uint32_t length = 0;
        std::memcpy(&length, bytes.data() + 8, 4);
        EXPECT_EQ(length, bytes.size()) << name;
    }
}

TEST_F(GeneratedTiles, AFolderThatCannotBeWrittenIsAnError) {
    folder_.write("file", "no folder");
    const auto set =
        write_tile_set(jobs_, model_, folder_.path() / "file" / "below", {}, ignore_progress, {});
    ASSERT_FALSE(set);
}

TEST(TileSet, AFileWithoutAPlaceIsLeftOutBesideOneThatHasOne) {
    const auto village = [](const char* id, const char* metadata) {
        return R"({"type":"CityJSON","version":"2.0","transform":{"scale":[1,1,1],"translate":)"
               R"([84000,447000,0]},"metadata":{)" +
               std::string(metadata) + R"(},"CityObjects":{")" + id +
               R"(":{"type":"Building","geometry":[{"type":"MultiSurface","lod":"1",)"
               R"("boundaries":[[[0,1,2]]]}]}},"vertices":[[0,0,0],[8,0,0],[0,6,4]]})";
    };
    JobPool jobs({.threads = 2});
    const TemporaryFolder folder;
    folder.write("in/a.json", village("nowhere", ""));
    folder.write("in/b.json",
                 village("delft", R"("referenceSystem":)"
                                  R"("https://www.opengis.net/def/crs/EPSG/0/28992")"));
    const auto model = open_model(jobs, folder.path() / "in");
    ASSERT_TRUE(model) << model.error().message;
    const auto set = write_tile_set(jobs, *model, folder.path() / "out", {}, ignore_progress, {});
    ASSERT_TRUE(set) << set.error().message;
    EXPECT_TRUE(set->is_on_earth);
    EXPECT_EQ(set->objects, 1U);
    ASSERT_EQ(set->errors.size(), 1U);
    EXPECT_NE(set->errors[0].find("a.json"), std::string::npos);
}

TEST(OpenCityModel, RefusesWhatIsNoCityModel) {
    JobPool jobs({.threads = 2});
    const TemporaryFolder folder;
    folder.write("tileset.json", R"({"asset":{"version":"1.1"},"geometricError":1,"root":)"
                                 R"({"boundingVolume":{"sphere":[0,0,0,1]},"geometricError":0}})");
    const auto model = open_model(jobs, folder.path() / "tileset.json");
    ASSERT_FALSE(model);
    EXPECT_EQ(model.error().kind, ErrorKind::kUnsupported);
    EXPECT_FALSE(open_model(jobs, folder.path() / "missing.gml"));
}

}  // namespace
}  // namespace belvedere::convert
