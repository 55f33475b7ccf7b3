// SPDX-License-Identifier: Apache-2.0
// What is inside a TileStyle.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/core/result.hpp"
#include "engine/expression/expression.hpp"

namespace belvedere::expression {

// One visual property: the result of the first condition that holds. A plain expression is one
// condition that always does.
struct StyleRule {
    struct Condition {
        Expression when;
        Expression result;
    };
    std::vector<Condition> conditions;
    // False for a plain expression.
    bool is_conditional = false;
};

struct StyleRules {
    StyleRule color;
    StyleRule show;
    StyleRule point_size;
    std::map<std::string, Expression, std::less<>> meta;
    std::vector<std::string> warnings;
};

// From the JSON text.
[[nodiscard]] Result<StyleRules> parse_style_rules(std::string_view json);

}  // namespace belvedere::expression
