// SPDX-License-Identifier: Apache-2.0
#include "engine/feed/ngsi_ld_decoder.hpp"

#include <algorithm>
#include <array>
#include <string>

#include <simdjson.h>

#include "engine/feed/limits.hpp"
#include "engine/feed/ngsi_ld_entity.hpp"

namespace belvedere::feed {
namespace {

namespace dom = simdjson::dom;
using twin::ObservationBatch;

// Documents of NGSI-LD that are no entities.
constexpr auto kOtherDocuments = std::to_array<std::string_view>(
    {"Subscription", "ContextSourceRegistration", "CSourceRegistration", "EntityTypeList",
     "EntityTypeInfo", "AttributeList", "EntityMap", "ContextSourceNotification"});
// Members of an entity that are no attributes (clause 4.5.1).
constexpr auto kNoAttributes =
    std::to_array<std::string_view>({"id", "type", "@context", "scope", "createdAt", "modifiedAt",
                                     "deletedAt", "expiresAt", "observedAt"});
// What says when an entity as a whole was observed, best first.
constexpr auto kEntityTimes =
    std::to_array<std::string_view>({"observedAt", "dateObserved", "dateObservedTo",
                                     "dateLastValueReported", "TimeInstant", "modifiedAt"});

// An attribute's value in any form.
std::optional<WrittenTime> attribute_time(const dom::element& attribute) {
    dom::element value;
    if (attribute.is_object() && attribute["value"].get(value) == simdjson::SUCCESS)
        return time_of(value);
    return time_of(attribute);
}

std::optional<WrittenTime> entity_time(const dom::object& entity) {
    for (const std::string_view name : kEntityTimes) {
        dom::element attribute;
        if (entity[name].get(attribute) != simdjson::SUCCESS) continue;
        if (const auto time = attribute_time(attribute)) return time;
    }
    return std::nullopt;
}

// NGSIv2's normalized form: attributes with "metadata", or a type that NGSI-LD does not have.
bool is_version_2(const dom::object& entity) {
    for (const auto [name, attribute] : entity) {
        dom::object object;
        if (std::ranges::find(kNoAttributes, name) != kNoAttributes.end()) continue;
        if (attribute.get(object) != simdjson::SUCCESS) continue;
        if (object["value"].error() != simdjson::SUCCESS) continue;
        const std::string_view type = text_of(object, "type");
        if (object["metadata"].error() == simdjson::SUCCESS) return true;
        const bool is_ld = type == "Property" || type == "Relationship" || type == "GeoProperty" ||
                           (type.size() > 8 && type.ends_with("Property"));
        if ((!type.empty() && !is_ld) || type == "Relationship") return true;
    }
    return false;
}

// The first type; entities may have several.
std::string_view type_of(const dom::object& entity) {
    dom::array types;
    std::string_view type;
    if (entity["type"].get(types) == simdjson::SUCCESS) {
        if (types.at(0).get(type) != simdjson::SUCCESS) return {};
        return type;
    }
    return text_of(entity, "type");
}

}  // namespace

struct NgsiLdDecoder::State {
    ContextRegistry& contexts;
    dom::parser parser{limits::kPayloadBytes};

    struct Scope {
        const MessageInfo& info;
        ObservationBatch& batch;
        const Context* context;
    };

    void root(Scope& scope, const dom::element& element) {
        dom::array array;
        if (element.get(array) != simdjson::SUCCESS) return document(scope, element, 0);
        for (const dom::element entry : array)
            document(scope, entry, 0);
    }

    void reject(Scope& scope, std::string reason, const dom::element& element) {
        scope.batch.reject(std::move(reason), simdjson::minify(element));
    }

    void list(Scope& scope, const dom::array& entries, std::size_t depth) {
        for (const dom::element entry : entries)
            document(scope, entry, depth + 1);
    }

    void document(Scope& scope, const dom::element& element, std::size_t depth) {
        dom::object object;
        dom::array entries;
        dom::element inner;
        if (scope.batch.is_full()) return reject(scope, "more than one answer can hold", element);
        if (element.get(object) != simdjson::SUCCESS || depth > limits::kContextDepth)
            return reject(scope, "an entity that is no object", element);
        Scope own = scope;
        if (!find_context(own, object)) return reject(scope, "a @context that is none", element);
        const std::string_view type = text_of(object, "type");
        if (object["body"].get(inner) == simdjson::SUCCESS && inner.is_object() &&
            object["metadata"].error() == simdjson::SUCCESS) {
            return document(own, inner, depth + 1);
        }
        const bool notifies =
            type == "Notification" || object["subscriptionId"].error() == simdjson::SUCCESS;
        if (notifies && object["data"].get(entries) == simdjson::SUCCESS)
            return list(own, entries, depth);
        if (type == "FeatureCollection" && object["features"].get(entries) == simdjson::SUCCESS)
            return list(own, entries, depth);
        if (std::ranges::find(kOtherDocuments, type) != kOtherDocuments.end())
            return reject(scope, "a " + std::string(type) + ", not an entity", element);
        entity(own, element, object);
    }

