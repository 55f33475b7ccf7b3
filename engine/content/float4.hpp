// SPDX-License-Identifier: Apache-2.0
// Four floats that are worked on at once, by the compilers' portable vector types.
#pragma once

#include <cstddef>
#include <cstring>
#include <limits>

#include "engine/core/sanitizers.hpp"

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

// Eight floats: two positions with what follows them, side by side.
using Float8 = float __attribute__((vector_size(32)));

// Compiles a function a second time for processors with AVX2 and chooses when the program starts.
// Without contracted operations both give the same bits. (The thread sanitizer's runtime is not up
// yet when that choice is made.)
#if defined(__x86_64__) && !BELVEDERE_THREAD_SANITIZER
#define BELVEDERE_AVX2_CLONE __attribute__((target_clones("avx2", "default")))
#else
#define BELVEDERE_AVX2_CLONE
#endif

// Smallest and largest of what was added. Two of them, used in turn, hide the arithmetic's latency.
struct Bounds4 {
    Float4 low = splat(std::numeric_limits<float>::max());
    Float4 high = splat(std::numeric_limits<float>::lowest());

    void add(Float4 value) {
        low = minimum(low, value);
        high = maximum(high, value);
    }
    void add(const Bounds4& other) {
        low = minimum(low, other.low);
        high = maximum(high, other.high);
    }
};

}  // namespace belvedere::content
