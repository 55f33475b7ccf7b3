// SPDX-License-Identifier: Apache-2.0
#include "engine/generator/generate_city.hpp"

#include <atomic>
#include <fstream>
#include <set>
#include <string>

#include <gtest/gtest.h>
#include <glm/common.hpp>
#include <nlohmann/json.hpp>

#include "engine/content/decode/decode_content.hpp"
#include "engine/content/feature_table.hpp"
#include "engine/core/file.hpp"
#include "tests/unit/generator/generated_set.hpp"

namespace belvedere::generator {
namespace {

using nlohmann::json;

// Reads every tile of a set back and checks what must hold for all of them.
class SetChecker {
  public:
    explicit SetChecker(const GeneratedSet& set)
        : folder_(set.tileset.parent_path()), document_(json::parse(std::ifstream(set.tileset))) {
        EXPECT_EQ(document_["asset"]["version"], "1.1");
        EXPECT_GT(document_["geometricError"], document_["root"]["geometricError"]);
        check(document_["root"]);
    }

    std::size_t tiles = 0;
    std::uint64_t triangles = 0;
    std::set<std::string> ids_near, ids_far;  // Of leaves, and of all levels above.

  private:
    struct Box {
        glm::dvec3 center, half;
    };
    static Box box_of(const json& tile) {
        const json& b = tile["boundingVolume"]["box"];
        return {{b[0], b[1], b[2]}, {b[3], b[7], b[11]}};
    }

    void check(const json& tile) {
        const bool is_leaf = !tile.contains("children");
        check_content(tile, is_leaf);
        if (is_leaf) {
            EXPECT_EQ(tile["geometricError"], 0.0);
            return;
        }
        const Box box = box_of(tile);
        for (const json& child : tile["children"]) {
            EXPECT_LT(child["geometricError"], tile["geometricError"]);
            const Box inner = box_of(child);
            for (int axis = 0; axis < 3; ++axis) {
                EXPECT_LE(inner.center[axis] + inner.half[axis],
                          box.center[axis] + box.half[axis] + 0.01);
                EXPECT_GE(inner.center[axis] - inner.half[axis],
                          box.center[axis] - box.half[axis] - 0.01);
            }
            check(child);
        }
    }

    void check_content(const json& tile, bool is_leaf) {
        const std::string uri = tile["content"]["uri"];
        const auto bytes = read_file(folder_ / uri, std::uint64_t{1} << 28U);
        ASSERT_TRUE(bytes.has_value()) << uri;
        content::DecodeContext context;
        context.name = uri;
        context.mapping = geo::local_mapping();
        const auto decoded = content::decode_content(*bytes, context);
        ASSERT_TRUE(decoded.has_value()) << decoded.error().message;
        EXPECT_TRUE(decoded->warnings().empty())
            << uri << ": " << decoded->text(decoded->warnings()[0]);
        ++tiles;
        triangles += decoded->header().triangle_count;
        check_bounds(*decoded, box_of(tile), uri);
        note_ids(*decoded, is_leaf);
    }

    static void check_bounds(const content::TileContent& tile, const Box& box,
                             const std::string& uri) {
        const auto& header = tile.header();
        const auto& f = header.frame;
        for (int corner = 0; corner < 8; ++corner) {
            glm::dvec3 p(f.origin[0], f.origin[1], f.origin[2]);
            for (int axis = 0; axis < 3; ++axis) {
                const double along = (corner >> axis & 1) != 0 ? header.bounds_max_m[axis]
                                                               : header.bounds_min_m[axis];
                p += along *
                     glm::dvec3(f.axes[3 * axis], f.axes[3 * axis + 1], f.axes[3 * axis + 2]);
            }
            for (int axis = 0; axis < 3; ++axis) {
                EXPECT_LE(std::abs(p[axis] - box.center[axis]), box.half[axis] + 0.05) << uri;
            }
        }
    }

    void note_ids(const content::TileContent& tile, bool is_leaf) {
        const content::FeatureTable table(tile);
        for (std::uint32_t row = 0; row < tile.header().feature_count; ++row) {
            const std::string id = table.id_text(row);
            ASSERT_FALSE(id.empty());
            if (is_leaf) {
                EXPECT_TRUE(ids_near.insert(id).second) << id << " stands twice";
            } else {
                ids_far.insert(id);
            }
        }
    }

