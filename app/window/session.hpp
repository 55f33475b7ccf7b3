// SPDX-License-Identifier: Apache-2.0
// Session: all that a window's program holds besides what is drawn with; what commands change.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <glm/vec2.hpp>
#include <glm/vec3.hpp>

#include "app/city/scene.hpp"
#include "app/input/input_event.hpp"
#include "app/layers/device_groups.hpp"
#include "app/layers/device_symbols.hpp"
#include "app/live/live_city.hpp"
#include "app/panels/panel_state.hpp"
#include "app/project/project_history.hpp"
#include "app/project/session_file.hpp"
#include "app/window/activity.hpp"
#include "app/window/lens.hpp"
#include "app/window/live_desk.hpp"
#include "app/window/model_state.hpp"
#include "app/window/model_worker.hpp"
#include "app/window/name_searcher.hpp"
#include "app/window/person.hpp"
#include "app/window/picture_state.hpp"
#include "app/window/place_text.hpp"
#include "app/window/scene_telling.hpp"
#include "app/window/sound_events.hpp"
#include "app/window/stage.hpp"
#include "app/window/switch_access.hpp"
#include "app/window/twin_desk.hpp"
#include "app/window/view_motion.hpp"
#include "app/words/words.hpp"
#include "engine/access/color_vision.hpp"
#include "engine/core/cancel.hpp"
#include "engine/core/clock.hpp"
#include "engine/core/time_zone.hpp"

namespace belvedere::city {
class ValueDrawing;
}

namespace belvedere::window {

// Notices shown at once at most; older ones go.
inline constexpr std::size_t kNoticesMax = 4;
// Announcements kept at most, until whoever speaks them has taken them.
inline constexpr std::size_t kAnnouncementsMax = 32;
// Results a search lists at most, features a selection holds at most.
inline constexpr std::size_t kSearchResultsMax = 1000;
inline constexpr std::size_t kSelectionMax = 1'000'000;
inline constexpr std::size_t kMeasurePointsMax = 1000;

enum class CacheWork { kCount, kClear };

// What the window lends to commands.
struct WindowServices {
    std::function<void(const std::string&)> copy;
    std::function<std::string()> clipboard;
    std::function<void()> toggle_full_screen;
    std::function<Result<void>(const std::string&)> set_quality;
    // Makes the demo city off the main thread; its source is opened when it is ready.
    std::function<void(const CancelToken& cancel)> make_demo;
    std::function<void()> focus_next_region;
    // A tab of a dock takes the keyboard.
    std::function<void(const std::string& dock, const std::string& tab)> focus_tab;
    // Writes what assistive technology is told now, as JSON, to a file; a worker does.
    std::function<void(const std::string&)> dump_accessible_tree;
    // An empty code is the environment's language.
    std::function<Result<void>(const std::string& code)> choose_language;
    std::function<std::vector<text::Language>()> languages;
    // What a person prefers has changed: keys follow.
    std::function<void()> preferences_changed;
    // What was open when the program ended last; kNotFound when there is nothing.
    std::function<Result<project::KeptSession>()> last_session;
    // Counts what lies in the cache, off the main thread; cleared first if so asked.
    std::function<void(CacheWork)> work_on_cache;
    std::function<std::string()> cache_folder;
    // Keeps what is open for the next start, now.
    std::function<void()> keep_session;
    // A switch was pressed: scanning acts.
    std::function<void(Switch)> press_switch;
    // As if a person had done it.
    std::function<void(const input::InputEvent&)> push_input;
    // Looks again for devices that were not there at the start.
    std::function<void()> look_for_devices;
    std::function<void(SoundEvent, SoundBearing)> play_sound;
    // The chart of frame times as sound, or one of its points.
    std::function<void(std::optional<std::size_t> point)> play_frames;
    std::function<void()> stop_sounds;
    // Looks through the files of city models for a text, off the main thread.
    std::function<void(const std::string& query, std::vector<SearchedLayer> layers)> search_files;
    // The chosen values of the chart over time as sound, or one of them.
    std::function<void(std::optional<std::size_t> point)> play_values;
    // Begins long work, on the files of city models or with a server; the number of the activity
    // that it is shown as.
    std::function<std::uint64_t(ModelTask task)> work_on_model;
};

// The picture's rectangle in the window, physical pixels.
struct ViewArea {
    float x0 = 0.0F, y0 = 0.0F, x1 = 1280.0F, y1 = 720.0F;
    [[nodiscard]] float width() const { return x1 - x0; }
    [[nodiscard]] float height() const { return y1 - y0; }
};

struct TimeOfDay {
    UtcTime now;
    TimeZone zone;
    bool chosen = false;  // By the user; else a pleasant hour at the place.
    bool playing = false;
    TimeZone place_zone;           // Hours as the sun makes them, until a project names a zone.
    std::optional<UtcTime> asked;  // By the command line; before a project's own.
    bool is_zone_asked = false;
};

enum class Replaces { kAtOnce, kAsksBefore };

// The dialog that asks where to save.
struct SaveDialog {
    bool is_shown = false;
    std::string suggested;
    words::Sentence problem;
    bool asks_before = false;  // Another file is there already.
};

struct SearchOutcome {
    std::string query;
    std::vector<FeatureId> found;
    bool truncated = false;
    std::uint64_t activity = 0;  // The search under way; 0: none.
    // Of city models, loaded or not; those that are loaded stand in `found` already.
    std::vector<FoundInFile> in_files;
    std::uint64_t in_files_total = 0;
    bool is_looking = false;  // Into files.
    // What was chosen before it was loaded: selected as soon as it is.
    std::string awaited;
    std::uint64_t awaited_features = 0;  // Features that were loaded when it was looked for last.
};

struct StyleOutcome {
    bool is_shown = false;
    std::string title;  // The attribute or the file; empty: only the style itself is known.
    std::vector<panels::LegendEntry> legend;
    words::Sentence problem;
};

// A source as it was opened, to be matched with the layers of the next project.
struct OpenedSource {
    project::Layer layer;
    SourceId source;
    bool used = false;
    std::string filter = {};  // As the scene has it.
    project::FeatureNames hidden_types = {};
};

// What the first view of these layers showed; Home goes back there.
struct FirstView {
    std::vector<SourceId> shown;
    geo::OrientedBox box;
};

// How soon news is to be heard.
enum class Urgency {
    kPolite,  // When what is being said has ended.
    kUrgent,  // At once.
};
// News for whoever cannot see it; numbered from 1, so that the same text can be said again.
struct Announcement {
    std::uint64_t number = 0;
    std::string text;
    Urgency urgency = Urgency::kPolite;
};

// Whose eyes the window is shown through; a thing to try, not a preference.
struct SimulatedSight {
    access::ColorVision vision = access::ColorVision::kUsual;
    double severity = 1.0;
};

// What the project hides of a layer.
struct NamedHiding {
    SourceId source;
    project::FeatureNames hidden, isolated;
    friend bool operator==(const NamedHiding&, const NamedHiding&) = default;
};

// A picture of how something was seen last.
struct RecentLook {
    std::string source;       // As Session::recent has it.
    std::uint32_t image = 0;  // Of ui::ImageId.
    UtcTime taken;
};

struct ToldFeed {
    live::LiveState state = live::LiveState::kConnecting;
    std::string problem;  // The last of one that works all the same.
};

// Main thread. Plain data: the rules of what goes together stand in the commands.
struct Session {
    Session(city::Scene& scene_in, WindowServices services_in)
        : scene(scene_in), services(std::move(services_in)) {}

