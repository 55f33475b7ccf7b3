// SPDX-License-Identifier: Apache-2.0
// Options that several subcommands take, with the same names, meanings and defaults everywhere.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/cli/camera_option.hpp"
#include "engine/core/result.hpp"

namespace CLI {
class App;
}

namespace belvedere::cli {

struct ImageSize {
    std::uint32_t width_px = 1280;
    std::uint32_t height_px = 720;
};

// As typed; each text is checked by the function that turns it into what is meant.
struct CommonOptions {
    std::vector<std::string> sources;
    std::vector<std::string> feeds;   // URLs of live data.
    std::vector<std::string> things;  // Files that describe their devices.
    std::string live_property;        // Whose value devices show; empty: none.
    std::string tint;                 // "bound", "place": buildings in the colour of values.
    std::string show_values;          // How values are laid over the city; empty: the project's.
    bool groups_devices = false;      // For a picture: those that would overlap are one symbol.
    double wait_feed_s = 5.0;         // For a picture: how long values are gathered at most.
    std::string camera = "fit";       // LON,LAT,HEIGHT,HEADING,PITCH or E,N,H,... or fit.
    std::string camera_crs;
    std::string crs;
    std::string vertical;
    std::string feature_id_set;
    std::string lod;
    std::string theme;
    std::string filter;
    std::string size = "1280x720";
    std::string time;
    std::string time_zone;
    std::string style;
    std::string quality;
    std::string language;  // BCP 47; empty: the person's preference, else the environment's.
    std::string units;     // "metric", "imperial"; empty: not said.
    std::string cache;
    std::string device;
    std::string stats;
    std::string views;
    std::string memory = "2GiB";
    double error_px = 16.0;
    double timeout_s = 120.0;
    bool offline = false;
};

enum class SourceCount { kAny, kAtLeastOne };
// Options of everything that opens sources.
void add_source_options(CLI::App& app, CommonOptions& options, SourceCount count);
// --feed, of everything that shows devices.
void add_feed_option(CLI::App& app, CommonOptions& options);
// --things, of a window that shows devices.
void add_things_option(CLI::App& app, CommonOptions& options);
// Options of everything that draws.
void add_drawing_options(CLI::App& app, CommonOptions& options);

// "1920x1080"; each side 1 ... 16384.
[[nodiscard]] Result<ImageSize> parse_size(const std::string& text);
// "512MiB", "2GiB", "1.5GB", "1000000"; at least 1 MiB.
[[nodiscard]] Result<std::uint64_t> parse_bytes(const std::string& text);

}  // namespace belvedere::cli
