// SPDX-License-Identifier: Apache-2.0
#include "engine/text/measures.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <string>

namespace belvedere::text {
namespace {

// Exact by definition.
constexpr double kInch_m = 0.0254, kFoot_m = 0.3048, kMile_m = 1609.344;
constexpr double kSquareFoot_m2 = kFoot_m * kFoot_m, kSquareMile_m2 = kMile_m * kMile_m;
constexpr double kAcre_m2 = 43'560.0 * kSquareFoot_m2;
constexpr double kHectare_m2 = 1e4, kSquareKilometre_m2 = 1e6;

// Territories of the system "US".
constexpr std::array<std::string_view, 3> kImperialTerritories = {"LR", "MM", "US"};

// What a tag says after its language and script: "US" of "en-US", "en_US.UTF-8", "zh-Hans-US".
std::string territory_of(std::string_view tag) {
    tag = tag.substr(0, tag.find_first_of(".@"));
    std::size_t begin = tag.find_first_of("-_");
    while (begin != std::string_view::npos) {
        const std::size_t end = tag.find_first_of("-_", begin + 1);
        std::string part(tag.substr(begin + 1, end - begin - 1));
        // A single letter begins what is not about places: "en-x-us".
        if (part.size() == 1) return {};
        if (part.size() == 2) {
            std::transform(part.begin(), part.end(), part.begin(), [](char c) {
                return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
            });
            return part;
        }
        begin = end;
    }
    return {};
}

}  // namespace

std::optional<Measures> measures_named(std::string_view name) {
    if (name == "metric") return Measures::kMetric;
    if (name == "imperial") return Measures::kImperial;
    return std::nullopt;
}

std::optional<Measures> measures_of(std::string_view language_tag) {
    const std::string territory = territory_of(language_tag);
    if (territory.empty()) return std::nullopt;
    const bool is_imperial = std::find(kImperialTerritories.begin(), kImperialTerritories.end(),
                                       territory) != kImperialTerritories.end();
    return is_imperial ? Measures::kImperial : Measures::kMetric;
}

Measures measures_of_environment() {
    for (const char* name : {"LC_ALL", "LC_MEASUREMENT", "LANG"}) {
        // Main thread at start, before anything could set variables. NOLINTNEXTLINE
        const char* value = std::getenv(name);
        if (value == nullptr || *value == '\0') continue;
        return measures_of(value).value_or(Measures::kMetric);
    }
    return Measures::kMetric;
}

double metres_of(Unit unit) {
    switch (unit) {
        case Unit::kMillimetre:
            return 1e-3;
        case Unit::kCentimetre:
            return 1e-2;
        case Unit::kMetre:
            return 1.0;
        case Unit::kKilometre:
            return 1e3;
        case Unit::kInch:
            return kInch_m;
        case Unit::kFoot:
            return kFoot_m;
        case Unit::kMile:
            return kMile_m;
        default:
            return 0.0;
    }
}

Quantity length_in(Measures measures, double metres) {
    const bool is_metric = measures == Measures::kMetric;
    const Unit middle = is_metric ? Unit::kMetre : Unit::kFoot;
    const Unit large = is_metric ? Unit::kKilometre : Unit::kMile;
    const Unit small = is_metric ? Unit::kCentimetre : Unit::kInch;
    const double size = std::abs(metres);
    const Unit unit = size >= metres_of(large)                   ? large
                      : size >= metres_of(middle) || size == 0.0 ? middle
                                                                 : small;
    return {metres / metres_of(unit), unit};
}

Quantity height_in(Measures measures, double metres) {
    const Unit unit = measures == Measures::kMetric ? Unit::kMetre : Unit::kFoot;
    return {metres / metres_of(unit), unit};
}

Quantity area_in(Measures measures, double square_metres) {
    const double size = std::abs(square_metres);
    if (measures == Measures::kImperial) {
        if (size >= kSquareMile_m2) return {square_metres / kSquareMile_m2, Unit::kSquareMile};
        if (size >= kAcre_m2) return {square_metres / kAcre_m2, Unit::kAcre};
        return {square_metres / kSquareFoot_m2, Unit::kSquareFoot};
    }
    if (size >= kSquareKilometre_m2) {
        return {square_metres / kSquareKilometre_m2, Unit::kSquareKilometre};
    }
    if (size >= kHectare_m2) return {square_metres / kHectare_m2, Unit::kHectare};
    return {square_metres, Unit::kSquareMetre};
}

}  // namespace belvedere::text
