// SPDX-License-Identifier: Apache-2.0
// Lengths, directions and kinds of things as they are said: rounded to what an ear keeps.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/city/feature_kind.hpp"
#include "app/describe/scene_object.hpp"

namespace belvedere::describe {

// All of these in the language that words speaks; main thread.

// To three digits at most: "80 m", "1.2 km", "4.5 m" below ten metres; "260 ft", "4,180 ft",
// "1.2 mi" where words::measures() are imperial.
[[nodiscard]] std::string said_length(double metres);
// "45°".
[[nodiscard]] std::string said_degrees(double degrees);
// "1 234".
[[nodiscard]] std::string said_count(std::uint64_t count);
// "north-east".
[[nodiscard]] std::string said_bearing(double degrees);
// "80 m ahead", "80 m behind to the left"; what stands right below the eye is "80 m below".
struct Aside {
    double distance_m = 0.0;
    double relative_deg = 0.0;
    double level_m = 1e9;
};
[[nodiscard]] std::string said_position(const Aside& aside);
// "Building", "Tree"; "Object" for what the data do not name.
[[nodiscard]] std::string kind_name(city::FeatureKind kind);
// Whether a text is the beginning of that name, whatever the case of ASCII letters: "build".
[[nodiscard]] bool kind_is_called(city::FeatureKind kind, const std::string& text);
// "214 buildings"; in the plural form of the language.
[[nodiscard]] std::string counted_kind(city::FeatureKind kind, std::uint64_t count);
// "a, b and c".
[[nodiscard]] std::string said_list(const std::vector<std::string>& items);
// Whole sentences after one another, as the language parts them.
[[nodiscard]] std::string joined(const std::vector<std::string>& sentences);

}  // namespace belvedere::describe
