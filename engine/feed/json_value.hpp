// SPDX-License-Identifier: Apache-2.0
// JSON values as observations: what all JSON decoders share.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/core/clock.hpp"
#include "engine/twin/observation.hpp"

namespace simdjson::dom {
class element;
class object;
class parser;
}  // namespace simdjson::dom

namespace belvedere::feed {

// Parses within limits::kPayloadBytes and kJsonDepth; the element lives until the next parse. Gives
// why it is no JSON, or nothing.
[[nodiscard]] std::string parse_json(simdjson::dom::parser& parser, std::string_view text,
                                     simdjson::dom::element& element);

// A JSON string of it (RFC 8259, section 7), with its quotation marks.
[[nodiscard]] std::string quoted_json(std::string_view text);

// The text of a member, empty when it is missing or no text.
[[nodiscard]] std::string_view text_of(const simdjson::dom::object& object, std::string_view key);

// A moment as feeds write it, and whether UTC had to be assumed.
struct WrittenTime {
    UtcTime time;
    bool is_zone_assumed = false;
};
// ISO 8601; of an interval ("from/to") its end. A JSON number is Unix time in seconds,
// milliseconds or microseconds, told apart by size. Nothing when it is no time.
[[nodiscard]] std::optional<WrittenTime> time_of(std::string_view text);
[[nodiscard]] std::optional<WrittenTime> time_of(const simdjson::dom::element& element);

// Sets the observation's time, with the flags that it deserves.
void set_time(twin::Observation& observation, const std::optional<WrittenTime>& time);

// Sets kind and content: numbers, booleans, texts as they are, GeoJSON geometries as positions,
// JSON-LD's {"@value": ...} as what it holds, "urn:ngsi-ld:null" as deletion, other structures as
// JSON text. null is a fault.
void set_value(twin::ObservationBatch& batch, twin::Observation& observation,
               const simdjson::dom::element& value);

// A GeoJSON geometry (RFC 7946); one that is no point is represented by the middle of its box.
struct GeoJsonPlace {
    twin::Position position;
    bool is_approximate = false;
};
[[nodiscard]] std::optional<GeoJsonPlace> place_of(const simdjson::dom::element& geometry);
// Whether an object looks like a GeoJSON geometry.
[[nodiscard]] bool is_geometry(const simdjson::dom::element& element);
// Sets the observation to the geometry's place, or its fault; of a line its points as well.
void set_place(twin::ObservationBatch& batch, twin::Observation& observation,
               const simdjson::dom::element& geometry);

}  // namespace belvedere::feed
