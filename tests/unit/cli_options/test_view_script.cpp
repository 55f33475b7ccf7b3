// SPDX-License-Identifier: Apache-2.0
#include "app/cli/view_script.hpp"

#include <gtest/gtest.h>

#include <glm/geometric.hpp>
#include <glm/vec2.hpp>

#include "engine/core/file.hpp"

namespace belvedere::cli {
namespace {

constexpr const char* kViews = R"({"origin":{"lon":4.3571,"lat":52.0116,"height":0},"fovy_deg":60,
 "width":1280,"height":720,"near":2,"far":20000,"fixed":{"eye":[-1200,-1200,700],"target":[0,0,0]},
 "orbit":{"center":[0,0,0],"radius":1700,"height":700,"duration_s":20},
 "fly":{"duration_s":20,"eye":[[-1900,-1900,220],[-800,400,160],[800,-400,160],[1900,1900,220]],
 "look_ahead_m":400,"look_down":0.25}})";

ViewScript read_back(const char* text) {
    const auto path = std::filesystem::path(testing::TempDir()) / "views.json";
    EXPECT_TRUE(write_file_atomic(path, as_bytes(text)));
    const auto script = read_view_script(path);
    EXPECT_TRUE(script) << script.error().message;
    return script.value_or(ViewScript{});
}

TEST(ViewScript, OrbitStartsAboveTheFixedViewAndComesBack) {
    const ViewScript script = read_back(kViews);
    const auto start = gaze_at(script, Phase::kOrbit, 0.0);
    const auto end = gaze_at(script, Phase::kOrbit, 20.0);
    EXPECT_LT(glm::length(start.eye - end.eye), 1e-6);
    EXPECT_NEAR(start.eye.x, start.eye.y, 1e-9) << "the fixed eye lies on the diagonal";
    EXPECT_NEAR(glm::length(glm::dvec2(start.eye)), 1700.0, 1e-9);
}

TEST(ViewScript, FlightPassesItsControlPointsAndLooksAhead) {
    const ViewScript script = read_back(kViews);
    const auto second = gaze_at(script, Phase::kFly, 20.0 / 3.0);
    EXPECT_LT(glm::length(second.eye - glm::dvec3(-800, 400, 160)), 1e-6);
    for (double t = 0.0; t <= 20.0; t += 0.5) {
        const auto gaze = gaze_at(script, Phase::kFly, t);
        EXPECT_NEAR(gaze.eye.z - gaze.target.z, 100.0, 1e-9) << t;
        EXPECT_NEAR(glm::length(glm::dvec2(gaze.target - gaze.eye)), 400.0, 1e-6) << t;
    }
}

TEST(ViewScript, SaysWhatIsMissing) {
    const auto path = std::filesystem::path(testing::TempDir()) / "broken.json";
    for (const char* text :
         {"", "{}", "[]", R"({"origin":{"lon":1}})",
          R"({"origin":{"lon":1,"lat":2},"fixed":{"eye":[1],"target":[0,0,0]}})"}) {
        ASSERT_TRUE(write_file_atomic(path, as_bytes(text)));
        EXPECT_FALSE(read_view_script(path)) << text;
    }
}

}  // namespace
}  // namespace belvedere::cli
