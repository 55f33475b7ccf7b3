// SPDX-License-Identifier: Apache-2.0
// Decompression with limits: no output larger than said, none out of proportion to its input.
#pragma once

#include <cstdint>
#include <functional>

#include "engine/core/bytes.hpp"
#include "engine/core/result.hpp"

namespace belvedere::stream {

enum class Compression { kDeflate, kGzip, kZstd };

// The decompressed bytes; kLimit over `bytes_max` or limits::kInflateRatio times the input (plus
// 64 KiB, since small texts compress well), kBadData when the stream is broken or incomplete. Any
// thread.
[[nodiscard]] Result<Bytes> inflated(ByteView input, Compression compression,
                                     std::uint64_t bytes_max);

// The same piece by piece, for what is too large to be held: each piece goes to `take` and is gone
// after it returns; an error that it gives ends the work. What was taken before an error is to be
// thrown away.
[[nodiscard]] Result<void> inflate_into(ByteView input, Compression compression,
                                        std::uint64_t bytes_max,
                                        const std::function<Result<void>(ByteView)>& take);

// RFC 1952 magic.
[[nodiscard]] bool is_gzip(ByteView bytes);

// What a file of a source holds: unpacked where it was stored as gzip (which 3D Tiles allows of
// every file of a tileset), bounded by content::limits::kContentFileBytes. Data that only begins
// like gzip and does not end like it is left as it is.
[[nodiscard]] Result<Bytes> without_gzip(Bytes bytes);

}  // namespace belvedere::stream
