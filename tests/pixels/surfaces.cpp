// SPDX-License-Identifier: Apache-2.0
#include "tests/pixels/surfaces.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

#include "tests/unit/app/panel_sample.hpp"

namespace belvedere::test {
namespace {

using panels::PanelState;

Surface dock(const char* name, const char* side) {
    const bool is_left = std::string(side) == "left";
    return {name,
            [=](PanelState& state) {
                (is_left ? state.layout.left_tab : state.layout.right_tab) = name;
            },
            {},
            {},
            side};
}

void add_start(std::vector<Surface>& all) {
    all.push_back(
        {"start", [](PanelState& state) { state.layout.has_sources = false; }, {}, {}, "start"});
    all.push_back({"start_first",
                   [](PanelState& state) {
                       state.layout.has_sources = false;
                       state.accessibility.is_offered = true;
                       state.start.problem = "/data/minato/tileset.json: not found";
                       state.start.busy = "Making the demo city…";
                   },
                   {},
                   {},
                   "start"});
    all.push_back({"start_after_a_crash",
                   [](PanelState& state) {
                       state.layout.has_sources = false;
                       state.start.ended_unexpectedly = true;
                       state.start.busy = "Making the demo city… 40 %";
                       state.overlay.can_cancel = true;
                       state.overlay.cancel_key = "Shift+Escape";
                   },
                   {},
                   {},
                   "start"});
    all.push_back({"start_empty",
                   [](PanelState& state) {
                       state.layout.has_sources = false;
                       state.start = {};
                   },
                   {},
                   {},
                   "start"});
}

void add_docks(std::vector<Surface>& all) {
    for (const char* tab : {"layers", "search", "style", "views", "describe"})
        all.push_back(dock(tab, "left"));
    for (const char* tab : {"inspector", "selection", "measure", "time"})
        all.push_back(dock(tab, "right"));
    all.push_back({"performance",
                   [](PanelState& state) { state.layout.bottom_open = true; },
                   {},
                   {},
                   "bottom"});
    all.push_back({"layers_chosen",
                   [](PanelState& state) {
                       state.layers.chosen = 1;
                       state.layers.layers[0].phase = panels::LayerPhase::kFailed;
                       state.layers.layers[0].problem = "the server did not answer";
                       state.layers.layers[1].has_feature_sets = true;
                   },
                   {"left.problems"},
                   {},
                   "left"});
    all.push_back({"nothing_open",
                   [](PanelState& state) {
                       state.layers.layers.clear();
                       state.inspector = {};
                   },
                   {},
                   {},
                   "left"});
    all.push_back(
        {"search_results",
         [](PanelState& state) {
             state.layout.left_tab = "search";
             state.search.query = "town";
             state.search.results = {{"building-7", "demo city"}, {"building-1042", "demo city"}};
             state.search.in_loaded = 2;
         },
         {},
         {},
         "left"});
    all.push_back({"selection_unfolded",
                   [](PanelState& state) {
                       state.layout.right_tab = "selection";
                       state.selection.hidden = 3;
                       state.selection.isolated = 2;
                       state.selection.last_export = "/home/someone/buildings.csv";
                   },
                   {"right.attribute", "right.export"},
                   {},
                   "right"});
    all.push_back({"views_texts",
                   [](PanelState& state) { state.layout.left_tab = "views"; },
                   {"left.texts"},
                   {},
                   "left"});
    all.push_back({"style_unfolded",
                   [](PanelState& state) {
                       state.layout.left_tab = "style";
                       state.style.problem = "color: a colour is expected at character 12";
                   },
                   {"left.file", "left.audience"},
                   {},
                   "left"});
    all.push_back({"time_at_night",
                   [](PanelState& state) {
                       state.layout.right_tab = "time";
                       state.time.playing = true;
                       state.time.hour = 2.0;
                       state.time.sun_elevation_deg = -33.0;
                   },
                   {},
                   {},
                   "right"});
    all.push_back({"performance_raised",
                   [](PanelState& state) {
                       state.layout.bottom_open = true;
                       state.performance.error_px_wanted = 1.0;
                       state.performance.shows_bounds = true;
                   },
                   {},
                   {},
                   "bottom"});
}

// The living city.
void add_live(std::vector<Surface>& all) {
    for (const char* tab : {"feeds", "chart", "alarms", "bindings"}) {
        const std::string name = tab;
        const auto shown = [=](PanelState& state) {
            state.layout.bottom_open = true;
            state.layout.bottom_tab = name;
        };
        all.push_back({name, shown, {}, {}, "bottom"});
        all.push_back({name + "_empty",
                       [=](PanelState& state) {
                           shown(state);
                           state.feeds = {};
                           state.chart = {};
                           state.alarms = {};
                           state.devices.links = {};
                       },
                       {},
                       {},
                       "bottom"});
    }
    all.push_back({"alarms_draft",
                   [](PanelState& state) {
                       state.layout.bottom_open = true;
                       state.layout.bottom_tab = "alarms";
                       panels::AlarmDraft& draft = state.alarms.draft;
                       draft.is_shown = true;
                       draft.number = 1;
                       draft.device_name = "station-7";
                       draft.property = "pm25";
                       draft.unit = "µg/m³";
                       draft.value = "71 µg/m³";
                       draft.limit = 71.0;
                       draft.problem = "limit is no number: 7o";
                   },
                   {},
                   {},
                   "bottom"});
    all.push_back({"alarms_acknowledged",
                   [](PanelState& state) {
                       state.layout.bottom_open = true;
                       state.layout.bottom_tab = "alarms";
                       state.alarms.chosen = 3;
                       state.alarms.suppressed = 12;
                   },
                   {},
                   {},
                   "bottom"});
}

void add_accessibility(std::vector<Surface>& all) {
    const auto shown = [](PanelState& state) { state.accessibility.is_shown = true; };
    const std::string layer = "accessibility.layer";
    const std::vector<std::string> folded = {"accessibility.language", "accessibility.text"};
    all.push_back({"accessibility", shown, {}, {}, layer});
    for (const char* section :
         {"contrast", "sight", "lens", "motion", "keys", "input", "sound", "presets", "profile"}) {
        std::vector<std::string> presses = folded;
        presses.push_back(std::string("accessibility.") + section);
        all.push_back({std::string("accessibility_") + section,
                       [](PanelState& state) {
                           state.accessibility.is_shown = true;
                           state.accessibility.can_go_back = true;
                           state.accessibility.key_problem = "Home already belongs to “Home”";
                           state.accessibility.chosen.keys = {{"view.home", "H"}};
                           state.accessibility.waits_for_key = "view.home";
                           state.accessibility.profile_outcome = "/home/someone/profile.json";
                       },
                       presses,
                       {},
                       layer});
    }
}

void add_layers(std::vector<Surface>& all) {
    for (const char* menu : {"file", "edit", "view", "help"}) {
        const std::string id = std::string("toolbar.") + menu;
        all.push_back({std::string("menu_") + menu, {}, {id}, {}, id + ".layer"});
    }
    all.push_back(
        {"open", [](PanelState& state) { state.layout.shows_open = true; }, {}, {}, "open.layer"});
    all.push_back(
        {"help", [](PanelState& state) { state.layout.shows_help = true; }, {}, {}, "help.layer"});
    all.push_back({"palette",
                   [](PanelState& state) { state.layout.shows_palette = true; },
                   {},
                   {},
                   "palette.layer"});
    all.push_back({"list_of_months",
                   [](PanelState& state) { state.layout.right_tab = "time"; },
                   {"right.month"},
                   {},
                   "right.month.layer"});
}

// Dialogs of the program, not of a city.
void add_program(std::vector<Surface>& all) {
    const auto settings = [](PanelState& state) {
        state.settings.is_shown = true;
        state.settings.cache_folder = "/home/someone/.cache/belvedere/tiles";
        state.settings.cache_bytes = 734ULL << 20;
        state.accessibility.chosen.memory_gib = 2.0;
        state.accessibility.chosen.offline = true;
    };
    all.push_back({"settings", settings, {}, {}, "settings.layer"});
    all.push_back({"settings_while_counting",
                   [](PanelState& state) {
                       state.settings.is_shown = true;
                       state.settings.cache_folder = "/home/someone/.cache/belvedere/tiles";
                   },
                   {"settings.picture"},
                   {},
                   "settings.layer"});
    all.push_back({"list_of_memory",
                   settings,
                   {"settings.memory_section.memory"},
                   {},
                   "settings.memory_section.memory.layer",
                   false,
                   true});
    const auto about = [](PanelState& state) {
        state.about.is_shown = true;
        state.about.version = "0.3.0";
        state.about.standards = {{"OGC 3D Tiles 1.0, 1.1", "Read: tilesets, tiles, metadata."},
                                 {"WCAG 2.2, EN 301 549",
                                  "Worked towards and tested by ourselves; nobody else has audited "
                                  "it."}};
        state.about.libraries = {{"Dear ImGui", "1.86, MIT"},
                                 {"HarfBuzz", "6.0.0, MIT"},
                                 {"Noto Sans CJK", "2.004, OFL-1.1"}};
    };
    all.push_back({"about", about, {}, {}, "about.layer"});
    all.push_back(
        {"about_libraries", about, {"about.standards", "about.libraries"}, {}, "about.layer"});
    const auto save = [](PanelState& state) {
        state.save.is_shown = true;
        state.save.suggested = "/home/someone/harbour.belvedere";
        state.save.problem = "/home/someone is not writable";
    };
    all.push_back({"save", save, {}, {}, "save.layer"});
    all.push_back({"save_over_another",
                   [=](PanelState& state) {
                       save(state);
                       state.save.problem.clear();
                       state.save.asks_before = true;
                   },
                   {"save.save"},
                   {},
                   "save.layer"});
    all.push_back({"layouts",
                   [](PanelState& state) {
                       state.layout.shows_layouts = true;
                       state.layouts = {{"Everything", "Ctrl+1", true, false},
                                        {"Only the picture", "Ctrl+2", true, false},
                                        {"My review of the harbour", "", false, true}};
                   },
                   {},
                   {},
                   "layouts.layer"});
}

void add_presenting(std::vector<Surface>& all) {
    const auto staged = [](PanelState& state) {
        state.layout.presents = true;
        panels::StageState& stage = state.stage;
        stage.is_on = true;
        stage.views = 3;
        stage.current_name = "The station and the square before it";
        stage.next_name = "The harbour";
        stage.note = "Mention the tram.\nThen the trees.";
        stage.clock = "14:05";
        stage.elapsed = "00:12:40";
        stage.monitors = {{"eDP-1", "1920 × 1080", 1, false}, {"HDMI-1", "3840 × 2160", 2, true}};
    };
    all.push_back({"stage", staged, {}, {}, "stage", true});
    all.push_back({"stage_hidden_and_gone",
                   [=](PanelState& state) {
                       staged(state);
                       state.stage.current = 9;
                       state.stage.next_name.clear();
                       state.stage.is_frozen = state.stage.has_pointer = true;
                       state.stage.blank = panels::BlankState::kBlack;
                       state.stage.is_in_window = true;
                       state.stage.problem =
                           "The audience's screen was unplugged; its picture is in a window.";
                   },
                   {},
                   {},
                   "stage",
                   true});
    all.push_back({"stage_of_a_show",
                   [=](PanelState& state) {
                       staged(state);
                       state.stage.show = "The show goes on by itself; next view in 12 s";
                   },
                   {},
                   {},
                   "stage",
                   true});
    all.push_back({"stage_without_views",
                   [=](PanelState& state) {
                       staged(state);
                       state.stage.views = state.stage.current = 0;
                       state.stage.next_name.clear();
                   },
                   {},
                   {},
                   "stage",
                   true});
    const auto picture = [](PanelState& state) {
        state.picture.is_shown = true;
        state.picture.window_width_px = 1280;
        state.picture.window_height_px = 720;
        state.picture.width_px = 3840;
        state.picture.height_px = 2160;
        state.picture.folder = "/home/someone/Pictures";
    };
    all.push_back({"picture_dialog", picture, {}, {}, "picture.layer"});
    all.push_back({"picture_dialog_of_another_size",
                   [=](PanelState& state) {
                       picture(state);
                       state.picture.width_px = 1000;
                       state.picture.has_panels = true;
                       state.picture.path = "/home/someone/Pictures/harbour.png";
                   },
                   {},
                   {},
                   "picture.layer"});
    all.push_back({"picture_under_way",
                   [](PanelState& state) {
                       state.picture.is_under_way = true;
                       state.picture.step = {"picture.drawing", "Drawing the picture"};
                       state.picture.progress = 0.42;
                   },
                   {},
                   {},
                   "picture_progress",
                   true});
}

void add_picture(std::vector<Surface>& all) {
    all.push_back({"picture",
                   [](PanelState& state) {
                       state.layout.left_open = state.layout.right_open = false;
                       state.overlay.notices.clear();  // They are a surface of their own.
                       state.overlay.hint = Message{"hint.measure", "Click points to measure"};
                       state.overlay.labels = {{640.0F, 300.0F, "128.42 m"}};
                       state.overlay.lines_px = {{{500.0F, 260.0F}, {780.0F, 340.0F}}};
                       state.overlay.dots_px = {{500.0F, 260.0F}, {780.0F, 340.0F}};
                       state.overlay.busy = "Making the demo city…";
                   },
                   {},
                   {},
                   {},
                   true});
    all.push_back({"notices",
                   [](PanelState& state) {
                       state.overlay.notices.push_back(
                           {2, panels::NoticeKind::kError, "/data/minato/tileset.json: not found"});
                       state.overlay.notices.push_back(
                           {3, panels::NoticeKind::kInfo,
                            "Coordinates are written in WGS 84 from now on, in degrees, minutes "
                            "and seconds"});
                   },
                   {},
                   {},
                   "notices"});
    all.push_back(
        {"view_pad", [](PanelState& state) { state.layout.shows_pad = true; }, {}, {}, {}, true});
    all.push_back({"letter_pad",
                   [](PanelState& state) { state.layout.shows_letters = true; },
                   {},
                   {},
                   "letters",
                   true,
                   true});
    all.push_back({"tooltip_of_toolbar", {}, {}, "toolbar.right", {}, true});
    // In a narrow window notices stand where the status does.
    all.push_back({"tooltip_of_status",
                   [](PanelState& state) { state.overlay.notices.clear(); },
                   {},
                   "status.system",
                   {}});
    all.push_back(
        {"captions",
         [](PanelState& state) {
             state.overlay.captions = {"♪ A warning, from the left", "♪ The object is 80 m ahead"};
         },
         {},
         {},
         {},
         true});
    all.push_back({"told_at_length",
                   [](PanelState& state) {
                       state.describe.told =
                           "Laurel Yard 136, 144 m ahead, north (0°). Building, use: religious. "
                           "39 m high. 4 storeys. Selected. Near by: Laurel Yard 132 (12 m, west) "
                           "and Cedar Court 123 (17 m, south-east).";
                       state.overlay.captions = {"♪ A warning, from the left"};
                   },
                   {},
                   {},
                   {},
                   true});
    all.push_back({"captions_large",
                   [](PanelState& state) {
                       state.overlay.captions = {"♪ A warning, from the left"};
                       state.accessibility.chosen.caption.size = "large";
                       state.accessibility.chosen.caption.ground = "solid";
                       state.accessibility.chosen.caption.place = "high";
                   },
                   {},
                   {},
                   {},
                   true});
    all.push_back({"as_others_see_it",
                   [](PanelState& state) {
                       state.sight.vision = "deutan";
                       state.sight.sign = "As seen with: green-blind (deuteranopia)";
                   },
                   {},
                   {},
                   "notices"});
    all.push_back({"as_others_see_it_alone",
                   [](PanelState& state) {
                       state.overlay.notices.clear();
                       state.sight.sign = "As seen with: green-blind (deuteranopia)";
                   },
                   {},
                   {},
                   {}});
    all.push_back({"start_as_others_see_it",
                   [](PanelState& state) {
                       state.layout.has_sources = false;
                       state.sight.sign = "As seen with: green-blind (deuteranopia)";
                   },
                   {},
                   {},
                   "start",
                   true});
    for (const char* edge : {"left_edge", "right_edge", "bottom_edge"}) {
        all.push_back({std::string("focus_on_") + edge,
                       [](PanelState& state) { state.layout.bottom_open = true; },
                       {},
                       edge,
                       edge,
                       true,
                       true});
    }
    all.push_back({"focus_on_slider",
                   [](PanelState& state) { state.layout.right_tab = "time"; },
                   {},
                   "right.hour",
                   "right"});
}

std::vector<Surface> all_surfaces() {
    std::vector<Surface> all;
    add_start(all);
    add_docks(all);
    add_live(all);
    add_device_surfaces(all);
    add_accessibility(all);
    add_layers(all);
    add_program(all);
    add_presenting(all);
    add_picture(all);
    add_model_surfaces(all);
    return all;
}

}  // namespace

std::span<const Surface> surfaces() {
    static const std::vector<Surface> all = all_surfaces();
    return all;
}

const Surface& surface_named(const std::string& name) {
    const auto all = surfaces();
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const Surface& each) { return each.name == name; });
    EXPECT_NE(found, all.end()) << name;
    return found == all.end() ? all.front() : *found;
}

