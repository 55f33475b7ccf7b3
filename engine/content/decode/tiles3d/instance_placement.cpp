// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/tiles3d/instance_placement.hpp"

#include <cmath>
#include <optional>
#include <string>

#include <glm/geometric.hpp>
#include <glm/mat3x3.hpp>
#include <glm/mat4x4.hpp>
#include <glm/matrix.hpp>

#include "engine/content/decode/tiles3d/packed_vectors.hpp"
#include "engine/content/limits.hpp"
#include "engine/geo/local_frame.hpp"

namespace belvedere::content::tiles3d {

namespace {

constexpr double kOct32Range = 65535.0;
// Nearer to the Earth's centre than this, "east" has no meaning.
constexpr double kEarthCentreZone_m = 1000.0;

using Part = std::optional<ByteView>;

Result<Part> optional_part(const TileFeatureTable& table, std::string_view name,
                           std::uint64_t count, std::uint64_t bytes_each) {
    if (!table.has(name)) return Part{};
    const auto values = table.values(name, count, bytes_each);
    if (!values) return fail(values.error());
    return Part{*values};
}

// The parts of the feature table, checked to hold `count` values each.
struct InstanceParts {
    Part position, position_quantized, up, right, up_oct, right_oct, scale, scale_3, batch_id;
    std::uint32_t batch_id_bytes = 2;
    glm::dvec3 volume_offset{0.0}, volume_scale{1.0}, rtc_center{0.0};
    bool east_north_up = false;
};

Result<void> read_parts(const TileFeatureTable& table, std::uint64_t count, InstanceParts& parts) {
    struct Wanted {
        const char* name;
        std::uint64_t bytes;
        Part* part;
    };
    const std::string_view id_type = table.json("BATCH_ID")["componentType"].text().value_or("");
    parts.batch_id_bytes = id_type == "UNSIGNED_BYTE" ? 1 : id_type == "UNSIGNED_INT" ? 4 : 2;
    for (const Wanted& wanted :
         {Wanted{"POSITION", 12, &parts.position},
          Wanted{"POSITION_QUANTIZED", 6, &parts.position_quantized},
          Wanted{"NORMAL_UP", 12, &parts.up}, Wanted{"NORMAL_RIGHT", 12, &parts.right},
          Wanted{"NORMAL_UP_OCT32P", 4, &parts.up_oct},
          Wanted{"NORMAL_RIGHT_OCT32P", 4, &parts.right_oct}, Wanted{"SCALE", 4, &parts.scale},
          Wanted{"SCALE_NON_UNIFORM", 12, &parts.scale_3},
          Wanted{"BATCH_ID", parts.batch_id_bytes, &parts.batch_id}}) {
        auto part = optional_part(table, wanted.name, count, wanted.bytes);
        if (!part) return fail(part.error());
        *wanted.part = *part;
    }
    if (!parts.position && !parts.position_quantized) {
        return fail(ErrorKind::kBadData, "there is neither POSITION nor POSITION_QUANTIZED");
    }
    if (parts.position_quantized && !parts.position) {
        const auto offset = table.vector("QUANTIZED_VOLUME_OFFSET");
        const auto scale = table.vector("QUANTIZED_VOLUME_SCALE");
        if (!offset || !scale) {
            return fail(ErrorKind::kBadData, "quantised positions lack their volume");
        }
        parts.volume_offset = *offset;
        parts.volume_scale = *scale;
    }
    if (table.has("RTC_CENTER")) {
        const auto center = table.vector("RTC_CENTER");
        if (!center) return fail(ErrorKind::kBadData, "RTC_CENTER is not three numbers");
        parts.rtc_center = *center;
    }
    parts.east_north_up = table.json("EAST_NORTH_UP").boolean().value_or(false);
    return {};
}

glm::dvec3 position_at(const InstanceParts& parts, std::uint64_t index) {
    if (parts.position) return parts.rtc_center + vector_at<float>(*parts.position, index);
    return parts.rtc_center +
           dequantized(vector_at<std::uint16_t>(*parts.position_quantized, index),
                       parts.volume_offset, parts.volume_scale);
}

glm::dvec3 oct_at(ByteView bytes, std::uint64_t index) {
    const std::byte* from = bytes.data() + index * 4;
    return decode_oct(
        {load_unaligned<std::uint16_t>(from), load_unaligned<std::uint16_t>(from + 2)},
        kOct32Range);
}

// East, north and up at a position of the tile, as rotation in the tile's coordinates.
glm::dmat3 east_north_up_at(const glm::dvec3& position, const DecodeContext& context) {
    const glm::dmat3 tile(context.tile_transform);
    const glm::dvec3 source(context.tile_transform * glm::dvec4(position, 1.0));
    // In a projected or local source the axes point east, north and up already.
    if (!context.mapping->is_identity() || !context.mapping->is_georeferenced() ||
        glm::length(source) < kEarthCentreZone_m || glm::determinant(tile) == 0.0) {
        return glm::dmat3(1.0);
    }
    glm::dmat3 axes = glm::inverse(tile) * geo::east_north_up(source).axes;
    for (glm::length_t i = 0; i < 3; ++i)
        axes[i] = glm::normalize(axes[i]);
    return axes;
}

glm::dmat3 rotation_at(const InstanceParts& parts, std::uint64_t index, const glm::dvec3& position,
                       const DecodeContext& context) {
    std::optional<glm::dvec3> up, right;
    if (parts.up && parts.right) {
        up = vector_at<float>(*parts.up, index);
        right = vector_at<float>(*parts.right, index);
    } else if (parts.up_oct && parts.right_oct) {
        up = oct_at(*parts.up_oct, index);
        right = oct_at(*parts.right_oct, index);
    }
    if (!up) return parts.east_north_up ? east_north_up_at(position, context) : glm::dmat3(1.0);
    // The z-up model's x axis goes right and its y axis "up": odd, but what CesiumJS and all data
    // do.
    const glm::dvec3 forward = glm::cross(*right, *up);
    if (glm::length(forward) == 0.0) return glm::dmat3(1.0);
    return {glm::normalize(*right), glm::normalize(*up), glm::normalize(forward)};
}

glm::dvec3 scale_at(const InstanceParts& parts, std::uint64_t index) {
    glm::dvec3 scale(1.0);
    if (parts.scale) {
        scale *= static_cast<double>(load_unaligned<float>(parts.scale->data() + index * 4));
    }
    if (parts.scale_3) scale *= vector_at<float>(*parts.scale_3, index);
    return scale;
}

std::uint32_t batch_id_at(const InstanceParts& parts, std::uint64_t index) {
    if (!parts.batch_id) return static_cast<std::uint32_t>(index);
    const std::byte* from = parts.batch_id->data() + index * parts.batch_id_bytes;
    if (parts.batch_id_bytes == 1) return load_unaligned<std::uint8_t>(from);
    if (parts.batch_id_bytes == 4) return load_unaligned<std::uint32_t>(from);
    return load_unaligned<std::uint16_t>(from);
}

bool is_finite(const glm::dmat4& matrix) {
    double sum = 0.0;
    for (glm::length_t i = 0; i < 4; ++i)
        sum += glm::dot(matrix[i] - matrix[i], glm::dvec4(1.0));
    return sum == 0.0;
}

}  // namespace

Result<InstancePlacements> read_placements(const TileFeatureTable& table,
                                           const DecodeContext& context) {
    const auto count = table.integer("INSTANCES_LENGTH");
    if (!count) return fail(ErrorKind::kBadData, "INSTANCES_LENGTH is missing");
    if (*count > limits::kInstances) {
        return fail(ErrorKind::kLimit, std::to_string(*count) + " instances are over the limit");
    }
    InstanceParts parts;
    if (auto read = read_parts(table, *count, parts); !read) return fail(read.error());
    InstancePlacements result;
    result.has_batch_ids = parts.batch_id.has_value();
    result.placements.reserve(static_cast<std::size_t>(*count));
    for (std::uint64_t i = 0; i < *count; ++i) {
        const glm::dvec3 position = position_at(parts, i);
        const glm::dmat3 rotation = rotation_at(parts, i, position, context);
        const glm::dvec3 scale = scale_at(parts, i);
        ModelPlacement placement;
        for (glm::length_t axis = 0; axis < 3; ++axis) {
            placement.transform[axis] = glm::dvec4(rotation[axis] * scale[axis], 0.0);
        }
        placement.transform[3] = glm::dvec4(position, 1.0);
        placement.feature = batch_id_at(parts, i);
        if (is_finite(placement.transform)) {
            result.placements.push_back(placement);
        } else {
            ++result.dropped;
        }
    }
    return result;
}

}  // namespace belvedere::content::tiles3d
