// SPDX-License-Identifier: Apache-2.0
// Inside ui only: the fonts and their atlas. It begins with what every window shows and grows by
// the blocks and characters that texts turn out to need, from whatever installed font has them.
#pragma once

#include <imgui.h>

#include <cstdint>
#include <map>
#include <set>
#include <string_view>

#include "app/ui/theme.hpp"
#include "engine/text/font_finder.hpp"

namespace belvedere::ui {

// Characters outside the first ranges that the atlas holds at most; beyond it the replacement
// character is shown. 4,096 glyphs at 15 px need about 4 MiB.
inline constexpr std::size_t kExtraGlyphsMax = 4096;

class Fonts {
  public:
    ImFont* body = nullptr;
    ImFont* small = nullptr;
    ImFont* heading = nullptr;
    ImFont* title = nullptr;

    // Rasterises into ImGui's atlas (between frames).
    void build(const Metrics& metrics, float scale);
    // Remembers characters of a shown text that the atlas lacks.
    void note(std::string_view utf8);
    // Characters were noted since the last build.
    [[nodiscard]] bool is_stale() const { return stale_; }
    [[nodiscard]] std::uint32_t version() const { return version_; }

  private:
    struct Face {
        text::FontFile file;
        std::set<char32_t> codepoints;
        std::vector<ImWchar> ranges;
    };
    void choose_faces();
    ImFont* add(const text::FontFile* file, float size_px);

    text::FontFinder finder_;
    std::set<std::size_t> blocks_;  // Of kBlocks, those that texts need.
    std::vector<ImWchar> ranges_;   // What the main font gives; lives as long as the atlas.
    // Wanted beyond the main font; first the marks of states, which a start shows soon.
    std::set<char32_t> extra_{U'\u25CB', U'\u25CF'};
    std::set<char32_t> unavailable_;  // No installed font has them.
    std::vector<Face> fallbacks_;
    std::uint32_t version_ = 0;
    bool stale_ = false;
};

}  // namespace belvedere::ui
