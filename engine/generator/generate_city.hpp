// SPDX-License-Identifier: Apache-2.0
// A believable city that never was, as 3D Tiles 1.1: for the demo, for tests and for measuring.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>

#include "engine/core/cancel.hpp"
#include "engine/core/job_pool.hpp"
#include "engine/core/result.hpp"

namespace belvedere::generator {

inline constexpr std::uint32_t kBuildingsMin = 1;
inline constexpr std::uint32_t kBuildingsMax = 2'000'000;

// How tiles are stored. kPlain opens fastest; kCompact (16-bit positions, EXT_meshopt_compression)
// is about a quarter of the size, for large cities.
enum class TileStorage { kPlain, kCompact };

struct CityOptions {
    std::uint32_t buildings = 3000;  // Exactly as many are built; kBuildingsMin ... kBuildingsMax.
    std::uint64_t seed = 1;          // Another seed is another city.
    TileStorage storage = TileStorage::kPlain;
    CancelToken cancel{};
};

// What was written.
struct GeneratedSet {
    std::filesystem::path tileset;  // The root tileset.json.
    std::uint64_t buildings = 0;
    std::uint64_t tiles = 0;
    std::uint64_t triangles = 0;  // All levels together; instances counted.
    std::uint64_t instances = 0;  // Trees, at the finest level.
    std::uint64_t bytes = 0;      // All files.
};

// Fraction done, 0 ... 1, rising. Called on worker threads, one call at a time; must be quick.
using Progress = std::function<void(double fraction)>;

// Writes tileset.json and its tiles into `folder`, which is made when missing; files of the same
// names are replaced. The same options give the same bytes on every machine and with any number of
// threads. Blocks until done and must not be called from a job of `pool`. Memory stays bounded by
// the tiles in work (about 50 MB a thread), not by the size of the city.
// kUsage for options out of range, kDevice or kDenied when the folder cannot be written,
// kCancelled.
[[nodiscard]] Result<GeneratedSet> generate_city(const CityOptions& options,
                                                 const std::filesystem::path& folder, JobPool& pool,
                                                 const Progress& progress = {});

}  // namespace belvedere::generator
