// SPDX-License-Identifier: Apache-2.0
#include "engine/feed/sensor_things_decoder.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include <simdjson.h>

#include "engine/feed/datastream_catalogue.hpp"
#include "engine/feed/json_value.hpp"
#include "engine/feed/limits.hpp"
#include "engine/twin/unit.hpp"

namespace belvedere::feed {
namespace {

namespace dom = simdjson::dom;
using twin::Observation;
using twin::ObservationBatch;

// An "@iot.id" as it is written: numbers and texts.
std::string id_of(const dom::object& object) {
    dom::element id;
    if (object["@iot.id"].get(id) != simdjson::SUCCESS) return {};
    std::string_view text;
    if (id.get(text) == simdjson::SUCCESS) return std::string(text);
    return id.is_number() ? simdjson::minify(id) : std::string();
}

std::string entity_id(const dom::object& object, std::string_view collection) {
    const std::string_view link = text_of(object, "@iot.selfLink");
    if (!link.empty()) return std::string(link);
    const std::string id = id_of(object);
    if (!id.empty()) return std::string(collection) + "(" + id + ")";
    return std::string(text_of(object, "name"));
}

// What all observations of a Datastream share.
struct Datastream {
    std::string property, dataset, unit;
};

Datastream datastream_of(const dom::object& object) {
    Datastream stream;
    dom::object observed, unit;
    if (object["ObservedProperty"].get(observed) == simdjson::SUCCESS)
        stream.property = std::string(text_of(observed, "name"));
    if (stream.property.empty()) stream.property = std::string(text_of(object, "name"));
    if (stream.property.empty()) stream.property = "result";
    stream.dataset = entity_id(object, "Datastreams");
    if (object["unitOfMeasurement"].get(unit) == simdjson::SUCCESS) {
        for (const char* member : {"symbol", "definition", "name"}) {
            const std::string_view written = text_of(unit, member);
            if (stream.unit.empty()) stream.unit = std::string(written);
            if (!twin::find_unit(written)) continue;
            stream.unit = std::string(written);
            break;
        }
    }
    return stream;
}

}  // namespace

struct SensorThingsDecoder::State {
    dom::parser parser{limits::kPayloadBytes};
    std::shared_ptr<DatastreamCatalogue> catalogue;
    std::string next_link;
    std::vector<MoreStreams> more_streams;

    struct Scope {
        const MessageInfo& info;
        ObservationBatch& batch;
    };

    Observation start(Scope& scope, const Datastream& stream) {
        Observation observation;
        observation.property = scope.batch.add_text(stream.property);
        observation.dataset = scope.batch.add_text(stream.dataset);
        observation.unit = scope.batch.add_text(stream.unit);
        if (scope.info.is_retained) observation.quality.set(twin::Quality::kRetained);
        return observation;
    }

    // phenomenonTime is when it happened, resultTime when it was computed.
    void observation(Scope& scope, const Datastream& stream, const dom::object& object) {
        Observation one = start(scope, stream);
        dom::element time, result;
        std::optional<WrittenTime> when;
        for (const char* member : {"phenomenonTime", "resultTime"}) {
            if (!when && object[member].get(time) == simdjson::SUCCESS) when = time_of(time);
        }
        set_time(one, when);
        if (object["result"].get(result) == simdjson::SUCCESS) {
            set_value(scope.batch, one, result);
        } else {
            one.fault = "an Observation without a result";
        }
        scope.batch.add(one);
    }

    // `thing` is whose it is; empty where nobody knows.
    void datastream(Scope& scope, const dom::object& object, std::string_view thing) {
        const Datastream stream = datastream_of(object);
        if (!thing.empty()) {
            catalogue->note(stream.dataset,
                            {std::string(thing), stream.property, stream.dataset, stream.unit});
        }
        dom::array observations;
        if (object["Observations"].get(observations) != simdjson::SUCCESS) return;
        for (const dom::element entry : observations) {
            dom::object one;
            if (scope.batch.is_full()) return;
            if (entry.get(one) == simdjson::SUCCESS) observation(scope, stream, one);
        }
    }

    void location(Scope& scope, const dom::object& object) {
        dom::element place;
        if (object["location"].get(place) != simdjson::SUCCESS) return;
        Observation one = start(scope, {"location", "", ""});
        // A Location says where a Thing is, not since when.
        set_time(one, std::nullopt);
        dom::element geometry;
        const bool is_feature =
            place.is_object() && place["geometry"].get(geometry) == simdjson::SUCCESS;
        set_place(scope.batch, one, is_feature ? geometry : place);
        scope.batch.add(one);
    }

