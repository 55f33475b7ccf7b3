// SPDX-License-Identifier: Apache-2.0
#include "engine/feed/mapping.hpp"

#include <simdjson.h>

#include "engine/feed/json_value.hpp"
#include "engine/feed/limits.hpp"

namespace belvedere::feed {
namespace {

namespace dom = simdjson::dom;

// Takes the next level off a topic.
std::string_view take_level(std::string_view& rest) {
    const std::size_t slash = rest.find('/');
    const std::string_view level = rest.substr(0, slash);
    rest = slash == std::string_view::npos ? std::string_view() : rest.substr(slash + 1);
    return level;
}

Result<MappedProperty> parse_property(const dom::element& element) {
    dom::object object;
    if (element.get(object) != simdjson::SUCCESS)
        return fail(ErrorKind::kBadData, "a property that is no object");
    MappedProperty property{std::string(text_of(object, "name")),
                            std::string(text_of(object, "at")),
                            std::string(text_of(object, "unit"))};
    if (property.name.empty() || property.at.empty())
        return fail(ErrorKind::kBadData, "a property without name or at");
    return property;
}

Result<MappingRule> parse_rule(const dom::element& element) {
    dom::object object, position;
    if (element.get(object) != simdjson::SUCCESS)
        return fail(ErrorKind::kBadData, "a rule that is no object");
    MappingRule rule;
    rule.topic = std::string(text_of(object, "topic"));
    rule.entity = std::string(text_of(object, "entity"));
    rule.type = std::string(text_of(object, "type"));
    rule.each = std::string(text_of(object, "each"));
    rule.time = std::string(text_of(object, "time"));
    const std::string_view format = text_of(object, "format");
    const std::string_view separator = text_of(object, "separator");
    if (rule.entity.empty()) return fail(ErrorKind::kBadData, "a rule without entity");
    if (!format.empty() && format != "json" && format != "csv")
        return fail(ErrorKind::kBadData, "format " + std::string(format) + " is not json or csv");
    if (format == "csv") rule.format = MappedFormat::kCsv;
    if (separator.size() > 1) return fail(ErrorKind::kBadData, "a separator of several letters");
    if (!separator.empty()) rule.separator = separator[0];
    if (object["position"].get(position) == simdjson::SUCCESS) {
        rule.longitude = std::string(text_of(position, "longitude"));
        rule.latitude = std::string(text_of(position, "latitude"));
        rule.height = std::string(text_of(position, "height"));
        if (rule.longitude.empty() || rule.latitude.empty())
            return fail(ErrorKind::kBadData, "a position without longitude or latitude");
    }
    dom::array properties;
    if (object["properties"].get(properties) != simdjson::SUCCESS) {
        if (rule.longitude.empty())
            return fail(ErrorKind::kBadData, "a rule without properties or position");
        return rule;
    }
    for (const dom::element entry : properties) {
        if (rule.properties.size() >= limits::kMappedProperties)
            return fail(ErrorKind::kLimit, "a rule of too many properties");
        auto property = parse_property(entry);
        if (!property) return fail(property.error());
        rule.properties.push_back(*std::move(property));
    }
    return rule;
}

}  // namespace

Result<std::vector<MappingRule>> parse_mapping(ByteView json) {
    dom::parser parser;
    dom::element root;
    const std::string reason = parse_json(parser, as_text(json), root);
    if (!reason.empty()) return fail(ErrorKind::kBadData, reason);
    dom::array entries;
    if (root["rules"].get(entries) != simdjson::SUCCESS)
        return fail(ErrorKind::kBadData, "a mapping without rules");
    std::vector<MappingRule> rules;
    for (const dom::element entry : entries) {
        if (rules.size() >= limits::kMappings)
            return fail(ErrorKind::kLimit, "a mapping of too many rules");
        auto rule = parse_rule(entry);
        if (!rule) return fail_in("rule " + std::to_string(rules.size() + 1), rule.error());
        rules.push_back(*std::move(rule));
    }
    if (rules.empty()) return fail(ErrorKind::kBadData, "a mapping without rules");
    return rules;
}

std::optional<TopicNames> match_topic(std::string_view pattern, std::string_view topic) {
    TopicNames names;
    if (pattern.empty()) return names;
    while (true) {
        const bool pattern_goes_on = pattern.find('/') != std::string_view::npos;
        const bool topic_goes_on = topic.find('/') != std::string_view::npos;
        const std::string_view wanted = take_level(pattern);
        if (wanted == "#") return names;
        const std::string_view level = take_level(topic);
        if (wanted.size() > 2 && wanted.front() == '{' && wanted.back() == '}') {
            names.insert_or_assign(std::string(wanted.substr(1, wanted.size() - 2)),
                                   std::string(level));
        } else if (wanted != "+" && wanted != level) {
            return std::nullopt;
        }
        if (pattern_goes_on != topic_goes_on) {
            // "a/#" is also of "a" itself (MQTT 5, section 4.7.1.2).
            if (pattern_goes_on && pattern == "#") return names;
            return std::nullopt;
        }
        if (!pattern_goes_on) return names;
    }
}

}  // namespace belvedere::feed
