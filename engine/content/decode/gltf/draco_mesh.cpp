// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/gltf/draco_mesh.hpp"

#include <cstring>
#include <exception>
#include <memory>
#include <string>

#include <draco/compression/decode.h>

namespace belvedere::content::gltf {

namespace {

// Faces and points that a byte can stand for. Real meshes stay below 8; the codec's entropy stage
// would let a few bytes claim billions.
constexpr std::uint64_t kElementsPerByte = 256;

struct StreamCounts {
    std::uint64_t faces = 0, points = 0;
};

std::uint64_t read_varint(ByteReader& reader) {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 63; shift += 7) {
        const auto byte = reader.read<std::uint8_t>();
        value |= std::uint64_t{byte & 0x7FU} << shift;
        if ((byte & 0x80U) == 0) break;
    }
    return value;
}

// Counts of a mesh stream (Draco bitstream specification 2.2, sections 3 and 4). A stream with
// metadata keeps its counts behind it; those are left to the codec, bounded by its length.
Result<StreamCounts> read_counts(ByteView stream) {
    ByteReader reader(stream);
    const ByteView magic = reader.take(5);
    const auto major = reader.read<std::uint8_t>();
    const auto minor = reader.read<std::uint8_t>();
    const auto encoder = reader.read<std::uint8_t>();
    const auto method = reader.read<std::uint8_t>();
    const auto flags = reader.read<std::uint16_t>();
    if (reader.failed() || as_text(magic) != "DRACO") {
        return fail(ErrorKind::kBadData, "Draco stream has no header");
    }
    constexpr std::uint8_t kMesh = 1, kEdgebreaker = 1;
    constexpr std::uint16_t kHasMetadata = 0x8000;
    if (encoder != kMesh) return fail(ErrorKind::kBadData, "Draco stream holds no mesh");
    if ((flags & kHasMetadata) != 0) return StreamCounts{};
    const bool has_varints = major > 2 || (major == 2 && minor >= 2);
    const auto next = [&] {
        return has_varints ? read_varint(reader) : std::uint64_t{reader.read<std::uint32_t>()};
    };
    if (method == kEdgebreaker) (void)reader.read<std::uint8_t>();  // Traversal type.
    StreamCounts counts;
    if (method == kEdgebreaker) {
        counts.points = next();
        counts.faces = next();
    } else {
        counts.faces = next();
        counts.points = next();
    }
    if (reader.failed()) return fail(ErrorKind::kBadData, "Draco stream ends within its header");
    return counts;
}

Result<void> check_counts(const StreamCounts& counts, std::size_t bytes, DracoBounds bounds) {
    const std::uint64_t held = bytes * kElementsPerByte;
    if (counts.faces > bounds.indices / 3 || counts.points > bounds.vertices) {
        return fail(ErrorKind::kLimit, "Draco stream claims more than the limits of a tile");
    }
    if (counts.faces > held || counts.points > held) {
        return fail(ErrorKind::kLimit, "Draco stream claims more than its bytes can hold");
    }
    return {};
}

template <class Number>
bool copy_values(const draco::PointAttribute& from, std::uint32_t points, std::uint32_t components,
                 Number* out) {
    const auto width = static_cast<std::int8_t>(components);
    for (std::uint32_t i = 0; i < points; ++i) {
        const auto value = from.mapped_index(draco::PointIndex(i));
        if (value.value() >= from.size()) return false;
        if (!from.ConvertValue<Number>(value, width, out + std::size_t{i} * components)) {
            return false;
        }
    }
    return true;
}

bool copy_any(const draco::PointAttribute& from, std::uint32_t points, const DracoWish& wish,
              Bytes& out) {
    // The library reads such bytes as bool, whatever their value; glTF has no such type.
    if (from.data_type() == draco::DT_BOOL) return false;
    const auto copy = [&]<class Number>(Number) {
        out.resize(std::size_t{points} * wish.components * sizeof(Number));
        // Fresh memory is aligned for every number.
        return copy_values<Number>(from, points, wish.components,
                                   reinterpret_cast<Number*>(out.data()));
    };
    switch (wish.component) {
        case ComponentType::kInt8:
            return copy(std::int8_t{});
        case ComponentType::kUInt8:
            return copy(std::uint8_t{});
        case ComponentType::kInt16:
            return copy(std::int16_t{});
        case ComponentType::kUInt16:
            return copy(std::uint16_t{});
        case ComponentType::kUInt32:
            return copy(std::uint32_t{});
        case ComponentType::kFloat32:
            return copy(float{});
        case ComponentType::kInvalid:
            break;
    }
    return false;
}

Result<DracoMesh> copy_mesh(const draco::Mesh& mesh, std::span<const DracoWish> wishes) {
    DracoMesh out;
    out.indices.resize(std::size_t{mesh.num_faces()} * 3);
    for (std::uint32_t face = 0; face < mesh.num_faces(); ++face) {
        for (std::size_t corner = 0; corner < 3; ++corner) {
            out.indices[face * std::size_t{3} + corner] =
                mesh.face(draco::FaceIndex(face))[corner].value();
        }
    }
    for (const DracoWish& wish : wishes) {
        const draco::PointAttribute* from = mesh.GetAttributeByUniqueId(wish.id);
        if (from == nullptr || wish.components > 4) continue;
        auto owner = std::make_shared<Bytes>();
        if (!copy_any(*from, mesh.num_points(), wish, *owner)) {
            return fail(ErrorKind::kBadData,
                        "Draco attribute " + std::string(wish.name) + " does not decode");
        }
        AccessorView view{.data = owner->data(),
                          .stride = component_bytes(wish.component) * wish.components,
                          .count = mesh.num_points(),
                          .component = wish.component,
                          .components = wish.components,
                          .is_normalized = wish.is_normalized,
                          .owner = nullptr};
        view.owner = std::move(owner);
        out.attributes.push_back({wish.name, std::move(view)});
    }
    return out;
}

}  // namespace

Result<DracoMesh> decode_draco(ByteView stream, std::span<const DracoWish> wishes,
                               DracoBounds bounds) {
    const auto counts = read_counts(stream);
    if (!counts) return fail(counts.error());
    if (auto checked = check_counts(*counts, stream.size(), bounds); !checked) {
        return fail(std::move(checked.error()));
    }
    try {
        draco::DecoderBuffer buffer;
        buffer.Init(reinterpret_cast<const char*>(stream.data()), stream.size());
        draco::Decoder decoder;
        auto decoded = decoder.DecodeMeshFromBuffer(&buffer);
        if (!decoded.ok()) {
            return fail(ErrorKind::kBadData, std::string("Draco: ") + decoded.status().error_msg());
        }
        const std::unique_ptr<draco::Mesh> mesh = std::move(decoded).value();
        const StreamCounts real{mesh->num_faces(), mesh->num_points()};
        if (real.faces > bounds.indices / 3 || real.points > bounds.vertices) {
            return fail(ErrorKind::kLimit, "Draco stream holds more than the limits of a tile");
        }
        return copy_mesh(*mesh, wishes);
    } catch (const std::exception& exception) {
        // The codec allocates what a broken stream asks for.
        return fail(ErrorKind::kBadData, std::string("Draco: ") + exception.what());
    }
}

}  // namespace belvedere::content::gltf
