// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/tiles3d/point_arrays.hpp"

#include <array>
#include <cmath>
#include <cstring>
#include <utility>

#include "engine/content/decode/tiles3d/draco_points.hpp"
#include "engine/content/decode/tiles3d/packed_vectors.hpp"
#include "engine/content/limits.hpp"

namespace belvedere::content::tiles3d {

namespace {

constexpr std::string_view kDracoExtension = "3DTILES_draco_point_compression";
constexpr double kOct16Range = 255.0;

// Point colours are sRGB, though the format does not say so: all writers and viewers agree.
std::uint8_t linear_of(std::uint8_t srgb) {
    static const std::array<std::uint8_t, 256> table = [] {
        std::array<std::uint8_t, 256> values{};
        for (std::size_t i = 0; i < values.size(); ++i) {
            const double s = static_cast<double>(i) / 255.0;
            const double linear = s <= 0.04045 ? s / 12.92 : std::pow((s + 0.055) / 1.055, 2.4);
            values[i] = static_cast<std::uint8_t>(std::lround(linear * 255.0));
        }
        return values;
    }();
    return table[srgb];
}

Rgba8 linear_color(std::uint8_t r, std::uint8_t g, std::uint8_t b, std::uint8_t a) {
    return {linear_of(r), linear_of(g), linear_of(b), a};
}

std::uint8_t byte_at(ByteView bytes, std::uint64_t index) {
    return std::to_integer<std::uint8_t>(bytes[static_cast<std::size_t>(index)]);
}

class PointReader {
  public:
    PointReader(const TileFeatureTable& table, ByteView batch_json)
        : table_(table), batch_json_(batch_json) {}

    Result<PointArrays> read();

  private:
    Result<void> read_compressed();
    Result<void> read_positions();
    void read_colors();
    void read_normals();
    void read_batch_ids();
    void add_center();
    void note(const Error& error) { points_.warnings.push_back("pnts: " + error.message); }

