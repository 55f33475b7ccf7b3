// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/gltf/glb_container.hpp"

#include <string>

namespace belvedere::content::gltf {

namespace {

constexpr std::uint32_t kMagic = 0x46546C67;   // "glTF"
constexpr std::uint32_t kJson = 0x4E4F534A;    // "JSON"
constexpr std::uint32_t kBinary = 0x004E4942;  // "BIN\0"

}  // namespace

Result<GltfChunks> split_gltf(ByteView file) {
    if (file.size() < 4 || load_unaligned<std::uint32_t>(file.data()) != kMagic) {
        return GltfChunks{.json = file, .binary = {}, .has_binary = false};
    }
    ByteReader header(file);
    (void)header.read<std::uint32_t>();
    const auto version = header.read<std::uint32_t>();
    const auto length = header.read<std::uint32_t>();
    if (header.failed()) return fail(ErrorKind::kBadData, "GLB ends within its header");
    if (version != 2) {
        return fail(ErrorKind::kUnsupported, "GLB version " + std::to_string(version));
    }
    if (length > file.size()) return fail(ErrorKind::kBadData, "GLB is shorter than it says");
    ByteReader reader(file.first(length));
    (void)reader.take(12);
    GltfChunks chunks;
    bool has_json = false;
    while (reader.remaining() > 0) {
        const auto bytes = reader.read<std::uint32_t>();
        const auto type = reader.read<std::uint32_t>();
        const ByteView chunk = reader.take(bytes);
        if (reader.failed()) return fail(ErrorKind::kBadData, "GLB chunk ends after the file");
        if (!has_json && type != kJson) {
            return fail(ErrorKind::kBadData, "GLB does not start with a JSON chunk");
        }
        if (type == kJson && has_json) {
            return fail(ErrorKind::kBadData, "GLB has two JSON chunks");
        }
        if (type == kJson) {
            has_json = true;
            chunks.json = chunk;
        } else if (type == kBinary && !chunks.has_binary) {
            chunks.binary = chunk;
            chunks.has_binary = true;
        }
    }
    if (!has_json) return fail(ErrorKind::kBadData, "GLB has no JSON chunk");
    return chunks;
}

}  // namespace belvedere::content::gltf
