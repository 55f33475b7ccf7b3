// SPDX-License-Identifier: Apache-2.0
#include "engine/content/texel_sets.hpp"

#include <algorithm>
#include <cmath>

namespace belvedere::content {

namespace {

// glTF 2.0 section 3.8.4.1: which texel of `size` lies nearest to a coordinate.
std::uint32_t texel_index(float at, std::uint32_t size, Wrap wrap) {
    if (!std::isfinite(at)) at = 0.0F;
    if (wrap == Wrap::kRepeat) at -= std::floor(at);
    if (wrap == Wrap::kMirror) at = 1.0F - std::abs(at - 2.0F * std::floor(at * 0.5F) - 1.0F);
    const float clamped = std::clamp(at, 0.0F, 1.0F) * static_cast<float>(size);
    return std::min(static_cast<std::uint32_t>(clamped), size - 1);
}

bool is_on(const TexelSetRecord& set, const SurfacePoint& point) {
    return std::ranges::all_of(point.vertices, [&](std::uint32_t vertex) {
        return vertex >= set.vertices.first && vertex - set.vertices.first < set.vertices.count;
    });
}

}  // namespace

std::vector<TexelSample> texels_at(const TileContent& content, const SurfacePoint& point) {
    std::vector<TexelSample> samples;
    const auto uvs = content.texel_uvs();
    for (const TexelSetRecord& set : content.texel_sets()) {
        if (!is_on(set, point)) continue;
        TexelUv at{0.0F, 0.0F};
        for (int corner = 0; corner < 3; ++corner) {
            const TexelUv uv = uvs[set.uvs_first + (point.vertices[corner] - set.vertices.first)];
            at.u += uv.u * point.weights[corner];
            at.v += uv.v * point.weights[corner];
        }
        const TexelImageRecord& image = content.texel_images()[set.image];
        const std::uint64_t x = texel_index(at.u, image.width, image.wrap_u);
        const std::uint64_t y = texel_index(at.v, image.height, image.wrap_v);
        samples.push_back(
            {&set, content.section(Section::kTexels)
                       .subspan(image.texels_offset + (y * image.width + x) * image.bytes_of_texel,
                                image.bytes_of_texel)});
    }
    return samples;
}

std::uint32_t feature_id_of(const TexelSample& sample) {
    std::uint32_t id = 0;
    for (std::size_t i = 0; i < sample.bytes.size(); ++i)
        id |= std::to_integer<std::uint32_t>(sample.bytes[i]) << (8 * i);
    const TexelSetRecord& set = *sample.set;
    if (id == set.null_id) return kNone;
    if (set.rows.count == 0) return id;
    return id < set.rows.count ? set.rows.first + id : kNone;
}

}  // namespace belvedere::content
