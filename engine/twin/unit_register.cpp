// SPDX-License-Identifier: Apache-2.0
#include "engine/twin/unit_register.hpp"

#include "engine/twin/limits.hpp"

namespace belvedere::twin {

UnitId UnitRegister::intern(std::string_view written) {
    if (written.empty()) return {};
    const auto letter = [written](std::size_t at) {
        return static_cast<unsigned char>(written[at]);
    };
    const std::size_t last = written.size() - 1;
    Met& recent = recent_[(written.size() + 3U * letter(0) + 5U * letter(last)) % kRecent];
    if (recent.written == written) return recent.id;
    const UnitId id = look_up(written);
    if (id.valid()) recent = {std::string(written), id};
    return id;
}

UnitId UnitRegister::look_up(std::string_view written) {
    const auto met = ids_.find(written);
    if (met != ids_.end()) return met->second;
    if (unknown_.size() >= limits::kUnknownUnits) return find_unit(written).value_or(UnitId{});
    if (written.size() > limits::kUnitBytes) return {};
    UnitId id;
    if (const auto known = find_unit(written)) {
        id = *known;
    } else {
        id.value = static_cast<std::uint16_t>(known_units().size() + unknown_.size());
        const std::string& symbol = texts_.emplace_back(written);
        unknown_.push_back({.symbol = symbol});
        ids_.emplace(symbol, id);
    }
    return id;
}

const Unit& UnitRegister::unit(UnitId id) const {
    static constexpr Unit kNone{};
    if (!id.valid()) return kNone;
    const std::size_t known = known_units().size();
    if (id.value < known) return known_units()[id.value];
    return unknown_[id.value - known];
}

}  // namespace belvedere::twin
