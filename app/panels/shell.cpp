// SPDX-License-Identifier: Apache-2.0
#include "app/panels/shell.hpp"

#include <algorithm>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "app/panels/about_dialog.hpp"
#include "app/panels/accessibility_panel.hpp"
#include "app/panels/alarms_panel.hpp"
#include "app/panels/bindings_panel.hpp"
#include "app/panels/bookmarks_panel.hpp"
#include "app/panels/changes_panel.hpp"
#include "app/panels/chart_panel.hpp"
#include "app/panels/crs_dialog.hpp"
#include "app/panels/describe_panel.hpp"
#include "app/panels/device_panel.hpp"
#include "app/panels/devices_panel.hpp"
#include "app/panels/dock_layout.hpp"
#include "app/panels/feeds_panel.hpp"
#include "app/panels/help_dialog.hpp"
#include "app/panels/inspector_panel.hpp"
#include "app/panels/layers_panel.hpp"
#include "app/panels/layouts_dialog.hpp"
#include "app/panels/letter_pad.hpp"
#include "app/panels/measure_panel.hpp"
#include "app/panels/open_dialog.hpp"
#include "app/panels/order_dialog.hpp"
#include "app/panels/overlays.hpp"
#include "app/panels/palette_dialog.hpp"
#include "app/panels/performance_panel.hpp"
#include "app/panels/picture_dialog.hpp"
#include "app/panels/report_panel.hpp"
#include "app/panels/save_dialog.hpp"
#include "app/panels/search_panel.hpp"
#include "app/panels/selection_panel.hpp"
#include "app/panels/settings_dialog.hpp"
#include "app/panels/sight_section.hpp"
#include "app/panels/stage_panel.hpp"
#include "app/panels/start_panel.hpp"
#include "app/panels/style_panel.hpp"
#include "app/panels/time_panel.hpp"
#include "app/panels/toolbar.hpp"
#include "app/panels/unit_text.hpp"
#include "app/panels/view_pad.hpp"
#include "app/ui/containers.hpp"
#include "app/ui/drawing.hpp"
#include "app/ui/splitter.hpp"
#include "app/words/words.hpp"

