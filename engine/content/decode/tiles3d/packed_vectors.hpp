// SPDX-License-Identifier: Apache-2.0
// The packed vectors of 3D Tiles 1.0: quantised positions and oct-encoded unit vectors.
#pragma once

#include <cstdint>

#include <glm/vec2.hpp>
#include <glm/vec3.hpp>

#include "engine/core/bytes.hpp"

namespace belvedere::content::tiles3d {

// Three packed T from element `index`, as doubles; the caller has checked the size.
template <class T>
[[nodiscard]] glm::dvec3 vector_at(ByteView bytes, std::uint64_t index) {
    const std::byte* from = bytes.data() + index * 3 * sizeof(T);
    return {static_cast<double>(load_unaligned<T>(from)),
            static_cast<double>(load_unaligned<T>(from + sizeof(T))),
            static_cast<double>(load_unaligned<T>(from + 2 * sizeof(T)))};
}

// The unit vector of an oct-encoded pair (Cigolle et al. 2014), each in [0, range].
[[nodiscard]] glm::dvec3 decode_oct(glm::dvec2 encoded, double range);

// 3D Tiles 1.0, "Quantized positions": offset + quantized * scale / 65535.
[[nodiscard]] inline glm::dvec3 dequantized(const glm::dvec3& quantized, const glm::dvec3& offset,
                                            const glm::dvec3& scale) {
    return offset + quantized * scale / 65535.0;
}

}  // namespace belvedere::content::tiles3d
