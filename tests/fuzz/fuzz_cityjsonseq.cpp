// SPDX-License-Identifier: Apache-2.0
// Lines of a CityJSONSeq, below a first line that is sound: mutations then reach the features.
#include <cstdint>
#include <string>

#include "tests/fuzz/city_fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string text =
        R"({"type":"CityJSON","version":"2.0","transform":{"scale":[0.1,0.1,0.1],)"
        R"("translate":[0,0,0]},"CityObjects":{},"vertices":[],"geometry-templates":{"templates":[)"
        R"({"type":"MultiSurface","lod":"1","boundaries":[[[0,1,2]]]}],)"
        R"("vertices-templates":[[0,0,0],[1,0,0],[0,1,0]]}})"
        "\n";
    text.append(reinterpret_cast<const char*>(data), size);
    belvedere::fuzz::read_city(belvedere::as_bytes(text));
    return 0;
}
