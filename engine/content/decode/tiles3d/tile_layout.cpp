// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/tiles3d/tile_layout.hpp"

namespace belvedere::content::tiles3d {

namespace {

// A length field of an older header holds what is text in the newer one: it starts with a quotation
// mark or with "glTF", so read as a number it is at least this. No real table is that long.
constexpr std::uint32_t kLooksLikeText = 0x22000000;

struct PartLengths {
    std::uint32_t feature_json = 0;
    std::uint32_t feature_binary = 0;
    std::uint32_t batch_json = 0;
    std::uint32_t batch_binary = 0;
};

PartLengths read_lengths(ByteReader& reader) {
    PartLengths lengths;
    lengths.feature_json = reader.read<std::uint32_t>();
    lengths.feature_binary = reader.read<std::uint32_t>();
    lengths.batch_json = reader.read<std::uint32_t>();
    lengths.batch_binary = reader.read<std::uint32_t>();
    return lengths;
}

// The two headers of b3dm before its feature table (3D Tiles drafts of 2016 and 2017):
// [batch length, batch table bytes] and [batch table JSON bytes, binary bytes, batch length].
// Returns where the parts start.
std::uint64_t apply_legacy_header(PartLengths& lengths, TileLayout& layout) {
    const PartLengths read = lengths;
    if (read.batch_json >= kLooksLikeText) {
        lengths = {0, 0, read.feature_binary, 0};
        layout.legacy_batch_length = read.feature_json;
        layout.warning = "b3dm has the header of 2016, which no standard knows";
        return 20;
    }
    if (read.batch_binary >= kLooksLikeText) {
        lengths = {0, 0, read.feature_json, read.feature_binary};
        layout.legacy_batch_length = read.batch_json;
        layout.warning = "b3dm has the header of 2017, which no standard knows";
        return 24;
    }
    return 28;
}

}  // namespace

Result<TileLayout> read_tile_layout(ByteView bytes, TileFormat format) {
    ByteReader header(bytes);
    (void)header.read<std::uint32_t>();  // The magic, by which the format was chosen.
    const auto version = header.read<std::uint32_t>();
    const auto byte_length = header.read<std::uint32_t>();
    PartLengths lengths = read_lengths(header);
    TileLayout layout;
    std::uint64_t start = header.position();
    if (format == TileFormat::kI3dm) {
        layout.gltf_format = header.read<std::uint32_t>();
        start = header.position();
    }
    // The oldest b3dm header is the shortest; a glTF behind it always fills up the rest.
    if (header.failed()) return fail(ErrorKind::kBadData, "ends within its header");
    if (version != 1) return fail(ErrorKind::kUnsupported, "version " + std::to_string(version));
    if (byte_length > bytes.size()) {
        return fail(ErrorKind::kBadData, "says it has " + std::to_string(byte_length) +
                                             " bytes, but has " + std::to_string(bytes.size()));
    }
    if (format == TileFormat::kB3dm) start = apply_legacy_header(lengths, layout);
    ByteReader parts(bytes.first(byte_length));
    (void)parts.take(start);
    layout.feature_json = parts.take(lengths.feature_json);
    layout.feature_binary = parts.take(lengths.feature_binary);
    layout.batch_json = parts.take(lengths.batch_json);
    layout.batch_binary = parts.take(lengths.batch_binary);
    if (parts.failed()) return fail(ErrorKind::kBadData, "its tables end after its bytes");
    layout.body = parts.take(parts.remaining());
    if (byte_length < bytes.size() && layout.warning.empty()) {
        layout.warning = "the file goes on after the length that its header says";
    }
    return layout;
}

}  // namespace belvedere::content::tiles3d
