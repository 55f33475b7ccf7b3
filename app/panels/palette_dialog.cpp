// SPDX-License-Identifier: Apache-2.0
#include "app/panels/palette_dialog.hpp"

#include <algorithm>
#include <cctype>

#include "app/command/command_text.hpp"
#include "app/ui/containers.hpp"
#include "app/ui/controls.hpp"
#include "app/ui/drawing.hpp"
#include "app/ui/text_widgets.hpp"
#include "app/words/words.hpp"

namespace belvedere::panels {
namespace {

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

bool matches(const CommandRow& row, const std::string& text) {
    const std::string wanted = lower(text);
    return lower(row.title).find(wanted) != std::string::npos ||
           row.id.find(wanted) != std::string::npos;
}

}  // namespace

void PaletteDialog::run(const CommandRow& row, command::CommandQueue& commands) {
    if (row.needs_arguments) {
        // The rest is typed: the line becomes "layer.set_opacity layer=0 opacity=0.0".
        text_ = row.id + " " + row.form;
        says_ = Says::kHelp;
        asked_ = row.id;
        refocus_ = true;
        return;
    }
    commands.emit(row.id);
    commands.emit("app.palette");
}

void PaletteDialog::submit(const PanelState& state, command::CommandQueue& commands) {
    if (auto call = command::parse_call(text_)) {
        const bool known = std::any_of(state.commands.begin(), state.commands.end(),
                                       [&](const CommandRow& row) { return row.id == call->id; });
        if (known) {
            commands.emit(std::move(*call));
            commands.emit("app.palette");
            return;
        }
    }
    const auto first =
        std::find_if(state.commands.begin(), state.commands.end(),
                     [&](const CommandRow& row) { return row.enabled && matches(row, text_); });
    if (first == state.commands.end()) {
        says_ = Says::kNoMatch;
        return;
    }
    run(*first, commands);
}

std::string PaletteDialog::problem_text(const PanelState& state) const {
    if (says_ == Says::kNoMatch) {
        return words::text({"palette.no_match", "No command matches."});
    }
    const auto asked = std::find_if(state.commands.begin(), state.commands.end(),
                                    [&](const CommandRow& row) { return row.id == asked_; });
    return asked == state.commands.end() ? std::string() : asked->help;
}

void PaletteDialog::draw_matches(const PanelState& state, command::CommandQueue& commands) {
    for (const CommandRow& row : state.commands) {
        if (!matches(row, text_)) continue;
        if (ui::list_row(row.id, row.title, row.key, false) && row.enabled) run(row, commands);
        ui::tooltip(row.help);
    }
}

void PaletteDialog::draw(const PanelState& state, command::CommandQueue& commands) {
    const bool open = state.layout.shows_palette;
    const bool opened_now = open && !was_open_;
    was_open_ = open;
    if (opened_now) {
        text_.clear();
        says_ = Says::kNothing;
    }
    const bool stays = ui::dialog("palette", {"palette.title", "Commands"}, open, [&] {
        if (opened_now || refocus_) ui::focus_next();
        refocus_ = false;
        const ui::Edit edit = ui::text_field("text", {"palette.text", "What do you want to do?"},
                                             text_, ui::LabelPlace::kInside);
        if (edit == ui::Edit::kChanged) says_ = Says::kNothing;
        if (edit == ui::Edit::kSubmitted) submit(state, commands);
        if (says_ != Says::kNothing) {
            ui::plain_text("problem", problem_text(state), ui::Tone::kMuted);
        }
        ui::scroll_area("list", ui::scaled(320.0F),
                        [&] { ui::list("matches", [&] { draw_matches(state, commands); }); });
    });
    if (open && !stays) commands.emit("app.palette");
}

}  // namespace belvedere::panels
