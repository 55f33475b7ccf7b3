// SPDX-License-Identifier: Apache-2.0
// Strong integer ids: a TileId cannot be passed where a FeatureId is meant.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>

namespace belvedere {

// An integer that only compares with its own kind. The default value is "none".
template <class Tag, class Integer = std::uint32_t>
struct Id {
    static constexpr Integer kNone = std::numeric_limits<Integer>::max();
    Integer value = kNone;

    [[nodiscard]] constexpr bool valid() const { return value != kNone; }
    friend constexpr auto operator<=>(Id, Id) = default;
};

// A tile of one open source: index into its TileTree. Stable while the source is open.
using TileId = Id<struct TileTag>;
// A city object, interned from (source, id) by the application; equal in parent and child tiles.
using FeatureId = Id<struct FeatureTag>;
// An open source (a layer's data), in the order of opening.
using SourceId = Id<struct SourceTag>;

}  // namespace belvedere

template <class Tag, class Integer>
struct std::hash<belvedere::Id<Tag, Integer>> {
    std::size_t operator()(belvedere::Id<Tag, Integer> id) const noexcept {
        return std::hash<Integer>()(id.value);
    }
};
