// SPDX-License-Identifier: Apache-2.0
// Sign: what a layer wants drawn at a place, as plain data; city::DeviceDrawing hands it to the
// renderer, whose symbols have the same shapes, fills and flags under the same numbers.
#pragma once

#include <cstddef>
#include <cstdint>

namespace belvedere::layers {

// sRGB, straight alpha.
struct SignColor {
    std::uint8_t r = 255, g = 255, b = 255, a = 255;
    friend bool operator==(const SignColor&, const SignColor&) = default;
};

// The outline: tells what kind of thing it is, without colour.
enum class SignShape : std::uint8_t {
    kCircle,
    kSquare,
    kDiamond,
    kTriangle,
    kTriangleDown,
    kHexagon,
    kPentagon,
    kCross,
    kDrop,
    kBar,
    kArrow,
    kRing
};
inline constexpr std::size_t kSignShapes = 12;

// The inside: tells a state, without colour.
enum class SignFill : std::uint8_t { kSolid, kHollow, kCrossed, kStriped, kDoubled, kSplit };

inline constexpr std::uint8_t kSignChosen = 1;  // Larger, with a ring.

// Positions are in metres along the world's axes from the anchor of their list. An alpha of 0 draws
// nothing; the size is in sixteenths of that of the list.
struct Sign {
    float x_m = 0.0F, y_m = 0.0F, z_m = 0.0F;
    SignColor color;
    SignShape shape = SignShape::kCircle;
    SignFill fill = SignFill::kSolid;
    std::uint8_t size_sixteenths = 16;
    std::uint8_t flags = 0;
    friend bool operator==(const Sign&, const Sign&) = default;
};

}  // namespace belvedere::layers
