// SPDX-License-Identifier: Apache-2.0
#include <memory>
#include <string>

#include <turbojpeg.h>

#include "engine/content/image/image_codecs.hpp"

namespace belvedere::content {

namespace {

struct Closer {
    void operator()(void* handle) const { tjDestroy(handle); }
};
using Handle = std::unique_ptr<void, Closer>;

Failure bad(void* handle) {
    const char* reason = handle == nullptr ? "out of memory" : tjGetErrorStr2(handle);
    return fail(ErrorKind::kBadData, std::string("JPEG: ") + reason);
}

const unsigned char* jpeg_data(ByteView file) {
    return reinterpret_cast<const unsigned char*>(file.data());
}

Result<ImageSize> jpeg_size(ByteView file) {
    const Handle handle(tjInitDecompress());
    int width = 0, height = 0, subsampling = 0, color_space = 0;
    if (!handle || tjDecompressHeader3(handle.get(), jpeg_data(file), file.size(), &width, &height,
                                       &subsampling, &color_space) != 0) {
        return bad(handle.get());
    }
    if (color_space == TJCS_CMYK || color_space == TJCS_YCCK) {
        return fail(ErrorKind::kUnsupported, "JPEG in CMYK");
    }
    return ImageSize{static_cast<std::uint32_t>(width), static_cast<std::uint32_t>(height)};
}

Result<void> decode_jpeg(ByteView file, ImageSize size, std::span<std::byte> rgba) {
    const Handle handle(tjInitDecompress());
    // A progressive file may hold thousands of scans over the same pixels; the flag bounds them.
    const int status =
        !handle ? -1
                : tjDecompress2(handle.get(), jpeg_data(file), file.size(),
                                reinterpret_cast<unsigned char*>(rgba.data()),
                                static_cast<int>(size.width), 0, static_cast<int>(size.height),
                                TJPF_RGBA, TJFLAG_LIMITSCANS);
    // A truncated file still fills the picture; the library calls that a warning.
    if (status != 0 && (!handle || tjGetErrorCode(handle.get()) != TJERR_WARNING)) {
        return bad(handle.get());
    }
    return {};
}

}  // namespace

const ImageCodec kJpegCodec = {jpeg_size, decode_jpeg};

}  // namespace belvedere::content
