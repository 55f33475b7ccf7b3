// SPDX-License-Identifier: Apache-2.0
#include "app/devices/series_csv.hpp"

#include <array>
#include <charconv>
#include <limits>
#include <string_view>

#include "engine/core/time_text.hpp"

namespace belvedere::devices {
namespace {

// What begins so would be a formula in a spreadsheet, which texts from outside must not be.
bool looks_like_formula(std::string_view field) {
    return !field.empty() && std::string_view("=+-@\t\r").find(field.front()) != std::string::npos;
}

std::string csv_field(std::string_view field) {
    const bool is_formula = looks_like_formula(field);
    if (!is_formula && field.find_first_of("\",\r\n") == std::string_view::npos)
        return std::string(field);
    std::string text = is_formula ? "\"'" : "\"";
    for (const char letter : field) {
        if (letter == '"') text += '"';
        text += letter;
    }
    return text + '"';
}

std::string plain_number(double number) {
    std::array<char, 40> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number);
    return {buffer.data(), end.ptr};
}

std::string plain_value(const twin::Reading& reading) {
    switch (reading.kind) {
        case twin::ValueKind::kNumber:
            return plain_number(reading.number);
        case twin::ValueKind::kBoolean:
            return reading.number != 0.0 ? "true" : "false";
        case twin::ValueKind::kPosition:
            return csv_field(plain_number(reading.position.longitude_deg) + " " +
                             plain_number(reading.position.latitude_deg));
        case twin::ValueKind::kText:
        case twin::ValueKind::kJson:
        case twin::ValueKind::kReference:
            return csv_field(reading.text);
        case twin::ValueKind::kDeleted:
        case twin::ValueKind::kNone:
            break;
    }
    return {};
}

std::string quality_names(twin::QualityFlags quality) {
    struct Name {
        twin::Quality flag;
        std::string_view name;
    };
    using enum twin::Quality;
    constexpr std::array<Name, 14> kNames = {{{kImplausible, "implausible"},
                                              {kTimeAssumed, "time_assumed"},
                                              {kTimeImplausible, "time_implausible"},
                                              {kLate, "late"},
                                              {kUnitUnknown, "unit_unknown"},
                                              {kUnitAssumed, "unit_assumed"},
                                              {kUnitChanged, "unit_changed"},
                                              {kRetained, "retained"},
                                              {kApproximate, "approximate"},
                                              {kContextUnknown, "context_unknown"},
                                              {kHistorical, "historical"},
                                              {kRepaired, "repaired"},
                                              {kZoneAssumed, "zone_assumed"},
                                              {kRemembered, "remembered"}}};
    std::string text;
    for (const Name& entry : kNames) {
        if (quality.has(entry.flag)) text += (text.empty() ? "" : ";") + std::string(entry.name);
    }
    return text;
}

}  // namespace

std::string csv_of(const twin::TwinStore& store, std::span<const twin::SeriesId> all,
                   const twin::TimeRange& times, const PastOf& past_of) {
    // A table leaves out nothing that is in memory, which has its bound.
    constexpr std::size_t kAll = std::numeric_limits<std::size_t>::max();
    const TimeZone utc;
    std::string csv =
        "device,property,dataset,observed_at,received_at,value,unit,quality,source\r\n";
    for (const twin::SeriesId id : all) {
        const twin::SeriesRecord& series = store.series(id);
        const twin::EntityRecord& entity = store.entities()[series.entity];
        const std::string device = csv_field(entity.id());
        const std::string property = csv_field(store.names().text(series.property));
        const std::string dataset =
            series.dataset.valid() ? csv_field(store.names().text(series.dataset)) : std::string();
        const std::string source = csv_field(store.source(SourceId{entity.source}).name);
        for (const PastReading& past :
             readings_of(store, id, past_of ? past_of(id) : nullptr, times, kAll)) {
            const twin::Reading& reading = past.reading;
            const twin::Unit& unit = past.store->units().unit(reading.unit);
            const std::string cells[] = {device,
                                         property,
                                         dataset,
                                         format_time(reading.observed_at, utc),
                                         format_time(reading.received_at, utc),
                                         plain_value(reading),
                                         csv_field(unit.code.empty() ? unit.symbol : unit.code),
                                         quality_names(reading.quality),
                                         source};
            for (const std::string& cell : cells)
                csv.append(&cell == cells ? "" : ",").append(cell);
            csv += "\r\n";
        }
    }
    return csv;
}

}  // namespace belvedere::devices
