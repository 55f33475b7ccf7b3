// SPDX-License-Identifier: Apache-2.0
// What stands between the braces of ${...}.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/result.hpp"

namespace belvedere::expression {

// One step into a value: a member or an element.
struct PathStep {
    enum class Kind {
        kName,     // .name, or the first word.
        kQuoted,   // ['name'].
        kElement,  // [0].
    };
    Kind kind = Kind::kName;
    std::string name;
    std::size_t element = 0;
};

// A property of the feature and the way into it; at least one step, the first with a name.
struct PropertyPath {
    std::vector<PathStep> steps;
    // "feature." or "feature[" stood in front: no define of a style can be meant.
    bool is_of_feature = false;
};

// Reads "Height", "address.street", "feature['gml:id']", "values[0]", ... Names may hold any
// characters but . [ ] { } and quotes. kBadData with what is wrong.
[[nodiscard]] Result<PropertyPath> parse_property_path(std::string_view text);

}  // namespace belvedere::expression
