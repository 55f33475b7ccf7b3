// SPDX-License-Identifier: Apache-2.0
// Names that come again and again, kept once.
#pragma once

#include <array>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "engine/twin/ids.hpp"
#include "engine/twin/limits.hpp"

namespace belvedere::twin {

// Interns names of properties, types and data sets. Not thread-safe; a name lives as long as the
// pool and is never forgotten, so limits::kNames bounds it.
class NamePool {
  public:
    // The id of `name`, made when it is new. None when the pool is full or the name is longer than
    // limits::kNameBytes.
    [[nodiscard]] std::optional<NameId> intern(std::string_view name);
    [[nodiscard]] std::optional<NameId> find(std::string_view name) const;
    // As find(), quicker for what came lately.
    [[nodiscard]] std::optional<NameId> recall(std::string_view name);
    // Empty of none.
    [[nodiscard]] std::string_view text(NameId name) const {
        return name.valid() ? std::string_view(names_[name.value]) : std::string_view();
    }
    [[nodiscard]] std::size_t size() const { return names_.size(); }

  private:
    // A feed says the same few names again and again: those met last are found by their length and
    // three letters, without a hash of all of them.
    [[nodiscard]] static std::size_t recent_of(std::string_view name);

    static constexpr std::size_t kRecent = 64;
    std::array<NameId, kRecent> recent_{};
    std::deque<std::string> names_;
    std::unordered_map<std::string_view, NameId> ids_;
};

// What a person reads of an expanded name: what follows its last '#', '/' or ':'.
// "https://uri.etsi.org/ngsi-ld/default-context/pm25" is "pm25".
[[nodiscard]] std::string_view short_name(std::string_view expanded);

}  // namespace belvedere::twin
