// SPDX-License-Identifier: Apache-2.0
// A picture that is drawn part by part is the picture that is drawn at once.
#include <gtest/gtest.h>

#include <array>
#include <vector>

#include "app/picture/limits.hpp"
#include "app/picture/picture_drawing.hpp"
#include "tests/golden/picture_test.hpp"

namespace belvedere::test {
namespace {

class PartsPicture : public SketchTest {
  protected:
    // Of the golden extent, with parts of at most so many pixels, margins among them.
    gpu::Pixels draw_in_parts(std::uint64_t pixels_max, const render::UiDrawData* over) {
        const picture::Press press{device(), ring(), uploads(), renderer()};
        auto drawing = picture::PictureDrawing::create(
            press, {.width_px = kGoldenExtent.width,
                    .height_px = kGoldenExtent.height,
                    .bytes_max = pixels_max * picture::kDrawnPixelBytes});
        gpu::Pixels joined{kGoldenExtent.width, kGoldenExtent.height, {}};
        if (!drawing) {
            ADD_FAILURE() << drawing.error().message;
            return joined;
        }
        parts = (*drawing)->parts();
        const render::View view = city_view();
        const render::QualitySettings quality = settings_of("medium").quality;
        while (!(*drawing)->is_done()) {
            auto rows = (*drawing)->draw_next({list_, view, quality, over});
            if (!rows) {
                ADD_FAILURE() << rows.error().message;
                break;
            }
            if (!*rows) continue;
            for (std::size_t i = 0; i < (**rows).rgb.size(); ++i) {
                joined.rgba.push_back(std::byte{(**rows).rgb[i]});
                if (i % 3 == 2) joined.rgba.push_back(std::byte{255});
            }
        }
        joined.rgba.resize(std::size_t{joined.width} * joined.height * 4);
        return joined;
    }

    std::size_t parts = 0;
};

TEST_F(PartsPicture, PartsFitTogether) {
    lay_ground();
    // A mark that crosses parts.
    const std::array<render::UiVertex, 3> corners = {render::UiVertex{20, 20, 0, 0, 0xFF0000FF},
                                                     render::UiVertex{440, 60, 0, 0, 0xFF0000FF},
                                                     render::UiVertex{60, 250, 0, 0, 0xFF0000FF}};
    const std::array<std::uint32_t, 3> indices = {0, 1, 2};
    const std::array<render::UiCommand, 1> commands = {
        render::UiCommand{3, 0, 0, {0, 0, 480, 270}, {}}};
    const render::UiDrawData over{corners, indices, commands, 480.0F, 270.0F};
    const gpu::Pixels whole = draw_in_parts(1'000'000, &over);
    EXPECT_EQ(parts, 1U);
    const gpu::Pixels joined = draw_in_parts(300 * 300, &over);
    EXPECT_GT(parts, 8U);
    const PictureDifference difference = compare(joined, whole);
    // Occlusion is sampled with noise by the pixel, so some pixels differ by a shade; nowhere does
    // an edge between parts show.
    EXPECT_LT(difference.share_off, 0.05);
    EXPECT_LT(difference.worst_block, 8.0);
}

}  // namespace
}  // namespace belvedere::test
