// SPDX-License-Identifier: Apache-2.0
// A CityJSON file, as it stands.
#include <cstdint>

#include "tests/fuzz/city_fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    belvedere::fuzz::read_city(belvedere::ByteView(reinterpret_cast<const std::byte*>(data), size));
    return 0;
}
