// SPDX-License-Identifier: Apache-2.0
// Our glyphs against those of HarfBuzz's own program, where it is installed (libharfbuzz-bin).
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <sstream>

#include "tests/unit/text/text_fixture.hpp"

namespace belvedere::text {
namespace {

using GlyphIds = TextTest;

std::string output_of(const std::string& command) {
    std::string output;
    FILE* pipe = ::popen(command.c_str(), "r");
    if (pipe == nullptr) return output;
    std::array<char, 4096> buffer{};
    while (std::fgets(buffer.data(), buffer.size(), pipe) != nullptr)
        output += buffer.data();
    ::pclose(pipe);
    return output;
}

// "[12|34|56]\n" as numbers.
std::vector<std::uint32_t> numbers_in(std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c < '0' || c > '9'; }, ' ');
    std::istringstream stream(text);
    std::vector<std::uint32_t> numbers;
    for (std::uint32_t number = 0; stream >> number;)
        numbers.push_back(number);
    return numbers;
}

TEST_F(GlyphIds, AreThoseOfHbShape) {
    if (output_of("command -v hb-shape").empty()) GTEST_SKIP() << "hb-shape is not installed";
    const FontFinder finder;
    struct Case {
        const char* family;
        const char* text;
    };
    // One script and one face each; the first asks for ligatures, the others for joining and marks.
    for (const Case& each :
         {Case{"Noto Sans", "Office affinity AVATAR"}, Case{"Noto Sans", "Подъём ёж"},
          Case{"Noto Sans Arabic", "السلام"}, Case{"Noto Sans Arabic", "مُحَمَّدٌ"},
          Case{"Noto Sans Arabic", "لإِلآلا"}, Case{"Noto Sans CJK SC", "城市建筑"}}) {
        const auto file = finder.find(each.family, FontWeight::kRegular);
        if (!file) continue;
        const auto expected = numbers_in(
            output_of("hb-shape --no-glyph-names --no-positions --no-clusters --face-index=" +
                      std::to_string(file->face_index) + " --font-file='" + file->path.string() +
                      "' --text='" + each.text + "'"));
        style_.family = each.family;
        std::vector<std::uint32_t> ours;
        for (const ShapedGlyph& glyph : line(each.text).glyphs)
            ours.push_back(glyph.glyph);
        EXPECT_EQ(ours, expected) << each.text;
        EXPECT_FALSE(expected.empty()) << each.text;
    }
}

}  // namespace
}  // namespace belvedere::text
