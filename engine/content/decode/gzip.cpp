// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/gzip.hpp"

#include <algorithm>
#include <limits>
#include <memory>
#include <string>

#include <zlib.h>

#include "engine/content/limits.hpp"

namespace belvedere::content {

namespace {

constexpr std::uint64_t kSmallOutput = 1U << 20;
constexpr int kGzipWindowBits = 15 + 16;  // zlib: 15 bits of window, and expect a gzip header.

struct InflateEnd {
    void operator()(z_stream* stream) const { inflateEnd(stream); }
};

}  // namespace

bool is_gzip(ByteView bytes) {
    return bytes.size() >= 2 && bytes[0] == std::byte{0x1F} && bytes[1] == std::byte{0x8B};
}

Result<Bytes> inflate_gzip(ByteView bytes, std::uint64_t bytes_max) {
    if (bytes.size() > std::numeric_limits<uInt>::max()) {
        return fail(ErrorKind::kLimit, "gzip of more than 4 GiB");
    }
    const std::uint64_t limit =
        std::min(bytes_max, std::max(kSmallOutput, bytes.size() * limits::kInflateRatio));
    z_stream stream{};
    if (inflateInit2(&stream, kGzipWindowBits) != Z_OK) {
        return fail(ErrorKind::kDevice, "gzip: zlib does not start");
    }
    const std::unique_ptr<z_stream, InflateEnd> ending(&stream);
    // zlib only reads through next_in; its type lacks const unless asked for at its build.
    stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    Bytes output;
    int status = Z_OK;
    while (status == Z_OK) {
        if (output.size() >= limit) {
            return fail(ErrorKind::kLimit,
                        "gzip grows beyond the limit of " + std::to_string(limit) + " bytes");
        }
        const std::size_t done = output.size();
        const std::uint64_t next = std::max<std::uint64_t>(done * 2, bytes.size() * 4);
        output.resize(
            static_cast<std::size_t>(std::clamp<std::uint64_t>(next, done + 4096, limit + 4096)));
        stream.next_out = reinterpret_cast<Bytef*>(output.data() + done);
        stream.avail_out = static_cast<uInt>(output.size() - done);
        status = inflate(&stream, Z_NO_FLUSH);
        output.resize(output.size() - stream.avail_out);
        if (status == Z_BUF_ERROR ||
            (status == Z_OK && stream.avail_in == 0 && stream.avail_out > 0)) {
            return fail(ErrorKind::kBadData, "gzip ends before its end");
        }
    }
    if (status != Z_STREAM_END) {
        return fail(ErrorKind::kBadData,
                    std::string("gzip is broken: ") + (stream.msg == nullptr ? "?" : stream.msg));
    }
    if (output.size() > limit) {
        return fail(ErrorKind::kLimit,
                    "gzip grows beyond the limit of " + std::to_string(limit) + " bytes");
    }
    return output;
}

}  // namespace belvedere::content
