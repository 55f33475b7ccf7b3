// SPDX-License-Identifier: Apache-2.0
// Every panel, dialog, menu and list, measured on its pixels.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string>
#include <vector>

#include "tests/pixels/pixel_checks.hpp"
#include "tests/pixels/surfaces.hpp"

namespace belvedere::test {
namespace {

constexpr const char* kThemes[] = {"dark", "light", "contrast-dark", "contrast-light"};
constexpr const char* kLanguages[] = {"en", "fr", "es", "ru", "zh", "ar", "qps", "qps-rtl"};

Look look(const char* theme, float scale, const char* language) {
    Look result;
    result.theme = theme;
    result.scale = scale;
    result.language = language;
    // What a larger scale is for: a larger screen. How small windows bear it has tests of its own.
    if (scale > 1.0F) result.size = {1920, 1080};
    if (scale > 2.0F) result.size = {3840, 2160};
    return result;
}

// A fault is told once, however many surfaces and looks show it.
class Pixels : public testing::Test {
  protected:
    void expect_sound(Stage& stage, const Look& with) {
        stage.set_look(with);
        for (const Surface& surface : surfaces())
            expect_sound(stage, with, surface);
    }
    void expect_sound(Stage& stage, const Look& with, const Surface& surface) {
        if (surface.needs_width && stage.is_narrow()) return;
        enter(stage, surface);
        const Shown shown = stage.shown();
        std::vector<Fault> faults = faults_of(shown);
        if (!surface.focus.empty()) {
            const auto more = faults_of_focus(shown);
            faults.insert(faults.end(), more.begin(), more.end());
        }
        if (surface.floats) {
            std::erase_if(faults, [&](const Fault& each) {
                return !each.node.starts_with(surface.crop) || each.rule == "covered text";
            });
        }
        for (const Fault& fault : faults) {
            if (!told_.insert(fault.rule + fault.node).second) continue;
            ADD_FAILURE() << surface.name << ", " << name_of(with) << ": " << fault.rule << ": "
                          << fault.node << ": " << fault.detail;
        }
        keep(shown, surface);
        leave(stage, surface);
    }

  private:
    // Pictures are kept when the environment names a folder, to be looked at.
    static void keep(const Shown& shown, const Surface& surface) {
        const char* folder = std::getenv("BELVEDERE_PICTURES");
        if (folder == nullptr) return;
        std::string name = surface.name + " " + name_of(shown.look);
        std::replace(name.begin(), name.end(), ' ', '_');
        support::write_ppm(shown.picture, std::string(folder) + "/" + name + ".ppm");
    }
    std::set<std::string> told_;
};

TEST_F(Pixels, EverySurfaceInEveryTheme) {
    Stage stage(look("dark", 1.0F, "en"));
    for (const char* theme : kThemes)
        expect_sound(stage, look(theme, 1.0F, "en"));
}

TEST_F(Pixels, EverySurfaceInArabicAtTwiceTheSize) {
    Stage stage(look("light", 2.0F, "ar"));
    expect_sound(stage, look("light", 2.0F, "ar"));
}

// What lies on the picture is read over any city.
TEST_F(Pixels, OverlaysOverBlackAndWhite) {
    Stage stage(look("dark", 1.0F, "en"));
    for (const char* theme : kThemes) {
        for (const std::uint8_t grey : {std::uint8_t{0}, std::uint8_t{255}}) {
            Look over = look(theme, 1.0F, "en");
            over.city_grey = grey;
            stage.set_look(over);
            expect_sound(stage, over, surface_named("picture"));
            expect_sound(stage, over, surface_named("notices"));
        }
    }
}

// Texts a third longer than English ones, as German and Finnish have them.
TEST_F(Pixels, EverySurfaceInThePseudoLanguage) {
    Stage stage(look("dark", 1.0F, "qps"));
    expect_sound(stage, look("dark", 1.0F, "qps"));
}

// WCAG 2.2, 1.4.12: lines 1.5, letters 0.12 and words 0.16 of the em; targets as large as can be.
TEST_F(Pixels, EverySurfaceWithSpacedTextAndLargeTargets) {
    Look spaced;
    spaced.theme = "contrast-light";
    spaced.text = {"Noto Sans", 0.12F, 0.16F, 1.5F};
    spaced.target_min_px = 44.0F;
    spaced.size = {1920, 1080};
    Stage stage(spaced);
    expect_sound(stage, spaced);
}

// WCAG 2.2, 1.4.10: as wide as 320 pixels. A widget that is wider than the window, or text that is
// cut at its side, would ask for scrolling in a second direction.
TEST_F(Pixels, EverySurfaceInAWindowOfThreeHundredAndTwentyPixels) {
    Look narrow;
    narrow.scale = 4.0F;
    narrow.size = {1280, 1024};
    Stage stage(narrow);
    expect_sound(stage, narrow);
}

TEST_F(Pixels, LongSpacedAndNarrowInEveryLanguage) {
    for (const char* language : kLanguages) {
        Look spaced = look("light", 1.0F, language);
        Stage stage(spaced);
        spaced.text = {"Noto Sans", 0.12F, 0.16F, 1.5F};
        spaced.size = {1920, 1080};
        expect_sound(stage, spaced);
        if (std::string(language).starts_with("qps")) continue;  // Nobody reads them.
        Look narrow = look("dark", 4.0F, language);
        narrow.size = {1280, 1024};
        expect_sound(stage, narrow);
    }
}

TEST_F(Pixels, LongEverything) {
    for (const char* language : kLanguages) {
        Stage stage(look("dark", 1.0F, language));
        for (const char* theme : kThemes) {
            for (const float scale : {0.75F, 1.0F, 2.0F, 3.0F})
                expect_sound(stage, look(theme, scale, language));
        }
    }
}

}  // namespace
}  // namespace belvedere::test
