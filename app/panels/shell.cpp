// SPDX-License-Identifier: Apache-2.0
#include "app/panels/shell.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "app/panels/accessibility_panel.hpp"
#include "app/panels/bookmarks_panel.hpp"
#include "app/panels/describe_panel.hpp"
#include "app/panels/help_dialog.hpp"
#include "app/panels/inspector_panel.hpp"
#include "app/panels/layers_panel.hpp"
#include "app/panels/letter_pad.hpp"
#include "app/panels/measure_panel.hpp"
#include "app/panels/open_dialog.hpp"
#include "app/panels/overlays.hpp"
#include "app/panels/palette_dialog.hpp"
#include "app/panels/performance_panel.hpp"
#include "app/panels/picture_dialog.hpp"
#include "app/panels/search_panel.hpp"
#include "app/panels/selection_panel.hpp"
#include "app/panels/sight_section.hpp"
#include "app/panels/stage_panel.hpp"
#include "app/panels/start_panel.hpp"
#include "app/panels/style_panel.hpp"
#include "app/panels/time_panel.hpp"
#include "app/panels/toolbar.hpp"
#include "app/panels/view_pad.hpp"
#include "app/ui/containers.hpp"
#include "app/ui/drawing.hpp"

namespace belvedere::panels {
namespace {

constexpr ui::Tab kLeftTabs[] = {{"layers", {"tab.layers", "Layers"}},
                                 {"search", {"tab.search", "Search"}},
                                 {"style", {"tab.style", "Style"}},
                                 {"views", {"tab.views", "Views"}},
                                 {"describe", {"tab.describe", "Describe"}}};
constexpr ui::Tab kRightTabs[] = {{"inspector", {"tab.inspector", "Inspect"}},
                                  {"selection", {"tab.selection", "Select"}},
                                  {"measure", {"tab.measure", "Measure"}},
                                  {"time", {"tab.time", "Time"}}};

// Where each part of the window stands, physical pixels.
struct Places {
    ui::Rect toolbar, left, right, bottom, status, stage, view;
};

// Where large text or a small window leaves no room for two docks beside the picture, one is shown
// at a time: one column, which scrolls up and down alone.
constexpr float kNarrowShare = 0.6F;
bool is_narrow(ui::FrameSize size) {
    constexpr float kDocks = 2.25F;
    return static_cast<float>(size.width_px) < ui::scaled(ui::metrics().dock_width_px) * kDocks;
}

// Whether the presenter's panel stands beside the picture.
enum class Presents { kNo, kYes };

Places arrange(const LayoutState& layout, Presents presents, ui::FrameSize size) {
    const ui::Metrics& m = ui::metrics();
    const auto width = static_cast<float>(size.width_px);
    const auto height = static_cast<float>(size.height_px);
    Places p;
    p.toolbar = {0.0F, 0.0F, width, ui::scaled(m.toolbar_px)};
    p.status = {0.0F, height - ui::scaled(m.statusbar_px), width, height};
    // Docks leave the picture at least a third of the window; the one dock of a narrow window
    // stays wide enough to be read.
    const float share = is_narrow(size) ? kNarrowShare : 1.0F / 3.0F;
    const float dock = std::min(ui::scaled(m.dock_width_px), width * share);
    const float low = std::min(ui::scaled(m.dock_height_px), height / 3.0F);
    p.view = {0.0F, p.toolbar.y1, width, p.status.y0};
    if (!layout.has_sources) {
        p.view.y1 = height;
        return p;
    }
    if (layout.left_open) p.view.x0 = dock;
    if (layout.right_open) p.view.x1 = width - dock;
    if (layout.bottom_open) p.view.y1 = p.status.y0 - low;
    if (presents == Presents::kYes) {
        p.stage = {p.view.x1 - std::min(dock, (p.view.x1 - p.view.x0) * 0.6F), p.view.y0, p.view.x1,
                   p.view.y1};
        p.view.x1 = p.stage.x0;
    }
    p.left = {0.0F, p.view.y0, p.view.x0, p.view.y1};
    p.right = {layout.right_open ? width - dock : width, p.view.y0, width, p.view.y1};
    // As wide as the window: its columns stand side by side there.
    p.bottom = {0.0F, p.view.y1, width, p.status.y0};
    return p;
}

// About what the start page needs, logical pixels; a little less scrolls.
float start_height(const PanelState& state) {
    const StartState& start = state.start;
    constexpr float kPage = 280.0F;
    constexpr float kButton = 34.0F;
    constexpr float kLine = 30.0F;
    float height = kPage;
    if (!start.restorable.empty()) height += kButton;
    if (state.accessibility.is_offered) height += kButton;
    if (!start.busy.empty()) height += kLine;
    if (!start.problem.empty()) height += 2.0F * kLine;
    if (!start.recent.empty()) height += kLine * static_cast<float>(start.recent.size() + 2);
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
    InspectorPanel inspector;
    SelectionPanel selection;
    MeasurePanel measure;
    TimePanel time;
    PerformancePanel performance;
    PaletteDialog palette;
    OpenDialog open;
    AccessibilityPanel accessibility;
    PictureDialog picture;
    StagePanel stage;

    void draw_left(const PanelState& state, command::CommandQueue& commands) {
        const std::string& tab = state.layout.left_tab;
        emit_tab(ui::tabs("tabs", kLeftTabs, tab), "left", commands);
        if (tab == "search") {
            search.draw(state, commands);
            return;
        };
        if (tab == "style") return style.draw(state, commands);
        if (tab == "views") return views.draw(state, commands);
        if (tab == "describe") return describe.draw(state, commands);
        layers.draw(state, commands);
    }
    void draw_right(const PanelState& state, command::CommandQueue& commands) {
        const std::string& tab = state.layout.right_tab;
        emit_tab(ui::tabs("tabs", kRightTabs, tab), "right", commands);
        if (tab == "selection") return selection.draw(state, commands);
        if (tab == "measure") return measure.draw(state, commands);
        if (tab == "time") return time.draw(state, commands);
        inspector.draw(state, commands);
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
        return layout;
    }
    // The older one closes, as if a person had closed it: switches and keys stay true.
    (right_is_newer_ ? layout.left_open : layout.right_open) = false;
    commands.emit(right_is_newer_ ? "layout.toggle_left" : "layout.toggle_right");
    return layout;
}

ui::Rect Shell::draw(const PanelState& state, ui::FrameSize size, command::CommandQueue& commands) {
    const LayoutState layout = fitting(state.layout, size, commands);
    const Presents presents = state.stage.is_on ? Presents::kYes : Presents::kNo;
    const Places places = arrange(layout, presents, size);
    ui::region("toolbar", {"shell.toolbar", "Menu"}, places.toolbar, ui::RegionLook::kBar,
               [&] { draw_toolbar(state, commands); });
    if (!layout.has_sources) {
        panels_->draw_start(state, size, commands);
    } else {
        if (layout.left_open) {
            ui::region("left", {"shell.left", "Layers and views"}, places.left,
                       ui::RegionLook::kPanel, [&] { panels_->draw_left(state, commands); });
        }
        draw_overlays(state, places.view, commands);
        draw_picture_progress(state, places.view, commands);
        draw_view_pad(state, places.view, commands);
        if (state.stage.is_on) {
            ui::region("stage", {"stage.region", "Presenting"}, places.stage,
                       ui::RegionLook::kPanel, [&] { panels_->stage.draw(state, commands); });
        }
        if (layout.right_open) {
            ui::region("right", {"shell.right", "Details"}, places.right, ui::RegionLook::kPanel,
                       [&] { panels_->draw_right(state, commands); });
        }
        if (layout.bottom_open) {
            ui::region("bottom", {"shell.bottom", "Performance"}, places.bottom,
                       ui::RegionLook::kPanel, [&] { panels_->performance.draw(state, commands); });
        }
        ui::region("status", {"shell.status", "Status"}, places.status, ui::RegionLook::kBar,
                   [&] { draw_status_bar(state, places.view, commands); });
    }
    draw_sight_sign(state, ui::placed(places.view));
    draw_captions(state, places.view);
    draw_help_dialog(state, commands);
    panels_->palette.draw(state, commands);
    panels_->open.draw(state, commands);
    panels_->accessibility.draw(state, commands);
    const ui::Rect window{0.0F, 0.0F, static_cast<float>(size.width_px),
                          static_cast<float>(size.height_px)};
    draw_letter_pad(state, window, commands);
    panels_->picture.draw(state, commands);
    return ui::placed(places.view);
}

void Shell::focus_next_region(const LayoutState& layout) {
    std::vector<std::string> regions = {"toolbar"};
    if (!layout.has_sources) regions.emplace_back("start");
    if (layout.has_sources && layout.left_open) regions.emplace_back("left");
    if (layout.has_sources) regions.emplace_back("");
    if (layout.has_sources && layout.shows_pad) regions.emplace_back("pad");
    if (layout.has_sources && layout.right_open) regions.emplace_back("right");
    if (layout.has_sources && layout.bottom_open) regions.emplace_back("bottom");
    focused_region_ = (focused_region_ + 1) % regions.size();
    ui::focus_region(regions[focused_region_]);
}

}  // namespace belvedere::panels
