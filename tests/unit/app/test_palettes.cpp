// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "app/panels/style_panel.hpp"
#include "app/window/attribute_style.hpp"
#include "app/window/palettes.hpp"
#include "engine/access/color_vision.hpp"

namespace {

using namespace belvedere;
using access::Color8;
using access::ColorVision;

constexpr ColorVision kSights[] = {ColorVision::kUsual, ColorVision::kProtan, ColorVision::kDeutan,
                                   ColorVision::kTritan};

double difference(Color8 one, Color8 other, ColorVision sight) {
    const auto seen = [&](Color8 color) {
        return access::lab_of(access::seen_by(sight, 1.0, access::linear(color)));
    };
    return access::color_difference(seen(one), seen(other));
}

TEST(Palettes, NeighbouringClassesAreFarApartForEverySight) {
    for (const std::string& name : window::palette_names()) {
        for (std::size_t classes = 2; classes <= window::kClassesMax; ++classes) {
            const auto colors = window::class_colors(name, classes);
            ASSERT_EQ(colors.size(), classes);
            for (std::size_t i = 0; i + 1 < classes; ++i) {
                for (const ColorVision sight : kSights) {
                    EXPECT_GE(difference(colors[i], colors[i + 1], sight), classes <= 7 ? 9.5 : 7.0)
                        << name << " " << classes << " classes, " << i << ", sight "
                        << access::kColorVisionNames[static_cast<std::size_t>(sight)];
                }
            }
        }
    }
    EXPECT_TRUE(window::class_colors("rainbow", 5).empty());
}

// In a grey print as well, which diverging maps cannot have.
TEST(Palettes, EvenMapsRiseInLightness) {
    for (const char* name : {"batlow", "viridis", "cividis"}) {
        const auto colors = window::class_colors(name, 9);
        for (std::size_t i = 0; i + 1 < colors.size(); ++i) {
            EXPECT_GT(access::lab_of(access::linear(colors[i + 1])).l,
                      access::lab_of(access::linear(colors[i])).l + 2.0)
                << name << " " << i;
        }
    }
}

TEST(Palettes, CategoriesAreAllFarApartForEverySight) {
    const auto all = window::category_colors();
    ASSERT_GE(all.size(), window::kCategoriesMax);
    std::vector<Color8> colors(all.begin(), all.end());
    colors.push_back(window::kOtherColor);
    for (std::size_t i = 0; i < colors.size(); ++i) {
        for (std::size_t j = i + 1; j < colors.size(); ++j) {
            for (const ColorVision sight : kSights) {
                EXPECT_GE(difference(colors[i], colors[j], sight), 15.0)
                    << i << " and " << j << ", sight "
                    << access::kColorVisionNames[static_cast<std::size_t>(sight)];
            }
        }
    }
}

// Colour is never the only sign: each entry has words of its own beside it.
TEST(Palettes, EveryLegendEntryHasItsOwnWords) {
    std::vector<std::string> numbers, words;
    for (int i = 0; i < 200; ++i) {
        numbers.push_back(std::to_string(i));
        words.push_back("kind " + std::to_string(i % 14));
    }
    for (const auto& values : {numbers, words}) {
        const auto style = window::style_by_attribute({"x", "batlow", 9}, values);
        ASSERT_TRUE(style);
        std::set<std::string> texts;
        std::set<std::uint32_t> colors;
        for (const panels::LegendEntry& entry : style->legend) {
            texts.insert(panels::legend_text(entry));
            colors.insert(entry.rgba);
        }
        EXPECT_EQ(texts.size(), style->legend.size());
        EXPECT_EQ(colors.size(), style->legend.size());
        EXPECT_FALSE(texts.contains(""));
    }
}

}  // namespace
