// SPDX-License-Identifier: Apache-2.0
// Unwrapping gzip (RFC 1952), which some servers and writers put around tiles and tilesets.
#pragma once

#include <cstdint>

#include "engine/core/bytes.hpp"
#include "engine/core/result.hpp"

namespace belvedere::content {

// Whether the bytes start like a gzip member.
[[nodiscard]] bool is_gzip(ByteView bytes);

// The unwrapped bytes. kBadData for a broken stream; kLimit when they would be more than
// `bytes_max` or more than limits::kInflateRatio times the input (small inputs may grow to 1 MiB).
// Never trusts the length in the trailer. Any thread.
[[nodiscard]] Result<Bytes> inflate_gzip(ByteView bytes, std::uint64_t bytes_max);

}  // namespace belvedere::content
