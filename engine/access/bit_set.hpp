// SPDX-License-Identifier: Apache-2.0
// A set of values of one small enum, in one word.
#pragma once

#include <cstdint>
#include <initializer_list>

namespace belvedere::access {

// `Enum` counts from 0 and names its last value kLast, below 32.
template <class Enum>
class BitSet {
    static_assert(static_cast<unsigned>(Enum::kLast) < 32U);

  public:
    constexpr BitSet() = default;
    // As in `states = {State::kChecked}`. NOLINTNEXTLINE(google-explicit-constructor)
    constexpr BitSet(std::initializer_list<Enum> values) {
        for (const Enum value : values)
            insert(value);
    }
    constexpr void insert(Enum value) { bits_ |= bit(value); }
    constexpr void erase(Enum value) { bits_ &= ~bit(value); }
    // Inserts or erases by a condition: states.set(State::kChecked, on).
    constexpr void set(Enum value, bool is_in) { is_in ? insert(value) : erase(value); }
    [[nodiscard]] constexpr bool has(Enum value) const { return (bits_ & bit(value)) != 0; }
    [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }
    // Calls visit(Enum) for each value in the set, in the order of the enum.
    template <class Visit>
    constexpr void each(Visit visit) const {
        for (unsigned i = 0; i <= static_cast<unsigned>(Enum::kLast); ++i) {
            if (has(static_cast<Enum>(i))) visit(static_cast<Enum>(i));
        }
    }
    friend constexpr bool operator==(BitSet, BitSet) = default;

  private:
    static constexpr std::uint32_t bit(Enum value) { return 1U << static_cast<unsigned>(value); }
    std::uint32_t bits_ = 0;
};

}  // namespace belvedere::access
