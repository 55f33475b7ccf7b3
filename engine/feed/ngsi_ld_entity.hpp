// SPDX-License-Identifier: Apache-2.0
// One NGSI-LD entity into a batch. Private to the module.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/feed/context.hpp"
#include "engine/feed/decoder.hpp"
#include "engine/feed/json_value.hpp"

namespace belvedere::feed {

// What all attributes of an entity share.
struct EntityScope {
    twin::ObservationBatch& batch;
    const MessageInfo& info;
    const Context& context;
    std::optional<WrittenTime> time;  // Of values without one of their own.
    bool is_version_2 = false;        // NGSIv2: names are not expanded.
};

// An attribute as it stands in the entity: normalized, concise, simplified or temporal, one
// instance or several.
void read_attribute(EntityScope& scope, std::string_view name,
                    const simdjson::dom::element& attribute);

// An entity in expanded JSON-LD, "@id" and IRIs. Returns why it is none, or nothing.
[[nodiscard]] std::string_view read_expanded_entity(EntityScope& scope,
                                                    const simdjson::dom::object& entity);

// Puts the name, expanded, and what the message says of all values into an observation.
[[nodiscard]] twin::Observation start_observation(EntityScope& scope, std::string_view name);

}  // namespace belvedere::feed
