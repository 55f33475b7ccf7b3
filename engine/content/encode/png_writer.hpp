// SPDX-License-Identifier: Apache-2.0
// PngWriter: a PNG file written from top to bottom, so that a picture need never be in memory
// whole.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/core/result.hpp"

namespace belvedere::content::encode {

// What a picture says of itself beside its pixels; keywords of the standard are Title, Author,
// Description, Copyright, Creation Time, Software, Source, Comment.
struct PngText {
    std::string keyword;  // 1 to 79 letters of Latin-1.
    std::string text;     // UTF-8.
};

struct PngOptions {
    std::uint32_t width_px = 0, height_px = 0;
    std::vector<PngText> texts;
};

// 8-bit RGB, sRGB (ISO/IEC 15948): chunks IHDR, sRGB, iTXt, IDAT, IEND; rows filtered by the least
// sum of differences. Writes to a temporary file beside `path` that takes its place in finish(), so
// that nobody sees half a picture; one that is not finished is removed. One thread at a time, any.
class PngWriter {
  public:
    // kUsage for a side of 0 or above 2^24 or a keyword that is none; kDenied, kNotFound or kLimit
    // when the file cannot be made.
    [[nodiscard]] static Result<PngWriter> create(const std::filesystem::path& path,
                                                  const PngOptions& options);
    PngWriter(PngWriter&& other) noexcept;
    PngWriter& operator=(PngWriter&& other) noexcept;
    ~PngWriter();

    // Whole rows, three bytes a pixel, from the top. kUsage when there are too many or a part of
    // one; kLimit when the disk is full.
    [[nodiscard]] Result<void> add_rows(std::span<const std::uint8_t> rgb);
    // Ends the file. kUsage while rows are missing.
    [[nodiscard]] Result<void> finish();

  private:
    struct State;
    explicit PngWriter(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace belvedere::content::encode
