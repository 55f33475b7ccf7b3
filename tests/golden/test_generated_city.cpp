// SPDX-License-Identifier: Apache-2.0
// Six views of a generated city: generated, streamed, decoded and drawn as by `belvedere render`.
#include <gtest/gtest.h>

#include <fstream>
#include <memory>
#include <sstream>

#include "app/cli/headless_view.hpp"
#include "app/cli/scene_options.hpp"
#include "app/cli/style_legend.hpp"
#include "engine/core/job_pool.hpp"
#include "engine/generator/generate_city.hpp"
#include "engine/generator/place.hpp"
#include "tests/golden/golden_picture.hpp"
#include "tests/support/gpu_fixture.hpp"
#include "tests/support/temporary_folder.hpp"

namespace belvedere::test {
namespace {

// Where a camera stands, from the middle of the city and its river.
struct Stand {
    double east_deg = 0.0, north_deg = 0.0, height_m = 0.0, heading_deg = 0.0, pitch_deg = 0.0;
};

std::string camera_text(const Stand& stand) {
    std::ostringstream text;
    text.imbue(std::locale::classic());
    text.precision(10);
    text << generator::kOriginLongitude_deg + stand.east_deg << ','
         << generator::kOriginLatitude_deg + stand.north_deg << ','
         << generator::kWaterHeight_m + stand.height_m << ',' << stand.heading_deg << ','
         << stand.pitch_deg;
    return text.str();
}

class GeneratedCityPicture : public ::testing::Test {
  protected:
    static void SetUpTestSuite() {
        use_lavapipe_only();
        folder_ = std::make_unique<TemporaryFolder>();
        JobPool pool({.threads = 2});
        const auto made =
            generator::generate_city({.buildings = 700, .seed = 3}, folder_->path(), pool);
        ASSERT_TRUE(made) << made.error().message;
        tileset_ = made->tileset.string();
    }
    static void TearDownTestSuite() { folder_.reset(); }

    static cli::CommonOptions options_at(const std::string& camera, const std::string& time) {
        cli::CommonOptions options;
        options.sources = {tileset_};
        options.camera = camera;
        options.time = time;
        options.size = "480x270";
        options.cache = "off";
        options.quality = "software";
        options.offline = true;
        return options;
    }

    enum class Patterns { kNone, kShown };
    static void expect_view(const std::string& name, const cli::CommonOptions& options,
                            Patterns patterns = Patterns::kNone) {
        const auto plan = cli::camera_plan(options);
        ASSERT_TRUE(plan) << plan.error().message;
        auto view = cli::HeadlessView::create(options, cli::HeadlessView::Workers::kAllCores);
        ASSERT_TRUE(view) << view.error().message;
        cli::HeadlessView& city = **view;
        if (patterns == Patterns::kShown) cli::show_style_patterns(city.scene());
        const auto choose = [&](const city::Scene& scene) {
            return cli::camera_of(*plan, scene, city.aspect());
        };
        // Twice: what fits is known better once something was drawn.
        for (int round = 0; round < 2; ++round) {
            const auto loaded = city.load(choose, 100.0);
            ASSERT_TRUE(loaded) << loaded.error().message;
            ASSERT_EQ(loaded->loading, cli::Loading::kComplete);
            ASSERT_TRUE(city.draw(loaded->camera, cli::Effort::kAtRest));
        }
        const auto pixels = city.pixels();
        ASSERT_TRUE(pixels) << pixels.error().message;
        EXPECT_EQ(city.statistics().validation_messages, 0u);
        expect_golden(name, *pixels);
    }

