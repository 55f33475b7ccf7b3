// SPDX-License-Identifier: Apache-2.0
#include "engine/feed/ngsi_ld_entity.hpp"

#include <array>

#include <simdjson.h>

#include "engine/feed/limits.hpp"

namespace belvedere::feed {
namespace {

namespace dom = simdjson::dom;
using twin::Observation;
using twin::Quality;
using twin::ValueKind;

// One kind of attribute: its type, the member that holds its value, the member that holds many of
// them in a temporal answer (clauses 4.5.2 to 4.5.24 and 4.5.9).
struct AttributeKind {
    std::string_view type, value, values;
};
constexpr auto kKinds = std::to_array<AttributeKind>({
    {"Property", "value", "values"},
    {"Relationship", "object", "objects"},
    {"GeoProperty", "value", "values"},
    {"LanguageProperty", "languageMap", "languageMaps"},
    {"VocabProperty", "vocab", "vocabs"},
    {"JsonProperty", "json", "jsons"},
    {"ListProperty", "valueList", "valueLists"},
    {"ListRelationship", "objectList", "objectLists"},
});
constexpr auto kAggregates = std::to_array<std::string_view>(
    {"avg", "min", "max", "sum", "totalCount", "distinctCount", "stddev", "sumsq"});

const AttributeKind* kind_of_type(std::string_view type) {
    for (const AttributeKind& kind : kKinds) {
        if (kind.type == type) return &kind;
    }
    return nullptr;
}

bool has(const dom::object& object, std::string_view key) {
    return object[key].error() == simdjson::SUCCESS;
}

// The kind of a concise attribute, by the member it has.
const AttributeKind* kind_of_members(const dom::object& object) {
    for (const AttributeKind& kind : kKinds) {
        if (has(object, kind.value)) return &kind;
    }
    return nullptr;
}

// Whether it carries the value of another kind (the test suite's case 452).
bool has_other_value(const dom::object& object, const AttributeKind& kind) {
    for (const AttributeKind& other : kKinds) {
        if (other.value != kind.value && has(object, other.value)) return true;
    }
    return false;
}

// Takes back what was said of a time that another one replaces.
void forget_time(Observation& observation) {
    constexpr auto kOfTime = static_cast<unsigned>(Quality::kTimeAssumed) |
                             static_cast<unsigned>(Quality::kTimeImplausible) |
                             static_cast<unsigned>(Quality::kZoneAssumed);
    observation.quality.bits = static_cast<std::uint16_t>(observation.quality.bits & ~kOfTime);
}

// Reads one value by the kind's rules.
void set_by_kind(EntityScope& scope, const AttributeKind& kind, const dom::element& value,
                 Observation& observation) {
    std::string_view text;
    if (kind.type == "GeoProperty" && !value.is_string())
        return set_place(scope.batch, observation, value);
    const bool refers = kind.value == "object" || kind.value == "objectList";
    const bool is_text = value.get(text) == simdjson::SUCCESS;
    if (kind.value == "vocab" && is_text) {
        observation.kind = ValueKind::kText;
        observation.text = scope.batch.add_text(scope.context.expand(text));
        return;
    }
    set_value(scope.batch, observation, value);
    if (refers && observation.kind == ValueKind::kText) observation.kind = ValueKind::kReference;
    if (refers && observation.kind == ValueKind::kNumber)
        observation.fault = "a Relationship whose object is no id";
}

// Metadata of an NGSIv2 attribute: {"unitCode": {"value": "CEL"}, "TimeInstant": {...}}.
void read_metadata(EntityScope& scope, const dom::object& attribute, Observation& observation) {
    dom::object metadata;
    if (attribute["metadata"].get(metadata) != simdjson::SUCCESS) return;
    for (const auto [key, entry] : metadata) {
        dom::element value = entry;
        if (entry.is_object() && entry["value"].get(value) != simdjson::SUCCESS) continue;
        std::string_view text;
        if ((key == "unitCode" || key == "unit") && value.get(text) == simdjson::SUCCESS) {
            observation.unit = scope.batch.add_text(text);
        } else if (key == "TimeInstant" || key == "timestamp" || key == "observedAt" ||
                   key == "dateObserved") {
            const auto time = time_of(value);
            if (!time) continue;
            forget_time(observation);
            set_time(observation, time);
        }
    }
}

// Time, unit and instance of a normalized or concise attribute.
Observation start_instance(EntityScope& scope, std::string_view name,
                           const dom::object& attribute) {
    Observation observation = start_observation(scope, name);
    observation.unit = scope.batch.add_text(text_of(attribute, "unitCode"));
    observation.dataset = scope.batch.add_text(text_of(attribute, "datasetId"));
    dom::element written;
    std::optional<WrittenTime> time;
    if (attribute["observedAt"].get(written) == simdjson::SUCCESS) {
        time = time_of(written);
        if (!time) observation.quality.set(Quality::kTimeImplausible);
    }
    if (!time) time = scope.time;
    for (const char* member : {"modifiedAt", "createdAt"}) {
        if (!time && attribute[member].get(written) == simdjson::SUCCESS) time = time_of(written);
    }
    set_time(observation, time);
    read_metadata(scope, attribute, observation);
    return observation;
}

// "values": [[value, time], ...] of temporalValues.
bool read_values(EntityScope& scope, const Observation& common, const AttributeKind& kind,
                 const dom::object& attribute) {
    dom::array values;
    if (attribute[kind.values].get(values) != simdjson::SUCCESS) return false;
    std::size_t count = 0;
    for (const dom::element entry : values) {
        if (++count > limits::kInstances) return true;
        Observation observation = common;
        dom::array pair;
        dom::element value;
        if (entry.get(pair) != simdjson::SUCCESS || pair.at(0).get(value) != simdjson::SUCCESS) {
            observation.fault = "a temporal value that is no pair";
        } else {
            set_by_kind(scope, kind, value, observation);
            dom::element time;
            forget_time(observation);
            set_time(observation,
                     pair.at(1).get(time) == simdjson::SUCCESS ? time_of(time) : std::nullopt);
        }
        scope.batch.add(observation);
    }
    return true;
}

// "avg": [[value, from, to], ...] of aggregatedValues, as series "name#avg" at the period's end.
bool read_aggregates(EntityScope& scope, std::string_view name, const dom::object& attribute) {
    bool found = false;
    for (const std::string_view method : kAggregates) {
        dom::array entries;
        if (attribute[method].get(entries) != simdjson::SUCCESS) continue;
        found = true;
        std::size_t count = 0;
        for (const dom::element entry : entries) {
            if (++count > limits::kInstances) break;
            Observation observation = start_instance(scope, name, attribute);
            const std::string full =
                std::string(scope.batch.text(observation.property)) + "#" + std::string(method);
            observation.property = scope.batch.add_text(full);
            dom::array parts;
            dom::element value, end;
            if (entry.get(parts) != simdjson::SUCCESS ||
                parts.at(0).get(value) != simdjson::SUCCESS ||
                parts.at(2).get(end) != simdjson::SUCCESS) {
                observation.fault = "an aggregate that is no value with a period";
            } else {
                set_value(scope.batch, observation, value);
                forget_time(observation);
                set_time(observation, time_of(end));
                observation.quality.set(Quality::kHistorical);
            }
            scope.batch.add(observation);
        }
    }
    return found;
}

void read_instance(EntityScope& scope, std::string_view name, const AttributeKind& kind,
                   const dom::object& attribute) {
    Observation observation = start_instance(scope, name, attribute);
    dom::element value;
    if (has(attribute, "deletedAt")) {
        observation.kind = ValueKind::kDeleted;
        const auto time = time_of(text_of(attribute, "deletedAt"));
        if (time) {
            forget_time(observation);
            set_time(observation, time);
        }
    } else if (!scope.is_version_2 && has_other_value(attribute, kind)) {
        observation.fault = "an attribute with another kind's member";
    } else if (attribute[kind.value].get(value) == simdjson::SUCCESS) {
        set_by_kind(scope, kind, value, observation);
        const bool refers = scope.is_version_2 && text_of(attribute, "type") == "Relationship";
        if (refers && observation.kind == ValueKind::kText)
            observation.kind = ValueKind::kReference;
    } else if (read_values(scope, observation, kind, attribute) ||
               read_aggregates(scope, name, attribute)) {
        return;
    } else {
        observation.fault = "an attribute without the member that its type asks for";
    }
    scope.batch.add(observation);
}

// A value alone, as simplified and key-values forms have it.
void read_plain(EntityScope& scope, std::string_view name, const dom::element& value) {
    Observation observation = start_observation(scope, name);
    set_time(observation, scope.time);
    set_value(scope.batch, observation, value);
    std::string_view text;
    const bool refers =
        name.starts_with("ref") && name.size() > 3 && name[3] >= 'A' && name[3] <= 'Z';
    if (refers && value.get(text) == simdjson::SUCCESS) observation.kind = ValueKind::kReference;
    scope.batch.add(observation);
}

bool is_instance(const EntityScope& scope, const dom::object& object) {
    if (kind_of_type(text_of(object, "type")) != nullptr) return true;
    return scope.is_version_2 && has(object, "value");
}

void read_object(EntityScope& scope, std::string_view name, const dom::element& element,
                 const dom::object& object) {
    if (is_geometry(element)) return read_plain(scope, name, element);
    const std::string_view type = text_of(object, "type");
    // NGSIv2 has one member for all: {"type": "Relationship", "value": "urn:..."}.
    const AttributeKind* kind =
        scope.is_version_2 && has(object, "value") ? &kKinds[0] : kind_of_type(type);
    if (kind == nullptr) kind = kind_of_members(object);
    if (kind == nullptr) return read_plain(scope, name, element);
    read_instance(scope, name, *kind, object);
}

}  // namespace

Observation start_observation(EntityScope& scope, std::string_view name) {
    Observation observation;
    if (scope.is_version_2) {
        observation.property = scope.batch.add_text(name);
    } else {
        observation.property = scope.batch.add_text(scope.context.expand(name));
        if (!scope.context.is_certain(name)) observation.quality.set(Quality::kContextUnknown);
    }
    if (scope.info.is_retained) observation.quality.set(Quality::kRetained);
    return observation;
}

void read_attribute(EntityScope& scope, std::string_view name, const dom::element& attribute) {
    dom::object object;
    if (attribute.get(object) == simdjson::SUCCESS) {
        return read_object(scope, name, attribute, object);
    }
    dom::array array;
    dom::element first;
    const bool has_instances = attribute.get(array) == simdjson::SUCCESS &&
                               array.at(0).get(first) == simdjson::SUCCESS &&
                               first.get(object) == simdjson::SUCCESS && is_instance(scope, object);
    if (!has_instances) return read_plain(scope, name, attribute);
    std::size_t count = 0;
    for (const dom::element instance : array) {
        if (++count > limits::kInstances) return;
        if (instance.get(object) == simdjson::SUCCESS) {
            read_object(scope, name, instance, object);
        } else {
            Observation observation = start_observation(scope, name);
            observation.fault = "an instance that is no object";
            scope.batch.add(observation);
        }
    }
}

}  // namespace belvedere::feed
