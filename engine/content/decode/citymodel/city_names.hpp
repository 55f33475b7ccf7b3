// SPDX-License-Identifier: Apache-2.0
// Names that recur in a city file (types, attributes, units), each kept once.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>

namespace belvedere::content::citymodel {

using NameId = std::uint32_t;
inline constexpr NameId kNoName = 0xFFFFFFFF;

// Numbers names in the order they first come. One job at a time.
class NameTable {
  public:
    NameTable() = default;
    NameTable(NameTable&&) noexcept = default;
    NameTable& operator=(NameTable&&) noexcept = default;
    NameTable(const NameTable&) = delete;
    NameTable& operator=(const NameTable&) = delete;
    ~NameTable() = default;

    // kNoName once limits::kCityNames are kept, or for a name over limits::kCityNameBytes.
    [[nodiscard]] NameId intern(std::string_view name);
    // Empty for kNoName.
    [[nodiscard]] std::string_view name(NameId id) const {
        return id < names_.size() ? std::string_view(names_[id]) : std::string_view();
    }
    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(names_.size()); }

  private:
    std::deque<std::string> names_;  // Never move, so that the keys below stay.
    std::unordered_map<std::string_view, NameId> ids_;
    NameId last_ = kNoName;  // The same name often comes twice in a row.
};

}  // namespace belvedere::content::citymodel
