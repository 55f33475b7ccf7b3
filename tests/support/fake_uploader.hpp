// SPDX-License-Identifier: Apache-2.0
// A TileUploader without a GPU.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <utility>

#include "engine/stream/tile_uploader.hpp"

namespace belvedere::test {

// Tiles become resident after `delay` questions about their state. Keeps the contents.
class FakeUploader final : public stream::TileUploader {
  public:
    int delay = 1;
    int failures = 0;  // So many uploads fail first.
    std::uint64_t bytes_now = 0;
    std::uint64_t bytes_most = 0;
    std::uint64_t begun = 0;

    void begin_upload(stream::TileKey tile, content::TileContent content) override {
        ++begun;
        bytes_now += content.bytes().size();
        bytes_most = std::max(bytes_most, bytes_now);
        tiles_.emplace(tile, Entry{std::move(content), 0});
    }
    stream::UploadState state(stream::TileKey tile) override {
        if (failures > 0) {
            --failures;
            return stream::UploadState::kFailed;
        }
        return tiles_.at(tile).asked++ < delay ? stream::UploadState::kUploading
                                               : stream::UploadState::kResident;
    }
    [[nodiscard]] std::uint64_t bytes(stream::TileKey tile) const override {
        return tiles_.at(tile).content.bytes().size();
    }
    void retire(stream::TileKey tile) override {
        bytes_now -= tiles_.at(tile).content.bytes().size();
        tiles_.erase(tile);
    }

    [[nodiscard]] bool holds(stream::TileKey tile) const { return tiles_.contains(tile); }
    [[nodiscard]] std::size_t size() const { return tiles_.size(); }
    [[nodiscard]] const content::TileContent& content(stream::TileKey tile) const {
        return tiles_.at(tile).content;
    }

  private:
    struct Entry {
        content::TileContent content;
        int asked = 0;
    };
    std::map<stream::TileKey, Entry> tiles_;
};

}  // namespace belvedere::test
