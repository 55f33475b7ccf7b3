// SPDX-License-Identifier: Apache-2.0
#include "app/panels/start_panel.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "app/ui/containers.hpp"
#include "app/ui/controls.hpp"
#include "app/ui/picture_card.hpp"
#include "app/ui/text_widgets.hpp"
#include "app/words/words.hpp"

namespace belvedere::panels {

namespace {

ui::Enabled enabled_if(bool is_usable) {
    return is_usable ? ui::Enabled::kYes : ui::Enabled::kNo;
}

ui::ButtonLook wide(ui::Emphasis emphasis, ui::Enabled enabled, std::string hint = {}) {
    return {emphasis, ui::Width::kFill, enabled, std::move(hint)};
}

// Live data rather than a city; what is wrong with it the command says.
bool is_feed_address(const std::string& typed) {
    constexpr std::string_view kBeginnings[] = {"mqtt://",  "mqtts://",     "ngsi-ld+http",
                                                "sta+http", "gtfs-rt+http", "sim:"};
    return std::ranges::any_of(
        kBeginnings, [&typed](std::string_view beginning) { return typed.starts_with(beginning); });
}

// A field and the button that does the same as Enter in it.
struct AddressField {
    std::string_view field, button;
    Message hint, title;
    bool (*is_usable)(const std::string& typed);
};

void draw_address(const AddressField& look, std::string& typed, command::CommandQueue& commands) {
    const ui::Edit edit = ui::text_field(look.field, look.hint, typed, ui::LabelPlace::kInside);
    const bool is_usable = look.is_usable(typed);
    const bool is_pressed =
        ui::button(look.button, look.title, wide(ui::Emphasis::kNormal, enabled_if(is_usable)));
    if ((!is_pressed && edit != ui::Edit::kSubmitted) || !is_usable) return;
    if (!is_feed_address(typed)) {
        commands.emit("source.open", {{"uri", typed}});
        return;
    }
    commands.emit("feed.connect", {{"url", typed}});
    commands.emit("devices.show");
}

void draw_last_session(const StartState& start, command::CommandQueue& commands) {
    if (start.restorable.empty()) return;
    if (start.ended_unexpectedly) {
        ui::status("ended",
                   words::text({"start.ended",
                                "The last session ended unexpectedly. What was "
                                "open is kept."}),
                   ui::Tone::kWarning);
    }
    if (ui::button("restore", {"start.restore", "Continue where you left off"},
                   wide(ui::Emphasis::kNormal, ui::Enabled::kYes, start.restorable))) {
        commands.emit("project.restore");
    }
}

void draw_what_is_under_way(const PanelState& state, command::CommandQueue& commands) {
    const StartState& start = state.start;
    if (!start.busy.empty()) {
        ui::status("busy", start.busy, ui::Tone::kAccent);
        const ui::ButtonLook cancel{ui::Emphasis::kNormal, ui::Width::kContent, ui::Enabled::kYes,
                                    state.overlay.cancel_key};
        if (state.overlay.can_cancel && ui::button("cancel", {"start.cancel", "Cancel"}, cancel)) {
            commands.emit("activity.cancel");
        }
    }
    if (!start.problem.empty()) ui::status("problem", start.problem, ui::Tone::kError);
}

// Stands for the picture as well.
std::string recent_hint(const RecentRow& row) {
    if (!row.image) return row.uri;
    if (row.seen.empty()) {
        return words::text({"start.recent_picture", "{path}. The picture shows its last view."},
                           {{"path", row.uri}});
    }
    return words::text(
        {"start.recent_picture_of", "{path}. The picture shows its last view, on {date}."},
        {{"path", row.uri}, {"date", row.seen}});
}

void draw_recent(const StartState& start, command::CommandQueue& commands) {
    if (start.recent.empty()) return;
    ui::space();
    ui::heading("recent_heading", {"start.recent", "Recent"});
    for (std::size_t i = 0; i < start.recent.size(); ++i) {
        const RecentRow& row = start.recent[i];
        ui::PictureCard card{row.name, row.uri, std::nullopt, recent_hint(row)};
        if (row.image) card.picture = ui::ImageId{*row.image};
        if (ui::picture_card("recent." + std::to_string(i), card)) {
            commands.emit("source.open", {{"uri", row.uri}});
        }
    }
}

}  // namespace

void StartPanel::draw_offer(const AccessibilityState& page, command::CommandQueue& commands) {
    if (!page.is_offered) return;
    const bool is_pressed = ui::button(
        "accessibility", {"start.accessibility", "Set up sight, hearing, keys and language…"},
        wide(ui::Emphasis::kNormal, ui::Enabled::kYes, "F2"));
    if (is_pressed) commands.emit("app.accessibility");
    if (!std::exchange(is_offer_shown_, true)) ui::focus_region("start");
}

void StartPanel::draw(const PanelState& state, command::CommandQueue& commands) {
    const StartState& start = state.start;
    ui::title("title", {"start.title", "Belvedere"});
    ui::text("subtitle", {"start.subtitle", "A fair view of the city."}, ui::Tone::kMuted);
    ui::space();
    draw_offer(state.accessibility, commands);
    if (ui::button("demo", {"start.demo", "Open the demo city"},
                   wide(ui::Emphasis::kPrimary, enabled_if(start.busy.empty())))) {
        commands.emit("source.demo");
    }
    draw_last_session(start, commands);
    ui::space();
    ui::heading("open_heading", {"start.open", "Open"});
    draw_address({"uri",
                  "open",
                  {"start.path", "Path of a project, tileset.json, .3tz, .glb …"},
                  {"start.open_button", "Open"},
                  [](const std::string& typed) { return !typed.empty(); }},
                 uri_, commands);
    ui::heading("connect_heading", {"start.connect", "Connect"});
    draw_address({"address",
                  "connect",
                  {"start.address", "Address of a tileset or a feed: https://…, mqtt://…"},
                  {"start.connect_button", "Connect"},
                  [](const std::string& typed) {
                      return typed.starts_with("http://") || typed.starts_with("https://") ||
                             is_feed_address(typed);
                  }},
                 address_, commands);
    draw_what_is_under_way(state, commands);
    ui::text("drop", {"start.drop", "You can also drop files onto this window."}, ui::Tone::kMuted);
    draw_recent(start, commands);
}

}  // namespace belvedere::panels
