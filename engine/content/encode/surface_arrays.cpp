// SPDX-License-Identifier: Apache-2.0
#include "engine/content/encode/surface_arrays.hpp"

#include <algorithm>

namespace belvedere::content::encode {

SurfaceList surface_list(const citymodel::CityBatch& batch,
                         std::span<const citymodel::Geometry> shares) {
    SurfaceList list;
    for (const citymodel::Geometry& share : shares) {
        for (std::uint32_t i = 0; i < share.polygons.count; ++i)
            list.polygons.push_back(share.polygons.first + i);
    }
    const bool is_solid = !shares.empty() && shares.front().kind == citymodel::GeometryKind::kSolid;
    if (!is_solid || list.polygons.empty()) return list;
    const auto shell_of = [&](std::uint32_t polygon) { return batch.polygons[polygon].shell; };
    std::ranges::stable_sort(list.polygons, {}, shell_of);
    list.is_solid = shell_of(list.polygons.front()) == 0;
    return list;
}

}  // namespace belvedere::content::encode
