// SPDX-License-Identifier: Apache-2.0
// CityGML files: opened, every stretch indexed, every member read and written as tiles.
#include <cstdint>

#include "tests/fuzz/city_fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    belvedere::fuzz::read_city(belvedere::as_bytes({reinterpret_cast<const char*>(data), size}));
    return 0;
}
