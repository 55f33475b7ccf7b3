// SPDX-License-Identifier: Apache-2.0
#include "app/city/tile_properties.hpp"

#include <variant>

namespace belvedere::city {
namespace {

using expression::Value;

struct ToValue {
    Value operator()(std::monostate) const { return Value::null(); }
    Value operator()(bool truth) const { return Value::boolean(truth); }
    Value operator()(std::int64_t number) const {
        return Value::number(static_cast<double>(number));
    }
    Value operator()(std::uint64_t number) const {
        return Value::number(static_cast<double>(number));
    }
    Value operator()(double number) const { return Value::number(number); }
    Value operator()(std::string_view text) const { return Value::string(text); }
    Value operator()(content::JsonText json) const { return Value::json(json.text); }
};

}  // namespace

TileProperties::TileProperties(const content::TileContent& tile) : table_(tile), tile_(tile) {
    const auto classes = tile.classes();
    for (std::size_t c = 0; c < classes.size(); ++c) {
        for (std::uint32_t i = 0; i < classes[c].columns.count; ++i) {
            const std::uint32_t column = classes[c].columns.first + i;
            const std::string name(tile.text(tile.columns()[column].name));
            const auto [slot, is_new] =
                slots_.emplace(name, static_cast<std::uint32_t>(columns_.size()));
            if (is_new) columns_.emplace_back(classes.size(), content::kNone);
            columns_[slot->second][c] = column;
        }
    }
}

std::optional<std::uint32_t> TileProperties::slot_of(std::string_view name) const {
    const auto found = slots_.find(name);
    if (found == slots_.end()) return std::nullopt;
    return found->second;
}

Value TileProperties::value(std::uint32_t slot, std::uint32_t row) const {
    const content::FeatureClassRecord* row_class = table_.class_of(row);
    if (row_class == nullptr) return {};
    const auto index = static_cast<std::size_t>(row_class - tile_.classes().data());
    const std::uint32_t column = columns_[slot][index];
    if (column == content::kNone) return {};
    return std::visit(ToValue{}, table_.value(*row_class, tile_.columns()[column], row));
}

}  // namespace belvedere::city
