// SPDX-License-Identifier: Apache-2.0
// Packed bytes, unpacked into a file instead of into memory.
#pragma once

#include <cstdint>
#include <memory>

#include "engine/content/decode/citymodel/city_file.hpp"
#include "engine/core/bytes.hpp"
#include "engine/core/result.hpp"
#include "engine/stream/inflate.hpp"

namespace belvedere::stream {

// Up to limits::kCityReadBytes are held; what is larger goes to a file without a name in the cache
// folder, mapped, which the system removes with the last use of it, also after a crash: a city of
// gigabytes is never held whole. Errors are those of inflate_into(), and kDevice when the disk is
// full. For workers.
[[nodiscard]] Result<std::shared_ptr<const content::citymodel::CityBytes>> unpack_city_bytes(
    ByteView packed, Compression compression, std::uint64_t bytes_max);

}  // namespace belvedere::stream
