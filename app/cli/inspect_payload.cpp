// SPDX-License-Identifier: Apache-2.0
#include "app/cli/inspect_payload.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <set>
#include <string_view>

#include <nlohmann/json.hpp>

#include "app/cli/payload_signatures.hpp"
#include "engine/core/clock.hpp"
#include "engine/core/file.hpp"
#include "engine/feed/limits.hpp"
#include "engine/feed/make_decoder.hpp"
#include "engine/feed/thing_description.hpp"
#include "engine/twin/twin_query.hpp"

namespace belvedere::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kHeadBytes = 65'536;  // What tells one kind of JSON from another.

bool is_named_like_json(const std::string& uri) {
    return uri.ends_with(".json") || uri.ends_with(".jsonld");
}

// Whether the text says itself that it is something else.
bool is_other_json(std::string_view text) {
    const std::string_view head = text.substr(0, kHeadBytes);
    for (const char* mark : {"\"asset\"", "\"CityJSON\"", "\"CityJSONFeature\"", "\"CityObjects\"",
                             "\"geometricError\""}) {
        if (head.find(mark) != std::string_view::npos) return true;
    }
    return false;
}

struct Box {
    double west = 1e9, south = 1e9, east = -1e9, north = -1e9;
    void add(const twin::Position& position) {
        west = std::min(west, position.longitude_deg);
        east = std::max(east, position.longitude_deg);
        south = std::min(south, position.latitude_deg);
        north = std::max(north, position.latitude_deg);
    }
};

const char* type_name(twin::ValueKind kind) {
    switch (kind) {
        case twin::ValueKind::kNumber:
            return "number";
        case twin::ValueKind::kBoolean:
            return "boolean";
        case twin::ValueKind::kReference:
            return "reference";
        case twin::ValueKind::kPosition:
            return "position";
        case twin::ValueKind::kJson:
            return "json";
        default:
            return "text";
    }
}

struct Attribute {
    std::string type;
    std::set<std::string> units;
    std::uint64_t values = 0;
};

std::map<std::string, Attribute> attributes_of(const twin::TwinStore& store) {
    std::map<std::string, Attribute> attributes;
    for (std::uint32_t i = 0; i < store.series_count(); ++i) {
        const twin::SeriesRecord& series = store.series(twin::SeriesId{i});
        Attribute& attribute = attributes[std::string(store.names().text(series.property))];
        attribute.type = type_name(series.value.kind());
        ++attribute.values;
        const std::string_view unit = store.units().unit(series.unit).symbol;
        if (!unit.empty()) attribute.units.insert(std::string(unit));
    }
    return attributes;
}

Json report_of(const twin::TwinStore& store, SourceId source, const std::string& uri) {
    Json json{{"source", uri}, {"kind", "device messages"}, {"version", ""}};
    json["crs"] = "EPSG:4326";
    json["vertical"] = "";
    std::map<std::string, std::uint64_t> types;
    Box box;
    for (std::uint32_t i = 0; i < store.entities().size(); ++i) {
        const twin::EntityId id{i};
        const twin::NameId type = store.entities()[id].type;
        ++types[type.valid() ? std::string(twin::short_name(store.names().text(type))) : ""];
        if (const auto position = twin::position_of(store, id)) box.add(*position);
    }
    json["extent_wgs84"] =
        box.west <= box.east ? Json{box.west, box.south, box.east, box.north} : Json(nullptr);
    json["height"] = nullptr;
    json["features"] = types;
    for (const char* none : {"buildings", "tiles", "triangles", "points", "instances", "textures"})
        json[none] = 0;
    json["surfaces"] = Json::object();
    json["lods"] = Json::array();
    json["attributes"] = Json::array();
    for (const auto& [name, attribute] : attributes_of(store)) {
        json["attributes"].push_back({{"name", name},
                                      {"type", attribute.type},
                                      {"units", attribute.units},
                                      {"values", attribute.values}});
    }
    json["extensions"] = Json::array();
    json["devices"] = store.entities().size();
    json["observations"] = store.ledger(source).observations.received;
    json["warnings"] = Json::array();
    for (const auto& [reason, count] : store.ledger(source).reasons)
        json["warnings"].push_back(std::to_string(count) + " rejected: " + reason);
    const std::uint64_t withheld = store.ledger(source).observations.withheld;
    if (withheld > 0)
        json["warnings"].push_back(std::to_string(withheld) + " personal values were left out");
    json["errors"] = Json::array();
    return json;
}

