// SPDX-License-Identifier: Apache-2.0
#include "app/ui/fonts.hpp"

#include <imgui_freetype.h>

#include <algorithm>
#include <array>
#include <optional>

#include "engine/core/log.hpp"

namespace belvedere::ui {
namespace {

// What every window shows: Basic Latin, Latin-1 and the signs of the panels. Rasterising all of
// Noto Sans for four sizes would cost 0.12 s of each start.
constexpr std::array<ImWchar, 16> kFirstRanges = {0x0020, 0x00FF, 0x2013, 0x2014, 0x2018, 0x201E,
                                                  0x2022, 0x2022, 0x2026, 0x2026, 0x20AC, 0x20AC,
                                                  0x2190, 0x2193, 0x2212, 0x2212};

// Added whole once a text needs one of its characters: Latin Extended, Greek, Cyrillic,
// punctuation, currency, letter-like, arrows, mathematical operators. Noto Sans has no geometric
// shapes: they are taken one by one from a font that does.
constexpr std::array<std::array<char32_t, 2>, 8> kBlocks = {{{0x0100, 0x024F},
                                                             {0x0370, 0x03FF},
                                                             {0x0400, 0x052F},
                                                             {0x2010, 0x205E},
                                                             {0x20A0, 0x20BF},
                                                             {0x2100, 0x214F},
                                                             {0x2190, 0x21FF},
                                                             {0x2200, 0x22FF}}};

// The block of a character; nothing for characters that are taken one by one.
std::optional<std::size_t> block_of(char32_t codepoint) {
    for (std::size_t i = 0; i < kBlocks.size(); ++i) {
        if (codepoint >= kBlocks[i][0] && codepoint <= kBlocks[i][1]) return i;
    }
    return std::nullopt;
}

// The next code point; broken UTF-8 gives U+FFFD and moves on by one byte.
char32_t next_codepoint(std::string_view text, std::size_t& at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(at);
    const std::size_t length = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0x80) return text[at++] & 0x7F;
    if (lead < 0xC2 || at + length > text.size()) {
        ++at;
        return 0xFFFD;
    }
    char32_t codepoint = lead & (0xFF >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(at + i) & 0xC0) != 0x80) {
            ++at;
            return 0xFFFD;
        }
        codepoint = codepoint << 6 | (byte(at + i) & 0x3F);
    }
    at += length;
    return codepoint;
}

}  // namespace

void Fonts::note(std::string_view utf8) {
    for (std::size_t at = 0; at < utf8.size();) {
        const char32_t codepoint = next_codepoint(utf8, at);
        // ImGui's characters have 16 bits in Debian's build.
        if (codepoint < 0x100 || codepoint > 0xFFFF) continue;
        if (body == nullptr || body->FindGlyphNoFallback(static_cast<ImWchar>(codepoint))) continue;
        const auto block = block_of(codepoint);
        if (block && blocks_.insert(*block).second) {
            stale_ = true;
            continue;
        }
        if (extra_.contains(codepoint) || unavailable_.contains(codepoint)) continue;
        if (extra_.size() + unavailable_.size() >= kExtraGlyphsMax) return;
        extra_.insert(codepoint);
        stale_ = true;
    }
}

void Fonts::choose_faces() {
    fallbacks_.clear();
    for (auto codepoint = extra_.begin(); codepoint != extra_.end();) {
        const auto file = finder_.find_for(*codepoint);
        if (!file) {
            unavailable_.insert(*codepoint);
            codepoint = extra_.erase(codepoint);
            continue;
        }
        auto face = std::find_if(fallbacks_.begin(), fallbacks_.end(),
                                 [&](const Face& f) { return f.file == *file; });
        if (face == fallbacks_.end()) face = fallbacks_.insert(face, Face{*file, {}, {}});
        face->codepoints.insert(*codepoint);
        ++codepoint;
    }
    for (Face& face : fallbacks_) {
        for (const char32_t codepoint : face.codepoints) {
            face.ranges.insert(face.ranges.end(), 2, static_cast<ImWchar>(codepoint));
        }
        face.ranges.push_back(0);
    }
}

ImFont* Fonts::add(const text::FontFile* file, float size_px) {
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    ImFontConfig config;
    config.OversampleH = 1;
    config.PixelSnapH = true;
    if (file == nullptr) {
        config.SizePixels = size_px;
        return atlas.AddFontDefault(&config);
    }
    config.FontNo = file->face_index;
    ImFont* font = atlas.AddFontFromFileTTF(file->path.c_str(), size_px, &config, ranges_.data());
    for (const Face& face : fallbacks_) {
        ImFontConfig merged = config;
        merged.MergeMode = true;
        merged.FontNo = face.file.face_index;
        atlas.AddFontFromFileTTF(face.file.path.c_str(), size_px, &merged, face.ranges.data());
    }
    return font;
}

void Fonts::build(const Metrics& metrics, float scale) {
    choose_faces();
    ranges_.assign(kFirstRanges.begin(), kFirstRanges.end());
    for (const std::size_t block : blocks_) {
        for (const char32_t end : kBlocks[block])
            ranges_.push_back(static_cast<ImWchar>(end));
    }
    ranges_.push_back(0);  // As ImGui wants it.
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    atlas.Clear();
    // Hinted along the vertical only: as sharp to the eye, the same widths, and done in a third of
    // the 27 ms that the bytecode of the fonts takes at each start.
    atlas.FontBuilderFlags = ImGuiFreeTypeBuilderFlags_LightHinting;
    atlas.FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
    atlas.Flags |= ImFontAtlasFlags_NoPowerOfTwoHeight;
    const auto regular = finder_.find("Noto Sans", text::FontWeight::kRegular);
    const auto bold = finder_.find("Noto Sans", text::FontWeight::kBold);
    if (!regular && version_ == 0) {
        log::warning("font Noto Sans is not installed; texts use a small built-in font");
    }
    const text::FontFile* plain = regular ? &*regular : nullptr;
    const text::FontFile* strong = bold ? &*bold : plain;
    body = add(plain, metrics.body_px * scale);
    small = add(plain, metrics.small_px * scale);
    heading = add(strong, metrics.heading_px * scale);
    title = add(strong, metrics.title_px * scale);
    atlas.Build();
    stale_ = false;
    ++version_;
}

}  // namespace belvedere::ui
