// SPDX-License-Identifier: Apache-2.0
// What plain JSON and CSV mean, as a person declared it in a file.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/bytes.hpp"
#include "engine/core/result.hpp"

namespace belvedere::feed {

enum class MappedFormat : std::uint8_t { kJson, kCsv };

// One property of a rule. `at` is a JSON pointer (RFC 6901), or a column's name in CSV.
struct MappedProperty {
    std::string name, at, unit;
};

// What payloads of some topics mean.
struct MappingRule {
    std::string topic;  // "city/+/air/{id}": + is any level, # the rest, {id} a level with a name.
    // A text with {id} from the topic, {/pointer} from the JSON, {column} from the row.
    std::string entity;
    std::string type;
    MappedFormat format = MappedFormat::kJson;
    char separator = ',';
    std::string each;  // Pointer to an array: an entity an element. Empty: the document is one.
    std::string time;  // Where the time of all values stands; empty: they have none.
    std::string longitude, latitude, height;
    std::vector<MappedProperty> properties;
};

// A mapping file: {"rules": [{"topic", "entity", "type", "format": "json" or "csv", "separator",
// "each", "time", "position": {"longitude", "latitude", "height"}, "properties": [{"name", "at",
// "unit"}]}]}. kBadData names the rule and what is wrong with it.
[[nodiscard]] Result<std::vector<MappingRule>> parse_mapping(ByteView json);

// Names of topic levels and what stands there.
using TopicNames = std::map<std::string, std::string, std::less<>>;
// Whether a topic is of the pattern, and the names that it binds. An empty pattern is of all.
[[nodiscard]] std::optional<TopicNames> match_topic(std::string_view pattern,
                                                    std::string_view topic);

}  // namespace belvedere::feed
