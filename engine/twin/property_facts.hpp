// SPDX-License-Identifier: Apache-2.0
// What is known of a property by its name alone, looked up once a name and not once a value.
#pragma once

#include <string_view>
#include <vector>

#include "engine/twin/ids.hpp"
#include "engine/twin/property_defaults.hpp"

namespace belvedere::twin {

struct PropertyFacts {
    std::string_view short_name;             // Lives as long as the name it was made of.
    const PropertyDefault* known = nullptr;  // By the data models; null where they say nothing.
    UnitId unit;                             // Of `known`.
    bool is_personal = false;                // See privacy_filter.hpp.
    bool is_location = false;  // Says where an entity is, rather than any other place.
};

// Pure.
[[nodiscard]] PropertyFacts property_facts(std::string_view name);

// The facts of the names of one pool. Not thread-safe.
class PropertyFactsTable {
  public:
    // `text` is that of the name, and lives as long as this.
    [[nodiscard]] const PropertyFacts& of(NameId name, std::string_view text) {
        if (name.value >= facts_.size()) facts_.resize(name.value + 1);
        PropertyFacts& facts = facts_[name.value];
        if (facts.short_name.empty()) facts = property_facts(text);
        return facts;
    }

  private:
    std::vector<PropertyFacts> facts_;  // By name; without a short name not looked up yet.
};

}  // namespace belvedere::twin
