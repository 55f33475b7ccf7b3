// SPDX-License-Identifier: Apache-2.0
#include "engine/indicator/twin_table.hpp"

#include <algorithm>

#include "engine/twin/property_defaults.hpp"
#include "engine/twin/twin_query.hpp"

namespace belvedere::indicator {

std::optional<std::uint32_t> TwinTable::slot_of(std::string_view name) const {
    const auto found = std::ranges::find(names_, name);
    const auto slot = static_cast<std::uint32_t>(found - names_.begin());
    if (found == names_.end()) names_.emplace_back(name);
    return slot;
}

expression::Value TwinTable::value(std::uint32_t slot, std::uint32_t row) const {
    const auto id = twin::find_series(store_, twin::EntityId{row}, names_[slot]);
    if (!id) return {};
    const twin::SeriesRecord& series = store_.series(*id);
    switch (series.value.kind()) {
        case twin::ValueKind::kNumber:
            return expression::Value::number(
                model_number(twin::short_name(store_.names().text(series.property)),
                             store_.units().unit(series.unit), series.value.number()));
        case twin::ValueKind::kBoolean:
            return expression::Value::boolean(series.value.number() != 0.0);
        case twin::ValueKind::kText:
        case twin::ValueKind::kReference:
            return expression::Value::string(series.value.text());
        case twin::ValueKind::kJson:
            return expression::Value::json(series.value.text());
        case twin::ValueKind::kNone:
        case twin::ValueKind::kPosition:
        case twin::ValueKind::kDeleted:
            break;
    }
    return {};
}

double model_number(std::string_view property_short_name, const twin::Unit& unit, double number) {
    const twin::PropertyDefault* model = twin::property_default(property_short_name);
    const auto wanted = model == nullptr ? std::nullopt : twin::find_unit(model->unit);
    if (!wanted) return number;
    return twin::convert(unit, twin::known_units()[wanted->value], number).value_or(number);
}

}  // namespace belvedere::indicator
