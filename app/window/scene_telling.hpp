// SPDX-License-Identifier: Apache-2.0
// SceneTelling: the city in words and the object that one stands at, as the session holds them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_set>

#include "app/describe/object_walk.hpp"
#include "app/describe/scene_nodes.hpp"
#include "app/describe/scene_reading.hpp"
#include "app/describe/view_sentence.hpp"
#include "app/navigation/flight_path.hpp"
#include "engine/core/result.hpp"
#include "engine/text/locale.hpp"

namespace belvedere::window {

struct Session;

// A view is told again once it has rested so long: news while it moves could not be listened to.
inline constexpr double kTellingRest_s = 0.7;

// Whether what was read still holds: all that it depends on besides the camera.
struct ReadState {
    std::uint64_t features = 0, hidden = 0, isolated = 0, layers_shown = 0, selected = 0;
    FeatureId inspected;
    float width_px = 0.0F, height_px = 0.0F;
    bool is_complete = false;
    std::string language;
    text::Measures measures = text::Measures::kMetric;  // And in these.
    friend bool operator==(const ReadState&, const ReadState&) = default;
};

// Loaded features that have what a filter names; see search_work.hpp.
struct FilterHits {
    std::string value;         // What was searched for,
    std::uint64_t loaded = 0;  // among so many.
    std::unordered_set<FeatureId> features;
};
// What of a filter is searched for: the value of "function=school", else all of it.
[[nodiscard]] std::string filter_value(const std::string& filter);

// Main thread. Plain data; changed by the functions below.
struct SceneTelling {
    describe::Verbosity verbosity = describe::Verbosity::kNormal;
    // Somebody listens though the panel is closed; set by whoever serves assistive technology.
    bool is_listened_to = false;

    describe::SceneReading reading;  // Of the view that was read last.
    describe::SceneObjects objects;  // For the panel and for assistive technology.
    std::uint64_t readings = 0;      // How often `objects` was made anew.

    // The object cursor.
    FeatureId current;
    std::optional<city::PlacedFeature> current_placed;  // Where it stands: its outline.
    std::string filter;                                 // Empty: every object is walked through.
    FilterHits hits;                                    // Of the filter.
    std::uint64_t search_activity = 0;                  // That finds them; 0: none.
    std::string told;                                   // The status line: what was said of it.
    double current_from_deg = 0.0;                      // Where it stood, clockwise from the gaze,
    std::uint64_t steps = 0;                            // and how often the cursor has come to one.
    std::uint64_t filter_asked = 0;  // Rises when the filter's field is to take the keyboard.

    // What the reading is of, and since when the camera rests.
    std::optional<navigation::Pose> read_pose, seen_pose;
    ReadState read_state;
    double rests_since_s = 0.0;
    double wait_s = -1.0;  // Until the view is to be told; negative: nothing is due.
};

// Once a frame: reads the view anew when it has rested, and only while somebody wants it told.
void follow_view(Session& session, double now_s);
// Reads the view now unless what was read still holds.
void ensure_reading(Session& session);
// What ensure_reading() made, as sentences.
[[nodiscard]] std::string told_view(const Session& session, describe::Verbosity verbosity);
// The objects that the cursor walks through: in view, or anywhere near, as the filter lets them.
enum class WalkArea { kInView, kLoaded };
[[nodiscard]] std::vector<describe::SceneObject> walk_list(const Session& session, WalkArea area);
// Makes an object the current one, outlines it and says its line, or all that is known of it.
enum class Detail { kLine, kAll };
void stand_at(Session& session, const describe::SceneObject& object, Detail detail);
// The object with that number in what was read; kDenied when it is not loaded.
[[nodiscard]] Result<describe::SceneObject> told_object(Session& session, FeatureId feature);
// Its neighbours, clockwise, in one sentence.
[[nodiscard]] std::string told_neighbours(const Session& session,
                                          const describe::SceneObject& object);

}  // namespace belvedere::window
