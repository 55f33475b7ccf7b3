// SPDX-License-Identifier: Apache-2.0
#include "engine/feed/json_value.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include <simdjson.h>

#include "engine/core/time_text.hpp"
#include "engine/feed/limits.hpp"
#include "engine/twin/place_lines.hpp"

namespace belvedere::feed {
namespace {

namespace dom = simdjson::dom;
using twin::Observation;
using twin::ObservationBatch;
using twin::ValueKind;

constexpr std::string_view kDeletion = "urn:ngsi-ld:null";

// Whether the text ends in an offset ("Z", "+02:00") or is a date alone.
bool has_offset(std::string_view text) {
    const std::size_t time = text.find_first_of("Tt ");
    if (time == std::string_view::npos) return false;
    return text.find_first_of("Zz+-", time) != std::string_view::npos;
}

std::optional<WrittenTime> moment_of(std::string_view text) {
    const auto time = parse_time(text, TimeZone());
    if (!time) return std::nullopt;
    return WrittenTime{*time, !has_offset(text)};
}

// All positions of nested coordinate arrays.
struct CoordinateBox {
    double west = std::numeric_limits<double>::infinity(), south = west;
    double east = -west, north = -west;
    float height_m = std::numeric_limits<float>::quiet_NaN();
    bool is_wrong = false;

