// SPDX-License-Identifier: Apache-2.0
// Project: everything of a session that is worth keeping, as one plain value. A command turns one
// project into the next; undo, autosave, links and recordings are copies of it. In a file it is one
// JSON document (project_json.hpp).
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "app/project/feature_names.hpp"
#include "app/project/layout.hpp"
#include "app/project/twin_links.hpp"

namespace belvedere::project {

// A source as the user named it, and how it is shown. The order of Project::layers is the order in
// the panel; the first is drawn on top.
struct Layer {
    std::string uri;
    std::string crs;             // As given by the user; empty: what the source says.
    std::string vertical;        // "ellipsoid", "egm96"; empty: what the source says.
    std::string feature_id_set;  // Label, table or place of the set that is drawn and picked.
    std::string lod;       // Highest level of detail of a city model to show; empty or "auto": all.
    std::string name;      // Empty: the file's name.
    std::string group;     // Layers of one group stand together; empty: none.
    double opacity = 1.0;  // 0..1.
    bool visible = true;
    std::string unknown_json = {};  // As Project::unknown_json.
    // Features that are not shown; and, once any layer has some, those that alone are shown.
    FeatureNames hidden = {}, isolated = {};
    // Which features are shown at all: not those of these types, and those that meet a condition of
    // the 3D Tiles Styling language; empty: all.
    FeatureNames hidden_types = {};
    std::string filter = {};
    double raise_m = 0.0;    // How much higher a city model stands than its file says.
    std::string theme = {};  // Of a city model's materials and textures; empty: the first it has.
    friend bool operator==(const Layer&, const Layer&) = default;
};

// A camera on the WGS 84 ellipsoid.
struct View {
    double longitude_deg = 0.0, latitude_deg = 0.0, height_m = 0.0;
    double heading_deg = 0.0;  // Clockwise from north.
    double pitch_deg = -30.0;  // Below the horizon is negative.
    friend bool operator==(const View&, const View&) = default;
};

// Where live values come from.
struct Feed {
    std::string url;  // Never with a secret: those lie in files of the person's own.
    bool paused = false;
    std::string unknown_json = {};  // As Project::unknown_json.
    friend bool operator==(const Feed&, const Feed&) = default;
};

// A text in several languages, by BCP 47; under "" in none of them.
using LocalTexts = std::map<std::string, std::string>;

struct Bookmark {
    std::string name;
    View view;
    std::string note = {};          // For who presents it, never shown to an audience.
    LocalTexts names = {};          // What it is called for an audience; else `name`.
    LocalTexts captions = {};       // What an audience reads under it.
    std::string unknown_json = {};  // As Project::unknown_json.
    friend bool operator==(const Bookmark&, const Bookmark&) = default;
};

// How a city was being presented, so that it goes on after a crash.
struct Presenting {
    bool is_on = false;
    std::string screen;      // As wished: name, number, "window"; empty: the best there is.
    std::int64_t view = -1;  // -1: none was shown yet.
    bool is_frozen = false;
    std::string blank;      // "black", "white"; empty: the picture is shown.
    std::string show_path;  // Of a scripted show; empty: the bookmarks.
    friend bool operator==(const Presenting&, const Presenting&) = default;
};

struct Project {
    std::string name;
    std::vector<Layer> layers;
    std::vector<Feed> feeds;            // In the order of the panel.
    std::vector<std::string> contexts;  // From where JSON-LD contexts may be fetched; see
                                        // allowed_contexts.hpp.
    // Rules of alarms, as indicator::rules_to_json() writes them; empty: none.
    std::string alarms_json;
    std::string live_property;     // Whose values devices show, by name; empty: none.
    TwinLinks twins;               // What people said of devices.
    std::string live_display;      // How they are laid over the city: "field"; empty: symbols.
    std::string style_json;        // A 3D Tiles Styling document; empty: the cities' own look.
    LocalTexts style_titles = {};  // What its legend is called for an audience.
    std::vector<Bookmark> bookmarks;
    View view;
    bool has_view = false;     // False: the view fits the sources once they are open.
    std::int64_t time_us = 0;  // Sun and playhead, microseconds UTC; 0: not chosen.
    std::string time_zone;     // IANA name of the city's zone; empty: UTC. Shown with times.
    std::string quality;       // Preset's name; empty: chosen by the device.
    Layout layout;
    Presenting presenting;
    // Members of the file that this version does not know, one JSON object: written back as they
    // were. Empty: none.
    std::string unknown_json;
    friend bool operator==(const Project&, const Project&) = default;
};

// Limits of what a project file may hold.
inline constexpr std::size_t kLayersMax = 256;
inline constexpr std::size_t kFeedsMax = 64;
inline constexpr std::size_t kAlarmRulesMax = 256;
inline constexpr std::size_t kBookmarksMax = 4096;
inline constexpr double kRaiseMax_m = 12'000.0;  // Layer::raise_m: the ellipsoid to any mountain.
inline constexpr std::size_t kProjectBytesMax = 16U << 20;
inline constexpr std::size_t kLocalTextsMax = 64;  // Languages of one text.
inline constexpr std::size_t kTextBytesMax = 1U << 20;

// A free name for a new bookmark, among those that `name_of` makes ("View 3").
[[nodiscard]] std::string next_bookmark_name(
    const Project& project, const std::function<std::string(std::size_t number)>& name_of);
// The last part of a path or URL, without its query; for tileset.json the folder above it.
[[nodiscard]] std::string short_name(std::string_view uri);
// What the layer is called on screen.
[[nodiscard]] std::string display_name(const Layer& layer);

}  // namespace belvedere::project