    const TileFeatureTable& table_;
    ByteView batch_json_;
    std::uint64_t count_ = 0;
    PointArrays points_;
};

Result<PointArrays> PointReader::read() {
    const auto count = table_.integer("POINTS_LENGTH");
    if (!count) return fail(ErrorKind::kBadData, "POINTS_LENGTH is missing");
    if (*count > limits::kVertices) {
        return fail(ErrorKind::kLimit, std::to_string(*count) + " points are over the limit");
    }
    count_ = *count;
    if (auto compressed = read_compressed(); !compressed) return fail(compressed.error());
    if (points_.positions.empty()) {
        if (auto positions = read_positions(); !positions) return fail(positions.error());
    }
    if (points_.colors.empty()) read_colors();
    if (points_.normals.empty()) read_normals();
    if (points_.batch_ids.empty()) read_batch_ids();
    add_center();
    return std::move(points_);
}

std::vector<DracoAttribute> attributes_of(const JsonValue& extension) {
    std::vector<DracoAttribute> attributes;
    for (const JsonField& field : extension["properties"].fields()) {
        const auto id = field.value.unsigned_integer();
        if (id && attributes.size() < limits::kColumns) {
            attributes.push_back({std::string(field.key), *id});
        }
    }
    return attributes;
}

Result<void> PointReader::read_compressed() {
    const JsonValue extension = table_.json("extensions")[kDracoExtension];
    if (!extension.present()) return {};
    const auto offset = extension["byteOffset"].unsigned_integer();
    const auto length = extension["byteLength"].unsigned_integer();
    const auto stream =
        offset && length ? checked_slice(table_.binary(), *offset, *length) : std::nullopt;
    if (!stream) return fail(ErrorKind::kBadData, "its Draco stream is outside the feature table");
    DracoPointSource source;
    source.stream = *stream;
    source.points = count_;
    source.features = attributes_of(extension);
    if (!batch_json_.empty() && as_text(batch_json_).find(kDracoExtension) != std::string::npos) {
        const auto batch = JsonDocument::parse(batch_json_, limits::kJsonDepth);
        if (batch) source.properties = attributes_of(batch->root()["extensions"][kDracoExtension]);
    }
    auto read = read_draco_points(source, points_);
    if (!read) return read;
    for (Rgba8& color : points_.colors)
        color = linear_color(color.r, color.g, color.b, color.a);
    return {};
}

Result<void> PointReader::read_positions() {
    if (table_.has("POSITION")) {
        const auto values = table_.values("POSITION", count_, 3 * sizeof(float));
        if (!values) return fail(values.error());
        points_.positions.reserve(static_cast<std::size_t>(count_));
        for (std::uint64_t i = 0; i < count_; ++i) {
            points_.positions.push_back(vector_at<float>(*values, i));
        }
        return {};
    }
    if (!table_.has("POSITION_QUANTIZED")) {
        return fail(ErrorKind::kBadData, "there is neither POSITION nor POSITION_QUANTIZED");
    }
    const auto offset = table_.vector("QUANTIZED_VOLUME_OFFSET");
    const auto scale = table_.vector("QUANTIZED_VOLUME_SCALE");
    if (!offset || !scale) {
        return fail(ErrorKind::kBadData, "quantised positions lack their volume");
    }
    const auto values = table_.values("POSITION_QUANTIZED", count_, 3 * sizeof(std::uint16_t));
    if (!values) return fail(values.error());
    points_.origin += *offset;
    points_.positions.reserve(static_cast<std::size_t>(count_));
    for (std::uint64_t i = 0; i < count_; ++i) {
        points_.positions.push_back(
            dequantized(vector_at<std::uint16_t>(*values, i), *offset, *scale));
    }
    return {};
}

// In the order in which the specification prefers them.
void PointReader::read_colors() {
    const auto fill = [&](std::string_view name, std::uint64_t bytes_each, auto color_at) {
        const auto values = table_.values(name, count_, bytes_each);
        if (!values) return note(values.error());
        points_.colors.reserve(static_cast<std::size_t>(count_));
        for (std::uint64_t i = 0; i < count_; ++i)
            points_.colors.push_back(color_at(*values, i));
    };
    if (table_.has("RGBA")) {
        fill("RGBA", 4, [](ByteView v, std::uint64_t i) {
            return linear_color(byte_at(v, i * 4), byte_at(v, i * 4 + 1), byte_at(v, i * 4 + 2),
                                byte_at(v, i * 4 + 3));
        });
    } else if (table_.has("RGB")) {
        fill("RGB", 3, [](ByteView v, std::uint64_t i) {
            return linear_color(byte_at(v, i * 3), byte_at(v, i * 3 + 1), byte_at(v, i * 3 + 2),
                                255);
        });
    } else if (table_.has("RGB565")) {
        fill("RGB565", 2, [](ByteView v, std::uint64_t i) {
            const auto packed = load_unaligned<std::uint16_t>(v.data() + i * 2);
            const auto five = [](unsigned bits) {
                return static_cast<std::uint8_t>(bits * 255 / 31);
            };
            const auto six = [](unsigned bits) {
                return static_cast<std::uint8_t>(bits * 255 / 63);
            };
            return linear_color(five(packed >> 11 & 31U), six(packed >> 5 & 63U),
                                five(packed & 31U), 255);
        });
    } else if (table_.has("CONSTANT_RGBA")) {
        std::uint8_t color[4] = {255, 255, 255, 255};
        if (const auto numbers = table_.json("CONSTANT_RGBA").numbers(4)) {
            for (std::size_t i = 0; i < numbers->size(); ++i) {
                const double value = (*numbers)[i];
                color[i] = static_cast<std::uint8_t>(value > 0.0 ? std::min(value, 255.0) : 0.0);
            }
        } else {
            const auto values = table_.values("CONSTANT_RGBA", 1, 4);
            if (!values) return note(values.error());
            for (std::size_t i = 0; i < 4; ++i)
                color[i] = byte_at(*values, i);
        }
        points_.colors.assign(static_cast<std::size_t>(count_),
                              linear_color(color[0], color[1], color[2], color[3]));
    }
}

void PointReader::read_normals() {
    const bool is_packed = !table_.has("NORMAL");
    const std::string_view name = is_packed ? "NORMAL_OCT16P" : "NORMAL";
    if (!table_.has(name)) return;
    const auto values = table_.values(name, count_, is_packed ? 2 : 12);
    if (!values) return note(values.error());
    points_.normals.reserve(static_cast<std::size_t>(count_));
    for (std::uint64_t i = 0; i < count_; ++i) {
        const glm::dvec3 normal =
            is_packed
                ? decode_oct({byte_at(*values, i * 2), byte_at(*values, i * 2 + 1)}, kOct16Range)
                : vector_at<float>(*values, i);
        points_.normals.emplace_back(normal);
    }
}

void PointReader::read_batch_ids() {
    if (!table_.has("BATCH_ID")) return;
    const std::string_view type = table_.json("BATCH_ID")["componentType"].text().value_or("");
    const std::uint64_t width = type == "UNSIGNED_BYTE" ? 1 : type == "UNSIGNED_INT" ? 4 : 2;
    const auto values = table_.values("BATCH_ID", count_, width);
    if (!values) return note(values.error());
    points_.batch_ids.reserve(static_cast<std::size_t>(count_));
    for (std::uint64_t i = 0; i < count_; ++i) {
        std::uint32_t id = 0;
        std::memcpy(&id, values->data() + i * width, width);
        points_.batch_ids.push_back(id);
    }
}

void PointReader::add_center() {
    if (!table_.has("RTC_CENTER")) return;
    const auto center = table_.vector("RTC_CENTER");
    if (!center) {
        points_.warnings.emplace_back("pnts: RTC_CENTER is not three numbers and is ignored");
        return;
    }
    points_.origin += *center;
    for (glm::dvec3& position : points_.positions)
        position += *center;
}

}  // namespace

Result<PointArrays> read_points(const TileFeatureTable& table, ByteView batch_json) {
    return PointReader(table, batch_json).read();
}

}  // namespace belvedere::content::tiles3d
