// SPDX-License-Identifier: Apache-2.0
#include "engine/content/encode/buffer_packer.hpp"

#include <meshoptimizer.h>

#include <algorithm>
#include <utility>

namespace belvedere::content::encode {

namespace {

constexpr std::uint32_t kArrayBuffer = 34962;
constexpr std::uint32_t kElementArrayBuffer = 34963;

Bytes pack_vertices(ByteView data, std::uint32_t stride, std::uint32_t count) {
    meshopt_encodeVertexVersion(0);  // The only version EXT_meshopt_compression reads.
    Bytes packed(meshopt_encodeVertexBufferBound(count, stride));
    packed.resize(meshopt_encodeVertexBuffer(reinterpret_cast<unsigned char*>(packed.data()),
                                             packed.size(), data.data(), count, stride));
    return packed;
}

Bytes pack_triangles(std::span<const std::uint32_t> indices, std::uint32_t vertex_count) {
    meshopt_encodeIndexVersion(1);
    Bytes packed(meshopt_encodeIndexBufferBound(indices.size(), vertex_count));
    packed.resize(meshopt_encodeIndexBuffer(reinterpret_cast<unsigned char*>(packed.data()),
                                            packed.size(), indices.data(), indices.size()));
    return packed;
}

void write_numbers(JsonWriter& json, const char* name, const std::vector<double>& values) {
    if (values.empty()) return;
    json.key(name).begin_array();
    for (const double value : values)
        json.number(value);
    json.end_array();
}

}  // namespace

std::uint64_t BufferPacker::append(ByteView data) {
    bytes_.resize((bytes_.size() + 7) / 8 * 8, std::byte{0});
    const std::uint64_t offset = bytes_.size();
    bytes_.insert(bytes_.end(), data.begin(), data.end());
    return offset;
}

std::uint32_t BufferPacker::add_view(ByteView data, const View& shape) {
    View view = shape;
    if (view.mode == Mode::kPlain) {
        view.offset = append(data);
        view.length = data.size();
    } else {
        view.packed_offset = append(data);
        view.packed_length = data.size();
        view.offset = fallback_bytes_;
        view.length = std::uint64_t{view.stride} * view.count;
        fallback_bytes_ = (fallback_bytes_ + view.length + 7) / 8 * 8;
    }
    views_.push_back(view);
    return static_cast<std::uint32_t>(views_.size() - 1);
}

std::uint32_t BufferPacker::add_accessor(std::uint32_t view, std::uint32_t count,
                                         AccessorShape shape) {
    accessors_.push_back({view, count, std::move(shape)});
    return static_cast<std::uint32_t>(accessors_.size() - 1);
}

std::uint32_t BufferPacker::add_vertices(ByteView data, std::uint32_t stride, std::uint32_t count,
                                         const AccessorShape& shape) {
    View view{.stride = stride, .target = kArrayBuffer, .count = count};
    if (compression_ == BufferCompression::kNone) {
        return add_accessor(add_view(data, view), count, shape);
    }
    view.mode = Mode::kAttributes;
    return add_accessor(add_view(pack_vertices(data, stride, count), view), count, shape);
}

std::uint32_t BufferPacker::add_triangles(std::span<const std::uint32_t> indices,
                                          std::uint32_t vertex_count) {
    // 65,535 itself is the primitive restart value and may not occur (glTF 2.0, section 3.7.2.1).
    const bool fits_16 = vertex_count <= 65'535;
    const auto count = static_cast<std::uint32_t>(indices.size());
    AccessorShape shape{.component = fits_16 ? Component::kUInt16 : Component::kUInt32};
    View view{.target = kElementArrayBuffer, .count = count};
    if (compression_ == BufferCompression::kMeshopt) {
        view.mode = Mode::kTriangles;
        view.stride = fits_16 ? 2 : 4;
        return add_accessor(add_view(pack_triangles(indices, vertex_count), view), count, shape);
    }
    if (!fits_16) return add_accessor(add_view(std::as_bytes(indices), view), count, shape);
    std::vector<std::uint16_t> narrow(indices.size());
    std::transform(indices.begin(), indices.end(), narrow.begin(),
                   [](std::uint32_t index) { return static_cast<std::uint16_t>(index); });
    return add_accessor(add_view(std::as_bytes(std::span(narrow)), view), count, shape);
}

std::uint32_t BufferPacker::add_lines(std::span<const std::uint32_t> indices) {
    const auto count = static_cast<std::uint32_t>(indices.size());
    const View view{.target = kElementArrayBuffer, .count = count};
    return add_accessor(add_view(std::as_bytes(indices), view), count,
                        {.component = Component::kUInt32});
}

std::uint32_t BufferPacker::add_plain(ByteView data) {
    return add_view(data, View{});
}

void BufferPacker::write_view(JsonWriter& json, const View& view) const {
    const bool is_packed = view.mode != Mode::kPlain;
    json.begin_object().key("buffer").number(is_packed ? 1 : 0);
    json.key("byteOffset").number(view.offset).key("byteLength").number(view.length);
    if (view.stride != 0 && view.target == kArrayBuffer) json.key("byteStride").number(view.stride);
    if (view.target != 0) json.key("target").number(view.target);
    if (is_packed) {
        json.key("extensions").begin_object().key("EXT_meshopt_compression").begin_object();
        json.key("buffer").number(0).key("byteOffset").number(view.packed_offset);
        json.key("byteLength").number(view.packed_length).key("byteStride").number(view.stride);
        json.key("count").number(view.count).key("mode");
        json.text(view.mode == Mode::kAttributes ? "ATTRIBUTES" : "TRIANGLES");
        json.end_object().end_object();
    }
    json.end_object();
}

void BufferPacker::write_accessor(JsonWriter& json, const Accessor& accessor) const {
    json.begin_object().key("bufferView").number(accessor.view);
    json.key("componentType").number(static_cast<std::uint32_t>(accessor.shape.component));
    if (accessor.shape.is_normalized) json.key("normalized").boolean(true);
    json.key("count").number(accessor.count).key("type").text(accessor.shape.type);
    write_numbers(json, "min", accessor.shape.min);
    write_numbers(json, "max", accessor.shape.max);
    json.end_object();
}

void BufferPacker::write(JsonWriter& json) {
    bytes_.resize((bytes_.size() + 7) / 8 * 8, std::byte{0});
    if (bytes_.empty()) return;
    json.key("buffers").begin_array();
    json.begin_object().key("byteLength").number(bytes_.size()).end_object();
    if (fallback_bytes_ > 0) {
        json.begin_object().key("byteLength").number(fallback_bytes_).key("extensions");
        json.begin_object().key("EXT_meshopt_compression").begin_object();
        json.key("fallback").boolean(true).end_object().end_object().end_object();
    }
    json.end_array();
    json.key("bufferViews").begin_array();
    for (const View& view : views_)
        write_view(json, view);
    json.end_array();
    if (accessors_.empty()) return;
    json.key("accessors").begin_array();
    for (const Accessor& accessor : accessors_)
        write_accessor(json, accessor);
    json.end_array();
}

}  // namespace belvedere::content::encode
