// SPDX-License-Identifier: Apache-2.0
// The seam between streaming and the GPU: the application implements it, tests use a fake.
#pragma once

#include <cstdint>

#include "engine/content/tile_content.hpp"
#include "engine/core/ids.hpp"

namespace belvedere::stream {

// A tile of one of several open sources.
struct TileKey {
    SourceId source;
    TileId tile;
    friend constexpr auto operator<=>(TileKey, TileKey) = default;
};

enum class UploadState {
    kUploading,  // On its way; ask again next frame.
    kResident,   // Can be drawn.
    kFailed,     // The device has no room or refused it.
};

// Called by the TileStreamer on the main thread, inside update().
class TileUploader {
  public:
    virtual ~TileUploader() = default;
    // Takes a decoded tile. Must be quick: what takes long happens later, in a budget a frame.
    virtual void begin_upload(TileKey tile, content::TileContent content) = 0;
    [[nodiscard]] virtual UploadState state(TileKey tile) = 0;
    // Everything the uploader holds for the tile, from begin_upload() on: on the GPU and on the CPU
    // (attributes, geometry for picking). Counted against the memory ceiling.
    [[nodiscard]] virtual std::uint64_t bytes(TileKey tile) const = 0;
    // What it holds beside the tiles, because of them; counted as well. 0 when there is none.
    [[nodiscard]] virtual std::uint64_t shared_bytes() const { return 0; }
    // The tile will not be drawn again (or its upload is given up); memory goes when the GPU is
    // done with it.
    virtual void retire(TileKey tile) = 0;
};

}  // namespace belvedere::stream