void enter(Stage& stage, const Surface& surface) {
    std::vector<panels::CommandRow> commands = std::move(stage.state.commands);
    stage.state = sample_panel_state();
    stage.state.commands = std::move(commands);
    if (surface.arrange) surface.arrange(stage.state);
    // A narrow window shows one dock.
    if (stage.is_narrow() && surface.crop == "right") stage.state.layout.left_open = false;
    stage.draw();
    for (const std::string& id : surface.presses)
        EXPECT_TRUE(stage.press(id)) << surface.name << ": there is no " << id;
    if (!surface.focus.empty()) {
        EXPECT_TRUE(stage.focus(surface.focus)) << surface.name << ": no " << surface.focus;
    }
}

void leave(Stage& stage, const Surface& surface) {
    for (auto id = surface.presses.rbegin(); id != surface.presses.rend(); ++id) {
        const ui::Node* node = stage.find(*id);
        // Menus and lists close by Escape below; sections stay open until they are pressed again.
        const bool is_section = node != nullptr && node->role == ui::Role::kButton;
        if (is_section) {
            EXPECT_TRUE(stage.press(*id)) << surface.name;
        }
    }
    auto& layout = stage.state.layout;
    layout.shows_help = layout.shows_open = layout.shows_palette = layout.shows_layouts = false;
    stage.state.accessibility.is_shown = stage.state.settings.is_shown = false;
    stage.state.about.is_shown = stage.state.save.is_shown = stage.state.picture.is_shown = false;
    stage.draw();
    stage.leave();
}

}  // namespace belvedere::test
