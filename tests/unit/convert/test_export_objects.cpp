// SPDX-License-Identifier: Apache-2.0
// Objects of a model in files of their own, read back and compared.
#include "app/convert/export_objects.hpp"

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "app/convert/compare_models.hpp"
#include "engine/content/decode/decode_content.hpp"
#include "engine/content/feature_table.hpp"
#include "engine/core/file.hpp"
#include "engine/core/job_pool.hpp"
#include "engine/generator/generate_model.hpp"
#include "test_paths.hpp"
#include "tests/support/temporary_folder.hpp"

namespace belvedere::convert {
namespace {

using test::TemporaryFolder;

class Exporting : public testing::Test {
  protected:
    Result<CityModel> open(const std::filesystem::path& path) {
        return open_city_model(jobs_, {.uri = path.string(), .offline = true}, {});
    }
    Result<ExportedObjects> write(const CityModel& model, const char* name,
                                  std::set<std::string, std::less<>> ids) {
        ExportOptions options;
        options.ids = std::move(ids);
        options.format = *export_format_of(name);
        return export_objects(model, options, folder_.path() / name, [](double) {}, {});
    }
    // All of a model as CityJSON has the same objects, shapes and attributes.
    void expect_same_city(const std::filesystem::path& path, std::uint64_t objects_least) {
        if (!std::filesystem::exists(path)) GTEST_SKIP() << "no " << path;
        const auto model = open(path);
        ASSERT_TRUE(model) << model.error().message;
        const auto exported = write(*model, "all.city.json", {});
        ASSERT_TRUE(exported) << exported.error().message;
        EXPECT_GE(exported->objects, objects_least);
        const auto copy = open(folder_.path() / "all.city.json");
        ASSERT_TRUE(copy) << copy.error().message;
        const auto difference = compare_models(*model, *copy, 0.002, [](double) {}, {});
        ASSERT_TRUE(difference) << difference.error().message;
        EXPECT_EQ(difference->removed.size(), 0U);
        EXPECT_GE(difference->same, objects_least);
        for (const ChangedObject& object : difference->changed) {
            ADD_FAILURE() << object.type << ' ' << object.id << " type " << object.is_type_changed
                          << " parent " << object.is_parent_changed << " shape "
                          << object.is_shape_changed << " moved " << object.moved_m << " attribute "
                          << (object.attributes.empty() ? "" : object.attributes.front().name);
            if (HasFailure()) break;
        }
    }

    JobPool jobs_{{.threads = 2}};
    TemporaryFolder folder_;
};

std::filesystem::path model_of(const char* name) {
    return std::filesystem::path(BELVEDERE_SAMPLE_DATA) / name;
}

TEST_F(Exporting, AWholeCityGml1ComesBackFromCityJson) {
    expect_same_city(model_of("citygml/nrw-lod2-citygml1"), 164);
}

TEST_F(Exporting, AWholeCityGml3ComesBackFromCityJson) {
    expect_same_city(model_of("citygml/citygml4j-samples/lod2_buildings_v3.gml"), 100);
}

TEST_F(Exporting, PlacedTemplatesComeBackFromCityJson) {
    expect_same_city(model_of("citygml/implicit-geometry/implicit_geometry.gml"), 2);
}

class ExportingGenerated : public Exporting {
  protected:
    void SetUp() override {
        const auto made = generator::generate_model({.buildings = 300, .seed = 4},
                                                    generator::ModelFormat::kCityGml2,
                                                    folder_.path() / "city", jobs_);
        ASSERT_TRUE(made) << made.error().message;
        auto model = open(made->tileset);
        ASSERT_TRUE(model) << model.error().message;
        model_ = std::move(*model);
        const auto prints = print_objects(model_, PrintPlace::kSource, [](double) {}, {});
        ASSERT_TRUE(prints);
        for (const auto& [id, print] : prints->objects) {
            if (print.type == "BuildingPart" && part_.empty()) {
                part_ = id;
                building_ = print.parent;
            }
        }
        ASSERT_FALSE(part_.empty());
    }

    CityModel model_;
    std::string part_, building_;
};

TEST_F(ExportingGenerated, APartComesWithItsBuildingButWithoutItsSiblings) {
    const auto exported = write(model_, "part.json", {part_, "nobody"});
    ASSERT_TRUE(exported) << exported.error().message;
    EXPECT_EQ(exported->objects, 2U);
    EXPECT_EQ(exported->missing, std::vector<std::string>{"nobody"});
    const auto copy = open(folder_.path() / "part.json");
    ASSERT_TRUE(copy) << copy.error().message;
    const auto prints = print_objects(*copy, PrintPlace::kSource, [](double) {}, {});
    ASSERT_TRUE(prints);
    ASSERT_EQ(prints->objects.size(), 2U);
    EXPECT_EQ(prints->objects.at(part_).parent, building_);
    EXPECT_GT(prints->objects.at(part_).shape.polygons, 4U);
    EXPECT_EQ(prints->objects.at(building_).shape.polygons, 0U);
    EXPECT_FALSE(prints->objects.at(building_).attributes.empty());
}

TEST_F(ExportingGenerated, ABuildingAsGlbHasItsAttributesAndStandsAboutItsMiddle) {
    const auto exported = write(model_, "one.glb", {building_});
    ASSERT_TRUE(exported) << exported.error().message;
    const auto bytes = read_file(folder_.path() / "one.glb", 1U << 28U);
    ASSERT_TRUE(bytes);
    content::DecodeContext context;
    context.mapping = geo::local_mapping();
    const auto content = content::decode_content(*bytes, context);
    ASSERT_TRUE(content) << content.error().message;
    EXPECT_GT(content->header().triangle_count, 10U);
    bool has_building = false;
    const content::FeatureTable table(*content);
    for (std::uint32_t row = 0; row < content->header().feature_count; ++row)
        has_building = has_building || table.id_text(row) == building_;
    EXPECT_TRUE(has_building);
    for (int axis = 0; axis < 3; ++axis) {
        EXPECT_LT(content->header().bounds_min_m[axis], 100.0F);
        EXPECT_GT(content->header().bounds_max_m[axis], -100.0F);
    }
}

TEST_F(ExportingGenerated, NothingFoundWritesNothing) {
    const auto exported = write(model_, "none.json", {"nobody"});
    ASSERT_FALSE(exported);
    EXPECT_EQ(exported.error().kind, ErrorKind::kNotFound);
    EXPECT_FALSE(std::filesystem::exists(folder_.path() / "none.json"));
    EXPECT_FALSE(export_format_of("city.dwg"));
}

}  // namespace
}  // namespace belvedere::convert
