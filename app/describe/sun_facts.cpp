// SPDX-License-Identifier: Apache-2.0
#include "app/describe/sun_facts.hpp"

#include "app/words/words.hpp"
#include "engine/geo/geodetic.hpp"
#include "engine/geo/sun_position.hpp"
#include "engine/text/locale.hpp"

namespace belvedere::describe {

std::optional<SunFacts> sun_facts(UtcTime now, const TimeZone& zone, const glm::dvec3& position,
                                  city::Ground ground) {
    if (ground == city::Ground::kModel) return std::nullopt;
    const geo::SunPosition sun = geo::sun_position(now, geo::to_geodetic(position));
    const std::int64_t offset_us = std::int64_t{zone.offset_s(now)} * 1'000'000;
    const CivilTime civil = civil_of({now.microseconds + offset_us});
    const text::Locale here(words::language());
    return SunFacts{sun.azimuth_deg, sun.apparent_elevation_deg,
                    words::text({"describe.time", "{time} {zone}"},
                                {{"time", here.time_of_day(civil)}, {"zone", zone.name()}})};
}

}  // namespace belvedere::describe
