// SPDX-License-Identifier: Apache-2.0
// One planned tile as the bytes of a binary glTF.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/convert/city_members.hpp"
#include "app/convert/open_city_model.hpp"
#include "app/convert/tile_plan.hpp"
#include "engine/content/encode/glb_writer.hpp"
#include "engine/core/bytes.hpp"
#include "engine/core/cancel.hpp"
#include "engine/core/result.hpp"

namespace belvedere::convert {

struct TileWriterOptions {
    std::uint8_t lod_max = 255;  // stream::SourceOptions::lod_max.
    std::string theme;           // Of materials and textures; empty: the first.
    content::encode::GlbOptions glb;
};

struct WrittenTile {
    Bytes glb;
    std::uint64_t triangles = 0;
    std::uint64_t features = 0;  // Rows of all its tables.
    std::vector<std::string> warnings;
};

// Immutable; any thread; borrows all it is given.
class TileWriter {
  public:
    TileWriter(const CityModel& model, const CityMembers& listed, const TilePlan& plan,
               TileWriterOptions options)
        : model_(model), listed_(listed), plan_(plan), options_(std::move(options)) {}

    // Reads the members of a node again, a part of the file at a time. A leaf has all of them at
    // their highest level of detail, with textures and surfaces; a coarse tile its largest ones at
    // the lowest. A file that cannot be read costs its members and is an error once nothing is
    // left. kCancelled, kLimit.
    [[nodiscard]] Result<WrittenTile> write(std::uint32_t node, const CancelToken& cancel) const;

  private:
    const CityModel& model_;
    const CityMembers& listed_;
    const TilePlan& plan_;
    TileWriterOptions options_;
};

}  // namespace belvedere::convert
