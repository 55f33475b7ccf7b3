// SPDX-License-Identifier: Apache-2.0
// Small pictures of how sources were seen last, kept on the disk for the start page.
//
// Each source has one PNG in a folder that may be deleted at any time; its name is a hash of the
// source's, so that no address stands in the open. Folder and files are bounded in count and bytes.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/clock.hpp"
#include "engine/core/result.hpp"

namespace belvedere::picture {

inline constexpr std::uint32_t kRecentWidth_px = 320, kRecentHeight_px = 180;
// Pictures the folder holds at most, the newest ones, and the bytes of a file that is read at all:
// those of a picture that no filter makes smaller, with room for what surrounds it.
inline constexpr std::size_t kRecentPicturesMax = 24;
inline constexpr std::uint64_t kRecentFileBytesMax =
    std::uint64_t{kRecentWidth_px} * kRecentHeight_px * 3 + (16U << 10);

struct RecentPicture {
    std::vector<std::byte> rgba;  // kRecentWidth_px times kRecentHeight_px, rows from the top.
    UtcTime taken;
};

// Where the picture of a source lies.
[[nodiscard]] std::filesystem::path recent_picture_path(const std::filesystem::path& folder,
                                                        const std::string& source);
// Writes it in place of the one before, then removes the oldest beyond kRecentPicturesMax. Three
// bytes a pixel; kUsage for any other size, kDenied, kNotFound or kLimit from the disk. Any thread.
[[nodiscard]] Result<void> keep_recent_picture(const std::filesystem::path& folder,
                                               const std::string& source,
                                               const std::vector<std::uint8_t>& rgb);
// kNotFound where there is none; kLimit, kBadData or kUsage for a file that is not one of ours: it
// is shown as if it were not there. Any thread.
[[nodiscard]] Result<RecentPicture> read_recent_picture(const std::filesystem::path& folder,
                                                        const std::string& source);

}  // namespace belvedere::picture
