// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/gltf/property_tables.hpp"

namespace belvedere::content::gltf {

std::vector<Range> read_property_tables(const Document&, BufferStore&, std::string_view,
                                        TileContentBuilder&) {
    return {};
}

}  // namespace belvedere::content::gltf
