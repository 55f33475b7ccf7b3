// SPDX-License-Identifier: Apache-2.0
// Application: the program in a window. Each frame is eight steps:
//   poll_input · drain_queues · apply_commands · advance_time · update_layers · stream_tiles · draw
//   · present
// When nothing changed no frame is drawn and the process sleeps until something happens.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/city/scene.hpp"
#include "app/project/project.hpp"
#include "engine/core/cancel.hpp"
#include "engine/core/clock.hpp"
#include "engine/core/result.hpp"
#include "engine/core/time_zone.hpp"
#include "engine/feed/recent_latency.hpp"

namespace belvedere::window {

struct ApplicationOptions {
    std::vector<city::SourceRequest> sources;  // Empty: the start page.
    std::vector<std::string> feeds;            // URLs of live data, as live::open_feed() has them.
    std::vector<std::string> things;           // Files that describe devices.
    std::string live_property;                 // Whose values devices show; empty: the project's.
    std::string live_display;                  // How they are shown; empty: as the project says.
    std::string tint;          // "bound", "place": buildings in their colour; empty: the project's.
    std::string demo_feed;     // Of the demo city; empty: it has no devices.
    std::string filter;        // Of all of them; see project::Layer::filter.
    std::string project_path;  // A project file to open; empty: none.
    std::optional<project::View> view;  // Where the camera starts; else the sources fit.
    std::string style_json;             // Empty: the cities' own look.
    std::optional<UtcTime> time;
    TimeZone zone;
    bool zone_chosen = false;                // Else local solar hours at the place.
    std::filesystem::path preferences_path;  // Where they are kept; empty: nowhere.
    std::string language;                    // Before the person's own; empty: none.
    std::string device, quality;
    city::SceneOptions scene;
    std::uint32_t width_px = 1280, height_px = 720;
    bool opens_demo = false;
    bool resumes = false;  // Opens what was open last, as it was, presenting included.
    std::optional<std::string> present;      // Presents at once; on which screen, see StageWish.
    std::string show_path;                   // A scripted show; empty: none.
    std::string units;                       // "metric", "imperial"; before the person's own.
    std::string second_language;             // Of the audience beside the first; empty: none.
    bool is_accessible = true;               // Serves assistive technology.
    std::string accessible_tree_path;        // Written when the script is done; empty: never.
    std::optional<project::View> demo_view;  // Where the camera starts in the demo city.
    // Makes (or finds) the demo city and answers its path. Runs on a worker thread, and tells on
    // any how far it is.
    std::function<Result<std::string>(const std::function<void(double)>& progress,
                                      const CancelToken& cancel)>
        make_demo;
    // Commands as text, run one after the other; each waits until the view of the one before is
    // complete and at rest, every feed has said something or failed, and no field is being made.
    // For scripts and tests.
    std::vector<std::string> script;
};

// What a run measured, for --stats.
struct ApplicationReport {
    double first_shown_ms = -1.0;  // Since the process began; the first picture of any kind.
    double first_frame_ms = -1.0;  // The first one with triangles.
    double complete_ms = -1.0;
    bool complete = false;
    std::vector<double> frame_ms;  // CPU and waiting, from input to present.
    city::SceneStatistics scene;
    std::uint64_t devices_drawn = 0;  // At the end.
    std::uint64_t features_tinted = 0;
    // Of live values, from their arrival.
    feed::LatencySummary to_snapshot, to_presented;
    std::uint64_t gpu_bytes = 0;
    std::uint64_t validation_messages = 0;
    std::string device, quality;
    std::vector<std::string> warnings, errors;
    bool device_lost = false;
};

// Opens the window and returns when it was closed. kDevice without a display or a device; a device
// lost on the way is a report with device_lost, after the session was saved. Main thread.
[[nodiscard]] Result<ApplicationReport> run_application(const ApplicationOptions& options);

}  // namespace belvedere::window
