// SPDX-License-Identifier: Apache-2.0
// CityGML files: opened, every stretch indexed, every member read and written as tiles; whole and
// with members in pieces.
#include <cstdint>

#include "tests/fuzz/city_fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto bytes = belvedere::as_bytes({reinterpret_cast<const char*>(data), size});
    belvedere::fuzz::read_city(bytes);
    belvedere::fuzz::read_cut_citygml(bytes);
    return 0;
}
