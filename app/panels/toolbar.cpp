// SPDX-License-Identifier: Apache-2.0
#include "app/panels/toolbar.hpp"

#include <algorithm>
#include <span>
#include <string_view>

#include "app/ui/containers.hpp"
#include "app/ui/controls.hpp"
#include "app/ui/text_widgets.hpp"
#include "app/words/words.hpp"

namespace belvedere::panels {
namespace {

constexpr std::string_view kLine = "-";  // A division in a menu.

constexpr std::string_view kFile[] = {
    "app.open_dialog", "source.demo", "project.restore", kLine, "project.save", "project.save_as",
    "project.close",   kLine,         "picture.dialog",  kLine, "app.quit"};
constexpr std::string_view kEdit[] = {"edit.undo",       "edit.redo",         kLine,
                                      "feature.copy_id", "selection.in_view", "selection.clear",
                                      "selection.hide",  "selection.isolate", "feature.show_all"};
constexpr std::string_view kView[] = {"view.home",
                                      "view.north_up",
                                      "view.top",
                                      kLine,
                                      "view.zoom_in",
                                      "view.zoom_out",
                                      kLine,
                                      "layout.toggle_left",
                                      "layout.toggle_right",
                                      "layout.toggle_bottom",
                                      "layout.explore",
                                      "layout.inspect",
                                      "layout.measure",
                                      "layout.minimal",
                                      "layout.manage",
                                      kLine,
                                      "app.accessibility",
                                      "app.settings",
                                      "app.theme",
                                      "sight.next",
                                      "lens.toggle",
                                      "app.text_larger",
                                      "app.text_smaller",
                                      "app.full_screen",
                                      kLine,
                                      "stage.present"};
constexpr std::string_view kHelp[] = {"app.help", "app.palette", kLine, "app.about"};

struct Menu {
    std::string_view id;
    Message message;
    std::span<const std::string_view> entries;
};
constexpr Menu kMenus[] = {{"file", {"menu.file", "File"}, kFile},
                           {"edit", {"menu.edit", "Edit"}, kEdit},
                           {"view", {"menu.view", "View"}, kView},
                           {"help", {"menu.help", "Help"}, kHelp}};

void draw_entry(const PanelState& state, std::string_view id, command::CommandQueue& commands) {
    if (id == kLine) {
        ui::separator();
        return;
    }
    const auto row = std::find_if(state.commands.begin(), state.commands.end(),
                                  [&](const CommandRow& command) { return command.id == id; });
    if (row == state.commands.end()) return;
    if (ui::menu_item(id, {row->title, row->key, false, row->enabled})) {
        commands.emit(std::string(id));
    }
}

void draw_menu(const PanelState& state, const Menu& menu, command::CommandQueue& commands) {
    ui::menu(menu.id, menu.message, [&] {
        for (const std::string_view entry : menu.entries)
            draw_entry(state, entry, commands);
    });
    ui::same_line();
}

struct DockSwitch {
    std::string_view id;
    Message message;
    std::string_view command;
    bool open;
};

}  // namespace

std::optional<Message> menu_of(std::string_view command) {
    for (const Menu& menu : kMenus) {
        if (std::find(menu.entries.begin(), menu.entries.end(), command) != menu.entries.end()) {
            return menu.message;
        }
    }
    return std::nullopt;
}

void draw_toolbar(const PanelState& state, command::CommandQueue& commands) {
    for (const Menu& menu : kMenus)
        draw_menu(state, menu, commands);
    if (!state.layout.has_sources) return;
    const DockSwitch switches[] = {
        {"left", {"toolbar.left", "Layers"}, "layout.toggle_left", state.layout.left_open},
        {"bottom",
         {"toolbar.lower", "Live data"},
         "layout.toggle_bottom",
         state.layout.bottom_open},
        {"right", {"toolbar.right", "Details"}, "layout.toggle_right", state.layout.right_open}};
    float width = 0.0F;
    for (const DockSwitch& dock : switches)
        width += ui::button_width(dock.message) + ui::gap_px();
    // A narrow window has room for the menus alone; the View menu has the switches too.
    if (width > ui::available_width()) return;
    ui::align_right(width);
    for (const DockSwitch& dock : switches) {
        const ui::ButtonLook look{ui::Emphasis::kQuiet, ui::Width::kContent, ui::Enabled::kYes,
                                  dock.open ? words::text({"toolbar.hide", "Hide this side"})
                                            : words::text({"toolbar.show", "Show this side"})};
        if (ui::toggle(dock.id, dock.message, dock.open, look)) {
            commands.emit(std::string(dock.command));
        }
        if (&dock != &switches[2]) ui::same_line();
    }
}

}  // namespace belvedere::panels
