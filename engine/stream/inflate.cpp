// SPDX-License-Identifier: Apache-2.0
#include "engine/stream/inflate.hpp"

#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <functional>
#include <memory>

#include "engine/content/limits.hpp"
#include "engine/stream/limits.hpp"

namespace belvedere::stream {
namespace {

constexpr std::size_t kStep = 256 * 1024;
constexpr std::uint64_t kSmall = 64 * 1024;

struct Cap {
    std::uint64_t bytes = 0;
    bool is_ratio = false;
};

Cap output_cap(std::uint64_t input, std::uint64_t bytes_max) {
    const std::uint64_t by_ratio =
        checked_multiply(input, limits::kInflateRatio).value_or(bytes_max) + kSmall;
    return by_ratio < bytes_max ? Cap{by_ratio, true} : Cap{bytes_max, false};
}

Failure over(const Cap& cap) {
    return fail(ErrorKind::kLimit,
                cap.is_ratio ? "expands more than 200 times (a bomb?)"
                             : "expands to more than " + std::to_string(cap.bytes) + " bytes");
}

using Take = std::function<Result<void>(ByteView)>;

// The next piece of input of a size that zlib counts with.
void feed(z_stream& stream, ByteView& input) {
    const std::size_t size = std::min<std::size_t>(input.size(), std::size_t{1} << 30);
    // zlib does not write to its input; its interface of old lacks the const.
    stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(input.data()));
    stream.avail_in = static_cast<uInt>(size);
    input = input.subspan(size);
}

Result<void> inflate_zlib(ByteView input, int window_bits, const Cap& cap, const Take& take) {
    z_stream stream{};
    if (inflateInit2(&stream, window_bits) != Z_OK) {
        return fail(ErrorKind::kTemporary, "no memory to decompress");
    }
    const std::unique_ptr<z_stream, int (*)(z_stream*)> closer(&stream, &inflateEnd);
    Bytes piece(kStep);
    std::uint64_t done = 0;
    int code = Z_OK;
    while (code != Z_STREAM_END) {
        if (stream.avail_in == 0) feed(stream, input);
        stream.next_out = reinterpret_cast<Bytef*>(piece.data());
        stream.avail_out = static_cast<uInt>(kStep);
        code = inflate(&stream, Z_NO_FLUSH);
        const std::size_t size = kStep - stream.avail_out;
        done += size;
        if (done > cap.bytes) return over(cap);
        const bool is_stuck = size == 0 && stream.avail_in == 0 && input.empty();
        if ((code != Z_OK && code != Z_STREAM_END) || (is_stuck && code != Z_STREAM_END)) {
            return fail(ErrorKind::kBadData, "compressed data is broken or ends too early");
        }
        if (auto taken = take(ByteView(piece).first(size)); !taken) return taken;
    }
    return {};
}

Result<void> inflate_zstd(ByteView input, const Cap& cap, const Take& take) {
    const std::unique_ptr<ZSTD_DCtx, std::size_t (*)(ZSTD_DCtx*)> context(ZSTD_createDCtx(),
                                                                          &ZSTD_freeDCtx);
    if (context == nullptr) return fail(ErrorKind::kTemporary, "no memory to decompress");
    ZSTD_DCtx_setParameter(context.get(), ZSTD_d_windowLogMax, 27);
    ZSTD_inBuffer in{input.data(), input.size(), 0};
    Bytes bytes(kStep);
    std::uint64_t done = 0;
    std::size_t left = 1;
    while (left != 0) {
        ZSTD_outBuffer piece{bytes.data(), kStep, 0};
        left = ZSTD_decompressStream(context.get(), &piece, &in);
        done += piece.pos;
        if (ZSTD_isError(left) != 0) return fail(ErrorKind::kBadData, "zstd data is broken");
        if (done > cap.bytes) return over(cap);
        if (left != 0 && piece.pos == 0 && in.pos == in.size) {
            return fail(ErrorKind::kBadData, "zstd data ends too early");
        }
        if (auto taken = take(ByteView(bytes).first(piece.pos)); !taken) return taken;
    }
    return {};
}

}  // namespace

Result<void> inflate_into(ByteView input, Compression compression, std::uint64_t bytes_max,
                          const Take& take) {
    const Cap cap = output_cap(input.size(), bytes_max);
    switch (compression) {
        case Compression::kDeflate:
            return inflate_zlib(input, -MAX_WBITS, cap, take);
        case Compression::kGzip:
            return inflate_zlib(input, MAX_WBITS + 16, cap, take);
        case Compression::kZstd:
            return inflate_zstd(input, cap, take);
    }
    return fail(ErrorKind::kUnsupported, "unknown compression");
}

Result<Bytes> inflated(ByteView input, Compression compression, std::uint64_t bytes_max) {
    Bytes out;
    auto done = inflate_into(input, compression, bytes_max, [&](ByteView piece) -> Result<void> {
        out.insert(out.end(), piece.begin(), piece.end());
        return {};
    });
    if (!done) return fail(done.error());
    return out;
}

bool is_gzip(ByteView bytes) {
    return bytes.size() > 18 && bytes[0] == std::byte{0x1F} && bytes[1] == std::byte{0x8B};
}

Result<Bytes> without_gzip(Bytes bytes) {
    if (!is_gzip(bytes)) return bytes;
    auto plain = inflated(bytes, Compression::kGzip, content::limits::kContentFileBytes);
    if (plain || plain.error().kind == ErrorKind::kLimit) return plain;
    return bytes;
}

}  // namespace belvedere::stream
