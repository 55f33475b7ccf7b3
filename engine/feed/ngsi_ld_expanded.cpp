// SPDX-License-Identifier: Apache-2.0
// NGSI-LD entities in expanded JSON-LD: every name an IRI, every value in an array.
#include <cstdlib>
#include <string>

#include <simdjson.h>

#include "engine/feed/limits.hpp"
#include "engine/feed/ngsi_ld_entity.hpp"
#include "engine/linked/ngsi_ld_core.hpp"

namespace belvedere::feed {
namespace {

namespace dom = simdjson::dom;
using linked::kNgsiLdNamespace;
using twin::Observation;
using twin::ValueKind;

constexpr std::string_view kHasValues[] = {"hasValue", "hasObject",    "hasLanguageMap", "hasVocab",
                                           "hasJSON",  "hasValueList", "hasObjectList"};

constexpr std::string_view kCoordinates = "https://purl.org/geojson/vocab#coordinates";
// Their many-valued forms in temporal answers, and aggregates of them.
constexpr std::string_view kHasManyValues[] = {"hasValues",     "hasObjects", "hasLanguageMaps",
                                               "hasVocabs",     "jsons",      "hasValueLists",
                                               "hasObjectLists"};
constexpr std::string_view kExpandedAggregates[] = {
    "avg", "min", "max", "sum", "totalCount", "distinctCount", "stddev", "sumsq"};

// The first element of an IRI's array.
bool first_of(const dom::object& object, std::string_view term, dom::element& element) {
    const std::string iri = std::string(kNgsiLdNamespace) + std::string(term);
    dom::array array;
    return object[iri].get(array) == simdjson::SUCCESS &&
           array.at(0).get(element) == simdjson::SUCCESS;
}

std::string_view value_of(const dom::object& object, std::string_view term) {
    dom::element element;
    dom::object holder;
    if (!first_of(object, term, element) || element.get(holder) != simdjson::SUCCESS) return {};
    const std::string_view value = text_of(holder, "@value");
    return value.empty() ? text_of(holder, "@id") : value;
}

// A GeoJSON point by its expanded terms: one list of numbers. Other geometries stay JSON.
bool set_expanded_point(const dom::element& value, Observation& observation) {
    dom::array holder, numbers;
    dom::element list, longitude, latitude;
    double longitude_deg = 0.0, latitude_deg = 0.0;
    if (value[kCoordinates].get(holder) != simdjson::SUCCESS ||
        holder.at(0).get(list) != simdjson::SUCCESS ||
        list["@list"].get(numbers) != simdjson::SUCCESS ||
        numbers.at(0).get(longitude) != simdjson::SUCCESS ||
        numbers.at(1).get(latitude) != simdjson::SUCCESS ||
        longitude["@value"].get(longitude_deg) != simdjson::SUCCESS ||
        latitude["@value"].get(latitude_deg) != simdjson::SUCCESS) {
        return false;
    }
    observation.kind = ValueKind::kPosition;
    observation.position = {longitude_deg, latitude_deg};
    return true;
}

void set_expanded_value(EntityScope& scope, const dom::array& values, Observation& observation) {
    dom::element only;
    dom::object object;
    const bool is_one = values.size() == 1 && values.at(0).get(only) == simdjson::SUCCESS &&
                        only.get(object) == simdjson::SUCCESS;
    if (!is_one) {
        observation.kind = ValueKind::kJson;
        observation.text = scope.batch.add_text(simdjson::minify(dom::array(values)));
        return;
    }
    dom::element value;
    const std::string_view id = text_of(object, "@id");
    if (!id.empty()) {
        observation.kind = ValueKind::kReference;
        observation.text = scope.batch.add_text(id);
    } else if (set_expanded_point(only, observation)) {
        return;
    } else if (object["@value"].get(value) == simdjson::SUCCESS) {
        set_value(scope.batch, observation, value);
    } else {
        observation.kind = ValueKind::kJson;
        observation.text = scope.batch.add_text(simdjson::minify(only));
    }
}

// A place may be well-known text, because JSON-LD did not nest coordinate arrays.
void set_expanded_place(EntityScope& scope, Observation& observation) {
    const std::string text(scope.batch.text(observation.text));
    if (observation.kind != ValueKind::kText || !text.starts_with("POINT")) return;
    const char* at = text.c_str() + text.find('(') + 1;
    char* end = nullptr;
    const double longitude_deg = std::strtod(at, &end);
    if (end == at) return;
    at = end;
    const double latitude_deg = std::strtod(at, &end);
    if (end == at) return;
    observation.kind = ValueKind::kPosition;
    observation.position = {longitude_deg, latitude_deg};
    observation.text = {};
}

// [{"@list": [{"@list": [value, ..., time]}]}]: one observation an inner list.
void read_lists(EntityScope& scope, const Observation& common, const dom::array& holder) {
    dom::element outer;
    dom::array entries;
    if (holder.at(0).get(outer) != simdjson::SUCCESS ||
        outer["@list"].get(entries) != simdjson::SUCCESS) {
        return;
    }
    std::size_t count = 0;
    for (const dom::element entry : entries) {
        if (++count > limits::kInstances) return;
        Observation observation = common;
        dom::array parts;
        dom::element value, time;
        if (entry["@list"].get(parts) != simdjson::SUCCESS ||
            parts.at(0).get(value) != simdjson::SUCCESS) {
            observation.fault = "a temporal value that is no list";
        } else {
            if (!set_expanded_point(value, observation)) {
                set_value(scope.batch, observation, value);
                set_expanded_place(scope, observation);
            }
            // A value that was never said to be observed at a time stands alone.
            const bool has_time =
                parts.size() > 1 && parts.at(parts.size() - 1).get(time) == simdjson::SUCCESS;
            set_time(observation, has_time ? time_of(time) : std::nullopt);
        }
        scope.batch.add(observation);
    }
}

bool read_temporal(EntityScope& scope, const Observation& common, const dom::object& object) {
    dom::array holder;
    for (const std::string_view term : kHasManyValues) {
        const std::string iri = std::string(kNgsiLdNamespace) + std::string(term);
        if (object[iri].get(holder) != simdjson::SUCCESS) continue;
        read_lists(scope, common, holder);
        return true;
    }
    bool found = false;
    for (const std::string_view method : kExpandedAggregates) {
        const std::string iri = std::string(kNgsiLdNamespace) + std::string(method);
        if (object[iri].get(holder) != simdjson::SUCCESS) continue;
        found = true;
        Observation observation = common;
        const std::string full =
            std::string(scope.batch.text(common.property)) + "#" + std::string(method);
        observation.property = scope.batch.add_text(full);
        observation.quality.set(twin::Quality::kHistorical);
        read_lists(scope, observation, holder);
    }
    return found;
}

void read_expanded_instance(EntityScope& scope, std::string_view name, const dom::object& object) {
    Observation observation = start_observation(scope, name);
    observation.unit = scope.batch.add_text(value_of(object, "unitCode"));
    observation.dataset = scope.batch.add_text(value_of(object, "datasetId"));
    if (read_temporal(scope, observation, object)) return;
    const std::string_view written = value_of(object, "observedAt");
    auto time = written.empty() ? scope.time : time_of(written);
    if (!time) time = time_of(value_of(object, "modifiedAt"));
    set_time(observation, time);
    observation.fault = "an attribute without a value";
    for (const std::string_view term : kHasValues) {
        dom::array values;
        if (object[std::string(kNgsiLdNamespace) + std::string(term)].get(values) !=
            simdjson::SUCCESS)
            continue;
        observation.fault = {};
        set_expanded_value(scope, values, observation);
        set_expanded_place(scope, observation);
        break;
    }
    scope.batch.add(observation);
}

}  // namespace

std::string_view read_expanded_entity(EntityScope& scope, const dom::object& entity) {
    const std::string_view id = text_of(entity, "@id");
    dom::array types;
    std::string_view type;
    if (id.empty()) return "an entity without an id";
    if (entity["@type"].get(types) != simdjson::SUCCESS ||
        types.at(0).get(type) != simdjson::SUCCESS) {
        return "an entity without a type";
    }
    scope.batch.begin_update(id, type);
    for (const auto [name, value] : entity) {
        dom::array instances;
        if (name.starts_with('@') || value.get(instances) != simdjson::SUCCESS) continue;
        // createdAt, modifiedAt and the scope are of the entity, no attributes of it.
        const bool is_core = name.starts_with(kNgsiLdNamespace);
        if (is_core && (name.ends_with("At") || name.ends_with("/scope"))) continue;
        std::size_t count = 0;
        for (const dom::element instance : instances) {
            dom::object object;
            if (++count > limits::kInstances || instance.get(object) != simdjson::SUCCESS) break;
            dom::array kinds;
            if (object["@type"].get(kinds) != simdjson::SUCCESS) continue;  // Scope and the like.
            read_expanded_instance(scope, name, object);
        }
    }
    return {};
}

}  // namespace belvedere::feed
