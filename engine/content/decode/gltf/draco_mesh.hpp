// SPDX-License-Identifier: Apache-2.0
// KHR_draco_mesh_compression: one compressed primitive. Kept behind this small seam because the
// codec is the part of content most worth moving to a process of its own.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "engine/content/decode/gltf/accessor_view.hpp"
#include "engine/core/bytes.hpp"
#include "engine/core/result.hpp"

namespace belvedere::content::gltf {

// Which attribute of the stream is wanted, and as what.
struct DracoWish {
    std::string_view name;
    std::uint32_t id = 0;  // Unique id within the stream.
    ComponentType component = ComponentType::kFloat32;
    std::uint32_t components = 3;
    bool is_normalized = false;
};

struct DracoAttribute {
    std::string_view name;
    AccessorView view;  // Owns its numbers.
};

struct DracoMesh {
    std::vector<std::uint32_t> indices;  // Triangles.
    std::vector<DracoAttribute> attributes;
};

// What a stream may claim; a larger claim is refused before the codec sees it.
struct DracoBounds {
    std::uint64_t indices = 0, vertices = 0;
};

// Attributes that the stream lacks are left out. kBadData when it does not decode, kLimit when it
// claims more than `bounds` or than its bytes can hold (the codec may spin for seconds on such).
[[nodiscard]] Result<DracoMesh> decode_draco(ByteView stream, std::span<const DracoWish> wishes,
                                             DracoBounds bounds);

}  // namespace belvedere::content::gltf