    // What is to be heard, in the person's language; kept until somebody speaks it.
    void announce(std::string text, Urgency urgency);

    city::Scene& scene;
    WindowServices services;
    project::ProjectHistory history;
    std::string project_file;  // Where the project is kept; empty: nowhere yet.
    std::shared_ptr<const project::Project> saved;  // As that file has it.
    std::vector<std::string> recent;                // Sources and projects, newest first.
    std::vector<RecentLook> recent_looks;           // Pictures of some of them.
    std::string restorable;           // What the last session showed; empty: nothing is kept.
    bool ended_unexpectedly = false;  // That session.
    std::string asked_quality;        // By the command line; before a project's own.
    std::vector<SourceId> sources;    // Of history.now().layers, in that order.
    std::vector<OpenedSource> opened;
    ViewMotion motion;
    ViewArea area;
    bool fits_when_known = true;  // The view fits the sources as soon as their bounds are known.
    std::optional<FirstView> first_view;

    std::size_t chosen_layer = 0;
    FeatureId inspected;
    // What images of numbers say where the surface was clicked last.
    std::vector<city::FeatureAttribute> at_point;
    std::vector<FeatureId> selected;
    std::vector<FeatureId> hidden, isolated;  // As the project names them; see feature_hiding.hpp.
    std::vector<NamedHiding> hiding;          // What they were made of.
    panels::SelectionTool selection_tool = panels::SelectionTool::kClick;
    std::vector<glm::vec2> outline_px;  // Box corners or polygon points while they are drawn.
    std::string last_export;
    SearchOutcome search;

