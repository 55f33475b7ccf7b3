// SPDX-License-Identifier: Apache-2.0
// One primitive's arrays to accessors: turned to glTF's axes and stored in as few bytes as they
// need.
#pragma once

#include <cstdint>

#include <glm/vec3.hpp>

#include "engine/content/encode/buffer_packer.hpp"
#include "engine/content/encode/glb_writer.hpp"

namespace belvedere::content::encode {

// Which accessors a primitive's parts went to; ~0 where it has none.
struct PrimitiveAccessors {
    static constexpr std::uint32_t kAbsent = 0xFFFFFFFF;
    std::uint32_t position = kAbsent, normal = kAbsent, color = kAbsent, uv = kAbsent,
                  feature = kAbsent, other_feature = kAbsent, indices = kAbsent;
    std::uint32_t translation = kAbsent, rotation = kAbsent, scale = kAbsent,
                  instance_feature = kAbsent;
    glm::vec3 offset{0.0F}, step{1.0F};  // Decoded = offset + step * stored.
};

// Adds all of the primitive's arrays to `packer`; the primitive has been checked.
[[nodiscard]] PrimitiveAccessors pack_primitive(BufferPacker& packer, const Primitive& primitive,
                                                const GlbOptions& options);

}  // namespace belvedere::content::encode