    void thing(Scope& scope, const dom::element& element, const dom::object& object) {
        const std::string id = entity_id(object, "Things");
        if (id.empty()) return reject(scope, "a Thing without an id or a name", element);
        scope.batch.begin_update(id, "Thing");
        Observation name = start(scope, {"name", "", ""});
        set_time(name, std::nullopt);
        dom::element text;
        if (object["name"].get(text) == simdjson::SUCCESS) {
            set_value(scope.batch, name, text);
            scope.batch.add(name);
        }
        dom::array parts;
        dom::object part;
        if (object["Locations"].get(parts) == simdjson::SUCCESS) {
            for (const dom::element entry : parts)
                if (entry.get(part) == simdjson::SUCCESS) location(scope, part);
        }
        if (object["Datastreams"].get(parts) == simdjson::SUCCESS) {
            for (const dom::element entry : parts)
                if (entry.get(part) == simdjson::SUCCESS) datastream(scope, part, id);
        }
        const std::string_view more = text_of(object, "Datastreams@iot.nextLink");
        if (!more.empty()) more_streams.push_back({id, std::string(more)});
    }

    // The Datastream that an Observation or a dataArray names, by the message's topic or inside.
    struct NamedStream {
        std::string entity, type = "Datastream";
        Datastream stream{"result", "", ""};
    };
    NamedStream stream_named_in(Scope& scope, const dom::object& object) const {
        NamedStream named;
        named.entity = std::string(datastream_name(scope.info.topic));
        dom::object parent;
        if (object["Datastream"].get(parent) == simdjson::SUCCESS) {
            named.stream = datastream_of(parent);
            named.stream.dataset.clear();
            named.entity = entity_id(parent, "Datastreams");
        } else if (named.entity.empty()) {
            named.entity = std::string(text_of(object, "Datastream@iot.navigationLink"));
        }
        if (auto known = catalogue->find(named.entity)) {
            named.entity = std::move(known->thing);
            named.type = "Thing";
            named.stream = {std::move(known->property), std::move(known->dataset),
                            std::move(known->unit)};
        }
        return named;
    }

    void lone_observation(Scope& scope, const dom::element& element, const dom::object& object) {
        const NamedStream named = stream_named_in(scope, object);
        if (named.entity.empty())
            return reject(scope, "an Observation that does not say of which Datastream", element);
        scope.batch.begin_update(named.entity, named.type);
        observation(scope, named.stream, object);
    }

    // {"Datastream": ..., "components": [names], "dataArray": [[values], ...]}.
    void data_array(Scope& scope, const dom::element& element, const dom::object& object) {
        const NamedStream named = stream_named_in(scope, object);
        dom::array components, rows;
        if (named.entity.empty() || object["components"].get(components) != simdjson::SUCCESS ||
            object["dataArray"].get(rows) != simdjson::SUCCESS) {
            return reject(scope, "a dataArray without Datastream or components", element);
        }
        std::size_t column = 0, result_column = SIZE_MAX, time_column = SIZE_MAX;
        for (const dom::element name : components) {
            std::string_view text;
            if (name.get(text) == simdjson::SUCCESS && text == "result") result_column = column;
            if (name.get(text) == simdjson::SUCCESS && text == "phenomenonTime")
                time_column = column;
            ++column;
        }
        scope.batch.begin_update(named.entity, named.type);
        for (const dom::element row : rows) {
            if (scope.batch.is_full()) return;
            add_row(scope, row, named.stream, {result_column, time_column});
        }
    }

    struct Columns {
        std::size_t result = SIZE_MAX, time = SIZE_MAX;
    };
    void add_row(Scope& scope, const dom::element& row, const Datastream& stream,
                 const Columns& columns) {
        Observation one = start(scope, stream);
        dom::array cells;
        if (row.get(cells) != simdjson::SUCCESS) {
            one.fault = "a row of a dataArray that is no array";
            scope.batch.add(one);
            return;
        }
        one.fault = "an Observation without a result";
        std::optional<WrittenTime> when;
        std::size_t column = 0;
        for (const dom::element cell : cells) {
            if (column == columns.time) when = time_of(cell);
            if (column == columns.result) {
                one.fault = {};
                set_value(scope.batch, one, cell);
            }
            ++column;
        }
        set_time(one, when);
        scope.batch.add(one);
    }

