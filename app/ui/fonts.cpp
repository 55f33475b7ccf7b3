// SPDX-License-Identifier: Apache-2.0
#include "app/ui/fonts.hpp"

#include <imgui_freetype.h>

#include <algorithm>
#include <array>

#include "engine/core/log.hpp"

namespace belvedere::ui {
namespace {

// Basic Latin to Latin Extended-B, Greek, Cyrillic, punctuation, currency, letter-like, arrows,
// mathematical operators, geometric shapes. Terminated by 0 as ImGui wants it.
constexpr std::array<ImWchar, 19> kFirstRanges = {
    0x0020, 0x024F, 0x0370, 0x03FF, 0x0400, 0x052F, 0x2010, 0x205E, 0x20A0, 0x20BF,
    0x2100, 0x214F, 0x2190, 0x21FF, 0x2200, 0x22FF, 0x25A0, 0x25FF, 0};

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
        if (codepoint < 0x250 || codepoint > 0xFFFF) continue;
        if (body == nullptr || body->FindGlyphNoFallback(static_cast<ImWchar>(codepoint))) continue;
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
    ImFont* font =
        atlas.AddFontFromFileTTF(file->path.c_str(), size_px, &config, kFirstRanges.data());
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
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    atlas.Clear();
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
