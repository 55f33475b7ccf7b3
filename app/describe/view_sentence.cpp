// SPDX-License-Identifier: Apache-2.0
#include "app/describe/view_sentence.hpp"

#include <array>
#include <numeric>
#include <utility>
#include <vector>

#include "app/describe/quantity_words.hpp"
#include "app/words/words.hpp"

namespace belvedere::describe {
namespace {

// From straight down to straight up; `below_deg` is where the next one begins.
struct Tilt {
    double below_deg;
    Message above_ground;
    Message without_ground;
};
constexpr std::array<Tilt, 6> kTilts = {
    Tilt{-80.0,
         {"describe.over_straight_down",
          "{height} above {place}, looking straight down, {heading} at the top."},
         {"describe.at_straight_down", "At {place}, looking straight down, {heading} at the top."}},
    {-25.0,
     {"describe.over_down", "{height} above {place}, looking {heading} and down."},
     {"describe.at_down", "At {place}, looking {heading} and down."}},
    {-8.0,
     {"describe.over_slightly_down",
      "{height} above {place}, looking {heading} and slightly down."},
     {"describe.at_slightly_down", "At {place}, looking {heading} and slightly down."}},
    {8.0,
     {"describe.over_level", "{height} above {place}, looking {heading}."},
     {"describe.at_level", "At {place}, looking {heading}."}},
    {25.0,
     {"describe.over_slightly_up", "{height} above {place}, looking {heading} and slightly up."},
     {"describe.at_slightly_up", "At {place}, looking {heading} and slightly up."}},
    {91.0,
     {"describe.over_up", "{height} above {place}, looking {heading} and up."},
     {"describe.at_up", "At {place}, looking {heading} and up."}}};

std::string where_sentence(const ViewFacts& facts) {
    const Tilt* tilt = &kTilts.back();
    for (const Tilt& each : kTilts) {
        if (facts.pitch_deg >= each.below_deg) continue;
        tilt = &each;
        break;
    }
    const std::string heading = said_bearing(facts.heading_deg);
    if (!facts.above_ground_m) {
        return words::text(tilt->without_ground, {{"place", facts.place}, {"heading", heading}});
    }
    return words::text(tilt->above_ground, {{"height", said_length(*facts.above_ground_m)},
                                            {"place", facts.place},
                                            {"heading", heading}});
}

// Kinds in order; the short form counts buildings and what else there is.
std::string counts_sentence(const ViewFacts& facts, Verbosity verbosity) {
    const std::size_t all =
        std::accumulate(facts.in_view.begin(), facts.in_view.end(), std::size_t{0});
    if (all == 0) return words::text({"describe.nothing", "Nothing is in view."});
    std::vector<std::string> items;
    std::size_t told = 0;
    const std::size_t kinds_max = verbosity == Verbosity::kFull ? facts.in_view.size() : 3;
    for (std::size_t kind = 0; kind < facts.in_view.size(); ++kind) {
        const std::size_t count = facts.in_view[kind];
        if (count == 0 || items.size() == kinds_max) continue;
        items.push_back(counted_kind(static_cast<city::FeatureKind>(kind), count));
        told += count;
    }
    if (told < all) {
        constexpr words::PluralMessage kMore{"describe.more", "{n} more", "{n} more"};
        const std::string rest = said_count(all - told);
        items.push_back(words::plural(kMore, all - told, {{"n", rest}}));
    }
    return words::text({"describe.in_view", "{things} in view."}, {{"things", said_list(items)}});
}

std::string object_text(const Message& message, const NamedObject& object) {
    return words::text(
        message,
        {{"name", object.name},
         {"position", said_position({object.distance_m, object.relative_deg, object.level_m})}});
}

std::string selection_sentence(std::uint64_t selected) {
    if (selected == 0) return {};
    constexpr words::PluralMessage kSelected{"describe.selected", "{n} object is selected.",
                                             "{n} objects are selected."};
    const std::string number = said_count(selected);
    return words::plural(kSelected, selected, {{"n", number}});
}

std::string style_sentence(const StyleFacts& style) {
    if (style.title.empty()) return {};
    if (style.lowest.empty() || style.lowest == style.highest) {
        return words::text({"describe.style", "Coloured by {style}."}, {{"style", style.title}});
    }
    return words::text(
        {"describe.style_range", "Coloured by {style}, from {lowest} to {highest}."},
        {{"style", style.title}, {"lowest", style.lowest}, {"highest", style.highest}});
}

std::string sun_sentence(const SunFacts& sun) {
    const std::string bearing = said_bearing(sun.azimuth_deg);
    if (sun.elevation_deg <= 0.0) {
        return words::text({"describe.night", "It is {time}; the sun is below the horizon."},
                           {{"time", sun.time}});
    }
    const std::string height = said_degrees(sun.elevation_deg);
    return words::text(
        {"describe.sun", "It is {time}; the sun stands {elevation} high in the {direction}."},
        {{"time", sun.time}, {"elevation", height}, {"direction", bearing}});
}

constexpr std::array<std::pair<Verbosity, std::string_view>, 3> kVerbosities = {
    std::pair{Verbosity::kShort, std::string_view("short")},
    {Verbosity::kNormal, "normal"},
    {Verbosity::kFull, "full"}};

}  // namespace

std::string_view name_of(Verbosity verbosity) {
    return kVerbosities[static_cast<std::size_t>(verbosity)].second;
}

std::optional<Verbosity> verbosity_named(std::string_view name) {
    for (const auto& [verbosity, word] : kVerbosities) {
        if (word == name) return verbosity;
    }
    return std::nullopt;
}

std::string view_sentence(const ViewFacts& facts, Verbosity verbosity) {
    std::vector<std::string> told = {where_sentence(facts), counts_sentence(facts, verbosity)};
    if (!facts.devices.empty()) told.push_back(facts.devices);
    if (facts.is_loading) {
        told.push_back(words::text({"describe.loading", "More is still loading."}));
    }
    if (verbosity == Verbosity::kShort) return joined(told);
    if (facts.nearest) {
        told.push_back(
            object_text({"describe.nearest", "Nearest: {name}, {position}."}, *facts.nearest));
    }
    if (verbosity == Verbosity::kFull && facts.middle) {
        told.push_back(
            object_text({"describe.middle", "In the middle of the picture: {name}, {position}."},
                        *facts.middle));
    }
    told.push_back(selection_sentence(facts.selected));
    told.push_back(style_sentence(facts.style));
    if (verbosity == Verbosity::kFull && facts.sun) told.push_back(sun_sentence(*facts.sun));
    return joined(told);
}

}  // namespace belvedere::describe
