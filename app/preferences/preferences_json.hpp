// SPDX-License-Identifier: Apache-2.0
// Preferences as a JSON document, which is both the program's own file and a profile to carry to
// another machine.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/preferences/preferences.hpp"
#include "engine/core/result.hpp"

namespace belvedere::preferences {

inline constexpr std::size_t kPreferencesBytesMax = 1U << 20;

struct Read {
    Preferences preferences;
    std::vector<std::string> faults;  // Members of a wrong kind; they have their defaults.
};

// kBadData when it is no JSON object that says that it holds preferences. Members out of range are
// taken as the nearest allowed value; unknown ones are kept.
[[nodiscard]] Result<Read> from_json(std::string_view json);
[[nodiscard]] std::string to_json(const Preferences& preferences);

}  // namespace belvedere::preferences