    static std::unique_ptr<TemporaryFolder> folder_;
    static std::string tileset_;
};

std::unique_ptr<TemporaryFolder> GeneratedCityPicture::folder_;
std::string GeneratedCityPicture::tileset_;

constexpr const char* kAfternoon = "2026-06-21T13:30:00Z";

TEST_F(GeneratedCityPicture, Fit) {
    expect_view("generated_fit", options_at("fit", kAfternoon));
}

// A search that goes on in pieces, as a window does it, finds what one without a pause finds.
TEST_F(GeneratedCityPicture, IsSearchedInPieces) {
    const Stand top{.height_m = 400.0, .pitch_deg = -90};
    const cli::CommonOptions options = options_at(camera_text(top), kAfternoon);
    const auto plan = cli::camera_plan(options);
    ASSERT_TRUE(plan) << plan.error().message;
    auto view = cli::HeadlessView::create(options, cli::HeadlessView::Workers::kAllCores);
    ASSERT_TRUE(view) << view.error().message;
    const auto choose = [&](const city::Scene& scene) {
        return cli::camera_of(*plan, scene, (*view)->aspect());
    };
    ASSERT_TRUE((*view)->load(choose, 100.0));
    const city::Scene& scene = (*view)->scene();
    constexpr std::size_t kMany = 1'000'000, kPiece = 7;
    const std::vector<FeatureId> whole = scene.search("RESIDENTIAL", kMany);
    ASSERT_GT(whole.size(), 20U);
    city::FeatureSearch search = scene.begin_search("RESIDENTIAL", kMany);
    std::size_t pieces = 1;
    double before = 0.0;
    for (; !scene.advance_search(search, kPiece); ++pieces) {
        EXPECT_GE(search.fraction(), before);
        before = search.fraction();
    }
    EXPECT_EQ(search.found, whole);
    EXPECT_GE(pieces, whole.size() / kPiece);
    EXPECT_EQ(search.fraction(), 1.0);
    city::FeatureSearch few = scene.begin_search("residential", 5);
    while (!scene.advance_search(few, kPiece)) {
    }
    EXPECT_EQ(few.found.size(), 5U);
    EXPECT_TRUE(scene.search("no such thing anywhere", kMany).empty());
}

TEST_F(GeneratedCityPicture, Street) {
    const Stand street{.east_deg = -0.0012, .height_m = 22.0, .heading_deg = 60, .pitch_deg = -4};
    expect_view("generated_street", options_at(camera_text(street), kAfternoon));
}

TEST_F(GeneratedCityPicture, Top) {
    const Stand top{.height_m = 900.0, .pitch_deg = -90};
    expect_view("generated_top", options_at(camera_text(top), kAfternoon));
}

TEST_F(GeneratedCityPicture, SunsetOverTheRiver) {
    const Stand oblique{.east_deg = 0.006,
                        .north_deg = -0.003,
                        .height_m = 190.0,
                        .heading_deg = 300,
                        .pitch_deg = -14};
    expect_view("generated_sunset", options_at(camera_text(oblique), "2026-06-21T18:50:00Z"));
}

TEST_F(GeneratedCityPicture, WinterNoon) {
    const Stand oblique{.east_deg = -0.0055,
                        .north_deg = -0.004,
                        .height_m = 260.0,
                        .heading_deg = 45,
                        .pitch_deg = -25};
    expect_view("generated_winter", options_at(camera_text(oblique), "2026-12-21T11:20:00Z"));
}

TEST_F(GeneratedCityPicture, StyledByHeight) {
    const std::filesystem::path style = folder_->path() / "style.json";
    std::ofstream(style) << R"json({"color": {"conditions": [
        ["${height} >= 30", "color('#b2182b')"], ["${height} >= 18", "color('#f4a582')"],
        ["${height} >= 12", "color('#d1e5f0')"], ["true", "color('#4393c3')"]]}})json";
    const Stand oblique{.east_deg = -0.004,
                        .north_deg = 0.004,
                        .height_m = 300.0,
                        .heading_deg = 135,
                        .pitch_deg = -32};
    cli::CommonOptions options = options_at(camera_text(oblique), kAfternoon);
    options.style = style.string();
    expect_view("generated_styled", options);
}

// Hung up in grey, the classes of a legend can still be told apart.
TEST_F(GeneratedCityPicture, StyledWithPatterns) {
    const std::filesystem::path style = folder_->path() / "style.json";
    std::ofstream(style) << R"json({"color": {"conditions": [
        ["${height} >= 30", "color('#b2182b')"], ["${height} >= 18", "color('#f4a582')"],
        ["${height} >= 12", "color('#d1e5f0')"], ["true", "color('#4393c3')"]]}})json";
    const Stand oblique{.east_deg = -0.004,
                        .north_deg = 0.004,
                        .height_m = 300.0,
                        .heading_deg = 135,
                        .pitch_deg = -32};
    cli::CommonOptions options = options_at(camera_text(oblique), kAfternoon);
    options.style = style.string();
    expect_view("generated_patterns", options, Patterns::kShown);
}

}  // namespace
}  // namespace belvedere::test
