// SPDX-License-Identifier: Apache-2.0
#include "engine/content/image/ktx2.hpp"

#include <algorithm>
#include <cstring>
#include <optional>
#include <string>

#include <zstd.h>

#include "engine/content/limits.hpp"
#include "engine/content/pixel_layout.hpp"

namespace belvedere::content {

namespace {

constexpr unsigned char kIdentifier[12] = {0xAB, 'K',  'T',  'X',  ' ',  '2',
                                           '0',  0xBB, '\r', '\n', 0x1A, '\n'};

// Section 3: the fixed part of the file.
struct Header {
    std::uint32_t vk_format, type_size, width, height, depth, layers, faces, levels, scheme;
};
static_assert(sizeof(Header) == 36);
constexpr std::uint64_t kLevelIndexOffset = 12 + 36 + 32;

struct LevelIndex {
    std::uint64_t offset, bytes, uncompressed_bytes;
};

struct SourceFormat {
    PixelFormat format;
    std::uint32_t channels;  // Of 8 bits each in the file; 0 for blocks, which are copied.
};

// VkFormat values of the Vulkan specification; each pair is UNORM and SRGB.
std::optional<SourceFormat> source_format(std::uint32_t vk_format) {
    switch (vk_format) {
        case 9:
        case 15:
            return SourceFormat{PixelFormat::kRgba8, 1};
        case 16:
        case 22:
            return SourceFormat{PixelFormat::kRgba8, 2};
        case 23:
        case 29:
            return SourceFormat{PixelFormat::kRgba8, 3};
        case 37:
        case 43:
            return SourceFormat{PixelFormat::kRgba8, 4};
        case 131:
        case 132:
        case 133:
        case 134:
            return SourceFormat{PixelFormat::kBc1, 0};
        case 137:
        case 138:
            return SourceFormat{PixelFormat::kBc3, 0};
        case 139:
            return SourceFormat{PixelFormat::kBc4, 0};
        case 141:
            return SourceFormat{PixelFormat::kBc5, 0};
        case 145:
        case 146:
            return SourceFormat{PixelFormat::kBc7, 0};
        default:
            return std::nullopt;
    }
}

Failure bad(std::string what) {
    return fail(ErrorKind::kBadData, "KTX2: " + std::move(what));
}
Failure unsupported(std::string what) {
    return fail(ErrorKind::kUnsupported, "KTX2: " + std::move(what));
}

constexpr std::uint32_t kPlain = 0, kBasisLz = 1, kZstandard = 2;

Result<SourceFormat> check(const Header& header) {
    if (header.scheme == kBasisLz) return unsupported("Basis Universal (ETC1S) texture");
    if (header.vk_format == 0) return unsupported("Basis Universal (UASTC) texture");
    if (header.scheme != kPlain && header.scheme != kZstandard) {
        return unsupported("supercompression scheme " + std::to_string(header.scheme));
    }
    if (header.width == 0 || header.height == 0) return unsupported("not a two-dimensional image");
    if (header.depth > 1 || header.layers > 1 || header.faces != 1) {
        return unsupported("array, cube or volume texture");
    }
    if (header.width > limits::kImageSize_px || header.height > limits::kImageSize_px) {
        return fail(ErrorKind::kLimit, "KTX2: image is over limits::kImageSize_px");
    }
    if (header.levels > full_chain_levels({header.width, header.height})) {
        return bad("more levels than its size has");
    }
    const auto format = source_format(header.vk_format);
    if (!format) return unsupported("VkFormat " + std::to_string(header.vk_format));
    return *format;
}

// R becomes grey, RG keeps its two channels, a missing alpha is opaque.
Bytes expand(ByteView source, std::uint32_t channels) {
    const std::size_t pixels = source.size() / channels;
    Bytes out(pixels * 4);
    for (std::size_t i = 0; i < pixels; ++i) {
        const std::byte* from = source.data() + i * channels;
        std::byte* to = out.data() + i * 4;
        to[0] = from[0];
        to[1] = channels > 1 ? from[1] : from[0];
        to[2] = channels > 2 ? from[2] : channels == 1 ? from[0] : std::byte{0};
        to[3] = channels > 3 ? from[3] : std::byte{255};
    }
    return out;
}

Result<Bytes> unpack(ByteView stored, std::uint32_t scheme, std::uint64_t bytes) {
    if (scheme == kPlain) {
        if (stored.size() < bytes) return bad("a level is shorter than its size");
        return Bytes(stored.begin(), stored.begin() + static_cast<std::ptrdiff_t>(bytes));
    }
    Bytes out(bytes);
    const std::size_t written =
        ZSTD_decompress(out.data(), out.size(), stored.data(), stored.size());
    if (ZSTD_isError(written) != 0 || written != bytes) return bad("a level does not decompress");
    return out;
}

}  // namespace

bool is_ktx2(ByteView file) {
    return file.size() >= sizeof(kIdentifier) &&
           std::memcmp(file.data(), kIdentifier, sizeof(kIdentifier)) == 0;
}

Result<Ktx2Image> decode_ktx2(ByteView file) {
    if (!is_ktx2(file) || file.size() < kLevelIndexOffset) return bad("ends within its header");
    const auto header = load_unaligned<Header>(file.data() + sizeof(kIdentifier));
    const auto format = check(header);
    if (!format) return fail(format.error());
    const ImageSize size{header.width, header.height};
    Ktx2Image image{header.width, header.height, format->format, {}};
    std::uint64_t total = 0;
    const std::uint32_t levels = std::max(header.levels, 1U);
    for (std::uint32_t level = 0; level < levels; ++level) {
        const auto index =
            checked_slice(file, kLevelIndexOffset + level * sizeof(LevelIndex), sizeof(LevelIndex));
        if (!index) return bad("ends within its level index");
        const auto entry = load_unaligned<LevelIndex>(index->data());
        const auto stored = checked_slice(file, entry.offset, entry.bytes);
        if (!stored) return bad("a level leaves the file");
        const ImageSize part = level_size(size, level);
        const std::uint64_t bytes =
            format->channels == 0 ? level_bytes(format->format, part)
                                  : std::uint64_t{part.width} * part.height * format->channels;
        total += std::max(bytes, level_bytes(format->format, part));
        if (total > limits::kImageBytes) {
            return fail(ErrorKind::kLimit, "KTX2: image is over limits::kImageBytes");
        }
        auto unpacked = unpack(*stored, header.scheme, bytes);
        if (!unpacked) return fail(std::move(unpacked.error()));
        image.levels.push_back(format->channels == 0 || format->channels == 4
                                   ? std::move(*unpacked)
                                   : expand(*unpacked, format->channels));
    }
    return image;
}

}  // namespace belvedere::content
