// SPDX-License-Identifier: Apache-2.0
// Strong ids of the twin store. Each is an index that stays valid as long as its store.
#pragma once

#include "engine/core/ids.hpp"

namespace belvedere::twin {

using EntityId = Id<struct EntityTag>;             // A device, zone or vehicle of one source.
using SeriesId = Id<struct SeriesTag>;             // One property of an entity, over time.
using NameId = Id<struct NameTag>;                 // A property, type or data set, interned.
using UnitId = Id<struct UnitTag, std::uint16_t>;  // Known units first, then those met.

}  // namespace belvedere::twin
