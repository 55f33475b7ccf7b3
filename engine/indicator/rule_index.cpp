// SPDX-License-Identifier: Apache-2.0
#include "engine/indicator/rule_index.hpp"

#include <algorithm>
#include <utility>

#include "engine/indicator/alarm_condition.hpp"

namespace belvedere::indicator {

void RuleIndex::set(const std::vector<AlarmRule>& rules, const twin::TwinStore& store,
                    const TwinTable& table) {
    std::vector<ReadyRule> before = std::exchange(rules_, {});
    store_ = &store;
    by_property_.clear();
    on_.clear();
    for (const AlarmRule& rule : rules) {
        const auto same = std::ranges::find(before, rule, &ReadyRule::rule);
        if (same != before.end()) {
            rules_.push_back(std::move(*same));
            before.erase(same);
        } else {
            ReadyRule& ready = rules_.emplace_back();
            ready.rule = rule;
            ready.serial = next_serial_++;
            if (rule.kind == AlarmKind::kExpression) {
                if (const auto compiled = expression::Expression::compile(rule.expression)) {
                    ready.names = compiled->property_names();
                    ready.condition = compiled->bind(table);
                }
            }
        }
        if (rule.is_on) on_.push_back(static_cast<std::uint32_t>(rules_.size() - 1));
    }
}

bool RuleIndex::looks_at(const ReadyRule& ready, twin::NameId property) const {
    switch (ready.rule.kind) {
        case AlarmKind::kThreshold:
        case AlarmKind::kRate:
            return has_name(*store_, property, ready.rule.property);
        case AlarmKind::kAbsence:
        case AlarmKind::kUnit:
            return ready.rule.property.empty() || has_name(*store_, property, ready.rule.property);
        case AlarmKind::kZone:
            return true;  // Any property can be where the entity is.
        case AlarmKind::kExpression:
            return std::ranges::any_of(ready.names, [&](const std::string& name) {
                return has_name(*store_, property, name);
            });
    }
    return false;
}

std::span<const std::uint32_t> RuleIndex::rules_for(twin::NameId property) {
    if (!property.valid()) return on_;
    if (property.value >= by_property_.size()) by_property_.resize(property.value + 1);
    auto& known = by_property_[property.value];
    if (!known) {
        known.emplace();
        for (const std::uint32_t index : on_) {
            if (looks_at(rules_[index], property)) known->push_back(index);
        }
    }
    return *known;
}

ReadyRule* RuleIndex::find(std::uint64_t serial) {
    const auto found = std::ranges::find(rules_, serial, &ReadyRule::serial);
    return found == rules_.end() ? nullptr : &*found;
}

}  // namespace belvedere::indicator