    // The context of {metadata: {Link}} or of @context; false when that is no context.
    bool find_context(Scope& scope, const dom::object& object) {
        dom::object metadata;
        if (object["metadata"].get(metadata) == simdjson::SUCCESS) {
            const std::string_view link = text_of(metadata, "Link");
            const std::size_t end = link.find('>');
            if (link.starts_with('<') && end != std::string_view::npos)
                scope.context = &contexts.of_url(link.substr(1, end - 1));
        }
        dom::element member;
        if (object["@context"].get(member) != simdjson::SUCCESS) return true;
        const auto context = contexts.of_member(member);
        if (!context) return false;
        scope.context = *context;
        return true;
    }

    void entity(Scope& scope, const dom::element& element, const dom::object& object) {
        EntityScope inside{scope.batch, scope.info, *scope.context, entity_time(object), false};
        if (object["@id"].error() == simdjson::SUCCESS) {
            const std::string_view reason = read_expanded_entity(inside, object);
            if (!reason.empty()) reject(scope, std::string(reason), element);
            return;
        }
        const std::string_view id = text_of(object, "id");
        if (id.empty()) return reject(scope, "an entity without an id", element);
        if (id.size() > twin::limits::kNameBytes)
            return reject(scope, "an entity with too long an id", element);
        dom::object properties;
        const std::string_view type = type_of(object);
        if (type == "Feature" && object["properties"].get(properties) == simdjson::SUCCESS)
            return feature(inside, id, properties, object);
        if (type.empty()) return reject(scope, "an entity without a type", element);
        inside.is_version_2 = is_version_2(object);
        begin(inside, id, type).deletes_entity = object["deletedAt"].error() == simdjson::SUCCESS;
        attributes(inside, object);
    }

    twin::EntityUpdate& begin(EntityScope& scope, std::string_view id, std::string_view type) {
        return scope.batch.begin_update(id, scope.is_version_2 ? type : scope.context.expand(type));
    }

    void attributes(EntityScope& scope, const dom::object& object) {
        for (const auto [name, attribute] : object) {
            if (std::ranges::find(kNoAttributes, name) != kNoAttributes.end()) continue;
            read_attribute(scope, name, attribute);
        }
    }

    // GeoJSON: {id, type: Feature, properties: {type, ...}, geometry} (clause 4.5.16). The geometry
    // repeats one of the properties, so it counts only where no property says a place.
    void feature(EntityScope& scope, std::string_view id, const dom::object& properties,
                 const dom::object& object) {
        const std::string_view type = type_of(properties);
        scope.time = entity_time(properties);
        begin(scope, id, type.empty() ? "Feature" : type);
        const std::size_t first = scope.batch.observations().size();
        attributes(scope, properties);
        const auto& observations = scope.batch.observations();
        const bool has_place = std::any_of(
            observations.begin() + static_cast<std::ptrdiff_t>(first), observations.end(),
            [](const auto& one) { return one.kind == twin::ValueKind::kPosition; });
        dom::element geometry;
        if (has_place || object["geometry"].get(geometry) != simdjson::SUCCESS ||
            geometry.is_null()) {
            return;
        }
        read_attribute(scope, "location", geometry);
    }
};

NgsiLdDecoder::NgsiLdDecoder(ContextRegistry& contexts)
    : state_(std::make_unique<State>(State{contexts})) {}

NgsiLdDecoder::~NgsiLdDecoder() = default;

void NgsiLdDecoder::decode(ByteView payload, const MessageInfo& info,
                           twin::ObservationBatch& batch) {
    const std::string_view text = as_text(payload);
    batch.received_at = info.received_at;
    dom::element element;
    const std::string reason = parse_json(state_->parser, text, element);
    if (!reason.empty()) return batch.reject(reason, text);
    state_->contexts.trim();
    State::Scope scope{info, batch, &state_->contexts.of_url(info.link_context)};
    state_->root(scope, element);
}

}  // namespace belvedere::feed
