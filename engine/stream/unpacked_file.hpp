// SPDX-License-Identifier: Apache-2.0
// Packed bytes, unpacked into a file instead of into memory.
#pragma once

#include <cstdint>
#include <memory>

#include "engine/content/decode/citymodel/city_file.hpp"
#include "engine/core/bytes.hpp"
#include "engine/core/result.hpp"
#include "engine/stream/inflate.hpp"
#include "engine/stream/limits.hpp"

namespace belvedere::stream {

struct UnpackLimits {
    std::uint64_t bytes_max = limits::kCityUnpackedBytes;  // More is kLimit.
    std::uint64_t held_max = limits::kCityReadBytes;       // More goes to a file.
};

// What is packed, held in memory while it is small; what is larger goes to a file without a name in
// the cache folder, mapped, which the system removes with the last use of it, also after a crash: a
// city of gigabytes is never held whole. Errors are those of inflate_into(), and kDevice when the
// disk is full. For workers.
[[nodiscard]] Result<std::shared_ptr<const content::citymodel::CityBytes>> unpack_city_bytes(
    ByteView packed, Compression compression, const UnpackLimits& at_most = {});

}  // namespace belvedere::stream