    void add(const dom::element& element, std::size_t depth) {
        dom::array array;
        if (is_wrong || depth > limits::kContextDepth || element.get(array) != simdjson::SUCCESS) {
            is_wrong = true;
            return;
        }
        dom::element first;
        if (array.at(0).get(first) != simdjson::SUCCESS) return;
        if (!first.is_number()) {
            for (const dom::element part : array)
                add(part, depth + 1);
            return;
        }
        double longitude = 0.0, latitude = 0.0, height = 0.0;
        if (array.at(0).get(longitude) != simdjson::SUCCESS ||
            array.at(1).get(latitude) != simdjson::SUCCESS) {
            is_wrong = true;
            return;
        }
        if (array.at(2).get(height) == simdjson::SUCCESS) height_m = static_cast<float>(height);
        west = std::min(west, longitude);
        east = std::max(east, longitude);
        south = std::min(south, latitude);
        north = std::max(north, latitude);
    }
};

// One line of a LineString's coordinates, in a row with those before it.
void add_line(const dom::element& coordinates, std::vector<twin::LinePoint>& points) {
    // Far beyond what is kept, and still no memory that a message did not bring itself.
    constexpr std::size_t kPointsRead = 1'000'000;
    dom::array all;
    if (coordinates.get(all) != simdjson::SUCCESS) return;
    if (!points.empty()) points.push_back({std::numeric_limits<double>::quiet_NaN(), 0.0});
    for (const dom::element each : all) {
        dom::array pair;
        twin::LinePoint point;
        if (points.size() >= kPointsRead || each.get(pair) != simdjson::SUCCESS ||
            pair.at(0).get(point.longitude_deg) != simdjson::SUCCESS ||
            pair.at(1).get(point.latitude_deg) != simdjson::SUCCESS) {
            return;
        }
        points.push_back(point);
    }
}

// Of a LineString or a MultiLineString; none of other geometries.
std::vector<twin::LinePoint> line_points(const dom::element& geometry) {
    std::vector<twin::LinePoint> points;
    dom::object object;
    dom::element coordinates;
    if (geometry.get(object) != simdjson::SUCCESS ||
        object["coordinates"].get(coordinates) != simdjson::SUCCESS) {
        return points;
    }
    const std::string_view type = text_of(object, "type");
    dom::array parts;
    if (type == "LineString") add_line(coordinates, points);
    if (type == "MultiLineString" && coordinates.get(parts) == simdjson::SUCCESS) {
        for (const dom::element part : parts)
            add_line(part, points);
    }
    return points;
}

}  // namespace

std::string quoted_json(std::string_view text) {
    static constexpr char kDigits[] = "0123456789abcdef";
    std::string out = "\"";
    for (const char letter : text) {
        const auto code = static_cast<unsigned char>(letter);
        if (letter == '"' || letter == '\\') {
            out += '\\';
            out += letter;
        } else if (code < 0x20) {
            out += "\\u00";
            out += kDigits[code >> 4U];
            out += kDigits[code & 15U];
        } else {
            out += letter;
        }
    }
    return out + "\"";
}

std::string parse_json(dom::parser& parser, std::string_view text, dom::element& element) {
    if (text.size() > limits::kPayloadBytes) {
        return "a message larger than " + std::to_string(limits::kPayloadBytes) + " bytes";
    }
    if (text.empty()) return "not JSON: an empty message";
    if (parser.capacity() < text.size() || parser.max_depth() != limits::kJsonDepth) {
        const std::size_t room = std::max<std::size_t>(4096, text.size() + text.size() / 4);
        if (parser.allocate(room, limits::kJsonDepth) != simdjson::SUCCESS)
            return "a message too large for memory";
    }
    const auto error = parser.parse(text.data(), text.size()).get(element);
    if (error == simdjson::SUCCESS) return {};
    return std::string("not JSON: ") + simdjson::error_message(error);
}

std::string_view text_of(const dom::object& object, std::string_view key) {
    std::string_view text;
    if (object[key].get(text) != simdjson::SUCCESS) return {};
    return text;
}

std::optional<WrittenTime> time_of(std::string_view text) {
    // Of an interval the end, or the beginning where it is open.
    const std::size_t slash = text.find('/');
    if (slash != std::string_view::npos) {
        const auto end = moment_of(text.substr(slash + 1));
        return end ? end : moment_of(text.substr(0, slash));
    }
    return moment_of(text);
}

std::optional<WrittenTime> time_of(const dom::element& element) {
    std::string_view text;
    if (element.get(text) == simdjson::SUCCESS) return time_of(text);
    dom::object object;
    if (element.get(object) == simdjson::SUCCESS) {
        const std::string_view value = text_of(object, "@value");
        return value.empty() ? std::nullopt : time_of(value);
    }
    double number = 0.0;
    if (element.get(number) != simdjson::SUCCESS || !(number > 0.0)) return std::nullopt;
    // In seconds the year 5000 is 1e11; in milliseconds 1e11 is 1973.
    const double scale = number < 1e11 ? 1e6 : (number < 1e14 ? 1e3 : 1.0);
    if (number * scale > 9e17) return std::nullopt;
    return WrittenTime{{std::llround(number * scale)}, false};
}

void set_time(Observation& observation, const std::optional<WrittenTime>& time) {
    if (!time) {
        observation.quality.set(twin::Quality::kTimeAssumed);
        return;
    }
    observation.observed_at = time->time;
    if (time->is_zone_assumed) observation.quality.set(twin::Quality::kZoneAssumed);
}

bool is_geometry(const dom::element& element) {
    dom::object object;
    if (element.get(object) != simdjson::SUCCESS) return false;
    const std::string_view type = text_of(object, "type");
    const bool has_name = type == "Point" || type == "LineString" || type == "Polygon" ||
                          type == "MultiPoint" || type == "MultiLineString" ||
                          type == "MultiPolygon";
    return has_name && object["coordinates"].error() == simdjson::SUCCESS;
}

std::optional<GeoJsonPlace> place_of(const dom::element& geometry) {
    dom::element coordinates;
    if (geometry["coordinates"].get(coordinates) != simdjson::SUCCESS) return std::nullopt;
    CoordinateBox box;
    box.add(coordinates, 0);
    if (box.is_wrong || !(box.west <= box.east)) return std::nullopt;
    GeoJsonPlace place;
    place.position.longitude_deg = (box.west + box.east) / 2.0;
    place.position.latitude_deg = (box.south + box.north) / 2.0;
    place.position.height_m = box.height_m;
    place.is_approximate = box.west != box.east || box.south != box.north;
    return place;
}

void set_place(ObservationBatch& batch, Observation& observation, const dom::element& geometry) {
    const auto place = is_geometry(geometry) ? place_of(geometry) : std::nullopt;
    if (!place) {
        observation.fault = "a geometry that is no GeoJSON";
        return;
    }
    observation.kind = ValueKind::kPosition;
    observation.position = place->position;
    if (!place->is_approximate) return;
    observation.quality.set(twin::Quality::kApproximate);
    const std::vector<twin::LinePoint> points = line_points(geometry);
    if (points.size() > 1) observation.text = batch.add_text(twin::line_text(points));
}

void set_value(ObservationBatch& batch, Observation& observation, const dom::element& value) {
    switch (value.type()) {
        case dom::element_type::INT64:
        case dom::element_type::UINT64:
        case dom::element_type::DOUBLE:
            observation.kind = ValueKind::kNumber;
            observation.number = value.get_double().value_unsafe();
            return;
        case dom::element_type::BOOL:
            observation.kind = ValueKind::kBoolean;
            observation.number = value.get_bool().value_unsafe() ? 1.0 : 0.0;
            return;
        case dom::element_type::STRING: {
            const std::string_view text = value.get_string().value_unsafe();
            observation.kind = text == kDeletion ? ValueKind::kDeleted : ValueKind::kText;
            observation.text = batch.add_text(text);
            return;
        }
        case dom::element_type::NULL_VALUE:
            observation.fault = "a value that is null";
            return;
        case dom::element_type::OBJECT: {
            dom::element inner;
            if (value["@value"].get(inner) == simdjson::SUCCESS && !inner.is_object()) {
                set_value(batch, observation, inner);
            } else if (is_geometry(value)) {
                set_place(batch, observation, value);
            } else {
                observation.kind = ValueKind::kJson;
                observation.text = batch.add_text(simdjson::minify(value));
            }
            return;
        }
        case dom::element_type::ARRAY:
            observation.kind = ValueKind::kJson;
            observation.text = batch.add_text(simdjson::minify(value));
            return;
    }
}

}  // namespace belvedere::feed
