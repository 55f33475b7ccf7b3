// SPDX-License-Identifier: Apache-2.0
#include "app/cli/camera_option.hpp"

#include <gtest/gtest.h>

#include "tests/support/temporary_folder.hpp"

namespace belvedere::cli {
namespace {

TEST(CameraOption, ReadsFitAndPlaces) {
    EXPECT_TRUE(std::holds_alternative<FitCamera>(*parse_camera("fit")));
    const auto whole = parse_camera("139.74,35.65,500.5,90,-45");
    ASSERT_TRUE(whole) << whole.error().message;
    const auto& placed = std::get<PlacedCamera>(*whole);
    EXPECT_EQ(placed.x, 139.74);
    EXPECT_EQ(placed.y, 35.65);
    EXPECT_EQ(placed.height_m, 500.5);
    EXPECT_EQ(placed.heading_deg, 90.0);
    EXPECT_EQ(placed.pitch_deg, -45.0);
    EXPECT_EQ(std::get<PlacedCamera>(*parse_camera("-1,-2,-3")).heading_deg, 0.0);
}

TEST(CameraOption, RefusesTheRestWithTheExpectedForm) {
    for (const char* text : {"", "1", "1,2", "1,2,", "1,2,3,4,5,6", "a,b,c", "1,2,nan", "1;2;3",
                             "1,2,3 ", "1,2,3,0,-91", "1,2,inf"}) {
        const auto camera = parse_camera(text);
        ASSERT_FALSE(camera) << text;
        EXPECT_EQ(camera.error().kind, ErrorKind::kUsage) << text;
    }
}

TEST(CameraList, IsACameraALine) {
    const test::TemporaryFolder folder;
    const auto path = folder.path() / "cameras.txt";
    folder.write("cameras.txt", "# two views\n1,2,300,90,-20\n\n1,2,3\r\nfit");
    const auto listed = read_camera_list(path);
    ASSERT_TRUE(listed) << listed.error().message;
    EXPECT_EQ(*listed, (std::vector<std::string>{"1,2,300,90,-20", "1,2,3", "fit"}));
}

TEST(CameraList, NamesTheLineThatIsNone) {
    const test::TemporaryFolder folder;
    const auto path = folder.path() / "cameras.txt";
    EXPECT_EQ(read_camera_list(path).error().kind, ErrorKind::kNotFound);
    folder.write("cameras.txt", "# nothing\n");
    EXPECT_EQ(read_camera_list(path).error().kind, ErrorKind::kUsage);
    folder.write("cameras.txt", "1,2,3\n1,2\n");
    const auto wrong = read_camera_list(path);
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().kind, ErrorKind::kUsage);
    EXPECT_NE(wrong.error().message.find("cameras.txt:2"), std::string::npos)
        << wrong.error().message;
    std::string many;
    for (std::size_t i = 0; i <= kListedCamerasMax; ++i)
        many += "1,2,3\n";
    folder.write("cameras.txt", many);
    EXPECT_EQ(read_camera_list(path).error().kind, ErrorKind::kLimit);
}

}  // namespace
}  // namespace belvedere::cli
