// SPDX-License-Identifier: Apache-2.0
#include "engine/indicator/alarm_json.hpp"

#include <utility>

#include <nlohmann/json.hpp>

#include "engine/indicator/limits.hpp"
#include "engine/linked/canonical_json.hpp"

namespace belvedere::indicator {
namespace {

using Json = nlohmann::json;

Json json_of(const AlarmScope& scope) {
    Json value = Json::object();
    if (!scope.entity.empty()) value["entity"] = scope.entity;
    if (!scope.source.empty()) value["source"] = scope.source;
    if (!scope.type.empty()) value["type"] = scope.type;
    return value;
}

void add_number_members(const AlarmRule& rule, Json& value) {
    value["comparison"] = name_of(rule.comparison);
    value["limit"] = rule.limit;
    if (!rule.unit.empty()) value["unit"] = rule.unit;
    if (rule.hysteresis > 0.0) value["hysteresis"] = rule.hysteresis;
    if (rule.kind == AlarmKind::kRate) value["window_s"] = rule.window_s;
}

Json json_of(const AlarmRule& rule) {
    Json value = {{"id", rule.id},
                  {"name", rule.name},
                  {"kind", name_of(rule.kind)},
                  {"severity", name_of(rule.severity)},
                  {"is_on", rule.is_on}};
    if (Json scope = json_of(rule.scope); !scope.empty()) value["scope"] = std::move(scope);
    if (!rule.property.empty()) value["property"] = rule.property;
    if (rule.delay_s > 0.0) value["delay_s"] = rule.delay_s;
    if (rule.kind == AlarmKind::kThreshold || rule.kind == AlarmKind::kRate)
        add_number_members(rule, value);
    if (rule.kind == AlarmKind::kAbsence) value["silence_s"] = rule.silence_s;
    if (rule.kind == AlarmKind::kExpression) value["expression"] = rule.expression;
    if (rule.kind != AlarmKind::kZone) return value;
    value["side"] = name_of(rule.side);
    value["zone"] = Json::array();
    for (const ZoneCorner& corner : rule.zone)
        value["zone"].push_back({corner.longitude_deg, corner.latitude_deg});
    return value;
}

// Members of one object; the first fault is kept, and later reads do nothing.
class RuleReader {
  public:
    explicit RuleReader(const Json& object) : object_(object) {}

    void text(const char* key, std::string& into) {
        const Json* value = member(key);
        if (value == nullptr) return;
        if (!value->is_string()) return fault(key, "a text");
        into = value->get<std::string>();
    }
    void number(const char* key, double& into) {
        const Json* value = member(key);
        if (value == nullptr) return;
        if (!value->is_number()) return fault(key, "a number");
        into = value->get<double>();
    }
    void flag(const char* key, bool& into) {
        const Json* value = member(key);
        if (value == nullptr) return;
        if (!value->is_boolean()) return fault(key, "true or false");
        into = value->get<bool>();
    }
    template <class Kind>
    void name(const char* key, Result<Kind> (*find)(std::string_view), Kind& into) {
        std::string written;
        text(key, written);
        if (!fault_.empty() || written.empty()) return;
        const auto found = find(written);
        if (found) into = *found;
        if (!found) fault_ = found.error().message;
    }
    void zone(std::vector<ZoneCorner>& into) {
        const Json* value = member("zone");
        if (value == nullptr) return;
        if (!value->is_array() || value->size() > limits::kZoneCorners)
            return fault("zone", "a list of corners");
        for (const Json& corner : *value) {
            const bool is_pair = corner.is_array() && corner.size() >= 2 && corner[0].is_number() &&
                                 corner[1].is_number();
            if (!is_pair) return fault("zone", "a list of [longitude, latitude]");
            into.push_back({corner[0].get<double>(), corner[1].get<double>()});
        }
    }
    [[nodiscard]] const Json* object(const char* key) {
        const Json* value = member(key);
        if (value == nullptr || value->is_object()) return value;
        fault(key, "an object");
        return nullptr;
    }
    [[nodiscard]] const std::string& fault() const { return fault_; }
    void take_fault(const RuleReader& inner) {
        if (fault_.empty()) fault_ = inner.fault_;
    }

  private:
    [[nodiscard]] const Json* member(const char* key) const {
        if (!fault_.empty()) return nullptr;
        const auto found = object_.find(key);
        return found == object_.end() || found->is_null() ? nullptr : &*found;
    }
    void fault(const char* key, const char* expected) {
        fault_ = std::string(key) + " is not " + expected;
    }

    const Json& object_;
    std::string fault_;
};

std::string read_rule(const Json& value, AlarmRule& rule) {
    RuleReader reader(value);
    reader.text("id", rule.id);
    reader.text("name", rule.name);
    reader.name("kind", alarm_kind_named, rule.kind);
    reader.name("severity", severity_named, rule.severity);
    reader.flag("is_on", rule.is_on);
    if (const Json* scope = reader.object("scope")) {
        RuleReader inner(*scope);
        inner.text("entity", rule.scope.entity);
        inner.text("source", rule.scope.source);
        inner.text("type", rule.scope.type);
        reader.take_fault(inner);
    }
    reader.text("property", rule.property);
    reader.name("comparison", comparison_named, rule.comparison);
    reader.number("limit", rule.limit);
    reader.text("unit", rule.unit);
    reader.number("hysteresis", rule.hysteresis);
    reader.number("delay_s", rule.delay_s);
    reader.number("window_s", rule.window_s);
    reader.number("silence_s", rule.silence_s);
    reader.name("side", zone_side_named, rule.side);
    reader.zone(rule.zone);
    reader.text("expression", rule.expression);
    return reader.fault();
}

}  // namespace

std::string rules_to_json(const std::vector<AlarmRule>& rules) {
    Json all = Json::array();
    for (const AlarmRule& rule : rules)
        all.push_back(json_of(rule));
    return all.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<std::vector<AlarmRule>> parse_rules(std::string_view json) {
    std::vector<AlarmRule> rules;
    if (json.empty()) return rules;
    if (json.size() > limits::kRuleBytes || !linked::is_shallow_json(json))
        return fail(ErrorKind::kLimit, "the alarm rules are too long or too deep");
    const Json all = Json::parse(json, nullptr, false);
    if (!all.is_array()) return fail(ErrorKind::kBadData, "alarm rules are a JSON array");
    if (all.size() > limits::kRules) {
        return fail(ErrorKind::kLimit,
                    "there are more than " + std::to_string(limits::kRules) + " rules");
    }
    for (const Json& value : all) {
        if (!value.is_object()) return fail(ErrorKind::kBadData, "an alarm rule is an object");
        AlarmRule& rule = rules.emplace_back();
        if (std::string fault = read_rule(value, rule); !fault.empty())
            return fail(ErrorKind::kBadData, "rule " + rule.id + ": " + fault);
    }
    if (auto checked = check_rules(rules); !checked) return fail(checked.error());
    return rules;
}

}  // namespace belvedere::indicator
