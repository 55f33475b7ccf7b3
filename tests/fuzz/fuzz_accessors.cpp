// SPDX-License-Identifier: Apache-2.0
// Offsets, strides, counts and types of accessors: the first bytes choose them, the rest is the
// buffer. Every element of what opens is read.
#include <vector>

#include "engine/content/decode/gltf/accessor_view.hpp"

namespace {

using namespace belvedere;
using namespace belvedere::content::gltf;

ComponentType component_of(std::uint8_t byte) {
    constexpr ComponentType kTypes[] = {ComponentType::kInt8,   ComponentType::kUInt8,
                                        ComponentType::kInt16,  ComponentType::kUInt16,
                                        ComponentType::kUInt32, ComponentType::kFloat32,
                                        ComponentType::kInvalid};
    return kTypes[byte % 7];
}

// Mostly small, now and then anywhere in 64 bits.
std::uint64_t number(ByteReader& reader) {
    const auto kind = reader.read<std::uint8_t>();
    return kind < 0xF0 ? kind : reader.read<std::uint64_t>();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    ByteReader reader({reinterpret_cast<const std::byte*>(data), size});
    Document document;
    document.views.resize(3);
    for (BufferView& view : document.views) {
        view.buffer = 0;
        view.offset = number(reader);
        view.bytes = number(reader);
        view.stride = number(reader);
    }
    Accessor accessor;
    const auto flags = reader.read<std::uint8_t>();
    accessor.view = (flags & 1U) != 0 ? 0 : content::kNone;
    accessor.is_normalized = (flags & 2U) != 0;
    accessor.offset = number(reader);
    accessor.count = number(reader) + 1;
    accessor.component = component_of(reader.read<std::uint8_t>());
    constexpr std::uint32_t kComponents[] = {1, 2, 3, 4, 9, 16};
    accessor.components = kComponents[reader.read<std::uint8_t>() % 6];
    if ((flags & 4U) != 0) {
        accessor.sparse = SparseElements{.count = number(reader) + 1,
                                         .indices_view = 1,
                                         .values_view = 2,
                                         .indices_offset = number(reader),
                                         .values_offset = number(reader),
                                         .index_type = component_of(reader.read<std::uint8_t>())};
    }
    document.accessors.push_back(accessor);
    const ByteView binary = reader.take(reader.remaining());
    document.buffers.push_back({.uri = {}, .bytes = binary.size(), .is_fallback = false});
    BufferStore buffers(document, {.binary = binary, .has_binary = true, .resources = nullptr});
    const auto view = open_accessor(document, buffers, 0, 100'000);
    if (!view) return 0;
    std::vector<float> floats(view->count * 4);
    read_floats(*view, 4, 0.0F, floats.data());
    std::vector<std::uint32_t> integers(view->count);
    read_integers(*view, integers.data());
    return 0;
}
