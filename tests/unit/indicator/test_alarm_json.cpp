// SPDX-License-Identifier: Apache-2.0
#include <string>

#include <gmock/gmock.h>

#include "engine/indicator/alarm_json.hpp"
#include "engine/indicator/limits.hpp"

namespace belvedere::indicator {
namespace {

using testing::HasSubstr;

AlarmRule threshold_rule() {
    AlarmRule rule;
    rule.id = "a1";
    rule.name = "Too much dust";
    rule.severity = Severity::kUrgent;
    rule.scope.type = "AirQualityObserved";
    rule.property = "pm25";
    rule.limit = 50.0;
    rule.unit = "GQ";
    rule.hysteresis = 5.0;
    rule.delay_s = 60.0;
    return rule;
}

std::vector<AlarmRule> one_of_each() {
    std::vector<AlarmRule> rules{threshold_rule()};
    AlarmRule rate = threshold_rule();
    rate.id = "a2";
    rate.kind = AlarmKind::kRate;
    rate.comparison = Comparison::kBelow;
    rate.window_s = 600.0;
    rules.push_back(rate);
    AlarmRule absence;
    absence.id = "a3";
    absence.kind = AlarmKind::kAbsence;
    absence.silence_s = 900.0;
    absence.is_on = false;
    rules.push_back(absence);
    AlarmRule zone;
    zone.id = "a4";
    zone.kind = AlarmKind::kZone;
    zone.side = ZoneSide::kInside;
    zone.zone = {{8.9, 44.4}, {9.0, 44.4}, {9.0, 44.5}};
    rules.push_back(zone);
    AlarmRule expression;
    expression.id = "a5";
    expression.kind = AlarmKind::kExpression;
    expression.expression = "${pm25} > 50 && ${humidity} < 0.9";
    rules.push_back(expression);
    AlarmRule unit;
    unit.id = "a6";
    unit.kind = AlarmKind::kUnit;
    unit.property = "temperature";
    rules.push_back(unit);
    return rules;
}

TEST(AlarmJson, ComesBackAsItWas) {
    const auto rules = one_of_each();
    const auto read = parse_rules(rules_to_json(rules));
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(*read, rules);
    EXPECT_TRUE(parse_rules("")->empty());
}

TEST(AlarmJson, PassesOverWhatItDoesNotKnow) {
    const auto read = parse_rules(
        R"([{"id":"a","kind":"absence","silence_s":60,"colour":"red","scope":{"owner":"x"}}])");
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->front().silence_s, 60.0);
}

TEST(AlarmJson, SaysWhatIsWrong) {
    const auto reason = [](std::string_view json) {
        const auto read = parse_rules(json);
        return read ? std::string("read") : read.error().message;
    };
    EXPECT_THAT(reason("{}"), HasSubstr("array"));
    EXPECT_THAT(reason("[1]"), HasSubstr("object"));
    EXPECT_THAT(reason(R"([{"id":"a","kind":"magic"}])"), HasSubstr("kind is one of threshold"));
    EXPECT_THAT(reason(R"([{"id":"a","limit":"5"}])"), HasSubstr("limit is not a number"));
    EXPECT_THAT(reason(R"([{"id":"a","limit":5}])"), HasSubstr("property is missing"));
    EXPECT_THAT(reason(R"([{"kind":"absence","silence_s":9}])"), HasSubstr("no id"));
    EXPECT_THAT(reason(R"([{"id":"a","kind":"absence"}])"), HasSubstr("silence_s"));
    EXPECT_THAT(reason(R"([{"id":"a","property":"t","limit":1,"unit":"furlong"}])"),
                HasSubstr("unit is not known"));
    EXPECT_THAT(reason(R"([{"id":"a","kind":"zone","zone":[[1,2],[3,4]]}])"), HasSubstr("three"));
    EXPECT_THAT(reason(R"([{"id":"a","kind":"zone","zone":[[1,2],[3,4],[300,1]]}])"),
                HasSubstr("no place"));
    EXPECT_THAT(reason(R"([{"id":"a","kind":"zone","zone":[[-170,2],[170,4],[170,1]]}])"),
                HasSubstr("wider"));
    EXPECT_THAT(reason(R"([{"id":"a","kind":"expression","expression":"${a} >"}])"),
                HasSubstr("expression"));
    EXPECT_THAT(reason(R"([{"id":"a","kind":"absence","silence_s":9},
                           {"id":"a","kind":"absence","silence_s":9}])"),
                HasSubstr("two rules"));
    EXPECT_THAT(reason(std::string(100, '[')), HasSubstr("too deep"));
    EXPECT_THAT(reason(std::string(limits::kRuleBytes + 1, ' ')), HasSubstr("too long"));
}

TEST(AlarmJson, RefusesMoreRulesThanThereIsRoomFor) {
    std::vector<AlarmRule> rules(limits::kRules + 1, threshold_rule());
    for (std::size_t i = 0; i < rules.size(); ++i)
        rules[i].id = std::to_string(i);
    const auto read = parse_rules(rules_to_json(rules));
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().kind, ErrorKind::kLimit);
}

}  // namespace
}  // namespace belvedere::indicator
