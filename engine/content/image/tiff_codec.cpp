// SPDX-License-Identifier: Apache-2.0
#include <tiffio.h>

#include <algorithm>
#include <bit>
#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <memory>
#include <string>

#include "engine/content/image/image_codecs.hpp"
#include "engine/content/limits.hpp"

namespace belvedere::content {

namespace {

// One file in memory as libtiff reads it, and the first thing it said was wrong.
struct TiffFile {
    ByteView bytes;
    std::uint64_t at = 0;
    std::string problem;
};

TiffFile& file_of(thandle_t handle) {
    return *static_cast<TiffFile*>(handle);
}

tmsize_t read_tiff(thandle_t handle, void* to, tmsize_t wanted) {
    TiffFile& file = file_of(handle);
    if (wanted < 0 || file.at >= file.bytes.size()) return 0;
    const auto count =
        std::min<std::uint64_t>(static_cast<std::uint64_t>(wanted), file.bytes.size() - file.at);
    std::memcpy(to, file.bytes.data() + file.at, count);
    file.at += count;
    return static_cast<tmsize_t>(count);
}

tmsize_t write_nothing(thandle_t /*handle*/, void* /*from*/, tmsize_t /*wanted*/) {
    return 0;
}

// libtiff calls offsets unsigned and means signed ones where they are relative.
toff_t seek_tiff(thandle_t handle, toff_t offset, int from) {
    TiffFile& file = file_of(handle);
    if (from == SEEK_CUR) offset += file.at;
    if (from == SEEK_END) offset += file.bytes.size();
    file.at = offset;
    return offset;
}

int close_nothing(thandle_t /*handle*/) {
    return 0;
}

toff_t size_of_tiff(thandle_t handle) {
    return file_of(handle).bytes.size();
}

// Read in place: libtiff does not write to what it mapped.
int map_tiff(thandle_t handle, void** base, toff_t* size) {
    const ByteView bytes = file_of(handle).bytes;
    *base = const_cast<std::byte*>(bytes.data());
    *size = bytes.size();
    return 1;
}

void unmap_nothing(thandle_t /*handle*/, void* /*base*/, toff_t /*size*/) {}

[[gnu::format(printf, 4, 0)]] int keep_problem(TIFF* /*tiff*/, void* file, const char* /*module*/,
                                               const char* format, va_list values) {
    std::string& problem = static_cast<TiffFile*>(file)->problem;
    char text[256];
    if (problem.empty() && std::vsnprintf(text, sizeof text, format, values) > 0) problem = text;
    return 1;  // Nobody else is told.
}

int keep_nothing(TIFF* /*tiff*/, void* /*file*/, const char* /*module*/, const char* /*format*/,
                 va_list /*values*/) {
    return 1;
}

using OpenTiff = std::unique_ptr<TIFF, decltype(&TIFFClose)>;

OpenTiff open_tiff(TiffFile& file) {
    const std::unique_ptr<TIFFOpenOptions, decltype(&TIFFOpenOptionsFree)> options(
        TIFFOpenOptionsAlloc(), &TIFFOpenOptionsFree);
    if (options == nullptr) return {nullptr, &TIFFClose};
    TIFFOpenOptionsSetMaxSingleMemAlloc(options.get(), static_cast<tmsize_t>(limits::kImageBytes));
    TIFFOpenOptionsSetErrorHandlerExtR(options.get(), keep_problem, &file);
    TIFFOpenOptionsSetWarningHandlerExtR(options.get(), keep_nothing, nullptr);
    return {TIFFClientOpenExt("texture", "r", &file, read_tiff, write_nothing, seek_tiff,
                              close_nothing, size_of_tiff, map_tiff, unmap_nothing, options.get()),
            &TIFFClose};
}

Error broken_tiff(const TiffFile& file, const char* otherwise) {
    return {ErrorKind::kBadData, "TIFF: " + (file.problem.empty() ? otherwise : file.problem)};
}

Result<ImageSize> tiff_size(ByteView bytes) {
    TiffFile file{bytes, 0, {}};
    const OpenTiff tiff = open_tiff(file);
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    if (tiff == nullptr || TIFFGetField(tiff.get(), TIFFTAG_IMAGEWIDTH, &width) == 0 ||
        TIFFGetField(tiff.get(), TIFFTAG_IMAGELENGTH, &height) == 0) {
        return fail(broken_tiff(file, "broken header"));
    }
    return ImageSize{width, height};
}

// libtiff multiplies colours by their opacity.
void make_straight(std::span<std::byte> rgba) {
    for (std::size_t i = 0; i + 3 < rgba.size(); i += 4) {
        const auto alpha = std::to_integer<std::uint32_t>(rgba[i + 3]);
        if (alpha == 0 || alpha == 255) continue;
        for (std::size_t c = i; c < i + 3; ++c) {
            const auto value = std::to_integer<std::uint32_t>(rgba[c]);
            rgba[c] = static_cast<std::byte>(std::min((value * 255U + alpha / 2U) / alpha, 255U));
        }
    }
}

Result<void> decode_tiff(ByteView bytes, ImageSize size, std::span<std::byte> rgba) {
    TiffFile file{bytes, 0, {}};
    const OpenTiff tiff = open_tiff(file);
    if (tiff == nullptr) return fail(broken_tiff(file, "broken header"));
    char why[1024] = {};
    if (TIFFRGBAImageOK(tiff.get(), why) == 0) {
        return fail(ErrorKind::kUnsupported, "TIFF: " + std::string(why));
    }
    // Pixels are 32-bit words with red in the lowest byte.
    static_assert(std::endian::native == std::endian::little);
    auto* pixels = reinterpret_cast<std::uint32_t*>(rgba.data());
    constexpr int kStopAtErrors = 1;
    if (TIFFReadRGBAImageOriented(tiff.get(), size.width, size.height, pixels, ORIENTATION_TOPLEFT,
                                  kStopAtErrors) == 0) {
        return fail(broken_tiff(file, "does not decode"));
    }
    make_straight(rgba);
    return {};
}

}  // namespace

const ImageCodec kTiffCodec = {tiff_size, decode_tiff};

}  // namespace belvedere::content
