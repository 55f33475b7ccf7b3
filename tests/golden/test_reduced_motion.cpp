// SPDX-License-Identifier: Apache-2.0
// With reduced motion nothing flies: every command that moves the camera has done so at once.
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <glm/geometric.hpp>

#include "app/cli/headless_view.hpp"
#include "app/cli/scene_options.hpp"
#include "app/window/session_commands.hpp"
#include "engine/core/job_pool.hpp"
#include "engine/generator/generate_city.hpp"
#include "engine/generator/place.hpp"
#include "tests/support/gpu_fixture.hpp"
#include "tests/support/temporary_folder.hpp"

namespace belvedere::test {
namespace {

using command::Call;

class ReducedMotion : public ::testing::Test {
  protected:
    void SetUp() override {
        use_lavapipe_only();
        JobPool pool({.threads = 2});
        const auto made =
            generator::generate_city({.buildings = 60, .seed = 5}, folder_.path(), pool);
        ASSERT_TRUE(made) << made.error().message;
        cli::CommonOptions options;
        options.sources = {made->tileset.string()};
        options.size = "320x180";
        options.cache = "off";
        options.quality = "bench";
        auto view = cli::HeadlessView::create(options, cli::HeadlessView::Workers::kAllCores);
        ASSERT_TRUE(view) << view.error().message;
        city_ = std::move(*view);
        const auto plan = cli::camera_plan(options);
        ASSERT_TRUE(plan);
        const auto loaded = city_->load(
            [&](const city::Scene& scene) { return cli::camera_of(*plan, scene, city_->aspect()); },
            60.0);
        ASSERT_TRUE(loaded) << loaded.error().message;
        ASSERT_EQ(loaded->loading, cli::Loading::kComplete);
        window::WindowServices services;
        services.preferences_changed = [] {};
        session_.emplace(city_->scene(), services);
        session_->area = {0.0F, 0.0F, 320.0F, 180.0F};
        session_->motion.set_ground(city_->scene().ground());
        const auto box = window::whole_box(city_->scene());
        ASSERT_TRUE(box);
        start_ = window::pose_to_fit({*box, 40.0, -35.0, window::aspect_of(session_->area)},
                                     city_->scene().ground());
        window::add_view_commands(registry_, *session_);
        window::add_object_commands(registry_, *session_);
        window::add_feature_commands(registry_, *session_);
        window::add_lens_commands(registry_, *session_);
    }
    void TearDown() override {
        session_.reset();
        city_.reset();
    }

    // All that move the camera and need nothing to be said, and those that need something.
    std::vector<Call> camera_calls() {
        std::vector<Call> calls;
        for (const command::Command& command : registry_.all()) {
            const bool needs = std::any_of(
                command.parameters.begin(), command.parameters.end(),
                [](const auto& p) { return p.presence == command::Presence::kRequired; });
            const bool moves = command.id.starts_with("view.") ||
                               command.id.starts_with("object.") ||
                               command.id.starts_with("bookmark.");
            if (moves && !needs) calls.push_back({command.id, {}});
        }
        calls.push_back({"bookmark.go", {{"index", std::int64_t{0}}}});
        const std::string place = std::to_string(generator::kOriginLongitude_deg) + ", " +
                                  std::to_string(generator::kOriginLatitude_deg);
        calls.push_back({"view.go_to", {{"place", place}}});
        return calls;
    }
    // Which of them set out on a flight.
    enum class Wish { kUsual, kReduced };
    std::set<std::string> flights(Wish wish) {
        const bool is_reduced = wish == Wish::kReduced;
        std::set<std::string> flying;
        session_->person.preferences.reduced_motion = is_reduced;
        session_->motion.set_pose(start_);
        EXPECT_TRUE(registry_.invoke({"bookmark.add", {}}));
        for (const Call& call : camera_calls()) {
            window::Pose elsewhere = start_;
            elsewhere.heading_deg += 70.0;
            elsewhere.eye += glm::normalize(start_.eye) * 250.0;
            session_->motion.set_pose(elsewhere);
            static_cast<void>(registry_.invoke(call));  // Some have nothing to do here.
            const window::Pose after = session_->motion.pose();
            if (session_->motion.destination()) flying.insert(call.id);
            // Nothing glides on by itself either.
            const bool glides = session_->motion.advance(0.016);
            if (is_reduced) {
                EXPECT_FALSE(glides) << call.id;
                EXPECT_EQ(session_->motion.pose().eye, after.eye) << call.id;
            }
        }
        return flying;
    }

    TemporaryFolder folder_;
    std::unique_ptr<cli::HeadlessView> city_;
    std::optional<window::Session> session_;
    command::CommandRegistry registry_;
    window::Pose start_;
};

TEST_F(ReducedMotion, EveryCameraCommandJumps) {
    const std::set<std::string> usual = flights(Wish::kUsual);
    for (const char* id : {"view.home", "view.north_up", "view.top", "view.go_to", "bookmark.go"})
        EXPECT_TRUE(usual.contains(id)) << id;
    EXPECT_TRUE(flights(Wish::kReduced).empty());
}

}  // namespace
}  // namespace belvedere::test
