// SPDX-License-Identifier: Apache-2.0
// The buffers and buffer views of a subtree file, loaded when first used.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/content/decode/decode_content.hpp"
#include "engine/content/decode/json_value.hpp"
#include "engine/core/bytes.hpp"
#include "engine/core/result.hpp"

namespace belvedere::content::tiles3d {

// Borrowed from one parse: keeps references to the JSON and the binary chunk.
class SubtreeBuffers {
  public:
    // `binary`: the chunk of a binary subtree, which the first buffer without URI stands for.
    SubtreeBuffers(const JsonValue& root, ByteView binary, ResourceReader* resources);

    // The bytes of a buffer view, checked to lie inside its buffer. kBadData, or the error of the
    // reader; the view lives as long as this object.
    [[nodiscard]] Result<ByteView> view(std::uint64_t index);

  private:
    struct Buffer {
        JsonValue json;
        Bytes loaded;
        bool is_loaded = false;
    };
    Result<ByteView> buffer(std::uint64_t index);

    std::vector<JsonValue> views_;
    std::vector<Buffer> buffers_;
    ByteView binary_;
    ResourceReader* resources_;
};

}  // namespace belvedere::content::tiles3d
