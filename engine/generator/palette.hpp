// SPDX-License-Identifier: Apache-2.0
// The city's colours in one place.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "engine/content/encode/glb_writer.hpp"
#include "engine/generator/random.hpp"

namespace belvedere::generator {

// sRGB, as a painter mixes it.
struct Rgb {
    std::uint8_t r = 128, g = 128, b = 128;
};

[[nodiscard]] constexpr Rgb rgb(std::uint32_t hex) {
    return {static_cast<std::uint8_t>(hex >> 16U), static_cast<std::uint8_t>(hex >> 8U),
            static_cast<std::uint8_t>(hex)};
}

namespace palette {
// Plaster of the old town and the closed blocks: warm, light, a few strong ones.
inline constexpr std::array kPlaster{rgb(0xf2e6cf), rgb(0xeedfb9), rgb(0xe9cf9f), rgb(0xf4ede0),
                                     rgb(0xe3b98b), rgb(0xdca98a), rgb(0xd9d3c4), rgb(0xe6c7b0),
                                     rgb(0xcfd6cf), rgb(0xf0d9c0), rgb(0xd7b98f), rgb(0xc98f73)};
inline constexpr std::array kModern{rgb(0xf1f0ec), rgb(0xe4e2dc), rgb(0xd6d2c8), rgb(0xe9e2d3),
                                    rgb(0xc9cdd0), rgb(0xdfd0bb), rgb(0xb9a48f)};
inline constexpr std::array kHouse{rgb(0xf3efe6), rgb(0xeee4cf), rgb(0xe8d7b8), rgb(0xdcc6a6),
                                   rgb(0xb97a5c), rgb(0xcfd8d6), rgb(0xa8644a), rgb(0xe9e9e6)};
inline constexpr std::array kGlassTower{rgb(0xb9cdd8), rgb(0xa7bccb), rgb(0xc9d3d6), rgb(0x9db4bd),
                                        rgb(0xd0cbbd)};
inline constexpr std::array kHallWall{rgb(0xc7c9c8), rgb(0xb5bcc0), rgb(0xd2cdc1), rgb(0xa4583f),
                                      rgb(0x8fa3ad)};
inline constexpr std::array kTile{rgb(0xa86048), rgb(0x9c5641), rgb(0xb06c50),
                                  rgb(0x8f5443), rgb(0xb57c5d), rgb(0x84503f),
                                  rgb(0xa2654e), rgb(0x966a58), rgb(0xa9745a)};
inline constexpr std::array kSlate{rgb(0x59616b), rgb(0x4f5660), rgb(0x666d74), rgb(0x5b5a5c)};
inline constexpr std::array kFlatRoof{rgb(0xa9a69f), rgb(0xb8b4ab), rgb(0x97978f),
                                      rgb(0x8f9a7c), rgb(0xc4c0b6), rgb(0x84907a)};
inline constexpr Rgb kCopper = rgb(0x6fa18d);
inline constexpr Rgb kStone = rgb(0xd8cdb8);
inline constexpr Rgb kWater = rgb(0x3f6a7d);
inline constexpr Rgb kBankWall = rgb(0xa79c8a);
inline constexpr Rgb kBridge = rgb(0xb9ad98);
inline constexpr Rgb kSkirt = rgb(0x6f7263);
}  // namespace palette

[[nodiscard]] inline Rgb pick(std::span<const Rgb> colors, Random& random) {
    return colors[random.below(static_cast<std::uint32_t>(colors.size()))];
}

// t = 0: a, t = 1: b.
[[nodiscard]] Rgb blend(Rgb a, Rgb b, double t);
// Brighter (> 1) or darker (< 1).
[[nodiscard]] Rgb scaled(Rgb color, double factor);
// To linear light, by a polynomial within 1/255 of the sRGB curve (IEC 61966-2-1), as std::pow is
// not the same on every machine.
[[nodiscard]] content::encode::LinearColor to_linear(Rgb color);

}  // namespace belvedere::generator