namespace belvedere::panels {
namespace {

constexpr ui::Tab kLeftTabs[] = {
    {"layers", {"tab.layers", "Layers"}},       {"search", {"tab.search", "Search"}},
    {"style", {"tab.style", "Style"}},          {"views", {"tab.views", "Views"}},
    {"describe", {"tab.describe", "Describe"}}, {"devices", {"tab.devices", "Devices"}}};
constexpr ui::Tab kRightTabs[] = {{"inspector", {"tab.inspector", "Inspect"}},
                                  {"selection", {"tab.selection", "Select"}},
                                  {"measure", {"tab.measure", "Measure"}},
                                  {"time", {"tab.time", "Time"}},
                                  {"device", {"tab.device", "Device"}}};
constexpr ui::Tab kBottomTabs[] = {{"performance", {"tab.performance", "Performance"}},
                                   {"feeds", {"tab.feeds", "Feeds"}},
                                   {"chart", {"tab.chart", "Chart"}},
                                   {"alarms", {"tab.alarms", "Alarms"}},
                                   {"bindings", {"tab.bindings", "Bindings"}},
                                   {"report", {"tab.report", "Import report"}},
                                   {"changes", {"tab.changes", "Changes"}}};

bool has_city_model(const PanelState& state) {
    return std::any_of(state.layers.layers.begin(), state.layers.layers.end(),
                       [](const LayerRow& layer) { return layer.is_city_model; });
}

// The last two are about the files of city models: without one, they are left out.
std::span<const ui::Tab> bottom_tabs(const PanelState& state) {
    const std::span<const ui::Tab> all(kBottomTabs);
    return has_city_model(state) ? all : all.first(all.size() - 2);
}

WindowRoom room_of(ui::FrameSize size) {
    // What can be taken hold of grows with what can be pressed.
    constexpr float kEdgeShare = 0.3F;
    const ui::Metrics& m = ui::metrics();
    const float edge = m.target_min_px * kEdgeShare;
    return {static_cast<float>(size.width_px),
            static_cast<float>(size.height_px),
            ui::scaled(1.0F),
            m.toolbar_px,
            m.statusbar_px,
            m.dock_width_px + edge,
            m.dock_height_px + edge,
            edge};
}

// The edge of a dock that is open.
struct DockEdge {
    const char* id;
    Message message;
    const char* dock;
    ui::DockSide side;
    const ui::Rect& place;
    const DockExtent& extent;
    double whole_px;  // Of the window in that direction, logical.
    const char* fold_command;
    // The dock on the other side where the two have used up their room together: it keeps the size
    // it has, so that this edge goes where it is moved.
    std::string other_dock;
    double other_px = 0.0;
};

void draw_edge(const DockEdge& edge, command::CommandQueue& commands) {
    ui::SplitterLook look;
    look.place = edge.place;
    look.dock = edge.side;
    look.size = edge.extent.size;
    look.low = edge.extent.low;
    look.high = edge.extent.high;
    look.shown = percent_text(edge.extent.size / std::max(1.0, edge.whole_px));
    look.hint = words::text({"shell.edge_hint", "Arrow keys move it, Enter hides this side"});
    const auto move = ui::splitter(edge.id, edge.message, look);
    if (!move) return;
    if (!move->folds) {
        if (!edge.other_dock.empty()) {
            commands.emit("layout.resize", {{"dock", edge.other_dock}, {"size", edge.other_px}});
        }
        commands.emit("layout.resize", {{"dock", std::string(edge.dock)}, {"size", move->size}});
        return;
    }
    commands.emit(edge.fold_command);
    // The switch that brings it back.
    ui::focus_widget("toolbar." + std::string(edge.dock));
}

// Where large text or a small window leaves no room for two docks beside the picture, one is shown
// at a time: one column, which scrolls up and down alone.
bool is_narrow(ui::FrameSize size) {
    constexpr float kDocks = 2.25F;
    return static_cast<float>(size.width_px) < ui::scaled(ui::metrics().dock_width_px) * kDocks;
}

// About what the start page needs, logical pixels; a little less scrolls.
float start_height(const PanelState& state) {
    const StartState& start = state.start;
    constexpr float kPage = 390.0F;
    constexpr float kButton = 34.0F;
    constexpr float kLine = 30.0F;
    float height = kPage;
    if (!start.restorable.empty()) height += kButton;
    if (start.ended_unexpectedly) height += 2.0F * kLine;
    if (state.accessibility.is_offered) height += kButton;
    if (!start.busy.empty()) height += kLine;
    if (!start.problem.empty()) height += 2.0F * kLine;
    constexpr float kCard = 56.0F;
    if (!start.recent.empty()) height += kCard * static_cast<float>(start.recent.size() + 1);
    return height;
}

void emit_tab(const std::optional<std::string>& tab, const char* dock,
              command::CommandQueue& commands) {
    if (!tab) return;
    commands.emit("layout.set_tab", {{"dock", std::string(dock)}, {"tab", *tab}});
}

}  // namespace

struct Shell::Panels {
    StartPanel start;
    LayersPanel layers;
    SearchPanel search;
    StylePanel style;
    BookmarksPanel views;
    DescribePanel describe;
    DevicesPanel devices;
    DevicePanel device;
    FeedsPanel feeds;
    ChartPanel chart;
    AlarmsPanel alarms;
    BindingsPanel bindings;
    InspectorPanel inspector;
    SelectionPanel selection;
    MeasurePanel measure;
    TimePanel time;
    PerformancePanel performance;
    ReportPanel report;
    ChangesPanel changes;
    CrsDialog crs;
    OrderDialog order;
    PaletteDialog palette;
    OpenDialog open;
    SaveDialog save;
    LayoutsDialog layouts;
    SettingsDialog settings;
    HelpDialog help;
    AccessibilityPanel accessibility;
    PictureDialog picture;
    StagePanel stage;

