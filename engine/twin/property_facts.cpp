// SPDX-License-Identifier: Apache-2.0
#include "engine/twin/property_facts.hpp"

#include "engine/twin/name_pool.hpp"
#include "engine/twin/privacy_filter.hpp"
#include "engine/twin/unit.hpp"

namespace belvedere::twin {

PropertyFacts property_facts(std::string_view name) {
    PropertyFacts facts;
    facts.short_name = short_name(name);
    facts.known = property_default(facts.short_name);
    if (facts.known != nullptr) facts.unit = find_unit(facts.known->unit).value_or(UnitId{});
    facts.is_personal = is_personal(facts.short_name);
    facts.is_location = facts.short_name == "location";
    return facts;
}

}  // namespace belvedere::twin
