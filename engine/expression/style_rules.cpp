// SPDX-License-Identifier: Apache-2.0
#include "engine/expression/style_rules.hpp"

#include <optional>

#include <nlohmann/json.hpp>

#include "engine/expression/limits.hpp"

namespace belvedere::expression {
namespace {

using nlohmann::json;

Failure wrong(const std::string& where, const std::string& what) {
    return fail(ErrorKind::kBadData, where + ": " + what);
}

// Expressions are strings; booleans and numbers are taken as what they are.
Result<std::string> source_of(const json& value, const std::string& where) {
    if (value.is_string()) return value.get<std::string>();
    if (value.is_boolean() || value.is_number()) return value.dump();
    return wrong(where, "an expression is expected (a string)");
}

Result<Expression> expression_of(const json& value, const std::string& where,
                                 const Defines& defines) {
    const auto source = source_of(value, where);
    if (!source) return fail(source.error());
    auto compiled = Expression::compile(*source, defines);
    if (!compiled) return fail_in(where, std::move(compiled.error()));
    return compiled;
}

Result<StyleRule> conditions_of(const json& conditions, const std::string& where,
                                const Defines& defines) {
    if (!conditions.is_array()) return wrong(where, "\"conditions\" is no array");
    if (conditions.size() > kConditionsMax) {
        return fail(ErrorKind::kLimit, where + ": more than 10,000 conditions");
    }
    StyleRule rule;
    rule.is_conditional = true;
    for (const json& pair : conditions) {
        const std::string place =
            where + ", condition " + std::to_string(rule.conditions.size() + 1);
        if (!pair.is_array() || pair.size() != 2) {
            return wrong(place, "a condition is a pair [condition, result]");
        }
        auto when = expression_of(pair[0], place, defines);
        if (!when) return fail(std::move(when.error()));
        auto result = expression_of(pair[1], place, defines);
        if (!result) return fail(std::move(result.error()));
        rule.conditions.push_back({std::move(*when), std::move(*result)});
    }
    return rule;
}

Result<StyleRule> rule_of(const json& style, const char* name, const Defines& defines) {
    const auto found = style.find(name);
    if (found == style.end()) return StyleRule{};
    if (found->is_object()) {
        const auto conditions = found->find("conditions");
        if (conditions == found->end()) return wrong(name, "an object needs \"conditions\"");
        return conditions_of(*conditions, name, defines);
    }
    auto result = expression_of(*found, name, defines);
    if (!result) return fail(std::move(result.error()));
    auto always = Expression::compile("true");
    StyleRule rule;
    rule.conditions.push_back({std::move(*always), std::move(*result)});
    return rule;
}

Result<Defines> defines_of(const json& style) {
    Defines defines;
    const auto found = style.find("defines");
    if (found == style.end()) return defines;
    if (!found->is_object()) return wrong("defines", "an object is expected");
    if (found->size() > kDefinesMax) return fail(ErrorKind::kLimit, "more than 1,000 defines");
    for (const auto& [name, value] : found->items()) {
        auto source = source_of(value, "defines, " + name);
        if (!source) return fail(std::move(source.error()));
        // Compiled once alone, so that a mistake is told where it stands even if nothing uses it.
        auto alone = Expression::compile(*source);
        if (!alone) return fail_in("defines, " + name, std::move(alone.error()));
        defines.emplace(name, std::move(*source));
    }
    return defines;
}

std::optional<Error> add_meta(StyleRules& rules, const json& style, const Defines& defines) {
    const auto found = style.find("meta");
    if (found == style.end()) return std::nullopt;
    if (!found->is_object()) return wrong("meta", "an object is expected").value();
    for (const auto& [name, value] : found->items()) {
        auto expression = expression_of(value, "meta, " + name, defines);
        if (!expression) return std::move(expression.error());
        rules.meta.emplace(name, std::move(*expression));
    }
    return std::nullopt;
}

void add_warnings(StyleRules& rules, const json& style) {
    for (const auto& [name, value] : style.items()) {
        const bool is_known = name == "defines" || name == "color" || name == "show" ||
                              name == "pointSize" || name == "meta" || name == "extras";
        if (!is_known) rules.warnings.push_back("\"" + name.substr(0, 100) + "\" is not used");
    }
}

Result<StyleRules> rules_of(const json& style) {
    if (!style.is_object()) return fail(ErrorKind::kBadData, "a style is a JSON object");
    const auto defines = defines_of(style);
    if (!defines) return fail(defines.error());
    StyleRules rules;
    const std::pair<const char*, StyleRule*> properties[] = {
        {"color", &rules.color}, {"show", &rules.show}, {"pointSize", &rules.point_size}};
    for (const auto& [name, target] : properties) {
        auto rule = rule_of(style, name, *defines);
        if (!rule) return fail(std::move(rule.error()));
        *target = std::move(*rule);
    }
    if (auto error = add_meta(rules, style, *defines)) return fail(std::move(*error));
    add_warnings(rules, style);
    return rules;
}

}  // namespace

Result<StyleRules> parse_style_rules(std::string_view text) {
    if (text.size() > kStyleBytesMax)
        return fail(ErrorKind::kLimit, "the style is larger than 4 MiB");
    json style;
    try {
        style = json::parse(text);
    } catch (const json::exception& error) {
        return fail(ErrorKind::kBadData, std::string("no JSON: ") + error.what());
    }
    return rules_of(style);
}

}  // namespace belvedere::expression
