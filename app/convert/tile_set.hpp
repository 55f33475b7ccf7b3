// SPDX-License-Identifier: Apache-2.0
// A city model as 3D Tiles 1.1: a tree of binary glTF files with typed attributes.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "app/convert/city_members.hpp"
#include "app/convert/open_city_model.hpp"
#include "app/convert/tile_writer.hpp"

namespace belvedere::convert {

struct TileSetOptions {
    TileWriterOptions tiles;
    // This machine's share: the tiles whose number leaves `share` of `shares`. Every machine writes
    // the same tileset.json, so that their folders laid over each other are the whole.
    std::uint32_t share = 0, shares = 1;
};

struct WrittenTileSet {
    std::filesystem::path tileset;                              // The root document.
    std::uint64_t objects = 0;                                  // Of the whole city, parts counted.
    std::uint64_t tiles = 0;                                    // Of the whole tree.
    std::uint64_t tiles_written = 0, triangles = 0, bytes = 0;  // By this call.
    std::uint32_t levels = 0;
    bool is_on_earth = true;
    std::vector<std::string> warnings;  // Each once, at most limits::kWarnings.
    std::vector<std::string> errors;    // Tiles (written empty) and files that are left out.
};

// Writes `folder`/tileset.json (and documents/N.json for deep trees), and tiles/N/N.glb.
//   root: the tileset's frame, east-north-up about the first object (a model without a place on
//     Earth: its own metres); boxes and contents are in it
//   coarse tiles (REPLACE): the largest objects at the lowest level of detail, cells joined
//   leaves: every object once, at its highest level, with textures, and with its surfaces as a
//     second set of feature ids
// Files appear whole or not at all, tileset.json last; what is there already is replaced. Memory is
// bounded by the tiles in work and 60 bytes an object, not by the size of the city. The same source
// gives the same files on every machine. Blocks; not from a job of `jobs`; progress on the calling
// thread. kBadData when there is no object, kDevice or kDenied when the folder cannot be written,
// kCancelled (what was written stays), errors of indexing.
[[nodiscard]] Result<WrittenTileSet> write_tile_set(JobPool& jobs, const CityModel& model,
                                                    const std::filesystem::path& folder,
                                                    const TileSetOptions& options,
                                                    const ConvertProgress& progress,
                                                    const CancelToken& cancel);

}  // namespace belvedere::convert
