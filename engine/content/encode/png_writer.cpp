// SPDX-License-Identifier: Apache-2.0
#include "engine/content/encode/png_writer.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <string_view>
#include <system_error>
#include <utility>

#include <unistd.h>

namespace belvedere::content::encode {
namespace {

constexpr std::uint32_t kSideMax_px = 1U << 24;
constexpr std::size_t kPixelBytes = 3;
constexpr std::size_t kKeywordBytesMax = 79;
constexpr std::size_t kChunkBytes = 256U << 10;
// Beyond it a picture of a city hardly gets smaller and takes three times as long.
constexpr int kCompression = 5;
constexpr std::array<std::uint8_t, 8> kSignature = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

using Row = std::vector<std::uint8_t>;

using Word = std::array<std::uint8_t, 4>;

Word big_endian(std::uint32_t value) {
    return {static_cast<std::uint8_t>(value >> 24), static_cast<std::uint8_t>(value >> 16),
            static_cast<std::uint8_t>(value >> 8), static_cast<std::uint8_t>(value)};
}

// Four letters.
using ChunkType = std::array<std::uint8_t, 4>;
constexpr ChunkType kHeaderChunk = {'I', 'H', 'D', 'R'}, kSrgbChunk = {'s', 'R', 'G', 'B'},
                    kTextChunk = {'i', 'T', 'X', 't'}, kDataChunk = {'I', 'D', 'A', 'T'},
                    kEndChunk = {'I', 'E', 'N', 'D'};

bool is_keyword(std::string_view word) {
    const bool has_edges = !word.empty() && word.front() != ' ' && word.back() != ' ';
    return has_edges && word.size() <= kKeywordBytesMax &&
           std::all_of(word.begin(), word.end(), [](char c) { return c >= 32 && c < 127; });
}

// The nearest of left, above and upper left to left + above - upper left.
std::uint8_t paeth(int left, int above, int corner) {
    const int guess = left + above - corner;
    const int by_left = std::abs(guess - left), by_above = std::abs(guess - above);
    const int by_corner = std::abs(guess - corner);
    if (by_left <= by_above && by_left <= by_corner) return static_cast<std::uint8_t>(left);
    return static_cast<std::uint8_t>(by_above <= by_corner ? above : corner);
}

// Filters of the standard, section 9.2; their numbers are what stands before each row.
enum class Filter : std::uint8_t { kSub = 1, kUp = 2, kPaeth = 4 };

void apply(Filter filter, std::span<const std::uint8_t> row, const Row& above, Row& out) {
    out[0] = static_cast<std::uint8_t>(filter);
    for (std::size_t i = 0; i < row.size(); ++i) {
        const std::uint8_t left = i < kPixelBytes ? 0 : row[i - kPixelBytes];
        const std::uint8_t corner = i < kPixelBytes ? 0 : above[i - kPixelBytes];
        const std::uint8_t guess = filter == Filter::kSub  ? left
                                   : filter == Filter::kUp ? above[i]
                                                           : paeth(left, above[i], corner);
        out[i + 1] = static_cast<std::uint8_t>(row[i] - guess);
    }
}

// How far the bytes are from 0 either way: what compresses well is small.
std::uint64_t weight(const Row& filtered) {
    std::uint64_t sum = 0;
    for (std::size_t i = 1; i < filtered.size(); ++i)
        sum += std::min<std::uint32_t>(filtered[i], 256U - filtered[i]);
    return sum;
}

Failure problem_with(const std::filesystem::path& path, int cause) {
    const ErrorKind kind = cause == ENOENT   ? ErrorKind::kNotFound
                           : cause == ENOSPC ? ErrorKind::kLimit
                                             : ErrorKind::kDenied;
    return fail(kind, path.string() + ": " + std::generic_category().message(cause));
}

}  // namespace

struct PngWriter::State {
    std::filesystem::path path, temporary;
    std::FILE* file = nullptr;
    z_stream stream{};
    bool is_streaming = false;
    std::uint32_t rows_left = 0;
    Row above, filtered, best, chunk;

    State() = default;
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() {
        if (is_streaming) deflateEnd(&stream);
        if (file == nullptr) return;
        std::fclose(file);
        std::error_code ignored;
        std::filesystem::remove(temporary, ignored);
    }

