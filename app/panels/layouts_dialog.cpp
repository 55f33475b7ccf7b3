// SPDX-License-Identifier: Apache-2.0
#include "app/panels/layouts_dialog.hpp"

#include <utility>

#include "app/ui/containers.hpp"
#include "app/ui/controls.hpp"
#include "app/ui/text_widgets.hpp"
#include "app/words/words.hpp"

namespace belvedere::panels {

void LayoutsDialog::draw_row(const LayoutRow& row, command::CommandQueue& commands) {
    if (ui::list_row("row", row.name, row.key, row.is_current)) {
        commands.emit("layout.apply", {{"name", row.name}});
    }
    if (row.is_built_in) return;
    ui::indent();
    if (renamed_ == row.name) {
        if (std::exchange(begins_, false)) ui::focus_next();
        const ui::Edit edit =
            ui::text_field("new_name", {"layouts.new_name", "New name"}, new_name_);
        if (edit == ui::Edit::kSubmitted && !new_name_.empty()) {
            commands.emit("layout.rename", {{"name", row.name}, {"to", new_name_}});
            renamed_.clear();
        }
        return;
    }
    if (ui::button("rename", {"layouts.rename", "Rename"})) {
        renamed_ = new_name_ = row.name;
        begins_ = true;
    }
    ui::same_line();
    if (ui::button("remove", {"layouts.remove", "Remove"})) {
        commands.emit("layout.remove", {{"name", row.name}});
    }
}

void LayoutsDialog::draw(const PanelState& state, command::CommandQueue& commands) {
    const bool open = state.layout.shows_layouts;
    if (!open) renamed_.clear();
    const bool stays = ui::dialog("layouts", {"layouts.title", "Layouts"}, open, [&] {
        ui::heading("heading", {"layouts.heading", "Layouts"});
        ui::text("hint",
                 {"layouts.hint",
                  "How the panels stand. Your own layouts go with you to every "
                  "city; none of them changes the city."},
                 ui::Tone::kMuted);
        for (std::size_t i = 0; i < state.layouts.size(); ++i)
            ui::scope(std::to_string(i), [&] { draw_row(state.layouts[i], commands); });
        ui::space();
        const ui::Edit edit =
            ui::text_field("name", {"layouts.name", "Name for how they stand now"}, name_);
        const ui::ButtonLook look{ui::Emphasis::kPrimary,
                                  ui::Width::kContent,
                                  name_.empty() ? ui::Enabled::kNo : ui::Enabled::kYes,
                                  {}};
        const bool pressed = ui::button("keep", {"layouts.keep", "Keep this layout"}, look);
        ui::same_line();
        if (ui::button("close", {"layouts.close", "Close"})) commands.emit("layout.manage");
        if ((pressed || edit == ui::Edit::kSubmitted) && !name_.empty()) {
            commands.emit("layout.save", {{"name", name_}});
            name_.clear();
        }
    });
    if (open && !stays) commands.emit("layout.manage");
}

}  // namespace belvedere::panels
