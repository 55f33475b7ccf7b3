// SPDX-License-Identifier: Apache-2.0
// Elements of an accessor, checked once so that loops over them need no checks.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "engine/content/decode/gltf/buffer_store.hpp"
#include "engine/content/decode/gltf/gltf_document.hpp"

namespace belvedere::content::gltf {

// `count` elements of `components` numbers each, `stride` bytes apart (0: one element repeated, for
// zeros). All of [data, data + stride * (count - 1) + element size) is inside its buffer. Elements
// need not be aligned. Valid as long as the BufferStore it was opened on, or while `owner` is held.
struct AccessorView {
    const std::byte* data = nullptr;
    std::uint64_t stride = 0;
    std::uint64_t count = 0;
    ComponentType component = ComponentType::kInvalid;
    std::uint32_t components = 0;
    bool is_normalized = false;
    std::shared_ptr<const Bytes> owner;
};

// `count` elements of a view from `first`; does not own them.
[[nodiscard]] inline AccessorView part_of(const AccessorView& view, std::uint64_t first,
                                          std::uint64_t count) {
    return {.data = view.data + first * view.stride,
            .stride = view.stride,
            .count = count,
            .component = view.component,
            .components = view.components,
            .is_normalized = view.is_normalized,
            .owner = nullptr};
}

[[nodiscard]] std::uint32_t component_bytes(ComponentType type);

// Checks offsets, strides and counts in 64-bit arithmetic and applies sparse substitution (glTF 2.0
// section 3.6.2). `count_max` bounds what is allocated. kBadData with the accessor's number and
// what is wrong, kLimit over `count_max`.
[[nodiscard]] Result<AccessorView> open_accessor(const Document& document, BufferStore& buffers,
                                                 std::uint32_t index, std::uint64_t count_max);

// A tightly packed view that owns its numbers.
[[nodiscard]] AccessorView own_floats(std::vector<float> values, std::uint32_t components);

// Every element as floats: normalised integers become [0, 1] or [-1, 1] (section 3.6.2.2), others
// their value; `width` floats are written for each element, missing components as `fill`.
// `out` holds count * width.
void read_floats(const AccessorView& view, std::uint32_t width, float fill, float* out);
// The first component of every element as an index; negative and non-finite ones become kNone.
// Floats are rounded (batch ids come as floats). `out` holds count.
void read_integers(const AccessorView& view, std::uint32_t* out);

}  // namespace belvedere::content::gltf
