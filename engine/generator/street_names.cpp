// SPDX-License-Identifier: Apache-2.0
#include "engine/generator/street_names.hpp"

#include <array>

#include "engine/generator/random.hpp"

namespace belvedere::generator {

namespace {

constexpr std::array kFirst{
    "Alder",   "Amber",  "Baker",   "Bell",    "Birch",  "Bridge", "Castle",  "Cedar",
    "Chapel",  "Cherry", "Cooper",  "Copper",  "Elm",    "Falcon", "Ferry",   "Fountain",
    "Garden",  "Glover", "Granite", "Heron",   "Hazel",  "Ivy",    "Juniper", "Lantern",
    "Larch",   "Laurel", "Linden",  "Maple",   "Market", "Mason",  "Meadow",  "Mill",
    "Orchard", "Potter", "Quarry",  "Raven",   "Rose",   "Rowan",  "Saddler", "Sparrow",
    "Spring",  "Swan",   "Tanner",  "Thistle", "Vine",   "Walnut", "Weaver",  "Willow"};
constexpr std::array kSmall{"Street", "Lane", "Row", "Way", "Close", "Walk", "Place", "Yard"};
constexpr std::array kLarge{"Avenue", "Boulevard", "Road"};
constexpr std::uint32_t kFirstAvenue = 100;  // Smaller numbers are ring roads (see the city plan).
constexpr std::uint32_t kLocalStreet = 0x80000000U;

}  // namespace

std::string street_name(std::uint32_t street) {
    Random random(street, 5);
    const std::string first = kFirst[random.below(static_cast<std::uint32_t>(kFirst.size()))];
    if (street >= kLocalStreet) {
        return first + " " + kSmall[random.below(static_cast<std::uint32_t>(kSmall.size()))];
    }
    if (street >= kFirstAvenue) {
        return first + " " + kLarge[random.below(static_cast<std::uint32_t>(kLarge.size()))];
    }
    return first + (street < 10 ? " Bridge" : " Ring");
}

}  // namespace belvedere::generator