    std::filesystem::path folder_;
    json document_;
};

class CityTest : public testing::TestWithParam<std::uint32_t> {};

TEST_P(CityTest, HoldsWhatItPromises) {
    const TemporaryFolder folder("city");
    JobPool pool({.threads = 2});
    const auto set = generate_city({.buildings = GetParam()}, folder.path(), pool);
    ASSERT_TRUE(set.has_value()) << set.error().message;
    EXPECT_EQ(set->buildings, GetParam());
    const SetChecker checker(*set);
    EXPECT_EQ(checker.tiles, set->tiles);
    EXPECT_EQ(checker.triangles, set->triangles);
    EXPECT_EQ(checker.ids_near.size(), GetParam());
    // Far levels show the same buildings, none else.
    for (const std::string& id : checker.ids_far)
        EXPECT_EQ(checker.ids_near.count(id), 1U);
    EXPECT_EQ(checker.ids_far.size(), GetParam());
}

INSTANTIATE_TEST_SUITE_P(Sizes, CityTest, testing::Values(100U, 3000U));

TEST(City, SameOptionsGiveTheSameBytes) {
    const TemporaryFolder first("city-one");
    const TemporaryFolder second("city-two");
    const TemporaryFolder other("city-other");
    JobPool one({.threads = 1});
    JobPool three({.threads = 3});
    ASSERT_TRUE(generate_city({.buildings = 400, .seed = 9}, first.path(), one).has_value());
    ASSERT_TRUE(generate_city({.buildings = 400, .seed = 9}, second.path(), three).has_value());
    ASSERT_TRUE(generate_city({.buildings = 400, .seed = 10}, other.path(), one).has_value());
    EXPECT_EQ(hashes_of(first.path()), hashes_of(second.path()));
    EXPECT_NE(hashes_of(first.path()), hashes_of(other.path()));
}

TEST(City, CompactTilesShowTheSameCity) {
    const TemporaryFolder plain("city-plain");
    const TemporaryFolder compact("city-compact");
    JobPool pool({.threads = 2});
    const auto whole = generate_city({.buildings = 150}, plain.path(), pool);
    const auto small =
        generate_city({.buildings = 150, .storage = TileStorage::kCompact}, compact.path(), pool);
    ASSERT_TRUE(whole.has_value());
    ASSERT_TRUE(small.has_value());
    EXPECT_EQ(whole->triangles, small->triangles);
    EXPECT_LT(small->bytes * 2, whole->bytes);
    EXPECT_EQ(SetChecker(*small).ids_near.size(), 150U);
}

TEST(City, EveryAttributeHasAValue) {
    const TemporaryFolder folder("city-attributes");
    JobPool pool({.threads = 2});
    ASSERT_TRUE(generate_city({.buildings = 60}, folder.path(), pool).has_value());
    // The first tile, nearest to the centre of the city, shows buildings one by one.
    const auto root = json::parse(std::ifstream(folder.path() / "tileset.json"))["root"];
    const std::string uri = root["children"][0]["content"]["uri"];
    const auto bytes = read_file(folder.path() / uri, 1U << 26U);
    ASSERT_TRUE(bytes.has_value());
    content::DecodeContext context;
    context.mapping = geo::local_mapping();
    const auto decoded = content::decode_content(*bytes, context);
    ASSERT_TRUE(decoded.has_value());
    const content::FeatureTable table(*decoded);
    const auto* buildings = table.class_of(0);
    ASSERT_NE(buildings, nullptr);
    for (const char* name : {"id", "function", "storeys", "height", "year", "residents",
                             "energy_class", "roof_type", "street", "house_number", "floor_area"}) {
        const auto* column = table.column(*buildings, name);
        ASSERT_NE(column, nullptr) << name;
        for (std::uint32_t row = 0; row < buildings->rows.count; ++row) {
            const auto text = content::to_text(table.value(*buildings, *column, row));
            EXPECT_FALSE(text.empty()) << name;
        }
    }
    const auto height = table.value(*buildings, *table.column(*buildings, "height"), 0);
    ASSERT_TRUE(std::holds_alternative<double>(height));
    EXPECT_GT(std::get<double>(height), 2.0);
    EXPECT_LT(std::get<double>(height), 200.0);
}

TEST(City, RefusesWhatItCannotDo) {
    JobPool pool({.threads = 1});
    const auto none = generate_city({.buildings = 0}, "unused", pool);
    ASSERT_FALSE(none.has_value());
    EXPECT_EQ(none.error().kind, ErrorKind::kUsage);
    EXPECT_FALSE(generate_city({.buildings = 20}, "/proc/nowhere", pool).has_value());
    CityOptions cancelled{.buildings = 20};
    cancelled.cancel.cancel();
    const auto stopped = generate_city(cancelled, "unused", pool);
    ASSERT_FALSE(stopped.has_value());
    EXPECT_EQ(stopped.error().kind, ErrorKind::kCancelled);
}

TEST(City, ProgressRisesToOne) {
    const TemporaryFolder folder("city-progress");
    JobPool pool({.threads = 2});
    double last = 0.0;
    bool is_rising = true;
    ASSERT_TRUE(generate_city({.buildings = 30}, folder.path(), pool, [&](double fraction) {
                    is_rising = is_rising && fraction >= last;
                    last = fraction;
                }).has_value());
    EXPECT_TRUE(is_rising);
    EXPECT_DOUBLE_EQ(last, 1.0);
}

}  // namespace
}  // namespace belvedere::generator
