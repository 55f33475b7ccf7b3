// SPDX-License-Identifier: Apache-2.0
#include "engine/expression/tile_style.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/expression/legend_text.hpp"
#include "engine/expression/style_rules.hpp"

namespace belvedere::expression {
namespace {

// A condition is mostly "true" or depends on the feature; those that are always true are not run.
struct BoundRule {
    struct Condition {
        std::optional<BoundExpression> when;
        BoundExpression result;
    };
    std::vector<Condition> conditions;

    [[nodiscard]] std::optional<Value> evaluate(std::uint32_t row, Scratch& scratch) const {
        for (const Condition& condition : conditions) {
            if (!condition.when || to_boolean(condition.when->evaluate(row, scratch))) {
                return condition.result.evaluate(row, scratch);
            }
        }
        return std::nullopt;
    }
};

BoundRule bound(const StyleRule& rule, const PropertyTable& table) {
    BoundRule result;
    for (const StyleRule::Condition& condition : rule.conditions) {
        const auto constant = condition.when.constant();
        if (constant && !to_boolean(*constant)) continue;
        std::optional<BoundExpression> when;
        if (!constant) when = condition.when.bind(table);
        result.conditions.push_back({std::move(when), condition.result.bind(table)});
        if (constant) break;
    }
    return result;
}

float channel(double value) {
    // NaN fails the first comparison and becomes 0.
    return value > 0.0 ? static_cast<float>(std::min(value, 1.0)) : 0.0F;
}

std::optional<glm::vec4> color_of(const Value& value) {
    if (!value.is(ValueKind::kVector4) && !value.is(ValueKind::kVector3)) return std::nullopt;
    const double alpha = value.is(ValueKind::kVector4) ? value.component(3) : 1.0;
    return glm::vec4(channel(value.component(0)), channel(value.component(1)),
                     channel(value.component(2)), channel(alpha));
}

void add_names(std::vector<std::string>& names, const Expression& expression) {
    for (std::string& name : expression.property_names()) {
        if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
    }
}

}  // namespace

struct BoundStyleRules {
    BoundRule color;
    BoundRule show;
    BoundRule point_size;
    std::vector<std::pair<std::string, BoundExpression>> meta;
};

FeatureAppearance BoundTileStyle::appearance(std::uint32_t row, Scratch& scratch) const {
    FeatureAppearance result;
    // No condition holds: the feature is shown, as without a style.
    if (const auto show = rules_->show.evaluate(row, scratch)) result.is_shown = to_boolean(*show);
    if (!result.is_shown) return result;
    if (const auto color = rules_->color.evaluate(row, scratch)) result.color = color_of(*color);
    return result;
}

std::optional<float> BoundTileStyle::point_size(std::uint32_t row, Scratch& scratch) const {
    const auto size = rules_->point_size.evaluate(row, scratch);
    if (!size) return std::nullopt;
    const double pixels = to_number(*size);
    constexpr double kPointSizeMax = 64.0;
    if (!(pixels > 0.0)) return std::nullopt;
    return static_cast<float>(std::min(pixels, kPointSizeMax));
}

Value BoundTileStyle::meta(std::string_view name, std::uint32_t row, Scratch& scratch) const {
    for (const auto& [known, expression] : rules_->meta) {
        if (known == name) return expression.evaluate(row, scratch);
    }
    return {};
}

Result<TileStyle> TileStyle::parse(std::string_view json) {
    auto rules = parse_style_rules(json);
    if (!rules) return fail(std::move(rules.error()));
    return TileStyle(std::make_shared<const StyleRules>(std::move(*rules)));
}

const std::vector<std::string>& TileStyle::warnings() const {
    return rules_->warnings;
}

std::vector<LegendEntry> TileStyle::legend() const {
    std::vector<LegendEntry> entries;
    for (const StyleRule::Condition& condition : rules_->color.conditions) {
        const auto constant = condition.result.constant();
        const auto color = constant ? color_of(*constant) : std::nullopt;
        if (!color) return {};
        const auto when = condition.when.constant();
        if (when && !to_boolean(*when)) continue;
        const bool is_otherwise = when.has_value();
        entries.push_back(
            {is_otherwise ? "" : legend_text(condition.when.source()), *color, is_otherwise});
        if (is_otherwise) break;
    }
    return entries;
}

std::vector<std::string> TileStyle::property_names() const {
    std::vector<std::string> names;
    for (const StyleRule* rule : {&rules_->color, &rules_->show, &rules_->point_size}) {
        for (const StyleRule::Condition& condition : rule->conditions) {
            add_names(names, condition.when);
            add_names(names, condition.result);
        }
    }
    for (const auto& [name, expression] : rules_->meta)
        add_names(names, expression);
    return names;
}

std::vector<std::string> TileStyle::meta_names() const {
    std::vector<std::string> names;
    for (const auto& [name, expression] : rules_->meta)
        names.push_back(name);
    return names;
}

BoundTileStyle TileStyle::bind(const PropertyTable& table) const {
    auto rules = std::make_shared<BoundStyleRules>();
    rules->color = bound(rules_->color, table);
    rules->show = bound(rules_->show, table);
    rules->point_size = bound(rules_->point_size, table);
    for (const auto& [name, expression] : rules_->meta) {
        rules->meta.emplace_back(name, expression.bind(table));
    }
    BoundTileStyle result;
    result.rules_ = std::move(rules);
    return result;
}

}  // namespace belvedere::expression