    SceneTelling telling;
    std::deque<Announcement> announcements;  // Oldest first.
    std::uint64_t next_announcement = 1;

    panels::MeasureTool measure_tool = panels::MeasureTool::kNone;
    std::vector<glm::dvec3> measured;

    PictureState picture;
    Stage stage;
    Person person;
    SimulatedSight simulated;
    Lens lens;
    TimeOfDay time;
    StyleOutcome style;
    ModelState models;
    words::Sentence go_to_problem;
    words::Sentence start_problem;
    std::vector<Activity> activities;  // Under way; the one that began last is shown.
    std::uint64_t next_activity = 1;
    std::vector<SourceId> failed;                    // Sources whose failure was told.
    live::LiveCity live;                             // Follows history.now().feeds.
    const layers::DeviceSymbols* devices = nullptr;  // As they are drawn; null: nothing draws them.
    const layers::DeviceGroups* groups = nullptr;    // Of them; null or empty: each is alone.
    const city::ValueDrawing* values = nullptr;      // Laid over the city; likewise.
    float device_size_px = 18.0F, device_scale = 1.0F;  // How large they are drawn.
    LiveDesk desk{live.store()};
    twin::EntityId device;  // The selected one; none: no device is.
    TwinDesk twins;
    std::map<std::string, ToldFeed> feeds_told;  // How each feed was when it was told last.
    std::vector<std::string> contexts_allowed;   // As live.contexts() was told last.
    std::vector<std::string> described_by;       // Likewise, what describes devices.
    std::set<std::string> contexts_told;         // Those whose refusal was told.

    std::deque<panels::Notice> notices;
    std::uint64_t next_notice = 1;
    bool shows_settings = false, shows_about = false;
    std::optional<std::uint64_t> cache_bytes;  // Of the cache on the disk, once counted.
    bool shows_help = false, shows_palette = false, shows_open = false, shows_layouts = false;
    SaveDialog save;
    bool shows_bounds = false;
    bool wants_quit = false;
    bool changed = true;  // Something that is drawn has changed since the last frame.
};

void notify(Session& session, panels::NoticeKind kind, std::string text);
// Makes `next` the project as one undoable step, and the scene follow it.
void apply_project(Session& session, project::Project next, std::string title,
                   const std::string& merge_key = {});
// Opens and closes sources until the scene shows what the project says.
void sync_scene(Session& session);
// Hands selection, hidden and isolated features to the scene.
void sync_features(Session& session);
// Remembers the camera in the project, without a step.
void keep_view(Session& session);

[[nodiscard]] project::View view_of(const Pose& pose, city::Ground ground);
[[nodiscard]] Pose pose_of(const project::View& view, city::Ground ground);
// What places are written in (over a layer) and typed in (the chosen layer's, or the first's).
[[nodiscard]] PlaceSystem place_system_of(const Session& session, SourceId source);
[[nodiscard]] PlaceSystem typing_system(const Session& session);
[[nodiscard]] double aspect_of(const ViewArea& area);
[[nodiscard]] ViewMotion::Flight flight_of(const Session& session);
// Flies so that the bounds are seen whole, from where the camera looks now.
void fly_to_box(Session& session, const geo::OrientedBox& box);
// All that is drawn, or what the sources say of their extent before anything is.
[[nodiscard]] std::optional<geo::OrientedBox> whole_box(const city::Scene& scene);
// The first view of a city that is drawn whole: remembers it for Home, and tells the person what it
// leaves out.
[[nodiscard]] std::optional<geo::OrientedBox> fit_once(Session& session);
// What Home shows: the first view as long as the same layers are shown, else all that the sources
// say of their extent; what is drawn may be a part of it only.
[[nodiscard]] std::optional<geo::OrientedBox> home_box(const Session& session);
// The ray through the middle of the picture, and where it meets the city.
[[nodiscard]] render::Camera camera_of(const Session& session);
[[nodiscard]] geo::Ray ray_at(const Session& session, glm::vec2 pixel);
// The surface below a pixel, or a point on the horizontal through the scene's middle.
[[nodiscard]] std::optional<city::SurfaceHit> surface_at(const Session& session, glm::vec2 pixel);
// What the cursor's coordinates are there; empty over the sky.
[[nodiscard]] PlaceText place_at(const Session& session, glm::vec2 pixel);
[[nodiscard]] glm::dvec3 anchor_at(const Session& session, glm::vec2 pixel);
[[nodiscard]] glm::vec2 center_px(const ViewArea& area);

}  // namespace belvedere::window
