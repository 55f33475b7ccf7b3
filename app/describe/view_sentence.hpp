// SPDX-License-Identifier: Apache-2.0
// The picture in a few sentences, for whoever cannot see it: where, which way, what is in it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "app/describe/scene_object.hpp"

namespace belvedere::describe {

enum class Verbosity {
    kShort,   // Where one is, and how much is in view.
    kNormal,  // And what is nearest, what is selected, what colours mean.
    kFull,    // And what is in the middle, each kind's count, the time and the sun.
};
// Stable words for options and commands: "short", "normal", "full"; nothing for another one.
[[nodiscard]] std::string_view name_of(Verbosity verbosity);
[[nodiscard]] std::optional<Verbosity> verbosity_named(std::string_view name);

// An object as the sentence names it.
struct NamedObject {
    std::string name;
    double distance_m = 0.0;
    double relative_deg = 0.0;
    double level_m = 0.0;
};

// What colours mean now.
struct StyleFacts {
    std::string title;            // Empty: no style.
    std::string lowest, highest;  // Of its legend, as written there; empty: no range.
};

struct SunFacts {
    double azimuth_deg = 0.0, elevation_deg = 0.0;
    std::string time;  // "14:05", with its zone.
};

// Plain data; nothing the sentence does not say is in here, and nothing else is said.
struct ViewFacts {
    std::optional<double> above_ground_m;  // None: nothing is loaded.
    std::string place;                     // A street or a name near by, or coordinates.
    double heading_deg = 0.0, pitch_deg = 0.0;
    bool is_loading = false;  // Tiles are on their way, so the counts will grow.
    KindCounts in_view{};
    std::optional<NamedObject> nearest;
    std::optional<NamedObject> middle;  // What the middle of the picture shows.
    std::string devices;  // "12 devices in view, 1 stale."; empty: none, or nobody knows of them.
    std::uint64_t selected = 0;
    StyleFacts style;
    std::optional<SunFacts> sun;
};

// "120 m above Elm Street, looking north-east and down. 214 buildings in view. Nearest: Town hall,
// 80 m ahead." Main thread, in the language that words speaks; otherwise pure.
[[nodiscard]] std::string view_sentence(const ViewFacts& facts, Verbosity verbosity);

}  // namespace belvedere::describe
