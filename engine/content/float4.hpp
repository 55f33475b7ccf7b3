// SPDX-License-Identifier: Apache-2.0
// Four floats that are worked on at once, by the compilers' portable vector types.
#pragma once

#include <cstddef>
#include <cstring>
#include <limits>

namespace belvedere::content {

using Float4 = float __attribute__((vector_size(16)));

[[nodiscard]] inline Float4 splat(float value) {
    return Float4{value, value, value, value};
}
// Three floats that need not be aligned, and 0. Twelve bytes are read, never sixteen.
[[nodiscard]] inline Float4 load3(const void* from) {
    float v[3];
    std::memcpy(v, from, sizeof(v));
    return Float4{v[0], v[1], v[2], 0.0F};
}
// Four floats that need not be aligned.
[[nodiscard]] inline Float4 load4(const void* from) {
    Float4 value;
    std::memcpy(&value, from, sizeof(value));
    return value;
}
inline void store3(void* to, Float4 value) {
    const float v[3] = {value[0], value[1], value[2]};
    std::memcpy(to, v, sizeof(v));
}
[[nodiscard]] inline Float4 minimum(Float4 a, Float4 b) {
    return b < a ? b : a;
}
[[nodiscard]] inline Float4 maximum(Float4 a, Float4 b) {
    return b > a ? b : a;
}

// Smallest and largest of what was added. Two of them, used in turn, hide the arithmetic's latency.
struct Bounds4 {
    Float4 low = splat(std::numeric_limits<float>::max());
    Float4 high = splat(std::numeric_limits<float>::lowest());

    void add(Float4 value) {
        low = minimum(low, value);
        high = maximum(high, value);
    }
};

}  // namespace belvedere::content
