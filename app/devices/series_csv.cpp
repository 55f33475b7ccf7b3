// SPDX-License-Identifier: Apache-2.0
#include "app/devices/series_csv.hpp"

#include <array>
#include <charconv>
#include <string_view>

#include "app/devices/series_curve.hpp"
#include "engine/core/time_text.hpp"

namespace belvedere::devices {
namespace {

// What begins so would be a formula in a spreadsheet, which texts from outside must not be.
bool looks_like_formula(std::string_view field) {
    return !field.empty() && std::string_view("=+-@\t\r").find(field.front()) != std::string::npos;
}

std::string quoted(std::string_view field) {
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
            return quoted(plain_number(reading.position.longitude_deg) + " " +
                          plain_number(reading.position.latitude_deg));
        case twin::ValueKind::kText:
        case twin::ValueKind::kJson:
        case twin::ValueKind::kReference:
            return quoted(reading.text);
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
    constexpr std::array<Name, 13> kNames = {{{kImplausible, "implausible"},
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
                                              {kZoneAssumed, "zone_assumed"}}};
    std::string text;
    for (const Name& entry : kNames) {
        if (quality.has(entry.flag)) text += (text.empty() ? "" : ";") + std::string(entry.name);
    }
    return text;
}

}  // namespace

std::string csv_of(const twin::TwinStore& store, std::span<const twin::SeriesId> all,
                   const twin::TimeRange& times) {
    const TimeZone utc;
    std::string csv =
        "device,property,dataset,observed_at,received_at,value,unit,quality,source\r\n";
    for (const twin::SeriesId id : all) {
        const twin::SeriesRecord& series = store.series(id);
        const twin::EntityRecord& entity = store.entities()[series.entity];
        const std::string device = quoted(entity.id());
        const std::string property = quoted(store.names().text(series.property));
        const std::string dataset =
            series.dataset.valid() ? quoted(store.names().text(series.dataset)) : std::string();
        const std::string source = quoted(store.source(SourceId{entity.source}).name);
        for (const twin::Reading& reading :
             twin::range(store, id, times, twin::AsOf::kEver, kCurveReadingsMax)) {
            const twin::Unit& unit = store.units().unit(reading.unit);
            const std::string cells[] = {device,
                                         property,
                                         dataset,
                                         format_time(reading.observed_at, utc),
                                         format_time(reading.received_at, utc),
                                         plain_value(reading),
                                         quoted(unit.code.empty() ? unit.symbol : unit.code),
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
