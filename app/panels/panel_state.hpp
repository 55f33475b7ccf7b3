// SPDX-License-Identifier: Apache-2.0
// What panels show: plain values that the application rebuilds when something changed. Panels read
// them, keep only what is being typed, and emit commands; they know neither streaming nor the GPU.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/command/message.hpp"
#include "app/panels/device_overlay.hpp"
#include "app/panels/live_state.hpp"
#include "app/panels/models_state.hpp"
#include "app/panels/performance_state.hpp"
#include "app/panels/views_state.hpp"
#include "app/preferences/preferences.hpp"
#include "engine/text/translator.hpp"

namespace belvedere::panels {

// What was open lately.
struct RecentRow {
    std::string name;                    // As people call it.
    std::string uri;                     // What opens it.
    std::optional<std::uint32_t> image;  // Of ui::ImageId: its last view; nothing: there is none.
    std::string seen;                    // When that was: "29 November 2026"; empty: not known.
};

struct StartState {
    std::vector<RecentRow> recent;    // Newest first.
    std::string restorable;           // What the last session showed; empty: nothing to restore.
    bool ended_unexpectedly = false;  // That session.
    std::string problem;              // Why the last try to open failed.
    std::string busy;  // "Making the demo city… 40 %"; empty: nothing is under way.
};

enum class LayerPhase { kOpening, kOpen, kFailed };

struct LayerRow {
    std::string name, group, uri;
    std::string feature_id_set;     // As chosen; empty: the source's first.
    bool has_feature_sets = false;  // There are several to choose from.
    LayerPhase phase = LayerPhase::kOpening;
    std::string problem;
    bool is_city_model = false;
    bool lacks_crs = false;                 // A city model that does not say where it stands.
    std::vector<std::string> lods, themes;  // Levels of detail and themes that it has.
    std::string lod;                        // As chosen; empty or "auto": the highest.
    std::string theme;                      // As chosen; empty: the first.
    std::vector<std::pair<std::string, bool>> types;  // Of loaded features; whether shown.
    std::size_t types_hidden = 0;
    std::vector<std::string> attributes;  // Of loaded features.
    bool is_height_estimated = false;     // Its vertical datum is a guess.
    double raise_m = 0.0;                 // How much higher it stands than its file says.
    std::string filter;                   // Condition that shown features meet; empty: all are.
    std::string why_empty;                // Why nothing of it is seen; empty: something is.
    bool visible = true;
    double opacity = 1.0;
    std::string kind, crs, vertical;
    std::string title;  // What the files of a city model call themselves; may be empty.
    std::uint64_t tiles_loaded = 0, tiles_drawn = 0, tiles_pending = 0, features = 0;
    std::vector<std::string> attributions, warnings;
    std::vector<std::pair<std::string, std::string>> problems;  // Tile, cause.
};

struct LayersState {
    std::vector<LayerRow> layers;  // First is drawn on top.
    std::size_t chosen = 0;        // Whose properties are shown.
};

struct AttributeRow {
    std::string name, value, type, unit;
};

// The feature the inspector shows.
struct InspectorState {
    bool has_feature = false;
    std::string id, class_name, layer, tile;
    std::vector<AttributeRow> attributes;
    std::vector<AttributeRow> surroundings;  // Of its tile and of further features it belongs to.
    std::vector<AttributeRow> at_point;      // Where the surface was clicked; also without feature.
    bool is_hidden = false;
    bool is_isolated = false;
};

enum class SelectionTool { kClick, kBox, kPolygon };

struct SelectedFeature {
    std::string id, layer;
};

struct SelectionState {
    SelectionTool tool = SelectionTool::kClick;
    std::size_t count = 0;  // All of them; the list may be shorter.
    std::vector<SelectedFeature> features;
    std::vector<std::string> attribute_names;  // Of loaded features, for selecting by value.
    std::string last_export;                   // Path of the CSV file written last.
    std::size_t hidden = 0, isolated = 0;
};

struct LegendEntry {
    std::uint32_t rgba = 0;
    std::string meaning;  // In the words of the data or of the style's file.
    // Our own words, with any of the places {low}, {high}, {value} (the meaning) and {n}.
    std::optional<Message> message = std::nullopt;
    double low = 0.0, high = 0.0;
    std::uint64_t count = 0;
};

struct StyleState {
    std::vector<std::string> attribute_names;
    std::vector<std::string> palettes;
    std::string title;              // "Height", or the style's file; empty: no style.
    std::vector<LocalText> titles;  // What the legend is called for an audience.
    std::vector<LegendEntry> legend;
    std::string problem;
};

struct TimeState {
    int year = 2026, month = 6, day = 21;  // In `zone`.
    double hour = 12.0;
    std::string zone;  // "Europe/Rome", "UTC": always shown with the time.
    bool playing = false;
    double hours_per_second = 1.0;
    double sun_azimuth_deg = 180.0, sun_elevation_deg = 45.0;
    std::string sunrise, sunset;  // "05:36"; empty where there is none.
};

struct SearchResult {
    std::string id, layer;
};

struct SearchState {
    std::string query;                  // What the results answer.
    std::vector<SearchResult> results;  // As many as are listed.
    std::uint64_t in_loaded = 0;        // Found in what is loaded,
    bool truncated = false;             // and more of them there.
    std::uint64_t features_loaded = 0;
    std::uint64_t in_files = 0;  // Further ones in the files of city models, loaded or not.
    bool is_looking = false;     // Into those files.
};

// An object in view, in words.
struct DescribeRow {
    std::string name, detail, kind;
    std::int64_t feature = 0;  // What commands call it by.
    bool is_current = false, is_selected = false;
};

struct DescribeState {
    std::string sentence;              // The view.
    std::string told;                  // What was said last, of an object as a rule.
    std::string verbosity = "normal";  // "short", "normal", "full".
    std::string filter;                // What objects are walked through; empty: all.
    bool has_current = false;
    std::vector<DescribeRow> objects;  // Grouped by kind.
    std::uint64_t readings = 0;        // How often the view was told anew.
    std::uint64_t filter_asked = 0;    // Rises when the filter is to take the keyboard.
};

enum class MeasureTool { kNone, kDistance, kHeight, kArea };

struct MeasureRow {
    Message name;
    std::string value;  // With its unit.
};

struct MeasureState {
    MeasureTool tool = MeasureTool::kNone;
    std::size_t points = 0;
    std::vector<MeasureRow> results;
};

enum class NoticeKind { kInfo, kWarning, kError, kAlarm, kUrgentAlarm };

struct Notice {
    std::uint64_t number = 0;
    NoticeKind kind = NoticeKind::kInfo;
    std::string text;
    std::optional<double> from_deg = std::nullopt;  // Clockwise from the gaze, where it is.
};

// A label at a place on the picture.
struct ViewLabel {
    float x = 0.0F, y = 0.0F;
    std::string text;
};

// The magnifier over the picture: its corners, and what it says of itself.
struct LensOverlay {
    float x0 = 0.0F, y0 = 0.0F, x1 = 0.0F, y1 = 0.0F;
    std::string text;
};

// What lies over the picture and in the status bar.
struct OverlayState {
    std::string coordinates;  // Of the surface under the cursor, in the layer's CRS; may be empty.
    std::string datum;        // "EPSG:3857 WGS 84 / Pseudo-Mercator, ellipsoidal height".
    std::string system = "layer";  // What coordinates are written in: "layer" or "wgs84".
    double scale_bar_m = 0.0;      // 0: no scale bar.
    float scale_bar_px = 0.0F;
    double heading_deg = 0.0;
    std::vector<std::string> attributions;
    std::vector<Notice> notices;
    std::string busy;         // What is under way, and how far; empty: nothing.
    bool can_cancel = false;  // That.
    std::string cancel_key;
    std::uint64_t tiles_loading = 0;
    std::vector<std::vector<std::array<float, 2>>> lines_px;  // Measuring and selection outlines.
    std::vector<std::array<float, 2>> dots_px;
    std::vector<ViewLabel> labels;
    DeviceOverlay devices;
    std::optional<LensOverlay> lens;
    std::optional<Message> hint;        // What the active tool expects.
    std::string empty_view;             // Why nothing is seen at all; empty: something is.
    std::vector<std::string> captions;  // Of what sounded lately, oldest first.
};

struct CommandRow {
    std::string id, title, help, key;
    bool enabled = true;
    bool needs_arguments = false;
    std::string form;  // Its arguments to be filled in: "layer=0 opacity=0.0".
};

// A button of a gamepad or a SpaceMouse, and what it does.
struct ButtonRow {
    std::string id, name, command;
};

// The accessibility page: what the person prefers, and what is being changed of it.
struct AccessibilityState {
    bool is_shown = false;
    bool is_offered = false;  // On the start page.
    preferences::Preferences chosen;
    std::string language;  // That is spoken now.
    std::vector<text::Language> languages;
    std::string theme;          // That is shown now; the desktop may have asked for it.
    std::string waits_for_key;  // Id of the command; empty: none.
    std::string key_problem;    // Which command has the key already.
    std::string profile_outcome;
    bool can_go_back = false;
    std::vector<ButtonRow> buttons;
    std::string sound_problem;  // Why nothing is heard; empty: nothing is known against it.
};

// How the window is shown to be seen by others.
struct SightState {
    std::string vision = "usual";  // As access::kColorVisionNames has it.
    double severity = 1.0;
    std::string sign;  // What stands over the picture meanwhile; empty: nothing.
};

// The magnifier, as the accessibility page sets it.
struct LensState {
    bool is_on = false;
    std::string follows = "pointer";  // "pointer", "object" or "keys".
};

// The settings page, beside what AccessibilityState::chosen has.
struct SettingsState {
    bool is_shown = false;
    std::string cache_folder;
    std::optional<std::uint64_t> cache_bytes;  // Nothing: it is being counted.
};

struct AboutRow {
    std::string name, detail;
};

struct AboutState {
    bool is_shown = false;
    std::string version;
    std::vector<AboutRow> standards;
    std::vector<AboutRow> libraries;
};

// A picture for keeps: what the dialog shows, and how far one is that is being made.
struct PictureDialogState {
    bool is_shown = false;
    std::uint32_t window_width_px = 0, window_height_px = 0;
    std::uint32_t width_px = 0, height_px = 0;  // Chosen last; 0: the window's.
    bool has_panels = false, has_attribution = true, has_scale_bar = true;
    std::string path;    // Empty: the pictures folder.
    std::string folder;  // The pictures folder.
    bool is_under_way = false;
    Message step;           // "Loading what it shows", "Drawing" ...
    double progress = 0.0;  // 0..1.
};

// A screen that the audience's picture can go to.
struct MonitorRow {
    std::string name, size;   // "HDMI-1", "1920 × 1080".
    std::int64_t number = 0;  // From 1, as --present has it.
    bool is_audiences = false;
};

enum class BlankState { kNone, kBlack, kWhite };

// What the presenter sees of presenting.
struct StageState {
    bool is_on = false;
    bool is_alone = false;  // One screen: the audience's picture fills it, panels are away.
    std::vector<MonitorRow> monitors;
    bool is_in_window = false;  // The audience's picture stands in a window.
    std::string problem;        // Where the picture went instead, and why; empty: all is well.
    std::size_t views = 0, current = 0;  // `current` beyond the end: none was shown yet.
    std::string current_name, next_name, note;
    std::string clock, elapsed;
    bool is_frozen = false, has_pointer = false;
    BlankState blank = BlankState::kNone;
    std::string show;  // What a scripted show does now; empty: there is none.
};

struct LayoutState {
    bool left_open = true, right_open = true, bottom_open = false;
    std::string left_tab = "layers", right_tab = "inspector", bottom_tab = "performance";
    double left_px = 0.0, right_px = 0.0, bottom_px = 0.0;  // Logical; 0: the theme's own.
    bool shows_help = false, shows_palette = false, shows_open = false;
    bool shows_layouts = false;
    bool has_sources = false;
    bool presents = false;       // The presenter's panel stands beside the picture.
    bool shows_pad = false;      // Buttons on the picture.
    bool shows_letters = false;  // A keyboard on the screen.
};

// A layout to choose from.
struct LayoutRow {
    std::string name;
    std::string key;           // Of its command; only built-in ones have one.
    bool is_built_in = false;  // Can be neither renamed nor removed.
    bool is_current = false;
};

// Saving the project under a name.
struct SaveState {
    bool is_shown = false;
    std::string file;          // Where it is kept; empty: nowhere yet.
    std::string suggested;     // What the field begins with.
    std::string problem;       // Why it could not be written.
    bool asks_before = false;  // Another file of that name is there already.
};

// Everything, once a frame.
struct PanelState {
    StartState start;
    LayersState layers;
    InspectorState inspector;
    SelectionState selection;
    StyleState style;
    TimeState time;
    PerformanceState performance;
    SearchState search;
    DescribeState describe;
    MeasureState measure;
    ViewsState views;
    FeedsState feeds;
    DevicesState devices;
    DeviceCardState device;
    ChartState chart;
    AlarmsState alarms;
    OverlayState overlay;
    AccessibilityState accessibility;
    PictureDialogState picture;
    StageState stage;
    SightState sight;
    LensState lens;
    ModelsState models;
    LayoutState layout;
    std::vector<LayoutRow> layouts;  // Built-in ones first.
    SaveState save;
    SettingsState settings;
    AboutState about;
    std::vector<CommandRow> commands;
    std::string undo_title, redo_title;
};

}  // namespace belvedere::panels
