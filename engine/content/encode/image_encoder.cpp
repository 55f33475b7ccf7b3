// SPDX-License-Identifier: Apache-2.0
#include "engine/content/encode/image_encoder.hpp"

#include <png.h>
#include <turbojpeg.h>
#include <webp/encode.h>

#include <memory>
#include <string>

namespace belvedere::content::encode {

namespace {

Result<void> check(const PixelImage& image) {
    const std::uint64_t expected = std::uint64_t{image.width} * image.height * image.channels;
    if (image.width == 0 || image.height == 0 || image.width > 16'383 || image.height > 16'383 ||
        (image.channels != 3 && image.channels != 4) || expected != image.pixels.size()) {
        return fail(ErrorKind::kUsage, "image: pixel count does not match its size");
    }
    return {};
}

Bytes copy_bytes(const unsigned char* data, std::size_t size) {
    const auto* first = reinterpret_cast<const std::byte*>(data);
    return {first, first + size};
}

}  // namespace

Result<Bytes> encode_png(const PixelImage& image) {
    if (const auto checked = check(image); !checked) return fail(checked.error());
    png_image header{};
    header.version = PNG_IMAGE_VERSION;
    header.width = image.width;
    header.height = image.height;
    header.format = image.channels == 4 ? PNG_FORMAT_RGBA : PNG_FORMAT_RGB;
    png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(header);
    Bytes out(size);
    if (png_image_write_to_memory(&header, out.data(), &size, 0, image.pixels.data(), 0, nullptr) ==
        0) {
        return fail(ErrorKind::kBadData, std::string("png: ") + header.message);
    }
    out.resize(size);
    return out;
}

Result<Bytes> encode_jpeg(const PixelImage& image, int quality) {
    if (const auto checked = check(image); !checked) return fail(checked.error());
    const std::unique_ptr<void, int (*)(void*)> codec(tjInitCompress(), &tjDestroy);
    if (!codec) return fail(ErrorKind::kDevice, "jpeg: the encoder could not be started");
    unsigned char* data = nullptr;
    unsigned long size = 0;
    const int status =
        tjCompress2(codec.get(), image.pixels.data(), static_cast<int>(image.width), 0,
                    static_cast<int>(image.height), image.channels == 4 ? TJPF_RGBA : TJPF_RGB,
                    &data, &size, TJSAMP_420, quality, TJFLAG_ACCURATEDCT);
    const std::unique_ptr<unsigned char, void (*)(unsigned char*)> owner(data, &tjFree);
    if (status != 0) {
        return fail(ErrorKind::kBadData, std::string("jpeg: ") + tjGetErrorStr2(codec.get()));
    }
    return copy_bytes(data, size);
}

Result<Bytes> encode_webp(const PixelImage& image, int quality) {
    if (const auto checked = check(image); !checked) return fail(checked.error());
    const auto width = static_cast<int>(image.width);
    const auto height = static_cast<int>(image.height);
    const int stride = width * static_cast<int>(image.channels);
    const auto* pixels = image.pixels.data();
    const auto lossy = static_cast<float>(quality);
    std::uint8_t* data = nullptr;
    std::size_t size = 0;
    if (image.channels == 4) {
        size = quality >= 100 ? WebPEncodeLosslessRGBA(pixels, width, height, stride, &data)
                              : WebPEncodeRGBA(pixels, width, height, stride, lossy, &data);
    } else {
        size = quality >= 100 ? WebPEncodeLosslessRGB(pixels, width, height, stride, &data)
                              : WebPEncodeRGB(pixels, width, height, stride, lossy, &data);
    }
    const std::unique_ptr<std::uint8_t, void (*)(void*)> owner(data, &WebPFree);
    if (size == 0) return fail(ErrorKind::kBadData, "webp: the encoder failed");
    return copy_bytes(data, size);
}

}  // namespace belvedere::content::encode
