// SPDX-License-Identifier: Apache-2.0
// Files that a content refers to, read from its source.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/content/decode/decode_content.hpp"
#include "engine/core/cancel.hpp"
#include "engine/stream/byte_source.hpp"
#include "engine/stream/tile_cache.hpp"

namespace belvedere::stream {

// The stamp of a resource without reading it: kAbsentStamp of what is not there (ByteSource::
// known_absence() of a server's); of a server's what is remembered; empty when it is not known.
[[nodiscard]] std::string stamp_of_resource(const ByteSource& source, const std::string& uri);

// Reads relative to `base_uri` with the source's rules; blocks, for workers. One object a decoding;
// not thread-safe. Remembers what was read and what was not there, so that a cached block knows
// what it depends on. What a server did not have is not asked for again by any content of the
// source.
class SourceResources final : public content::ResourceReader {
  public:
    SourceResources(ByteSource& source, std::string base_uri, CancelToken cancel)
        : source_(source), base_uri_(std::move(base_uri)), cancel_(std::move(cancel)) {}

    // Also kLimit after limits::kResourcesPerContent files.
    [[nodiscard]] Result<Bytes> read(std::string_view uri) override;

    [[nodiscard]] const std::vector<TileDependency>& dependencies() const { return dependencies_; }
    [[nodiscard]] std::uint64_t bytes_read() const { return bytes_read_; }
    // Something could not be read now but might later: the block must not be cached.
    [[nodiscard]] bool is_incomplete() const { return is_incomplete_; }

  private:
    ByteSource& source_;
    std::string base_uri_;
    CancelToken cancel_;
    std::vector<TileDependency> dependencies_;
    std::uint64_t bytes_read_ = 0;
    bool is_incomplete_ = false;
};

}  // namespace belvedere::stream
