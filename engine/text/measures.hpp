// SPDX-License-Identifier: Apache-2.0
// Which units people read lengths and areas in, and how large a value is in the one that suits it.
//
// Everything is measured in metres inside; this is for what is shown and said. Coordinates are
// never turned: they are those of their reference system, whoever reads them.
#pragma once

#include <optional>
#include <string_view>

#include "engine/text/locale.hpp"

namespace belvedere::text {

// By name: "metric", "imperial"; nothing for another one.
[[nodiscard]] std::optional<Measures> measures_named(std::string_view name);

// What people of a territory are used to: "en-US" and "es-US" are imperial, "fr-CA" and "en-GB"
// metric (Unicode CLDR 42, supplemental, measurementSystem). Nothing for a tag without a territory.
[[nodiscard]] std::optional<Measures> measures_of(std::string_view language_tag);
// Of LC_ALL, LC_MEASUREMENT or LANG, whichever says something first; metric where they name no
// territory. Main thread.
[[nodiscard]] Measures measures_of_environment();

struct Quantity {
    double value = 0.0;
    Unit unit = Unit::kMetre;
};
// "1.2 km", "80 m", "7 cm"; or "1.2 mi" from a mile on, "262 ft", "3 in" below a foot. Zero is in
// metres or feet. The international foot of 1959, 0.3048 m.
[[nodiscard]] Quantity length_in(Measures measures, double metres);
// In metres or feet however long it is, for what must keep one unit.
[[nodiscard]] Quantity height_in(Measures measures, double metres);
// "2.4 km²", "1.8 ha", "412 m²"; or square miles, acres from one on, square feet.
[[nodiscard]] Quantity area_in(Measures measures, double square_metres);
// Metres that one of a unit of length is; 0 for other units.
[[nodiscard]] double metres_of(Unit unit);

}  // namespace belvedere::text