std::string text_of(const Json& report) {
    std::string text = report["source"].get<std::string>() + "\n  " +
                       report["kind"].get<std::string>() + ", " +
                       std::to_string(report["devices"].get<std::uint64_t>()) + " devices\n";
    for (const auto& [type, count] : report["features"].items())
        text += "  " + count.dump() + " " + type + "\n";
    for (const auto& attribute : report["attributes"]) {
        text += "  " + attribute["name"].get<std::string>() + " (" +
                attribute["type"].get<std::string>();
        for (const auto& unit : attribute["units"])
            text += ", " + unit.get<std::string>();
        text += ")\n";
    }
    for (const auto& one : report.value("signatures", Json::array())) {
        const auto cause = one["cause"].get<std::string>();
        const auto signer = one["signer"].get<std::string>();
        text += "  signature of " + one["device"].get<std::string>() + ": " +
                one["state"].get<std::string>() + (signer.empty() ? "" : ", by " + signer) +
                (cause.empty() ? "" : ": " + cause) + "\n";
    }
    for (const auto& warning : report["warnings"])
        text += "  warning: " + warning.get<std::string>() + "\n";
    return text;
}

// Descriptions of devices instead of values: the same keys, and of each attribute its title, range
// and targets.
std::optional<Json> report_of_descriptions(const std::string& uri, ByteView bytes) {
    const std::string_view text = as_text(bytes);
    const bool is_described = text.find("\"securityDefinitions\"") != std::string_view::npos ||
                              text.find("/wot/td") != std::string_view::npos;
    if (!is_described) return std::nullopt;
    const auto things = feed::parse_thing_descriptions(bytes);
    twin::TwinStore store;
    const auto source = store.add_source({uri});
    if (!things || !source) return std::nullopt;
    Json json = report_of(store, *source, uri);
    json["kind"] = "thing descriptions";
    json["devices"] = things->size();
    for (const twin::DeviceDescription& thing : *things) {
        for (const twin::PropertyDescription& property : thing.properties) {
            Json targets = Json::array();
            for (const twin::DeviceForm& way : property.forms)
                targets.push_back(way.target);
            Json units = Json::array();
            if (!property.unit.empty()) units.push_back(property.unit);
            const auto bound = [](double number) {
                return std::isfinite(number) ? Json(number) : Json(nullptr);
            };
            json["attributes"].push_back({{"name", property.name},
                                          {"type", "description"},
                                          {"units", std::move(units)},
                                          {"values", 0},
                                          {"device", thing.id},
                                          {"title", property.title},
                                          {"range", {bound(property.least), bound(property.most)}},
                                          {"writable", property.is_writable},
                                          {"targets", std::move(targets)}});
        }
    }
    return json;
}

}  // namespace

std::optional<std::string> inspect_payload(const std::string& uri, ReportForm form) {
    if (!is_named_like_json(uri) || !std::filesystem::is_regular_file(uri)) return std::nullopt;
    const auto bytes = read_file(uri, feed::limits::kPayloadBytes);
    if (!bytes || is_other_json(as_text(*bytes))) return std::nullopt;
    if (const auto described = report_of_descriptions(uri, *bytes)) {
        if (form == ReportForm::kText) return text_of(*described);
        return described->dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
    }
    auto decoder = feed::make_decoder({});
    if (!decoder) return std::nullopt;
    feed::MessageInfo info;
    info.received_at = system_clock().utc_now();
    twin::ObservationBatch batch;
    (*decoder)->decode(*bytes, info, batch);
    if (batch.updates().empty()) return std::nullopt;
    twin::TwinStore store;
    const auto source = store.add_source({uri, twin::SourceKind::kLive});
    if (!source) return std::nullopt;
    store.append(*source, batch);
    Json report = report_of(store, *source, uri);
    for (const auto& one : signatures_of(as_text(*bytes), store, info.received_at)) {
        report["signatures"].push_back({{"device", one.device},
                                        {"state", one.state},
                                        {"signer", one.signer},
                                        {"cause", one.cause},
                                        {"sealed", one.sealed},
                                        {"attributes", one.attributes}});
    }
    if (form == ReportForm::kText) return text_of(report);
    return report.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace belvedere::cli
