// SPDX-License-Identifier: Apache-2.0
// The binary half of a glTF file: buffer views and accessors, plain or by EXT_meshopt_compression.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/content/encode/glb_writer.hpp"
#include "engine/content/encode/json_writer.hpp"
#include "engine/core/bytes.hpp"

namespace belvedere::content::encode {

// glTF component types (glTF 2.0, section 5.1.3).
enum class Component : std::uint32_t {
    kInt8 = 5120,
    kUInt8 = 5121,
    kInt16 = 5122,
    kUInt16 = 5123,
    kUInt32 = 5125,
    kFloat = 5126
};

// What an accessor says beside its data.
struct AccessorShape {
    Component component = Component::kFloat;
    std::string type = "SCALAR";  // "VEC3" ...
    bool is_normalized = false;
    std::vector<double> min{}, max{};  // Required for POSITION, empty otherwise.
};

// Collects the chunk and hands out glTF indices. Vertex data has a stride that is a multiple of 4.
class BufferPacker {
  public:
    explicit BufferPacker(BufferCompression compression) : compression_(compression) {}

    // Vertex attributes: `count` elements of `stride` bytes each. Returns the accessor.
    std::uint32_t add_vertices(ByteView data, std::uint32_t stride, std::uint32_t count,
                               const AccessorShape& shape);
    // A triangle list below `vertex_count`; 16 bits where they suffice. Returns the accessor.
    std::uint32_t add_triangles(std::span<const std::uint32_t> indices, std::uint32_t vertex_count);
    // Pairs of indices; never compressed. Returns the accessor.
    std::uint32_t add_lines(std::span<const std::uint32_t> indices);
    // Metadata or an image, never compressed, at a multiple of 8. Returns the buffer view.
    std::uint32_t add_plain(ByteView data);

    // "buffers", "bufferViews" and "accessors" of the document; with alignment of the chunk.
    void write(JsonWriter& json);
    [[nodiscard]] const Bytes& bytes() const { return bytes_; }

  private:
    enum class Mode { kPlain, kAttributes, kTriangles };
    struct View {
        std::uint64_t offset = 0, length = 0;  // In bytes_ for kPlain, else in the fallback buffer.
        std::uint32_t stride = 0;
        std::uint32_t target = 0;  // glTF bufferView.target, 0 for none.
        Mode mode = Mode::kPlain;
        std::uint64_t packed_offset = 0, packed_length = 0;
        std::uint32_t count = 0;
    };
    struct Accessor {
        std::uint32_t view = 0, count = 0;
        AccessorShape shape;
    };

    std::uint64_t append(ByteView data);
    std::uint32_t add_view(ByteView data, const View& shape);
    std::uint32_t add_accessor(std::uint32_t view, std::uint32_t count, AccessorShape shape);
    void write_view(JsonWriter& json, const View& view) const;
    void write_accessor(JsonWriter& json, const Accessor& accessor) const;

    BufferCompression compression_;
    Bytes bytes_;
    std::uint64_t fallback_bytes_ = 0;
    std::vector<View> views_;
    std::vector<Accessor> accessors_;
};

}  // namespace belvedere::content::encode
