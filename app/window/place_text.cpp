// SPDX-License-Identifier: Apache-2.0
#include "app/window/place_text.hpp"

#include <array>
#include <cmath>
#include <string_view>
#include <utility>

#include "app/panels/unit_text.hpp"
#include "app/words/words.hpp"
#include "engine/geo/geodetic.hpp"
#include "engine/geo/geoid.hpp"

namespace belvedere::window {
namespace {

// Coordinates stand ungrouped in every language: they are read digit by digit.
std::string coordinate(double value, int decimals) {
    return words::locale().number(value, decimals, text::Grouping::kNone);
}

std::string degrees_text(double degrees, int decimals) {
    return coordinate(std::abs(degrees), decimals) + "°";
}
std::string latitude_text(double degrees, int decimals) {
    const Message message = degrees < 0.0 ? Message{"place.south", "{degrees} S"}
                                          : Message{"place.north", "{degrees} N"};
    return words::text(message, {{"degrees", degrees_text(degrees, decimals)}});
}
std::string longitude_text(double degrees, int decimals) {
    const Message message =
        degrees < 0.0 ? Message{"place.west", "{degrees} W"} : Message{"place.east", "{degrees} E"};
    return words::text(message, {{"degrees", degrees_text(degrees, decimals)}});
}

// "50.2500000° N, 6.5000000° W, 12.35 m".
std::string geodetic_text(const geo::Geodetic& place) {
    constexpr int kDecimals = 7;
    return words::text({"place.geodetic", "{latitude}, {longitude}, {height}"},
                       {{"latitude", latitude_text(place.latitude_deg, kDecimals)},
                        {"longitude", longitude_text(place.longitude_deg, kDecimals)},
                        {"height", panels::height_text(place.height_m)}});
}

// "E 356000.00 m  N 5645000.00 m  H 50.00 m", or as geodetic_text() for a CRS in degrees. The
// letters of the axes are the CRS's own.
std::string coordinates_text(const geo::CrsDescription& crs, const glm::dvec3& position) {
    if (crs.is_geographic) return geodetic_text({position.x, position.y, position.z});
    std::string text;
    for (int i = 0; i < 3; ++i) {
        const geo::CrsAxis& axis = crs.axes[static_cast<std::size_t>(i)];
        if (i > 0) text += "  ";
        text += axis.abbreviation + " ";
        text += axis.unit == "m" ? words::locale().with_unit(position[i], text::Unit::kMetre, 2,
                                                             text::Grouping::kNone)
                                 : coordinate(position[i], 2) + " " + axis.unit;
    }
    return text;
}

std::string model_text(const glm::dvec3& position, const text::Locale& locale) {
    const auto metres = [&](double value) {
        return locale.with_unit(value, text::Unit::kMetre, 2, text::Grouping::kNone);
    };
    return "x " + metres(position.x) + "  y " + metres(position.y) + "  z " + metres(position.z);
}

PlaceText in_wgs84(const glm::dvec3& position) {
    const geo::Geodetic place = geo::to_geodetic(position);
    const auto geoid = geo::geoid_undulation_m(place.longitude_deg, place.latitude_deg);
    if (!geoid) {
        return {geodetic_text(place), words::text({"place.wgs84", "WGS 84, ellipsoidal height"})};
    }
    return {geodetic_text(place),
            words::text({"place.wgs84_and_sea",
                         "WGS 84, ellipsoidal height (above the sea by EGM96: {height})"},
                        {{"height", panels::height_text(place.height_m - *geoid)}})};
}

// The height's letter and unit: h above the ellipsoid, H above the sea, as surveyors write them.
// Heights that the mapping reads otherwise than the CRS says are metres.
geo::CrsAxis height_axis(const PlaceSystem& system) {
    const std::string heights = system.mapping->height_name();
    const bool is_ellipsoidal = heights.starts_with("ellipsoidal");
    geo::CrsAxis axis = system.crs.axes[2];
    const bool is_own = system.crs.has_heights && !is_ellipsoidal && !heights.starts_with("EGM96");
    if (!is_own) axis = {"Up", "h", "m", 1.0};
    axis.abbreviation = is_ellipsoidal ? "h" : "H";
    return axis;
}

}  // namespace

PlaceSystem place_system(std::shared_ptr<const geo::WorldMapping> mapping,
                         CoordinateChoice choice) {
    const bool is_projected = mapping && mapping->is_georeferenced() && !mapping->is_identity();
    if (is_projected && choice == CoordinateChoice::kLayer) {
        if (auto crs = geo::describe_crs(mapping->crs_name())) {
            return {std::move(mapping), std::move(*crs)};
        }
    }
    PlaceSystem wgs84;
    // Without PROJ's database the numbers can still be read: degrees.
    if (auto crs = geo::describe_crs("EPSG:4979")) wgs84.crs = std::move(*crs);
    wgs84.crs.is_geographic = true;
    return wgs84;
}

PlaceText describe_place(const PlaceSystem& system, const glm::dvec3& position) {
    if (!system.mapping) return in_wgs84(position);
    glm::dvec3 source = position;
    if (system.mapping->to_source({&source, 1}) > 0) return in_wgs84(position);
    geo::CrsDescription crs = system.crs;
    crs.axes[2] = height_axis(system);
    std::string datum = crs.title;
    if (!crs.name.empty() && crs.name != crs.title) datum += " " + crs.name;
    return {
        coordinates_text(crs, source),
        words::text({"place.datum", "{crs}, {heights}"},
                    {{"crs", datum}, {"heights", heights_text(system.mapping->height_name())}})};
}

std::optional<glm::dvec3> typed_place(const PlaceSystem& system,
                                      const geo::TypedCoordinates& typed) {
    const double height = typed.height.value_or(0.0);
    if (!system.mapping) return geo::to_ecef({typed.x, typed.y, height});
    glm::dvec3 place(typed.x, typed.y, height);
    if (system.mapping->to_world({&place, 1}) > 0) return std::nullopt;
    // Beyond a projection's area some answer comes back, but not the way there.
    glm::dvec3 back = place;
    if (system.mapping->to_source({&back, 1}) > 0) return std::nullopt;
    const auto is_near = [](double a, double b) {
        return std::abs(a - b) <= 0.01 + 1e-6 * std::abs(b);
    };
    if (!is_near(back.x, typed.x) || !is_near(back.y, typed.y)) return std::nullopt;
    return place;
}

std::string heights_text(const std::string& name) {
    struct Known {
        std::string_view name;
        Message message;
    };
    constexpr std::array<Known, 4> kKnown = {
        Known{"ellipsoidal height", {"heights.ellipsoidal", "ellipsoidal height"}},
        Known{"EGM96 height", {"heights.egm96", "EGM96 height"}},
        Known{"EGM96 height (estimated)", {"heights.estimated", "EGM96 height (estimated)"}},
        Known{"height taken as ellipsoidal (no EGM96 grid installed)",
              {"heights.no_grid", "height taken as ellipsoidal (no EGM96 grid installed)"}}};
    for (const Known& known : kKnown) {
        if (known.name == name) return words::text(known.message);
    }
    constexpr std::string_view kTaken = " taken as EGM96 (estimated)";
    if (!name.ends_with(kTaken)) return name;
    return words::text({"heights.taken_as_egm96", "{system} taken as EGM96 (estimated)"},
                       {{"system", std::string_view(name).substr(0, name.size() - kTaken.size())}});
}

std::string place_text(const glm::dvec3& position, city::Ground ground) {
    if (ground == city::Ground::kEarth) return geodetic_text(geo::to_geodetic(position));
    return model_text(position, words::locale());
}

std::string rough_place_text(double longitude_deg, double latitude_deg) {
    constexpr int kDecimals = 3;  // A hundred metres.
    return words::text({"place.rough", "{latitude}, {longitude}"},
                       {{"latitude", latitude_text(latitude_deg, kDecimals)},
                        {"longitude", longitude_text(longitude_deg, kDecimals)}});
}

std::string copied_place_text(const glm::dvec3& position, city::Ground ground) {
    if (ground == city::Ground::kEarth) return geo::format_geodetic(geo::to_geodetic(position));
    return model_text(position, text::Locale("en-x-iso"));
}

}  // namespace belvedere::window
