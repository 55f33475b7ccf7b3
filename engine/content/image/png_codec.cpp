// SPDX-License-Identifier: Apache-2.0
#include <cstring>
#include <string>

#include <png.h>

#include "engine/content/image/image_codecs.hpp"

namespace belvedere::content {

namespace {

// The simplified interface of libpng 1.6: no longjmp crosses our frames, every colour type becomes
// what is asked for.
class PngReader {
  public:
    PngReader() {
        std::memset(&image_, 0, sizeof(image_));
        image_.version = PNG_IMAGE_VERSION;
    }
    PngReader(const PngReader&) = delete;
    PngReader& operator=(const PngReader&) = delete;
    ~PngReader() { png_image_free(&image_); }

    bool begin(ByteView file) {
        return png_image_begin_read_from_memory(&image_, file.data(), file.size()) != 0;
    }
    bool finish(std::span<std::byte> rgba) {
        image_.format = PNG_FORMAT_RGBA;
        image_.flags |= PNG_IMAGE_FLAG_16BIT_sRGB;
        return png_image_finish_read(&image_, nullptr, rgba.data(), 0, nullptr) != 0;
    }
    [[nodiscard]] ImageSize size() const { return {image_.width, image_.height}; }
    [[nodiscard]] Failure failure() const {
        return fail(ErrorKind::kBadData, std::string("PNG: ") + image_.message);
    }

  private:
    png_image image_;
};

Result<ImageSize> png_size(ByteView file) {
    PngReader reader;
    if (!reader.begin(file)) return reader.failure();
    return reader.size();
}

Result<void> decode_png(ByteView file, ImageSize size, std::span<std::byte> rgba) {
    PngReader reader;
    if (!reader.begin(file)) return reader.failure();
    if (reader.size().width != size.width || reader.size().height != size.height ||
        rgba.size() < level_bytes(PixelFormat::kRgba8, size)) {
        return fail(ErrorKind::kBadData, "PNG: its size changed");
    }
    if (!reader.finish(rgba)) return reader.failure();
    return {};
}

}  // namespace

const ImageCodec kPngCodec = {png_size, decode_png};

}  // namespace belvedere::content
