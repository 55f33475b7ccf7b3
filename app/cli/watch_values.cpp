// SPDX-License-Identifier: Apache-2.0
#include "app/cli/watch_values.hpp"

#include <vector>

#include <nlohmann/json.hpp>

#include "engine/core/time_text.hpp"
#include "engine/twin/allowed_series.hpp"

namespace belvedere::cli {
namespace {

using ValueJson = nlohmann::ordered_json;

ValueJson packed_json(const twin::PackedValue& value) {
    switch (value.kind()) {
        case twin::ValueKind::kNumber:
            return value.number();
        case twin::ValueKind::kBoolean:
            return value.number() != 0.0;
        case twin::ValueKind::kPosition:
            return {value.position().longitude_deg, value.position().latitude_deg};
        case twin::ValueKind::kText:
        case twin::ValueKind::kJson:
        case twin::ValueKind::kReference:
            return std::string(value.text());
        case twin::ValueKind::kDeleted:
        case twin::ValueKind::kNone:
            break;
    }
    return nullptr;
}

}  // namespace

std::string with_values(const std::string& report, const twin::TwinStore& store) {
    std::vector<twin::SeriesId> all;
    for (std::uint32_t i = 0; i < store.series_count(); ++i)
        all.push_back(twin::SeriesId{i});
    const twin::AllowedSeries allowed = twin::allowed_series(store, all, twin::DataUse::kExport);
    const TimeZone utc;
    ValueJson json = ValueJson::parse(report, nullptr, false);
    json["values"] = ValueJson::array();
    for (const twin::SeriesId id : allowed.series) {
        const twin::SeriesRecord& series = store.series(id);
        const twin::EntityRecord& entity = store.entities()[series.entity];
        const twin::Unit& unit = store.units().unit(series.unit);
        json["values"].push_back(
            {{"device", std::string(entity.id())},
             {"source", store.source(SourceId{entity.source}).name},
             {"property", std::string(store.names().text(series.property))},
             {"dataset", series.dataset.valid() ? std::string(store.names().text(series.dataset))
                                                : std::string()},
             {"value", packed_json(series.value)},
             {"unit", std::string(unit.code.empty() ? unit.symbol : unit.code)},
             {"observed_at", format_time(series.observed_at, utc)},
             {"received_at", format_time(series.received_at, utc)}});
    }
    json["withheld"] = allowed.refusals;
    return json.dump(2, ' ', false, ValueJson::error_handler_t::replace) + "\n";
}

}  // namespace belvedere::cli
