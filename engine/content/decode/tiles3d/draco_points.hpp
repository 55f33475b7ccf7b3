// SPDX-License-Identifier: Apache-2.0
// 3DTILES_draco_point_compression (3D Tiles 1.0 extension): points inside a Draco stream.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/content/decode/tiles3d/point_arrays.hpp"
#include "engine/core/bytes.hpp"
#include "engine/core/result.hpp"

namespace belvedere::content::tiles3d {

// A property of the stream: its name and its Draco unique id.
struct DracoAttribute {
    std::string name;
    std::uint64_t id = 0;
};

struct DracoPointSource {
    ByteView stream;
    std::uint64_t points = 0;              // As the feature table says; the stream must agree.
    std::vector<DracoAttribute> features;  // POSITION, RGB, RGBA, NORMAL, BATCH_ID.
    std::vector<DracoAttribute> properties;
};

// Fills the arrays of `points` that the stream holds (positions without RTC_CENTER). Point counts
// are checked before anything is decoded, because Draco itself trusts them. kBadData when the
// stream is broken or lacks an attribute.
[[nodiscard]] Result<void> read_draco_points(const DracoPointSource& source, PointArrays& points);

}  // namespace belvedere::content::tiles3d
