// SPDX-License-Identifier: Apache-2.0
// Every bound of pictures for keeps, with its reason.
#pragma once

#include <cstddef>
#include <cstdint>

namespace belvedere::picture {

// Sides of a picture; 8K is 7680 x 4320, and printers ask for a little more.
inline constexpr std::uint32_t kPictureSideMax_px = 16'384;
// What is drawn with, by pixel: four samples of colour and depth, their resolved images, the
// composed picture and the way back to the machine's memory, rounded up.
inline constexpr std::uint64_t kDrawnPixelBytes = 80;
// Which part of the memory ceiling a part of a picture may take, and the least it needs to get
// anywhere: some 770 pixels squared, margins among them.
inline constexpr std::uint64_t kCeilingShare = 8;
inline constexpr std::uint64_t kPartBytesMin = 48ULL << 20;
// Texts round a picture: a legend of more lines than this tells nobody anything.
inline constexpr std::size_t kLegendLinesMax = 12;

}  // namespace belvedere::picture
