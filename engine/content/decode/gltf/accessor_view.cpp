// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/gltf/accessor_view.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <string>
#include <utility>

namespace belvedere::content::gltf {

namespace {

constexpr std::byte kZeros[64] = {};  // The largest element: a 4 x 4 matrix of floats.

Failure bad_accessor(std::uint32_t index, std::string_view what) {
    return fail(ErrorKind::kBadData,
                "accessors[" + std::to_string(index) + "] " + std::string(what));
}

// Matrices with columns of 1 or 2 bytes are padded to 4 (section 3.6.2.4); none are needed here.
bool is_padded_matrix(const Accessor& accessor) {
    return accessor.components > 4 && accessor.component != ComponentType::kFloat32;
}

// The elements at `offset` of `bytes`, when all of them are inside.
bool covers(ByteView bytes, std::uint64_t offset, std::uint64_t stride, std::uint64_t count,
            std::uint64_t element_bytes) {
    const auto span = checked_multiply(stride, count - 1);
    const auto end = span ? checked_add(*span, element_bytes) : std::nullopt;
    return end && checked_slice(bytes, offset, *end).has_value();
}

std::uint64_t load_index(const std::byte* from, ComponentType type) {
    switch (type) {
        case ComponentType::kUInt8:
            return load_unaligned<std::uint8_t>(from);
        case ComponentType::kUInt16:
            return load_unaligned<std::uint16_t>(from);
        default:
            return load_unaligned<std::uint32_t>(from);
    }
}

Result<AccessorView> substitute(const Accessor& accessor, BufferStore& buffers, std::uint32_t index,
                                AccessorView base) {
    const SparseElements& sparse = *accessor.sparse;
    const std::uint64_t element = std::uint64_t{component_bytes(base.component)} * base.components;
    if (!is_index_type(sparse.index_type))
        return bad_accessor(index, "has sparse indices of no index type");
    const std::uint32_t index_bytes = component_bytes(sparse.index_type);
    auto indices = buffers.view(sparse.indices_view);
    if (!indices) return fail(std::move(indices.error()));
    auto values = buffers.view(sparse.values_view);
    if (!values) return fail(std::move(values.error()));
    if (sparse.count > base.count ||
        !covers(*indices, sparse.indices_offset, index_bytes, sparse.count, index_bytes) ||
        !covers(*values, sparse.values_offset, element, sparse.count, element)) {
        return bad_accessor(index, "has sparse values outside their buffer view");
    }
    auto owner = std::make_shared<Bytes>(base.count * element);
    for (std::uint64_t i = 0; i < base.count; ++i) {
        std::memcpy(owner->data() + i * element, base.data + i * base.stride, element);
    }
    for (std::uint64_t i = 0; i < sparse.count; ++i) {
        const std::uint64_t target = load_index(
            indices->data() + sparse.indices_offset + i * index_bytes, sparse.index_type);
        if (target >= base.count)
            return bad_accessor(index, "has a sparse index beyond its elements");
        std::memcpy(owner->data() + target * element,
                    values->data() + sparse.values_offset + i * element, element);
    }
    base.data = owner->data();
    base.stride = element;
    base.owner = std::move(owner);
    return base;
}

template <class Source>
float to_float(Source value, bool is_normalized) {
    if constexpr (std::is_same_v<Source, float>) {
        return value;
    } else {
        constexpr float kScale = 1.0F / static_cast<float>(std::numeric_limits<Source>::max());
        const float number = static_cast<float>(value);
        return is_normalized ? std::max(number * kScale, -1.0F) : number;
    }
}

template <class Source>
void convert(const AccessorView& view, std::uint32_t width, float fill, float* out) {
    const std::uint32_t shared = std::min(width, view.components);
    const bool is_normalized = view.is_normalized;
    for (std::uint64_t i = 0; i < view.count; ++i) {
        const std::byte* from = view.data + i * view.stride;
        for (std::uint32_t k = 0; k < shared; ++k) {
            out[k] = to_float(load_unaligned<Source>(from + k * sizeof(Source)), is_normalized);
        }
        for (std::uint32_t k = shared; k < width; ++k)
            out[k] = fill;
        out += width;
    }
}

template <class Source>
void convert_integers(const AccessorView& view, std::uint32_t* out) {
    for (std::uint64_t i = 0; i < view.count; ++i) {
        const auto value = load_unaligned<Source>(view.data + i * view.stride);
        if constexpr (std::is_same_v<Source, float>) {
            const bool is_index = value >= 0.0F && value < 4294967040.0F;
            out[i] = is_index ? static_cast<std::uint32_t>(std::llround(value)) : kNone;
        } else if constexpr (std::is_signed_v<Source>) {
            out[i] = value < 0 ? kNone : static_cast<std::uint32_t>(value);
        } else {
            out[i] = value;
        }
    }
}

}  // namespace

std::uint32_t component_bytes(ComponentType type) {
    switch (type) {
        case ComponentType::kInt8:
        case ComponentType::kUInt8:
            return 1;
        case ComponentType::kInt16:
        case ComponentType::kUInt16:
            return 2;
        case ComponentType::kUInt32:
        case ComponentType::kFloat32:
            return 4;
        case ComponentType::kInvalid:
            break;
    }
    return 0;
}

Result<AccessorView> open_accessor(const Document& document, BufferStore& buffers,
                                   std::uint32_t index, std::uint64_t count_max) {
    if (index >= document.accessors.size()) return bad_accessor(index, "is not there");
    const Accessor& accessor = document.accessors[index];
    if (accessor.component == ComponentType::kInvalid || is_padded_matrix(accessor)) {
        return bad_accessor(index, "is not usable");
    }
    if (accessor.count > count_max) {
        return fail(ErrorKind::kLimit, "accessors[" + std::to_string(index) + "] has more than " +
                                           std::to_string(count_max) + " elements");
    }
    const std::uint64_t element =
        std::uint64_t{component_bytes(accessor.component)} * accessor.components;
    AccessorView out{.data = kZeros,
                     .stride = 0,
                     .count = accessor.count,
                     .component = accessor.component,
                     .components = accessor.components,
                     .is_normalized = accessor.is_normalized,
                     .owner = nullptr};
    if (accessor.view != kNone) {
        auto bytes = buffers.view(accessor.view);
        if (!bytes) return fail(std::move(bytes.error()));
        const BufferView& view = document.views[accessor.view];
        const std::uint64_t stride = view.meshopt ? view.meshopt->stride : view.stride;
        out.stride = stride == 0 ? element : stride;
        if (out.stride < element)
            return bad_accessor(index, "has elements longer than their stride");
        if (!covers(*bytes, accessor.offset, out.stride, accessor.count, element)) {
            return bad_accessor(index, "leaves its buffer view");
        }
        out.data = bytes->data() + accessor.offset;
    }
    if (!accessor.sparse) return out;
    return substitute(accessor, buffers, index, std::move(out));
}

AccessorView own_floats(std::vector<float> values, std::uint32_t components) {
    auto owner = std::make_shared<Bytes>(values.size() * sizeof(float));
    if (!values.empty()) std::memcpy(owner->data(), values.data(), owner->size());
    AccessorView view{.data = owner->data(),
                      .stride = components * sizeof(float),
                      .count = values.size() / components,
                      .component = ComponentType::kFloat32,
                      .components = components,
                      .is_normalized = false,
                      .owner = nullptr};
    view.owner = std::move(owner);
    return view;
}

void read_floats(const AccessorView& view, std::uint32_t width, float fill, float* out) {
    switch (view.component) {
        case ComponentType::kInt8:
            return convert<std::int8_t>(view, width, fill, out);
        case ComponentType::kUInt8:
            return convert<std::uint8_t>(view, width, fill, out);
        case ComponentType::kInt16:
            return convert<std::int16_t>(view, width, fill, out);
        case ComponentType::kUInt16:
            return convert<std::uint16_t>(view, width, fill, out);
        case ComponentType::kUInt32:
            return convert<std::uint32_t>(view, width, fill, out);
        case ComponentType::kFloat32:
            return convert<float>(view, width, fill, out);
        case ComponentType::kInvalid:
            break;
    }
    std::fill_n(out, view.count * width, fill);
}

void read_integers(const AccessorView& view, std::uint32_t* out) {
    switch (view.component) {
        case ComponentType::kInt8:
            return convert_integers<std::int8_t>(view, out);
        case ComponentType::kUInt8:
            return convert_integers<std::uint8_t>(view, out);
        case ComponentType::kInt16:
            return convert_integers<std::int16_t>(view, out);
        case ComponentType::kUInt16:
            return convert_integers<std::uint16_t>(view, out);
        case ComponentType::kUInt32:
            return convert_integers<std::uint32_t>(view, out);
        case ComponentType::kFloat32:
            return convert_integers<float>(view, out);
        case ComponentType::kInvalid:
            break;
    }
    std::fill_n(out, view.count, kNone);
}

}  // namespace belvedere::content::gltf
