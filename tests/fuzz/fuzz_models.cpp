// SPDX-License-Identifier: Apache-2.0
// Models that city files place by name. What is read must make a sound batch and a sound tile.
#include <cstdint>

#include "engine/content/decode/model/library_model.hpp"
#include "tests/fuzz/model_fuzz.hpp"

using namespace belvedere;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const Bytes file(reinterpret_cast<const std::byte*>(data),
                     reinterpret_cast<const std::byte*>(data) + size);
    const auto model = content::model::read_library_model(
        {"m.gltf", "", [&](std::string_view, std::uint64_t) -> Result<Bytes> { return file; }});
    if (model) fuzz::write_tile(*model);
    return 0;
}
