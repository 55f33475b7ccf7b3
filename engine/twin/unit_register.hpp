// SPDX-License-Identifier: Apache-2.0
// Units as they are met: known ones by the table, others kept as they were written.
#pragma once

#include <array>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>

#include "engine/twin/ids.hpp"
#include "engine/twin/unit.hpp"

namespace belvedere::twin {

// Gives each unit an id. One that is not known keeps its text as symbol and measures
// Quantity::kUnknown; beyond limits::kUnknownUnits, or longer than limits::kUnitBytes, it is none.
// Not thread-safe.
class UnitRegister {
  public:
    // None for an empty text.
    [[nodiscard]] UnitId intern(std::string_view written);
    // An id of this register; none gives a unit without symbol of unknown quantity.
    [[nodiscard]] const Unit& unit(UnitId id) const;

  private:
    [[nodiscard]] UnitId look_up(std::string_view written);

    // Those met last, by length and letters: a unit comes with every number.
    struct Met {
        std::string written;
        UnitId id;
    };
    static constexpr std::size_t kRecent = 16;
    std::array<Met, kRecent> recent_;
    std::deque<std::string> texts_;
    std::deque<Unit> unknown_;
    std::unordered_map<std::string_view, UnitId> ids_;
};

}  // namespace belvedere::twin
