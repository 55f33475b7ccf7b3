// SPDX-License-Identifier: Apache-2.0
#include "app/convert/exported_images.hpp"

#include <algorithm>
#include <cctype>
#include <system_error>
#include <utility>

#include "engine/content/encode/image_encoder.hpp"
#include "engine/content/image/decode_image.hpp"
#include "engine/core/file.hpp"
#include "engine/stream/source_resources.hpp"

namespace belvedere::convert {

namespace {

constexpr std::size_t kNameLetters = 60;
constexpr int kOtherNames = 100'000;
constexpr std::uint64_t kImageFileBytes = 256ULL << 20;

bool starts_with(ByteView file, std::string_view magic) {
    return as_text(file).starts_with(magic);
}
bool is_jpeg(ByteView file) {
    return starts_with(file, "\xFF\xD8\xFF");
}
bool is_png(ByteView file) {
    return starts_with(file, "\x89PNG\r\n");
}

// Letters, digits, '-' and '_'; what else there is becomes '_'.
std::string safe_stem(const std::string& name) {
    std::string stem = name.substr(name.find_last_of("/\\") + 1);
    stem = stem.substr(0, stem.rfind('.'));
    for (char& c : stem) {
        const bool is_safe =
            std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_';
        if (!is_safe || static_cast<unsigned char>(c) >= 0x80) c = '_';
    }
    stem = stem.substr(0, kNameLetters);
    return stem.empty() ? "image" : stem;
}

std::string in_small_letters(std::string text) {
    std::ranges::transform(text, text.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

Result<Bytes> as_png(const content::PlainImage& image) {
    content::encode::PixelImage pixels;
    pixels.width = image.size.width;
    pixels.height = image.size.height;
    const auto* first = reinterpret_cast<const std::uint8_t*>(image.rgba.data());
    pixels.pixels.assign(first, first + image.rgba.size());
    return content::encode::encode_png(pixels);
}

// What a model held inside it, as a file.
Result<Bytes> file_of(const content::citymodel::CityImage& held) {
    if (held.record.format != content::PixelFormat::kRgba8) {
        return fail(ErrorKind::kUnsupported, "it is packed for the GPU");
    }
    const std::uint64_t bytes = std::uint64_t{4} * held.record.width * held.record.height;
    if (bytes > held.pixels.size()) return fail(ErrorKind::kBadData, "it is not whole");
    content::PlainImage image;
    image.size = {held.record.width, held.record.height};
    image.rgba.assign(held.pixels.begin(),
                      held.pixels.begin() + static_cast<std::ptrdiff_t>(bytes));
    return as_png(image);
}

}  // namespace

ExportedImages::ExportedImages(const std::filesystem::path& path) {
    std::filesystem::path stem = path.stem();
    if (stem.extension() == ".city") stem = stem.stem();
    folder_name_ = stem.string() + "_textures";
    folder_ = path.parent_path() / folder_name_;
}

ExportedImages::~ExportedImages() {
    if (is_kept_) return;
    std::error_code ignored;
    for (const std::filesystem::path& file : files_)
        std::filesystem::remove(file, ignored);
    if (folder_is_made_) std::filesystem::remove(folder_, ignored);  // When it is empty.
}

Result<std::string> ExportedImages::write(ByteView file, const std::string& stem,
                                          const std::string& extension) {
    std::error_code problem;
    if (std::filesystem::create_directory(folder_, problem)) folder_is_made_ = true;
    if (problem) return fail(ErrorKind::kDenied, folder_.string() + ": " + problem.message());
    for (int i = 1; i < kOtherNames; ++i) {
        const std::string name = (i == 1 ? stem : stem + '-' + std::to_string(i)) + extension;
        if (!taken_.insert(in_small_letters(name)).second) continue;
        const std::filesystem::path path = folder_ / name;
        if (std::filesystem::exists(std::filesystem::symlink_status(path, problem))) {
            const bool is_plain =
                std::filesystem::is_regular_file(std::filesystem::symlink_status(path, problem));
            const auto there = is_plain ? read_file(path, kImageFileBytes) : Result<Bytes>(Bytes());
            if (!is_plain || !there || !std::ranges::equal(*there, file)) continue;
            return folder_name_ + '/' + name;
        }
        if (const auto saved = write_file_atomic(path, file); !saved) return fail(saved.error());
        files_.push_back(path);
        return folder_name_ + '/' + name;
    }
    return fail(ErrorKind::kLimit, "too many images of one name");
}

Result<ExportedImages::Named> ExportedImages::store(ByteView file, const std::string& wanted) {
    Named named;
    named.is_jpeg = is_jpeg(file);
    Bytes turned;
    // Also for its size, and so that what is no image is not copied.
    const auto image = content::decode_plain_image(file);
    if (!image) return fail(image.error());
    named.width = image->size.width;
    named.height = image->size.height;
    if (!named.is_jpeg && !is_png(file)) {
        auto png = as_png(*image);
        if (!png) return fail(png.error());
        turned = std::move(*png);
        file = turned;
    }
    auto name = write(file, safe_stem(wanted), named.is_jpeg ? ".jpg" : ".png");
    if (!name) return fail(name.error());
    named.name = std::move(*name);
    return named;
}

ExportedImages::Named ExportedImages::OfPart::name_of(
    const content::citymodel::CityBatch& batch, const content::citymodel::CityTexture& texture) {
    if (texture.held < batch.images.size()) {
        const auto& held = batch.images[texture.held];
        const std::string key = "held " + std::to_string(reinterpret_cast<std::uintptr_t>(&*held));
        const auto known = images_.known_.find(key);
        if (known != images_.known_.end()) return known->second;
        const auto file = file_of(*held);
        auto named = file ? images_.store(*file, "model") : Result<Named>(fail(file.error()));
        if (!named) {
            images_.notes_.insert("an image of a model is left out: " + named.error().message);
            return {};
        }
        return images_.known_[key] = std::move(*named);
    }
    const std::string image(batch.text_of(texture.image));
    if (image.empty()) return {};
    const std::string key = base_ + '\n' + image;
    const auto known = images_.known_.find(key);
    if (known != images_.known_.end()) return known->second;
    Result<Named> named = fail(ErrorKind::kNotFound, "its source is not there");
    if (source_ != nullptr) {
        stream::SourceResources resources(*source_, base_, cancel_);
        const auto file = resources.read(image);
        named = file ? images_.store(*file, image) : Result<Named>(fail(file.error()));
    }
    if (!named) {
        images_.notes_.insert("the image " + image + " is not copied: " + named.error().message);
        Named kept;
        kept.name = image;
        const std::string end = in_small_letters(std::filesystem::path(image).extension().string());
        kept.is_jpeg = end == ".jpg" || end == ".jpeg";
        named = std::move(kept);
    }
    return images_.known_[key] = std::move(*named);
}

}  // namespace belvedere::convert
