// SPDX-License-Identifier: Apache-2.0
// Tests only: a tileset on disk, all of whose tiles of all levels are visited and decoded.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "engine/content/decode/decode_content.hpp"
#include "engine/content/tile_content.hpp"
#include "engine/core/result.hpp"

namespace belvedere::content {

// Reads files below one folder.
class FolderResources final : public ResourceReader {
  public:
    explicit FolderResources(std::filesystem::path folder) : folder_(std::move(folder)) {}
    Result<Bytes> read(std::string_view uri) override;

  private:
    std::filesystem::path folder_;
};

struct TilesetVisit {
    std::uint64_t tiles = 0;
    std::uint64_t contents = 0;  // Decoded.
    std::vector<std::string> errors;
    std::vector<std::string> warnings;
};

// Walks `tileset_json`, external tilesets and implicit trees, and decodes every content.
TilesetVisit visit_tileset(const std::filesystem::path& tileset_json,
                           const std::function<void(const TileContent&)>& on_content);

// The folder of a data set whose tiles are packed in a .tar.xz beside its tileset.json: unpacked
// once into the working directory. Empty when the data or `tar` is missing.
std::filesystem::path unpacked_sample(const std::string& folder);

}  // namespace belvedere::content
