// SPDX-License-Identifier: Apache-2.0
// Each panel alone as a picture: in two scripts and directions, light and dark, small and large.
// The performance dock is in pictures of the whole window; the help page is a list like the
// palette.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "tests/golden/golden_picture.hpp"
#include "tests/pixels/surfaces.hpp"

namespace belvedere::test {
namespace {

// The part of the window, down to the last thing in it.
gpu::Pixels cropped(const Shown& shown, const ui::Node& container) {
    ui::Rect crop = container.rect;
    const auto index = static_cast<std::uint32_t>(&container - shown.nodes.data());
    float low = crop.y0;
    for (const ui::Node& node : shown.nodes) {
        std::uint32_t up = node.parent;
        while (up != ui::kNoNode && up != index)
            up = shown.nodes[up].parent;
        if (up == index && node.role != ui::Role::kTable) low = std::max(low, node.rect.y1);
    }
    crop.y1 = std::min(crop.y1, low + shown.theme.metrics.padding_px * shown.look.scale);
    const auto left = static_cast<int>(std::lround(crop.x0));
    const auto top = static_cast<int>(std::lround(crop.y0));
    gpu::Pixels pixels{
        static_cast<std::uint32_t>(std::lround(crop.x1)) - static_cast<std::uint32_t>(left),
        static_cast<std::uint32_t>(std::lround(crop.y1)) - static_cast<std::uint32_t>(top),
        {}};
    for (int y = top; y < top + static_cast<int>(pixels.height); ++y) {
        for (int x = left; x < left + static_cast<int>(pixels.width); ++x) {
            const access::Color8 color = shown.picture.at(x, y);
            pixels.rgba.insert(pixels.rgba.end(), {std::byte{color.r}, std::byte{color.g},
                                                   std::byte{color.b}, std::byte{255}});
        }
    }
    return pixels;
}

struct PanelLook {
    const char* name;
    const char* language;
    const char* theme;
    float scale;
};

class PanelCrop : public testing::TestWithParam<PanelLook> {};

TEST_P(PanelCrop, LooksAsItDid) {
    Look look;
    look.language = GetParam().language;
    look.theme = GetParam().theme;
    look.scale = GetParam().scale;
    if (look.scale > 1.5F) look.size = {2560, 1440};
    Stage stage(look);
    for (const char* name :
         {"start",          "layers_chosen", "search_results", "style",     "views",
          "describe",       "inspector",     "selection",      "measure",   "time",
          "accessibility",  "open",          "palette",        "menu_view", "list_of_months",
          "notices",        "settings",      "about",          "save",      "layouts",
          "picture_dialog", "stage",         "report",         "changes",   "inspector_parts",
          "layers_model",   "crs_question"}) {
        const Surface& surface = surface_named(name);
        enter(stage, surface);
        const Shown shown = stage.shown();
        const ui::Node* container = stage.find(surface.crop);
        ASSERT_NE(container, nullptr) << surface.crop;
        expect_golden(std::string("panel_") + name + "_" + GetParam().name,
                      cropped(shown, *container));
        leave(stage, surface);
    }
}

INSTANTIATE_TEST_SUITE_P(All, PanelCrop,
                         testing::Values(PanelLook{"en_light", "en", "light", 1.0F},
                                         PanelLook{"en_dark", "en", "dark", 1.0F},
                                         PanelLook{"ar_light", "ar", "light", 1.0F},
                                         PanelLook{"ar_dark", "ar", "dark", 1.0F},
                                         PanelLook{"en_light_twice", "en", "light", 2.0F},
                                         PanelLook{"en_dark_twice", "en", "dark", 2.0F},
                                         PanelLook{"ar_light_twice", "ar", "light", 2.0F},
                                         PanelLook{"ar_dark_twice", "ar", "dark", 2.0F}),
                         [](const auto& each) { return std::string(each.param.name); });

}  // namespace
}  // namespace belvedere::test