    void reject(Scope& scope, std::string reason, const dom::element& element) {
        scope.batch.reject(std::move(reason), simdjson::minify(element));
    }

    // A body of a batch request, by the URL it is sent to.
    void request(Scope& scope, const dom::element& element, const dom::object& object) {
        dom::element body;
        const std::string_view url = text_of(object, "url");
        if (object["body"].get(body) != simdjson::SUCCESS || !body.is_object())
            return reject(scope, "a request without a body", element);
        const bool is_known = url.find("Things") != std::string_view::npos ||
                              url.find("Datastreams") != std::string_view::npos ||
                              url.find("Observations") != std::string_view::npos;
        if (!is_known)
            return reject(scope, "a request for " + std::string(url) + ", not for a Thing",
                          element);
        const MessageInfo info{scope.info.received_at, url, scope.info.link_context,
                               scope.info.is_retained, scope.info.parent};
        Scope own{info, scope.batch};
        document(own, body, 1);
    }

    void each(Scope& scope, const dom::array& entries, std::size_t depth) {
        for (const dom::element entry : entries)
            document(scope, entry, depth + 1);
    }

    void document(Scope& scope, const dom::element& element, std::size_t depth) {
        dom::object object;
        dom::array entries;
        if (scope.batch.is_full()) return reject(scope, "more than one answer can hold", element);
        if (depth > limits::kContextDepth) return reject(scope, "too deep a document", element);
        if (element.get(entries) == simdjson::SUCCESS) return each(scope, entries, depth);
        if (element.get(object) != simdjson::SUCCESS)
            return reject(scope, "a document that is no object", element);
        const auto has = [&object](std::string_view key) {
            return object[key].error() == simdjson::SUCCESS;
        };
        if (object["requests"].get(entries) == simdjson::SUCCESS)
            return each(scope, entries, depth);
        if (has("method") && has("url")) return request(scope, element, object);
        if (object["value"].get(entries) == simdjson::SUCCESS && !has("result")) {
            if (depth == 0) next_link = std::string(text_of(object, "@iot.nextLink"));
            return each(scope, entries, depth);
        }
        if (has("dataArray")) return data_array(scope, element, object);
        if (has("result")) return lone_observation(scope, element, object);
        if (has("unitOfMeasurement") || has("Observations")) {
            const std::string id = entity_id(object, "Datastreams");
            if (id.empty()) return reject(scope, "a Datastream without an id or a name", element);
            const bool is_part = !scope.info.parent.empty();
            scope.batch.begin_update(is_part ? scope.info.parent : id,
                                     is_part ? "Thing" : "Datastream");
            return datastream(scope, object, scope.info.parent);
        }
        const bool is_thing =
            has("Datastreams") || has("Locations") ||
            scope.info.topic.find("Things") != std::string_view::npos ||
            text_of(object, "@iot.selfLink").find("/Things(") != std::string_view::npos;
        if (is_thing) return thing(scope, element, object);
        reject(scope, "a document that is no Thing, Datastream or Observation", element);
    }
};

SensorThingsDecoder::SensorThingsDecoder(std::shared_ptr<DatastreamCatalogue> catalogue)
    : state_(std::make_unique<State>()) {
    state_->catalogue = catalogue ? std::move(catalogue) : std::make_shared<DatastreamCatalogue>();
}
SensorThingsDecoder::~SensorThingsDecoder() = default;

const std::string& SensorThingsDecoder::next_link() const {
    return state_->next_link;
}

const std::vector<SensorThingsDecoder::MoreStreams>& SensorThingsDecoder::more_streams() const {
    return state_->more_streams;
}

void SensorThingsDecoder::decode(ByteView payload, const MessageInfo& info,
                                 ObservationBatch& batch) {
    const std::string_view text = as_text(payload);
    batch.received_at = info.received_at;
    state_->next_link.clear();
    state_->more_streams.clear();
    dom::element element;
    const std::string reason = parse_json(state_->parser, text, element);
    if (!reason.empty()) return batch.reject(reason, text);
    State::Scope scope{info, batch};
    state_->document(scope, element, 0);
}

}  // namespace belvedere::feed
