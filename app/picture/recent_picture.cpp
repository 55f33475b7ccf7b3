// SPDX-License-Identifier: Apache-2.0
#include "app/picture/recent_picture.hpp"

#include <algorithm>
#include <chrono>
#include <span>
#include <system_error>
#include <utility>

#include "engine/content/encode/png_writer.hpp"
#include "engine/content/image/decode_image.hpp"
#include "engine/core/file.hpp"
#include "engine/core/hash.hpp"

namespace belvedere::picture {
namespace {

namespace fs = std::filesystem;

constexpr const char* kEnding = ".png";
// Entries looked at when the folder is tidied; it has a few dozen unless somebody filled it.
constexpr std::size_t kEntriesMax = 4096;

void remove_oldest(const fs::path& folder) {
    std::vector<std::pair<fs::file_time_type, fs::path>> files;
    std::error_code error;
    for (auto entry = fs::directory_iterator(folder, error);
         !error && entry != fs::directory_iterator() && files.size() < kEntriesMax;
         entry.increment(error)) {
        std::error_code problem;
        if (!entry->is_regular_file(problem) || entry->path().extension() != kEnding) continue;
        files.emplace_back(entry->last_write_time(problem), entry->path());
    }
    if (files.size() <= kRecentPicturesMax) return;
    std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return b < a; });
    for (std::size_t i = kRecentPicturesMax; i < files.size(); ++i) {
        std::error_code ignored;  // Another program's picture may have gone meanwhile.
        fs::remove(files[i].second, ignored);
    }
}

// By its head alone, before any memory is taken for its pixels (ISO/IEC 15948, 5.2 and 11.2.2).
bool has_our_size(ByteView file) {
    constexpr std::size_t kWidthAt = 16, kHeightAt = 20, kHead = 24;
    constexpr std::byte kSignature[] = {std::byte{0x89}, std::byte{'P'}, std::byte{'N'},
                                        std::byte{'G'}};
    if (file.size() < kHead ||
        !std::equal(std::begin(kSignature), std::end(kSignature), file.begin()))
        return false;
    const auto number = [file](std::size_t at) {
        std::uint32_t value = 0;
        for (const std::byte each : file.subspan(at, 4))
            value = value << 8 | std::to_integer<std::uint32_t>(each);
        return value;
    };
    return number(kWidthAt) == kRecentWidth_px && number(kHeightAt) == kRecentHeight_px;
}

UtcTime time_of(const fs::path& path) {
    std::error_code error;
    const auto written = fs::last_write_time(path, error);
    if (error) return {};
    const auto utc = std::chrono::file_clock::to_sys(written).time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::microseconds>(utc).count()};
}

}  // namespace

fs::path recent_picture_path(const fs::path& folder, const std::string& source) {
    return folder / (hexadecimal(hash_64(std::as_bytes(std::span(source)))) + kEnding);
}

Result<void> keep_recent_picture(const fs::path& folder, const std::string& source,
                                 const std::vector<std::uint8_t>& rgb) {
    if (rgb.size() != std::size_t{kRecentWidth_px} * kRecentHeight_px * 3) {
        return fail(ErrorKind::kUsage, "a picture of the start page has another size");
    }
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) return fail(ErrorKind::kDenied, folder.string() + ": " + error.message());
    auto file = content::encode::PngWriter::create(recent_picture_path(folder, source),
                                                   {kRecentWidth_px, kRecentHeight_px, {}});
    if (!file) return fail(file.error());
    if (auto added = file->add_rows(rgb); !added) return added;
    if (auto finished = file->finish(); !finished) return finished;
    remove_oldest(folder);
    return {};
}

Result<RecentPicture> read_recent_picture(const fs::path& folder, const std::string& source) {
    const fs::path path = recent_picture_path(folder, source);
    const auto bytes = read_file(path, kRecentFileBytesMax);
    if (!bytes) return fail(bytes.error());
    if (!has_our_size(*bytes)) {
        return fail(ErrorKind::kUsage, path.string() + ": not a picture of the start page");
    }
    auto image = content::decode_plain_image(*bytes);
    if (!image) return fail_in(path.string(), image.error());
    RecentPicture picture;
    picture.rgba.assign(image->rgba.begin(), image->rgba.end());
    picture.taken = time_of(path);
    return picture;
}

}  // namespace belvedere::picture
