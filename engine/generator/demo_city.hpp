// SPDX-License-Identifier: Apache-2.0
// The demo city: what a newcomer sees first, without a server, a network or a download.
#pragma once

#include <cstdint>
#include <filesystem>

#include "engine/core/result.hpp"
#include "engine/generator/generate_city.hpp"

namespace belvedere::generator {

// What it is made of: with other numbers it is another city.
inline constexpr std::uint32_t kDemoBuildings = 3000;
inline constexpr std::uint64_t kDemoSeed = 1;

// A camera for the demo's first picture: ellipsoidal metres, degrees clockwise from north and above
// the horizon (negative looks down), as --camera takes them.
struct DemoView {
    double longitude_deg = 0.0;
    double latitude_deg = 0.0;
    double height_m = 0.0;
    double heading_deg = 0.0;
    double pitch_deg = 0.0;
};
[[nodiscard]] DemoView demo_view();

// The demo's tileset.json below folders::cache(): made on first use (about a second on two cores),
// then found there. Two programs at once are safe: each writes its own folder and renames it.
// A cache folder that cannot be written gives kDevice or kDenied; kCancelled leaves nothing behind.
// Blocks; any thread.
[[nodiscard]] Result<std::filesystem::path> ensure_demo_city(const Progress& progress = {},
                                                             const CancelToken& cancel = {});

}  // namespace belvedere::generator
