// SPDX-License-Identifier: Apache-2.0
#include "app/panels/describe_panel.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "app/panels/unit_text.hpp"
#include "app/ui/containers.hpp"
#include "app/ui/controls.hpp"
#include "app/ui/text_widgets.hpp"
#include "app/words/words.hpp"

namespace belvedere::panels {
namespace {

struct Act {
    std::string_view id;
    Message message;
    const char* command;
    bool ends_line;
};

void draw_acts(std::span<const Act> acts, command::CommandQueue& commands) {
    for (const Act& act : acts) {
        if (ui::button(act.id, act.message)) commands.emit(act.command);
        if (!act.ends_line) ui::same_line();
    }
}

void draw_verbosity(const DescribeState& told, command::CommandQueue& commands) {
    constexpr std::array<std::string_view, 3> kLevels = {"short", "normal", "full"};
    const std::vector<std::string> names = {words::text({"told.short", "Short"}),
                                            words::text({"told.normal", "Normal"}),
                                            words::text({"told.full", "Full"})};
    const auto chosen = static_cast<std::size_t>(
        std::find(kLevels.begin(), kLevels.end(), told.verbosity) - kLevels.begin());
    const auto wanted = ui::choice("verbosity", {"told.verbosity", "How much"}, names, chosen);
    if (wanted) {
        commands.emit("describe.verbosity", {{"level", std::string(kLevels[*wanted])}});
    }
}

void draw_current(const DescribeState& told, command::CommandQueue& commands) {
    ui::heading("current_title", {"told.current", "Current object"});
    if (told.told.empty()) {
        ui::text("no_current", {"told.no_current", "Next goes to the nearest object in view."},
                 ui::Tone::kMuted);
    } else {
        ui::plain_text("current", told.told);
    }
    constexpr std::array<Act, 2> kSteps = {
        Act{"previous", {"told.previous", "Previous"}, "object.previous", false},
        {"next", {"told.next", "Next"}, "object.next", true}};
    draw_acts(kSteps, commands);
    if (!told.has_current) return;
    constexpr std::array<Act, 4> kActs = {
        Act{"describe", {"told.describe", "Describe"}, "object.describe", false},
        {"go_to", {"told.go_to", "Go to"}, "object.go_to", false},
        {"select", {"told.select", "Select"}, "object.select", true},
        {"neighbours", {"told.neighbours", "Neighbours"}, "object.neighbours", true}};
    draw_acts(kActs, commands);
}

// Grouped by kind, each row selects its object and goes there.
void draw_objects(const DescribeState& told, command::CommandQueue& commands) {
    ui::heading("objects_title", {"told.objects", "Objects in view"});
    if (told.objects.empty()) {
        ui::text("none", {"told.none", "None is in view, or the view has not rested yet."},
                 ui::Tone::kMuted);
        return;
    }
    std::string kind;
    const auto draw_row = [&](const DescribeRow& row) {
        if (row.kind != kind) ui::plain_text("kind", row.kind, ui::Tone::kMuted);
        kind = row.kind;
        if (ui::list_row("object", row.name, row.detail, row.is_current || row.is_selected)) {
            commands.emit("object.choose", {{"feature", row.feature}});
        }
    };
    ui::list("objects", [&] {
        for (std::size_t i = 0; i < told.objects.size(); ++i)
            ui::scope(std::to_string(i), [&] { draw_row(told.objects[i]); });
    });
}

}  // namespace

void DescribePanel::draw_filter(const DescribeState& told, command::CommandQueue& commands) {
    if (filter_asked_ != told.filter_asked) {
        filter_asked_ = told.filter_asked;
        filter_ = told.filter;
        ui::focus_next();
    }
    const ui::Edit edit = ui::text_field("filter", {"told.filter", "Name, kind or attribute=value"},
                                         filter_, ui::LabelPlace::kInside);
    if (ui::button("find", {"told.find", "Nearest"}) || edit == ui::Edit::kSubmitted) {
        commands.emit("object.find", {{"text", filter_}});
    }
    ui::same_line();
    if (ui::button("apply", {"told.apply", "Filter"})) {
        commands.emit("object.filter", {{"text", filter_}});
    }
    if (told.filter.empty()) return;
    ui::same_line();
    if (ui::button("clear", {"told.clear", "All objects"})) {
        filter_.clear();
        commands.emit("object.filter");
    }
}

void DescribePanel::draw(const PanelState& state, command::CommandQueue& commands) {
    const DescribeState& told = state.describe;
    if (!told.sentence.empty()) ui::plain_text("sentence", told.sentence);
    if (ui::button("view", {"told.view", "Describe the view"})) commands.emit("describe.view");
    draw_verbosity(told, commands);
    draw_filter(told, commands);
    draw_current(told, commands);
    draw_objects(told, commands);
}

}  // namespace belvedere::panels
