// SPDX-License-Identifier: Apache-2.0
// Alarm rules as a project keeps them: a JSON array of objects whose keys are the members of
// AlarmRule; "scope" and "zone" ([[longitude, latitude], ...]) are what they are there.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/core/result.hpp"
#include "engine/indicator/alarm_rule.hpp"

namespace belvedere::indicator {

// Members that the rule's kind does not use are left out.
[[nodiscard]] std::string rules_to_json(const std::vector<AlarmRule>& rules);
// Empty text is no rules. kBadData for what is no JSON or has a member of another type, kLimit
// beyond limits::kRuleBytes or 64 levels, else as check_rules(). Unknown members are passed over.
// Any input is safe.
[[nodiscard]] Result<std::vector<AlarmRule>> parse_rules(std::string_view json);

}  // namespace belvedere::indicator
