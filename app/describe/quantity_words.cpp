// SPDX-License-Identifier: Apache-2.0
#include "app/describe/quantity_words.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>

#include "app/describe/object_walk.hpp"
#include "app/words/words.hpp"
#include "engine/text/measures.hpp"

namespace belvedere::describe {
namespace {

text::Locale locale() {
    return text::Locale(words::language());
}

// Of metres or feet; beyond a thousand feet tens are enough for an ear.
std::string said_small(const text::Quantity& length) {
    constexpr double kThousand = 999.5, kTen = 10.0;
    const double size = std::abs(length.value);
    if (size >= kThousand)
        return locale().with_unit(std::round(length.value / kTen) * kTen, length.unit, 0);
    return locale().with_unit(length.value, length.unit, size < 0.05 || size >= 9.95 ? 0 : 1);
}

}  // namespace

std::string said_length(double metres) {
    const text::Quantity small = text::height_in(words::measures(), metres);
    const text::Unit far =
        small.unit == text::Unit::kMetre ? text::Unit::kKilometre : text::Unit::kMile;
    // Just below a kilometre or a mile is one.
    constexpr double kNearly = 0.9995;
    const double value = metres / text::metres_of(far);
    if (std::abs(value) < kNearly) return said_small(small);
    return locale().with_unit(value, far, std::abs(value) < 99.95 ? 1 : 0);
}

std::string said_degrees(double degrees) {
    // 359.6 is north, not 360.
    const double whole = std::fmod(std::round(degrees), 360.0);
    return locale().with_unit(whole, text::Unit::kDegree, 0);
}

std::string said_count(std::uint64_t count) {
    return locale().integer(static_cast<std::int64_t>(count));
}

std::string said_bearing(double degrees) {
    return std::string(locale().bearing(degrees));
}

std::string said_position(const Aside& aside) {
    constexpr std::array<Message, 8> kPositions = {
        Message{"describe.ahead", "{distance} ahead"},
        {"describe.ahead_right", "{distance} ahead to the right"},
        {"describe.right", "{distance} to the right"},
        {"describe.behind_right", "{distance} behind to the right"},
        {"describe.behind", "{distance} behind"},
        {"describe.behind_left", "{distance} behind to the left"},
        {"describe.left", "{distance} to the left"},
        {"describe.ahead_left", "{distance} ahead to the left"}};
    const std::string distance = said_length(aside.distance_m);
    constexpr double kBelow_m = 2.0;
    if (aside.level_m < kBelow_m) {
        return words::text({"describe.below", "{distance} below"}, {{"distance", distance}});
    }
    const auto toward = static_cast<std::size_t>(toward_of(aside.relative_deg));
    return words::text(kPositions[toward], {{"distance", distance}});
}

std::string kind_name(city::FeatureKind kind) {
    constexpr std::array<Message, city::kFeatureKinds> kNames = {
        Message{"kind.building", "Building"},
        {"kind.bridge", "Bridge"},
        {"kind.tree", "Tree"},
        {"kind.furniture", "Street furniture"},
        {"kind.road", "Road"},
        {"kind.water", "Water"},
        {"kind.land", "Land"},
        {"kind.other", "Object"}};
    return words::text(kNames[static_cast<std::size_t>(kind)]);
}

bool kind_is_called(city::FeatureKind kind, const std::string& text) {
    // Two letters would be the beginning of too much.
    constexpr std::size_t kLeast = 3;
    const std::string name = kind_name(kind);
    if (text.size() < kLeast || text.size() > name.size()) return false;
    return std::equal(text.begin(), text.end(), name.begin(), [](unsigned char a, unsigned char b) {
        return std::tolower(a) == std::tolower(b);
    });
}

std::string counted_kind(city::FeatureKind kind, std::uint64_t count) {
    using words::PluralMessage;
    constexpr PluralMessage kBuildings{"describe.buildings", "{n} building", "{n} buildings"};
    constexpr PluralMessage kBridges{"describe.bridges", "{n} bridge", "{n} bridges"};
    constexpr PluralMessage kTrees{"describe.trees", "{n} tree", "{n} trees"};
    constexpr PluralMessage kFurniture{"describe.furniture", "{n} piece of street furniture",
                                       "{n} pieces of street furniture"};
    constexpr PluralMessage kRoads{"describe.roads", "{n} road", "{n} roads"};
    constexpr PluralMessage kWaters{"describe.waters", "{n} water surface", "{n} water surfaces"};
    constexpr PluralMessage kLands{"describe.lands", "{n} piece of land", "{n} pieces of land"};
    constexpr PluralMessage kOthers{"describe.others", "{n} object", "{n} objects"};
    const std::array<const PluralMessage*, city::kFeatureKinds> messages = {
        &kBuildings, &kBridges, &kTrees, &kFurniture, &kRoads, &kWaters, &kLands, &kOthers};
    const std::string number = said_count(count);
    return words::plural(*messages[static_cast<std::size_t>(kind)], count, {{"n", number}});
}

std::string said_list(const std::vector<std::string>& items) {
    return locale().list(items);
}

std::string joined(const std::vector<std::string>& sentences) {
    std::string all;
    for (const std::string& each : sentences) {
        if (each.empty()) continue;
        all = all.empty() ? each
                          : words::text({"describe.sentences", "{first} {next}"},
                                        {{"first", all}, {"next", each}});
    }
    return all;
}

}  // namespace belvedere::describe
