// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/gltf/index_writer.hpp"

#include <algorithm>
#include <cstring>
#include <numeric>
#include <vector>

#include "engine/content/limits.hpp"

namespace belvedere::content::gltf {

namespace {

constexpr std::uint32_t kMaxVertices16 = 65'535;

Topology topology_of(Mode mode) {
    switch (mode) {
        case Mode::kPoints:
            return Topology::kPoints;
        case Mode::kLines:
        case Mode::kLineLoop:
        case Mode::kLineStrip:
            return Topology::kLines;
        default:
            return Topology::kTriangles;
    }
}

bool is_list(Mode mode) {
    return mode == Mode::kPoints || mode == Mode::kLines || mode == Mode::kTriangles;
}

std::uint32_t corners_of(Topology topology) {
    return topology == Topology::kTriangles ? 3 : topology == Topology::kLines ? 2 : 1;
}

Failure index_without_vertex() {
    return fail(ErrorKind::kBadData, "an index is beyond its vertices");
}

// Strips, loops and fans as lists (section 3.7.2.1).
std::vector<std::uint32_t> unroll(Mode mode, const std::vector<std::uint32_t>& in) {
    std::vector<std::uint32_t> out;
    const std::size_t count = in.size();
    switch (mode) {
        case Mode::kLineStrip:
        case Mode::kLineLoop:
            for (std::size_t i = 0; i + 1 < count; ++i)
                out.insert(out.end(), {in[i], in[i + 1]});
            if (mode == Mode::kLineLoop && count > 2) {
                out.insert(out.end(), {in[count - 1], in[0]});
            }
            return out;
        case Mode::kTriangleStrip:
            for (std::size_t i = 0; i + 2 < count; ++i) {
                out.insert(out.end(), {in[i], in[i + 1 + i % 2], in[i + 2 - i % 2]});
            }
            return out;
        case Mode::kTriangleFan:
            for (std::size_t i = 0; i + 2 < count; ++i) {
                out.insert(out.end(), {in[i + 1], in[i + 2], in[0]});
            }
            return out;
        default:
            return in;
    }
}

template <class Index>
void turn(std::span<Index> triangles) {
    for (std::size_t i = 0; i + 2 < triangles.size(); i += 3) {
        std::swap(triangles[i + 1], triangles[i + 2]);
    }
}

template <class Index>
Range append_narrowed(SectionArray<Index>& section, std::span<const std::uint32_t> indices) {
    const auto first = static_cast<std::uint32_t>(section.size());
    section.resize(section.size() + indices.size());
    std::ranges::transform(indices, section.begin() + first,
                           [](std::uint32_t index) { return static_cast<Index>(index); });
    return {first, static_cast<std::uint32_t>(indices.size())};
}

Range append(TileContentBuilder& builder, std::span<const std::uint32_t> indices,
             std::uint8_t index_bytes) {
    return index_bytes == 2 ? append_narrowed(builder.indices_16, indices)
                            : append_narrowed(builder.indices_32, indices);
}

std::uint32_t largest_of(std::span<const std::uint16_t> indices) {
    // The baseline instruction set finds maxima of signed 16-bit numbers only, so the range is
    // moved.
    constexpr int kShift = 32'768;
    std::int16_t largest = -kShift;
    for (const std::uint16_t index : indices) {
        largest = std::max(largest, static_cast<std::int16_t>(index ^ 0x8000U));
    }
    return static_cast<std::uint32_t>(largest + kShift);
}

// The common case, lists of tightly packed 16-bit indices, is one copy and one search.
Result<Range> copy_16(TileContentBuilder& builder, const AccessorView& view, std::uint64_t count,
                      std::uint64_t vertices) {
    SectionArray<std::uint16_t>& section = builder.indices_16;
    const std::size_t first = section.size();
    section.resize(first + count);
    std::memcpy(section.data() + first, view.data, count * sizeof(std::uint16_t));
    if (largest_of(std::span(section).subspan(first)) >= vertices) {
        section.resize(first);
        return index_without_vertex();
    }
    return Range{static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(count)};
}

Result<std::vector<std::uint32_t>> read_list(const PrimitiveSource& source, Mode mode) {
    const std::uint64_t vertices = source.positions.count;
    std::vector<std::uint32_t> indices;
    if (source.indices.count > 0) {
        indices.resize(source.indices.count);
        read_integers(source.indices, indices.data());
        if (*std::ranges::max_element(indices) >= vertices) return index_without_vertex();
    } else {
        indices.resize(vertices);
        std::iota(indices.begin(), indices.end(), 0U);
    }
    if (is_list(mode)) return indices;
    return unroll(mode, indices);
}

void write_outline(TileContentBuilder& builder, const PrimitiveSource& source,
                   PrimitiveRecord& out) {
    if (source.outline.count < 2 || out.topology != Topology::kTriangles) return;
    std::vector<std::uint32_t> pairs(source.outline.count);
    read_integers(source.outline, pairs.data());
    pairs.resize(pairs.size() / 2 * 2);
    if (*std::ranges::max_element(pairs) >= source.positions.count) {
        builder.warn("CESIUM_primitive_outline is left out: an index is beyond its vertices");
        return;
    }
    if (out.index_bytes == 0) out.index_bytes = source.positions.count <= kMaxVertices16 ? 2 : 4;
    if (out.indices.count == 0) {
        // One index size serves both, so a plain list gets indices of its own.
        std::vector<std::uint32_t> list(out.vertices.count);
        std::iota(list.begin(), list.end(), 0U);
        out.indices = append(builder, list, out.index_bytes);
    }
    out.outline = append(builder, pairs, out.index_bytes);
}

}  // namespace

void add_index_count(const PrimitiveSource& source, Mode mode, SectionCounts& counts) {
    const std::uint64_t vertices = source.positions.count;
    const std::uint64_t given = source.indices.count > 0 ? source.indices.count : vertices;
    const Topology topology = topology_of(mode);
    const std::uint64_t corners = corners_of(topology);
    const bool has_outline = source.outline.count >= 2 && topology == Topology::kTriangles;
    std::uint64_t count = 0;
    if (!is_list(mode)) {
        // A strip or fan has one element for each index but the first ones; a loop one for each.
        const std::uint64_t elements = given - (corners - (mode == Mode::kLineLoop ? 2 : 1));
        count = given < corners ? 0 : elements * corners;
    } else if (source.indices.count > 0 || has_outline || given % corners != 0) {
        count = given / corners * corners;
    }
    if (has_outline) count += source.outline.count / 2 * 2;
    (vertices <= kMaxVertices16 ? counts.indices_16 : counts.indices_32) += count;
}

Result<void> write_indices(TileContentBuilder& builder, const PrimitiveSource& source, Mode mode,
                           Winding winding, PrimitiveRecord& out) {
    const std::uint64_t vertices = source.positions.count;
    out.topology = topology_of(mode);
    const std::uint32_t corners = corners_of(out.topology);
    const bool is_turned = winding == Winding::kTurned && out.topology == Topology::kTriangles;
    const std::uint64_t given = source.indices.count > 0 ? source.indices.count : vertices;
    if (given < corners) return fail(ErrorKind::kBadData, "it has not one whole element");
    if (is_list(mode) && given % corners != 0)
        builder.warn("a primitive ends with part of an element");
    if (builder.indices_16.size() + builder.indices_32.size() + given * corners >
        limits::kIndices) {
        return fail(ErrorKind::kLimit, "tile has more than limits::kIndices indices");
    }
    const bool is_plain = is_list(mode) && source.indices.count == 0 && !is_turned;
    if (is_plain && given % corners == 0) {
        out.index_bytes = 0;
        write_outline(builder, source, out);
        return {};
    }
    out.index_bytes = vertices <= kMaxVertices16 ? 2 : 4;
    const AccessorView& view = source.indices;
    const bool is_copy = is_list(mode) && out.index_bytes == 2 && view.stride == 2 &&
                         view.component == ComponentType::kUInt16;
    if (is_copy) {
        auto range = copy_16(builder, view, given / corners * corners, vertices);
        if (!range) return fail(std::move(range.error()));
        out.indices = *range;
    } else {
        auto list = read_list(source, mode);
        if (!list) return fail(std::move(list.error()));
        list->resize(list->size() / corners * corners);
        if (list->empty()) return fail(ErrorKind::kBadData, "it has not one whole element");
        out.indices = append(builder, *list, out.index_bytes);
    }
    if (is_turned && out.index_bytes == 2) {
        turn(std::span(builder.indices_16).subspan(out.indices.first, out.indices.count));
    } else if (is_turned) {
        turn(std::span(builder.indices_32).subspan(out.indices.first, out.indices.count));
    }
    write_outline(builder, source, out);
    return {};
}

}  // namespace belvedere::content::gltf
