// SPDX-License-Identifier: Apache-2.0
#include "app/panels/save_dialog.hpp"

#include "app/ui/containers.hpp"
#include "app/ui/controls.hpp"
#include "app/ui/text_widgets.hpp"
#include "app/words/words.hpp"

namespace belvedere::panels {

void SaveDialog::draw(const PanelState& state, command::CommandQueue& commands) {
    const SaveState& save = state.save;
    const bool open = save.is_shown;
    const bool opened_now = open && !was_open_;
    was_open_ = open;
    if (opened_now) {
        path_ = save.suggested;
        asked_of_.clear();
    }
    const bool stays = ui::dialog("save", {"save.title", "Save the project"}, open, [&] {
        ui::heading("heading", {"save.heading", "Save the project"});
        if (opened_now) ui::focus_next();
        const ui::Edit edit = ui::text_field("path", {"save.path", "File"}, path_);
        ui::text("hint",
                 {"save.hint",
                  "Sources in the same folder are named so that folder and project "
                  "can be moved together."},
                 ui::Tone::kMuted);
        // The answer holds for the name it was given to.
        const bool replaces = save.asks_before && asked_of_ == path_;
        if (replaces) {
            ui::status("exists",
                       words::text({"save.exists", "There is a file of this name already."}),
                       ui::Tone::kWarning);
        }
        if (!save.problem.empty()) ui::status("problem", save.problem, ui::Tone::kError);
        const ui::ButtonLook look{ui::Emphasis::kPrimary,
                                  ui::Width::kContent,
                                  path_.empty() ? ui::Enabled::kNo : ui::Enabled::kYes,
                                  {}};
        const bool pressed = replaces ? ui::button("save", {"save.replace", "Replace it"}, look)
                                      : ui::button("save", {"save.save", "Save"}, look);
        ui::same_line();
        if (ui::button("cancel", {"save.cancel", "Cancel"})) commands.emit("project.save_as");
        if ((pressed || edit == ui::Edit::kSubmitted) && !path_.empty()) {
            commands.emit("project.save", {{"path", path_}, {"replace", replaces}});
            asked_of_ = path_;
        }
    });
    if (open && !stays) commands.emit("project.save_as");
}

}  // namespace belvedere::panels
