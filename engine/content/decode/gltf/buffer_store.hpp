// SPDX-License-Identifier: Apache-2.0
// The bytes of buffers and buffer views: the binary chunk in place, data URIs, other files, and
// views decoded from EXT_meshopt_compression.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/content/decode/decode_content.hpp"
#include "engine/content/decode/gltf/gltf_document.hpp"

namespace belvedere::content::gltf {

// Reads what is asked for, once. One job; views live as long as the store.
class BufferStore {
  public:
    struct Sources {
        ByteView binary;
        bool has_binary = false;
        ResourceReader* resources = nullptr;
    };
    BufferStore(const Document& document, Sources sources);

    // The bytes of a view, decompressed. kBadData when it leaves its buffer or does not decode;
    // what the reader says when a file cannot be read; kLimit over limits::kDecodedBytes.
    [[nodiscard]] Result<ByteView> view(std::uint32_t index);
    // The bytes behind a uri of an image or schema.
    [[nodiscard]] Result<Bytes> read_uri(std::string_view uri) const;

  private:
    struct Loaded {
        bool is_tried = false;
        Bytes owned;
        ByteView bytes;
        std::optional<Error> error;
    };
    Result<ByteView> buffer(std::uint32_t index);
    Result<ByteView> slice(std::uint32_t buffer_index, std::uint64_t offset, std::uint64_t bytes);
    void load_buffer(std::uint32_t index, Loaded& out);
    void load_meshopt(const MeshoptView& view, Loaded& out);

    const Document* document_;
    Sources sources_;
    std::vector<Loaded> buffers_;
    std::vector<Loaded> meshopt_views_;
    std::uint64_t owned_bytes_ = 0;
};

}  // namespace belvedere::content::gltf
