// SPDX-License-Identifier: Apache-2.0
// What a property can be.
#pragma once

#include <cstdint>
#include <limits>

namespace belvedere::twin {

enum class ValueKind : std::uint8_t {
    kNone,       // Nothing was ever said.
    kNumber,     // A finite number, in the series' unit.
    kBoolean,    // 0 or 1.
    kText,       // UTF-8.
    kJson,       // A structure, as JSON text.
    kReference,  // The id of another entity.
    kPosition,   // A place on Earth.
    kDeleted,    // The source says that the property no longer exists.
};

// A place on WGS 84. The height is the source's own and often missing (NaN): it is whatever datum
// the source uses, so what draws it puts it on the ground.
struct Position {
    double longitude_deg = 0.0;
    double latitude_deg = 0.0;
    float height_m = std::numeric_limits<float>::quiet_NaN();
};

}  // namespace belvedere::twin
