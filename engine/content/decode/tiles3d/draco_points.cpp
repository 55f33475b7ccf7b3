// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/tiles3d/draco_points.hpp"

#include <exception>
#include <memory>
#include <utility>

#include "engine/content/decode/tiles3d/property_type.hpp"

#include <draco/compression/decode.h>

namespace belvedere::content::tiles3d {

namespace {

// Points that one byte may stand for; real clouds have less than one, and the codec trusts counts.
constexpr std::uint64_t kPointsPerByte = 256;
constexpr std::uint32_t kComponentsMax = 16;

// The count stands behind the header of a point cloud (Draco bitstream specification 2.2, section
// 4). A stream with metadata has it further behind; it is then checked after decoding.
Result<void> check_count(ByteView stream, std::uint64_t points) {
    ByteReader reader(stream);
    const ByteView magic = reader.take(5);
    (void)reader.read<std::uint16_t>();  // Version.
    const auto encoder = reader.read<std::uint8_t>();
    (void)reader.read<std::uint8_t>();
    const auto flags = reader.read<std::uint16_t>();
    const auto count = reader.read<std::uint32_t>();
    if (reader.failed() || as_text(magic) != "DRACO" || encoder != 0) {
        return fail(ErrorKind::kBadData, "Draco stream holds no point cloud");
    }
    constexpr std::uint16_t has_metadata = 0x8000;
    if ((flags & has_metadata) != 0) return {};
    if (count != points) {
        return fail(ErrorKind::kBadData, "Draco stream has another number of points than the tile");
    }
    if (points > stream.size() * kPointsPerByte) {
        return fail(ErrorKind::kLimit, "Draco stream claims more points than its bytes can hold");
    }
    return {};
}

// Calls `take(point index, values)` for each point; false when the attribute does not fit.
template <class Number, class Take>
bool for_each_value(const draco::PointCloud& cloud, const draco::PointAttribute& attribute,
                    std::uint32_t components, Take take) {
    Number values[kComponentsMax] = {};
    for (std::uint32_t i = 0; i < cloud.num_points(); ++i) {
        const auto value = attribute.mapped_index(draco::PointIndex(i));
        if (value.value() >= attribute.size() ||
            !attribute.ConvertValue<Number>(value, static_cast<std::int8_t>(components), values)) {
            return false;
        }
        take(i, values);
    }
    return true;
}

class CloudReader {
  public:
    CloudReader(const draco::PointCloud& cloud, PointArrays& points)
        : cloud_(cloud), points_(points) {}

    bool read_feature(const std::string& name, const draco::PointAttribute& attribute) {
        if (name == "POSITION") {
            points_.positions.resize(cloud_.num_points());
            return for_each_value<float>(
                cloud_, attribute, 3, [&](std::uint32_t i, const float* v) {
                    points_.positions[i] = {static_cast<double>(v[0]), static_cast<double>(v[1]),
                                            static_cast<double>(v[2])};
                });
        }
        if (name == "RGB" || name == "RGBA") {
            const std::uint32_t components = name == "RGBA" ? 4 : 3;
            points_.colors.resize(cloud_.num_points());
            return for_each_value<std::uint8_t>(
                cloud_, attribute, components, [&](std::uint32_t i, const std::uint8_t* v) {
                    points_.colors[i] = {v[0], v[1], v[2],
                                         components == 4 ? v[3] : std::uint8_t{255}};
                });
        }
        if (name == "NORMAL") {
            points_.normals.resize(cloud_.num_points());
            return for_each_value<float>(cloud_, attribute, 3,
                                         [&](std::uint32_t i, const float* v) {
                                             points_.normals[i] = {v[0], v[1], v[2]};
                                         });
        }
        if (name != "BATCH_ID") return true;
        points_.batch_ids.resize(cloud_.num_points());
        return for_each_value<std::uint32_t>(
            cloud_, attribute, 1,
            [&](std::uint32_t i, const std::uint32_t* v) { points_.batch_ids[i] = v[0]; });
    }

    bool read_property(const std::string& name, const draco::PointAttribute& attribute) {
        DracoProperty property;
        property.name = name;
        property.values.cells.resize(cloud_.num_points());
        const auto components = static_cast<std::uint32_t>(attribute.num_components());
        if (components == 0 || components > kComponentsMax) return false;
        property.values.declared_type = components == 1 ? "SCALAR" : "VECTOR";
        const bool is_real = attribute.data_type() == draco::DT_FLOAT32 ||
                             attribute.data_type() == draco::DT_FLOAT64;
        const bool fits = for_each_value<double>(
            cloud_, attribute, components, [&](std::uint32_t i, const double* v) {
                property.values.cells[i] = cell_of_numbers(v, components, is_real, property);
            });
        if (fits) points_.properties.push_back(std::move(property));
        return fits;
    }

  private:
    static Cell cell_of_numbers(const double* numbers, std::uint32_t components, bool is_real,
                                DracoProperty& property) {
        Cell cell;
        if (components == 1 && is_real) {
            cell.kind = CellKind::kReal;
            cell.real = numbers[0];
        } else if (components == 1) {
            cell.kind = CellKind::kInteger;
            cell.integer = static_cast<std::int64_t>(numbers[0]);
        } else {
            std::string text;
            for (std::uint32_t i = 0; i < components; ++i) {
                text += i == 0 ? '[' : ',';
                append_number(text, numbers[i],
                              is_real ? Component::kFloat32 : Component::kFloat64);
            }
            cell.kind = CellKind::kJson;
            cell.json = property.values.texts.keep(text + ']');
        }
        return cell;
    }

    const draco::PointCloud& cloud_;
    PointArrays& points_;
};

Result<std::unique_ptr<draco::PointCloud>> decode(ByteView stream) {
    draco::DecoderBuffer buffer;
    buffer.Init(reinterpret_cast<const char*>(stream.data()), stream.size());
    draco::Decoder decoder;
    try {
        auto decoded = decoder.DecodePointCloudFromBuffer(&buffer);
        if (!decoded.ok()) {
            return fail(ErrorKind::kBadData, "Draco: " + std::string(decoded.status().error_msg()));
        }
        return std::move(decoded).value();
    } catch (const std::exception& exception) {
        return fail(ErrorKind::kBadData, "Draco: " + std::string(exception.what()));
    }
}

}  // namespace

Result<void> read_draco_points(const DracoPointSource& source, PointArrays& points) {
    if (auto checked = check_count(source.stream, source.points); !checked) return checked;
    const auto cloud = decode(source.stream);
    if (!cloud) return fail(cloud.error());
    if ((*cloud)->num_points() != source.points) {
        return fail(ErrorKind::kBadData, "Draco stream has another number of points than the tile");
    }
    CloudReader reader(**cloud, points);
    const auto attribute_of = [&](std::uint64_t id) {
        return id > 0xFFFFFFFFU ? nullptr
                                : (*cloud)->GetAttributeByUniqueId(static_cast<std::uint32_t>(id));
    };
    for (const DracoAttribute& wanted : source.features) {
        const draco::PointAttribute* attribute = attribute_of(wanted.id);
        if (attribute == nullptr || !reader.read_feature(wanted.name, *attribute)) {
            return fail(ErrorKind::kBadData, "Draco stream has no usable " + wanted.name);
        }
    }
    for (const DracoAttribute& wanted : source.properties) {
        const draco::PointAttribute* attribute = attribute_of(wanted.id);
        if (attribute == nullptr || !reader.read_property(wanted.name, *attribute)) {
            points.warnings.push_back("pnts: Draco stream has no usable property " + wanted.name);
        }
    }
    return {};
}

}  // namespace belvedere::content::tiles3d
