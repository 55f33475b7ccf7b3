// SPDX-License-Identifier: Apache-2.0
// What a source that told of everything says of what it did not tell of.
#pragma once

#include <cstdint>

#include "engine/core/clock.hpp"

namespace belvedere::twin {

enum class Absence : std::uint8_t {
    kDeleted,  // It does not exist any more.
    kLost,     // It may exist, and nothing more comes of it for now.
};

// Everything that the source has came in batches received since then; anything else is absent.
struct Roster {
    UtcTime since;
    Absence absence = Absence::kDeleted;
};

}  // namespace belvedere::twin
