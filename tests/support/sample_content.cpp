// SPDX-License-Identifier: Apache-2.0
#include "tests/support/sample_content.hpp"

#include "engine/content/tile_content_builder.hpp"

namespace belvedere::test {

content::TileContent sample_content(std::uint32_t triangles) {
    content::TileContentBuilder builder;
    for (std::uint32_t i = 0; i < 3 * triangles; ++i) {
        const auto x = static_cast<float>(i / 3);
        builder.geometry.push_back(
            {{x + (i % 3 == 1 ? 1.0F : 0.0F), i % 3 == 2 ? 1.0F : 0.0F, 0.0F},
             {content::kNoNormal, content::kNoNormal},
             content::kNone});
    }
    builder.materials.push_back(content::default_material());
    content::PrimitiveRecord primitive{};
    primitive.vertices = {0, 3 * triangles};
    primitive.surface_first = content::kNone;
    primitive.color_first = content::kNone;
    primitive.topology = content::Topology::kTriangles;
    primitive.bounds_max_m[0] = static_cast<float>(triangles);
    primitive.bounds_max_m[1] = 1.0F;
    builder.primitives.push_back(primitive);
    builder.warn("a sample");
    return builder.finish();
}

}  // namespace belvedere::test