    Result<void> write(std::span<const std::uint8_t> bytes) {
        if (bytes.empty()) return {};
        if (std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size()) return {};
        return problem_with(path, errno);
    }
    Result<void> write_chunk(const ChunkType& type, std::span<const std::uint8_t> data) {
        const Word length = big_endian(static_cast<std::uint32_t>(data.size()));
        uLong sum = crc32(0, type.data(), static_cast<uInt>(type.size()));
        // Without data zlib would begin anew.
        if (!data.empty()) sum = crc32(sum, data.data(), static_cast<uInt>(data.size()));
        if (auto written = write(length); !written) return written;
        if (auto written = write(type); !written) return written;
        if (auto written = write(data); !written) return written;
        return write(big_endian(static_cast<std::uint32_t>(sum)));
    }
    Result<void> write_head(const PngOptions& options);
    Result<void> deflate_bytes(std::span<const std::uint8_t> bytes, int flush);
    void filter_row(std::span<const std::uint8_t> row);
};

Result<void> PngWriter::State::write_head(const PngOptions& options) {
    if (auto written = write(kSignature); !written) return written;
    const Word width = big_endian(options.width_px), height = big_endian(options.height_px);
    // Eight bits, RGB, not interlaced.
    const std::array<std::uint8_t, 13> header = {
        width[0],  width[1], width[2], width[3], height[0], height[1], height[2],
        height[3], 8,        2,        0,        0,         0};
    if (auto written = write_chunk(kHeaderChunk, header); !written) return written;
    constexpr std::array<std::uint8_t, 1> kPerceptual = {0};
    if (auto written = write_chunk(kSrgbChunk, kPerceptual); !written) return written;
    for (const PngText& text : options.texts) {
        Row data(text.keyword.begin(), text.keyword.end());
        data.insert(data.end(), {0, 0, 0, 0, 0});  // Not compressed, no language, no translation.
        data.insert(data.end(), text.text.begin(), text.text.end());
        if (auto written = write_chunk(kTextChunk, data); !written) return written;
    }
    return {};
}

Result<void> PngWriter::State::deflate_bytes(std::span<const std::uint8_t> bytes, int flush) {
    stream.next_in = const_cast<Bytef*>(bytes.data());
    stream.avail_in = static_cast<uInt>(bytes.size());
    while (true) {
        const int status = deflate(&stream, flush);
        const bool is_full = stream.avail_out == 0;
        const bool ends = flush == Z_FINISH && status == Z_STREAM_END;
        if (is_full || ends) {
            const std::size_t used = chunk.size() - stream.avail_out;
            if (auto written = write_chunk(kDataChunk, std::span(chunk).first(used)); !written)
                return written;
            stream.next_out = chunk.data();
            stream.avail_out = static_cast<uInt>(chunk.size());
        }
        if (ends || (flush == Z_NO_FLUSH && stream.avail_in == 0 && !is_full)) return {};
    }
}

void PngWriter::State::filter_row(std::span<const std::uint8_t> row) {
    std::uint64_t least = std::numeric_limits<std::uint64_t>::max();
    for (const Filter filter : {Filter::kUp, Filter::kSub, Filter::kPaeth}) {
        apply(filter, row, above, filtered);
        const std::uint64_t now = weight(filtered);
        if (now >= least) continue;
        least = now;
        best.swap(filtered);
    }
    std::copy(row.begin(), row.end(), above.begin());
}

PngWriter::PngWriter(std::unique_ptr<State> state) : state_(std::move(state)) {}
PngWriter::PngWriter(PngWriter&&) noexcept = default;
PngWriter& PngWriter::operator=(PngWriter&&) noexcept = default;
PngWriter::~PngWriter() = default;

Result<PngWriter> PngWriter::create(const std::filesystem::path& path, const PngOptions& options) {
    const auto is_side = [](std::uint32_t side) { return side > 0 && side <= kSideMax_px; };
    if (!is_side(options.width_px) || !is_side(options.height_px)) {
        return fail(ErrorKind::kUsage, "png: each side has 1 to 16777216 pixels");
    }
    const auto& texts = options.texts;
    if (!std::all_of(texts.begin(), texts.end(),
                     [](const PngText& text) { return is_keyword(text.keyword); })) {
        return fail(ErrorKind::kUsage, "png: a keyword has 1 to 79 letters of ASCII");
    }
    auto state = std::make_unique<State>();
    state->path = path;
    state->temporary = path;
    state->temporary += ".part";
    state->file = std::fopen(state->temporary.c_str(), "wbe");
    if (state->file == nullptr) return problem_with(path, errno);
    if (deflateInit(&state->stream, kCompression) != Z_OK) {
        return fail(ErrorKind::kLimit, "png: no memory to compress with");
    }
    state->is_streaming = true;
    state->rows_left = options.height_px;
    state->above.assign(std::size_t{options.width_px} * kPixelBytes, 0);
    state->filtered.resize(state->above.size() + 1);
    state->best.resize(state->above.size() + 1);
    state->chunk.resize(kChunkBytes);
    state->stream.next_out = state->chunk.data();
    state->stream.avail_out = static_cast<uInt>(kChunkBytes);
    if (auto written = state->write_head(options); !written) return fail(written.error());
    return PngWriter(std::move(state));
}

Result<void> PngWriter::add_rows(std::span<const std::uint8_t> rgb) {
    State& s = *state_;
    const std::size_t row_bytes = s.above.size();
    if (rgb.size() % row_bytes != 0 || rgb.size() / row_bytes > s.rows_left) {
        return fail(ErrorKind::kUsage, "png: rows that do not fit the picture");
    }
    for (std::size_t at = 0; at < rgb.size(); at += row_bytes) {
        s.filter_row(rgb.subspan(at, row_bytes));
        --s.rows_left;
        if (auto added = s.deflate_bytes(s.best, Z_NO_FLUSH); !added) return added;
    }
    return {};
}

Result<void> PngWriter::finish() {
    State& s = *state_;
    if (s.rows_left > 0 || s.file == nullptr) {
        return fail(ErrorKind::kUsage, "png: the picture is not whole");
    }
    if (auto ended = s.deflate_bytes({}, Z_FINISH); !ended) return ended;
    if (auto written = s.write_chunk(kEndChunk, {}); !written) return written;
    const bool is_kept = std::fflush(s.file) == 0 && fsync(fileno(s.file)) == 0;
    if (!is_kept) return problem_with(s.path, errno);
    std::fclose(std::exchange(s.file, nullptr));
    std::error_code problem;
    std::filesystem::rename(s.temporary, s.path, problem);
    if (problem) return problem_with(s.path, problem.value());
    return {};
}

}  // namespace belvedere::content::encode
