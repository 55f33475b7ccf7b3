// SPDX-License-Identifier: Apache-2.0
// Every bound of text, with its reason.
#pragma once

#include <cstddef>
#include <cstdint>

namespace belvedere::text {

// One text that is shaped at once; what is longer is cut. Attribute values of real cities reach
// some 60 kB and are shown in parts.
inline constexpr std::size_t kTextBytesMax = 64 * 1024;
// Sizes of glyphs in pixels; smaller cannot be read, larger does not fit a page several times.
inline constexpr float kSizePxMin = 1.0F, kSizePxMax = 256.0F;
// Faces open at once; the six languages of the interface need six in two weights.
inline constexpr std::size_t kFacesMax = 64;
// Characters whose fallback face is remembered: 20,992 hanzi and the rest of the plane.
inline constexpr std::size_t kFallbacksMax = 65536;
// Shaped texts that are kept: a line of 40 glyphs is about 1.5 kB, so some thousands of labels.
inline constexpr std::size_t kShapedBytesMax = 8 * 1024 * 1024;

// Glyph pages are square and grey: 1 MiB each, 16 hold some 12,000 hanzi at 36 px.
inline constexpr std::uint32_t kPageSidePx = 1024;
inline constexpr std::size_t kPagesMax = 16;

// A translation file; 300 messages are 30 kB.
inline constexpr std::size_t kCatalogueBytesMax = 4 * 1024 * 1024;
inline constexpr std::size_t kCatalogueEntriesMax = 20'000;
inline constexpr std::size_t kMessageBytesMax = 16 * 1024;
// Arabic has six forms, the most of any language (CLDR plural rules).
inline constexpr std::size_t kPluralFormsMax = 6;
inline constexpr std::size_t kPluralRuleBytesMax = 1024;
inline constexpr std::size_t kPluralRuleNodesMax = 256;
inline constexpr int kPluralRuleNestingMax = 32;
// Words about one catalogue that are kept for the user.
inline constexpr std::size_t kCatalogueWarningsMax = 20;
// Files of one folder of translations that are looked at.
inline constexpr std::size_t kCatalogueFilesMax = 100;

}  // namespace belvedere::text
