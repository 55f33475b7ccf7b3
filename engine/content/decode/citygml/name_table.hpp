// SPDX-License-Identifier: Apache-2.0
// Names that are known, and what each means: one look instead of a row of comparisons.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

namespace belvedere::content::citygml {

// For switches and tables over names: of the length, and of eight bytes each at the start, in the
// middle and at the end. Two known names with one hash would not compile; an unknown one that is
// made to have the hash of a known one is taken for it, which harms nobody.
[[nodiscard]] constexpr std::uint64_t name_hash(std::string_view name) {
    const auto bytes = [&](std::size_t from, std::size_t size) {
        std::uint64_t value = 0;
        if (!std::is_constant_evaluated()) {
            const char* const at = name.data() + from;
            if (size == 8) {
                std::memcpy(&value, at, 8);
                return value;
            }
            if (size >= 4) {  // Two words that overlap.
                std::uint32_t low = 0, high = 0;
                std::memcpy(&low, at, 4);
                std::memcpy(&high, at + size - 4, 4);
                return std::uint64_t{low} | std::uint64_t{high} << (8 * (size - 4));
            }
        }
        for (std::size_t i = 0; i < size; ++i) {
            value |= std::uint64_t{static_cast<unsigned char>(name[from + i])} << (8 * i);
        }
        return value;
    };
    const std::size_t size = name.size() < 8 ? name.size() : 8;
    std::uint64_t hash = bytes(0, size) * 0x9E3779B97F4A7C15ULL;
    hash ^= bytes(name.size() - size, size) * 0xC2B2AE3D27D4EB4FULL;
    if (name.size() > 16) hash ^= bytes((name.size() - 8) / 2, 8) * 0x165667B19E3779F9ULL;
    return (hash ^ (hash >> 32)) * 0x27D4EB2F165667C5ULL + name.size();
}

template <class Meaning>
struct KnownName {
    std::string_view name;
    Meaning meaning;
};

// Made at compile time, at most half full: a name is where its hash says, or a few places on.
template <class Meaning, std::size_t kNames>
class NameTable {
  public:
    consteval NameTable(const KnownName<Meaning> (&names)[kNames], Meaning otherwise)
        : otherwise_(otherwise) {
        for (const auto& [name, meaning] : names) {
            const std::uint64_t hash = name_hash(name);
            std::size_t place = place_of(hash);
            while (slots_[place].hash != 0) {
                // Twice in the list: not a constant expression.
                if (slots_[place].hash == hash) throw "two names with one hash";
                place = (place + 1) % kSlots;
            }
            slots_[place] = {hash, meaning};
        }
    }

    [[nodiscard]] constexpr Meaning operator[](std::string_view name) const {
        const std::uint64_t hash = name_hash(name);
        for (std::size_t place = place_of(hash);; place = (place + 1) % kSlots) {
            if (slots_[place].hash == 0) return otherwise_;
            if (slots_[place].hash == hash) return slots_[place].meaning;
        }
    }

  private:
    static constexpr std::size_t slots_for(std::size_t names) {
        std::size_t slots = 8;
        while (slots < 4 * names)
            slots *= 2;
        return slots;
    }
    static constexpr std::size_t kSlots = slots_for(kNames);
    static constexpr std::size_t place_of(std::uint64_t hash) { return (hash >> 40) % kSlots; }
    struct Slot {
        std::uint64_t hash = 0;  // 0: empty.
        Meaning meaning{};
    };
    std::array<Slot, kSlots> slots_{};
    Meaning otherwise_;
};

}  // namespace belvedere::content::citygml