    void draw_left(const PanelState& state, command::CommandQueue& commands) {
        const std::string& tab = state.layout.left_tab;
        emit_tab(ui::tabs("tabs", kLeftTabs, tab), "left", commands);
        if (tab == "search") {
            search.draw(state, commands);
            return;
        }
        if (tab == "style") return style.draw(state, commands);
        if (tab == "views") return views.draw(state, commands);
        if (tab == "describe") return describe.draw(state, commands);
        if (tab == "devices") return devices.draw(state, commands);
        layers.draw(state, commands);
    }
    void draw_right(const PanelState& state, command::CommandQueue& commands) {
        const std::string& tab = state.layout.right_tab;
        emit_tab(ui::tabs("tabs", kRightTabs, tab), "right", commands);
        if (tab == "selection") return selection.draw(state, commands);
        if (tab == "measure") return measure.draw(state, commands);
        if (tab == "time") return time.draw(state, commands);
        if (tab == "device") return device.draw(state, commands);
        inspector.draw(state, commands);
    }
    void draw_bottom(const PanelState& state, command::CommandQueue& commands) {
        const std::string& tab = state.layout.bottom_tab;
        emit_tab(ui::tabs("tabs", bottom_tabs(state), tab), "bottom", commands);
        if (tab == "feeds") return feeds.draw(state, commands);
        if (tab == "chart") return chart.draw(state, commands);
        if (tab == "alarms") return alarms.draw(state, commands);
        if (tab == "bindings") return bindings.draw(state, commands);
        if (has_city_model(state)) {
            if (tab == "report") return report.draw(state, commands);
            if (tab == "changes") return changes.draw(state, commands);
        }
        performance.draw(state, commands);
    }
    // With the picture's own things between them, in reading order.
    void draw_docks(const PanelState& state, const LayoutState& layout, const Places& places,
                    const WindowRoom& room, command::CommandQueue& commands) {
        const double width_px = static_cast<double>(room.width_px / room.scale);
        const double height_px = static_cast<double>(room.height_px / room.scale);
        const bool is_full = layout.left_open && layout.right_open &&
                             places.view.width() <= room.width_px * kViewShareMin + 1.0F;
        if (layout.left_open) {
            ui::region("left", {"shell.left", "Layers and views"}, places.left,
                       ui::RegionLook::kPanel, [&] { draw_left(state, commands); });
            draw_edge({"left_edge",
                       {"shell.left_edge", "Width of the left side"},
                       "left",
                       ui::DockSide::kBefore,
                       places.left_edge,
                       places.left_extent,
                       width_px,
                       "layout.toggle_left",
                       is_full ? "right" : "",
                       places.right_extent.size},
                      commands);
        }
        draw_overlays(state, places.view, commands);
        draw_picture_progress(state, places.view, commands);
        draw_view_pad(state, places.view, commands);
        if (layout.presents) {
            ui::region("stage", {"stage.region", "Presenting"}, places.stage,
                       ui::RegionLook::kPanel, [&] { stage.draw(state, commands); });
        }
        if (layout.right_open) {
            draw_edge({"right_edge",
                       {"shell.right_edge", "Width of the right side"},
                       "right",
                       ui::DockSide::kAfter,
                       places.right_edge,
                       places.right_extent,
                       width_px,
                       "layout.toggle_right",
                       is_full ? "left" : "",
                       places.left_extent.size},
                      commands);
            ui::region("right", {"shell.right", "Details"}, places.right, ui::RegionLook::kPanel,
                       [&] { draw_right(state, commands); });
        }
        if (!layout.bottom_open) return;
        draw_edge({"bottom_edge",
                   {"shell.bottom_edge", "Height of the lower side"},
                   "bottom",
                   ui::DockSide::kBelow,
                   places.bottom_edge,
                   places.bottom_extent,
                   height_px,
                   "layout.toggle_bottom",
                   "",
                   0.0},
                  commands);
        ui::region("bottom", {"shell.lower", "Live data and performance"}, places.bottom,
                   ui::RegionLook::kPanel, [&] { draw_bottom(state, commands); });
    }
    void draw_start(const PanelState& state, ui::FrameSize size, command::CommandQueue& commands) {
        const ui::Metrics& m = ui::metrics();
        const auto width = static_cast<float>(size.width_px);
        const auto height = static_cast<float>(size.height_px);
        const float card = std::min(ui::scaled(m.dock_width_px) * 1.4F, width * 0.92F);
        const float left = (width - card) * 0.5F;
        const float top = std::max(ui::scaled(m.toolbar_px), height * 0.14F);
        const float low =
            std::min(top + ui::scaled(start_height(state)), height - ui::scaled(m.statusbar_px));
        const ui::Rect place{left, top, left + card, low};
        ui::region("start", {"start.region", "Start"}, place, ui::RegionLook::kPanel,
                   [&] { start.draw(state, commands); });
    }
};

Shell::Shell() : panels_(std::make_unique<Panels>()) {}
Shell::~Shell() = default;

LayoutState Shell::fitting(const LayoutState& wanted, ui::FrameSize size,
                           command::CommandQueue& commands) {
    const bool right_is_new =
        wanted.right_open && (!was_right_open_ || last_right_tab_ != wanted.right_tab);
    const bool left_is_new =
        wanted.left_open && (!was_left_open_ || last_left_tab_ != wanted.left_tab);
    if (left_is_new || right_is_new) right_is_newer_ = !left_is_new;
    was_left_open_ = wanted.left_open;
    was_right_open_ = wanted.right_open;
    last_left_tab_ = wanted.left_tab;
    last_right_tab_ = wanted.right_tab;
    LayoutState layout = wanted;
    if (!layout.has_sources || !layout.left_open || !layout.right_open || !is_narrow(size)) {
        asked_to_close_ = false;
        return layout;
    }
    // The older one closes, as if a person had closed it: switches and keys stay true.
    (right_is_newer_ ? layout.left_open : layout.right_open) = false;
    if (!std::exchange(asked_to_close_, true)) {
        commands.emit(right_is_newer_ ? "layout.toggle_left" : "layout.toggle_right");
    }
    return layout;
}

ui::Rect Shell::draw(const PanelState& state, ui::FrameSize size, command::CommandQueue& commands) {
    const LayoutState layout = fitting(state.layout, size, commands);
    const WindowRoom room = room_of(size);
    const Places places = arrange(layout, room);
    ui::region("toolbar", {"shell.toolbar", "Menu"}, places.toolbar, ui::RegionLook::kBar,
               [&] { draw_toolbar(state, commands); });
    if (!layout.has_sources) {
        panels_->draw_start(state, size, commands);
    } else {
        panels_->draw_docks(state, layout, places, room, commands);
        ui::region("status", {"shell.status", "Status"}, places.status, ui::RegionLook::kBar,
                   [&] { draw_status_bar(state, places.view, commands); });
    }
    if (!layout.has_sources) draw_sight_sign(state, ui::placed(places.view));
    draw_captions(state, places.view);
    panels_->help.draw(state, commands);
    panels_->palette.draw(state, commands);
    panels_->open.draw(state, commands);
    panels_->save.draw(state, commands);
    panels_->crs.draw(state, commands);
    panels_->order.draw(state, commands);
    panels_->layouts.draw(state, commands);
    panels_->settings.draw(state, commands);
    draw_about_dialog(state, commands);
    panels_->accessibility.draw(state, commands);
    const ui::Rect window{0.0F, 0.0F, static_cast<float>(size.width_px),
                          static_cast<float>(size.height_px)};
    draw_letter_pad(state, window, commands);
    panels_->picture.draw(state, commands);
    // Last: a dialog that closes gives the keyboard back to where it was.
    if (!tab_to_focus_.empty()) ui::focus_widget(std::exchange(tab_to_focus_, {}));
    return ui::placed(places.view);
}

void Shell::focus_tab(const std::string& dock, const std::string& tab) {
    tab_to_focus_ = dock + ".tabs." + tab;
}

void Shell::focus_next_region(const LayoutState& layout) {
    std::vector<std::string> regions = {"toolbar"};
    if (!layout.has_sources) regions.emplace_back("start");
    if (layout.has_sources && layout.left_open) regions.emplace_back("left");
    if (layout.has_sources) regions.emplace_back("");
    if (layout.has_sources && layout.shows_pad) regions.emplace_back("pad");
    if (layout.has_sources && layout.presents) regions.emplace_back("stage");
    if (layout.has_sources && layout.right_open) regions.emplace_back("right");
    if (layout.has_sources && layout.bottom_open) regions.emplace_back("bottom");
    focused_region_ = (focused_region_ + 1) % regions.size();
    ui::focus_region(regions[focused_region_]);
}

}  // namespace belvedere::panels
