// SPDX-License-Identifier: Apache-2.0
#include "app/panels/start_panel.hpp"

#include <utility>

#include "app/ui/containers.hpp"
#include "app/ui/controls.hpp"
#include "app/ui/text_widgets.hpp"
#include "app/words/words.hpp"

namespace belvedere::panels {

void StartPanel::draw_connect(command::CommandQueue& commands) {
    ui::heading("connect_heading", {"start.connect", "Connect"});
    const ui::Edit edit =
        ui::text_field("address", {"start.address", "Address of a tileset: https://…/tileset.json"},
                       address_, ui::LabelPlace::kInside);
    const bool is_address = address_.starts_with("http://") || address_.starts_with("https://");
    const ui::ButtonLook look{ui::Emphasis::kNormal,
                              ui::Width::kFill,
                              is_address ? ui::Enabled::kYes : ui::Enabled::kNo,
                              {}};
    const bool pressed = ui::button("connect", {"start.connect_button", "Connect"}, look);
    if ((pressed || edit == ui::Edit::kSubmitted) && is_address) {
        commands.emit("source.open", {{"uri", address_}});
    }
}

void StartPanel::draw(const PanelState& state, command::CommandQueue& commands) {
    const StartState& start = state.start;
    ui::title("title", {"start.title", "Belvedere"});
    ui::text("subtitle", {"start.subtitle", "A fair view of the city."}, ui::Tone::kMuted);
    ui::space();

    if (state.accessibility.is_offered) {
        const ui::ButtonLook wide{ui::Emphasis::kNormal, ui::Width::kFill, ui::Enabled::kYes, "F2"};
        const bool pressed =
            ui::button("accessibility",
                       {"start.accessibility", "Set up sight, hearing, keys and language…"}, wide);
        if (pressed) commands.emit("app.accessibility");
        if (!std::exchange(is_offer_shown_, true)) ui::focus_region("start");
    }
    const ui::ButtonLook primary{ui::Emphasis::kPrimary,
                                 ui::Width::kFill,
                                 start.busy.empty() ? ui::Enabled::kYes : ui::Enabled::kNo,
                                 {}};
    if (ui::button("demo", {"start.demo", "Open the demo city"}, primary)) {
        commands.emit("source.demo");
    }
    if (!start.restorable.empty()) {
        if (start.ended_unexpectedly) {
            ui::status("ended",
                       words::text({"start.ended",
                                    "The last session ended unexpectedly. What was "
                                    "open is kept."}),
                       ui::Tone::kWarning);
        }
        const ui::ButtonLook wide{ui::Emphasis::kNormal, ui::Width::kFill, ui::Enabled::kYes,
                                  start.restorable};
        if (ui::button("restore", {"start.restore", "Continue where you left off"}, wide)) {
            commands.emit("project.restore");
        }
    }
    ui::space();
    ui::heading("open_heading", {"start.open", "Open"});
    const ui::Edit edit =
        ui::text_field("uri", {"start.path", "Path of a project, tileset.json, .3tz, .glb …"}, uri_,
                       ui::LabelPlace::kInside);
    const ui::ButtonLook open_look{ui::Emphasis::kNormal,
                                   ui::Width::kFill,
                                   uri_.empty() ? ui::Enabled::kNo : ui::Enabled::kYes,
                                   {}};
    const bool pressed = ui::button("open", {"start.open_button", "Open"}, open_look);
    if ((pressed || edit == ui::Edit::kSubmitted) && !uri_.empty()) {
        commands.emit("source.open", {{"uri", uri_}});
    }
    draw_connect(commands);
    if (!start.busy.empty()) {
        ui::status("busy", start.busy, ui::Tone::kAccent);
        const ui::ButtonLook cancel{ui::Emphasis::kNormal, ui::Width::kContent, ui::Enabled::kYes,
                                    state.overlay.cancel_key};
        if (state.overlay.can_cancel && ui::button("cancel", {"start.cancel", "Cancel"}, cancel)) {
            commands.emit("activity.cancel");
        }
    }
    if (!start.problem.empty()) ui::status("problem", start.problem, ui::Tone::kError);
    ui::text("drop", {"start.drop", "You can also drop files onto this window."}, ui::Tone::kMuted);

    if (start.recent.empty()) return;
    ui::space();
    ui::heading("recent_heading", {"start.recent", "Recent"});
    for (std::size_t i = 0; i < start.recent.size(); ++i) {
        if (ui::link("recent." + std::to_string(i), start.recent[i])) {
            commands.emit("source.open", {{"uri", start.recent[i]}});
        }
    }
}

}  // namespace belvedere::panels
