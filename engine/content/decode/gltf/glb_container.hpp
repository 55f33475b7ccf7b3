// SPDX-License-Identifier: Apache-2.0
// The GLB container (glTF 2.0 section 4): one JSON chunk, one binary chunk.
#pragma once

#include "engine/core/bytes.hpp"
#include "engine/core/result.hpp"

namespace belvedere::content::gltf {

// Views into the file; `binary` is empty when there is no such chunk.
struct GltfChunks {
    ByteView json, binary;
    bool has_binary = false;
};

// Splits a .glb; anything else is taken whole as .gltf JSON. kBadData for a broken container,
// kUnsupported for GLB version 1. Bytes after the stated length are ignored (b3dm pads with them).
[[nodiscard]] Result<GltfChunks> split_gltf(ByteView file);

}  // namespace belvedere::content::gltf
