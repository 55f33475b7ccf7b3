// SPDX-License-Identifier: Apache-2.0
// Bytes as a Draco mesh of positions and normals.
#include "engine/content/decode/gltf/draco_mesh.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    using namespace belvedere;
    using namespace belvedere::content::gltf;
    const DracoWish wishes[] = {{.name = "POSITION", .id = 0}, {.name = "NORMAL", .id = 1}};
    (void)decode_draco({reinterpret_cast<const std::byte*>(data), size}, wishes,
                       {.indices = 300'000, .vertices = 100'000});
    return 0;
}
