// SPDX-License-Identifier: Apache-2.0
#include "app/panels/feeds_panel.hpp"

#include <array>
#include <cstdint>

#include "app/panels/unit_text.hpp"
#include "app/ui/containers.hpp"
#include "app/ui/controls.hpp"
#include "app/ui/text_widgets.hpp"
#include "app/words/words.hpp"

namespace belvedere::panels {
namespace {

std::string phase_text(FeedPhase phase) {
    constexpr std::array<Message, 6> kPhases = {{{"feeds.connecting", "connecting…"},
                                                 {"feeds.connected", "connected"},
                                                 {"feeds.waiting", "waiting to try again"},
                                                 {"feeds.failed", "failed"},
                                                 {"feeds.ended", "ended"},
                                                 {"feeds.paused", "paused"}}};
    return words::text(kPhases[static_cast<std::size_t>(phase)]);
}

ui::Tone phase_tone(FeedPhase phase) {
    if (phase == FeedPhase::kFailed) return ui::Tone::kError;
    if (phase == FeedPhase::kWaiting) return ui::Tone::kWarning;
    return phase == FeedPhase::kConnected ? ui::Tone::kSuccess : ui::Tone::kMuted;
}

std::string rate_text(double rate_per_s) {
    return words::text({"feeds.a_second", "{n} a second"},
                       {{"n", number_text(rate_per_s, rate_per_s < 10.0 ? 1 : 0)}});
}

void draw_list(const FeedsState& state, command::CommandQueue& commands) {
    if (state.feeds.empty()) {
        ui::text("none",
                 {"feeds.none", "No feed is connected. Values come from brokers and servers."},
                 ui::Tone::kMuted);
        if (ui::button("simulate", {"feeds.simulate", "Connect the simulated city"}))
            commands.emit("feed.connect", {{"url", std::string("sim:demo")}});
        return;
    }
    ui::list("feeds", [&] {
        for (std::size_t i = 0; i < state.feeds.size(); ++i) {
            const FeedRow& feed = state.feeds[i];
            ui::scope(std::to_string(i), [&] {
                if (ui::list_row("feed", feed.name, phase_text(feed.phase), i == state.chosen))
                    commands.emit("feed.choose", {{"url", feed.url}});
            });
        }
    });
}

// A note is read along with the rest; what is wrong has a sign and the role of a state.
void draw_sentence(const FeedRow& feed) {
    if (feed.sentence.empty()) return;
    if (feed.is_note) return ui::plain_text("sentence", feed.sentence, ui::Tone::kMuted);
    const bool waits = feed.phase == FeedPhase::kWaiting || feed.phase == FeedPhase::kConnecting;
    ui::status("sentence", feed.sentence, waits ? ui::Tone::kWarning : ui::Tone::kError);
}

void draw_state(const FeedRow& feed, command::CommandQueue& commands) {
    ui::status("phase", phase_text(feed.phase), phase_tone(feed.phase));
    draw_sentence(feed);
    const command::Value url = feed.url;
    if (ui::button("reconnect", {"feeds.reconnect", "Reconnect"}))
        commands.emit("feed.reconnect", {{"url", url}});
    ui::same_line();
    const bool is_paused = feed.phase == FeedPhase::kPaused;
    if (ui::toggle("pause", {"feeds.pause", "Pause"}, is_paused))
        commands.emit(is_paused ? "feed.resume" : "feed.pause", {{"url", url}});
    ui::same_line();
    if (ui::button("remove", {"feeds.remove", "Remove"}))
        commands.emit("feed.disconnect", {{"url", url}});
    ui::value_row("kind", Message{"feeds.kind", "Values"}, feed.kind);
    ui::value_row("rate", Message{"feeds.rate", "Rate"}, rate_text(feed.rate_per_s));
    ui::value_row("last", Message{"feeds.last", "Last came"},
                  feed.last.empty() ? words::text({"feeds.never", "never"}) : feed.last);
    if (feed.recalled > 0) {
        constexpr words::PluralMessage kDevices{"feeds.recalled_devices", "{n} device, {age}",
                                                "{n} devices, {age}"};
        ui::value_row("recalled", Message{"feeds.recalled", "Known from before"},
                      words::plural(kDevices, feed.recalled,
                                    {{"n", count_text(feed.recalled)}, {"age", feed.recalled_of}}));
    }
    if (feed.delay_s) {
        ui::value_row("delay", Message{"feeds.delay", "Fastest way here"},
                      seconds_text(*feed.delay_s));
    }
    ui::value_row("taken_in", Message{"feeds.taken_in", "Arrival to state, p99"},
                  milliseconds_text(feed.taken_in_p99_s * 1000.0));
    ui::value_row("connections", Message{"feeds.connections", "Connections made"},
                  count_text(feed.connections));
    ui::value_row("bytes", Message{"feeds.bytes", "Received"}, bytes_text(feed.bytes));
}

// Values in another unit, until somebody says that they know.
void draw_units(const FeedRow& feed, command::CommandQueue& commands) {
    if (feed.units_unaccepted == 0) return;
    constexpr words::PluralMessage kUnits{"feeds.units_unaccepted",
                                          "{n} value comes in another unit than before",
                                          "{n} values come in another unit than before"};
    ui::status(
        "units",
        words::plural(kUnits, feed.units_unaccepted, {{"n", count_text(feed.units_unaccepted)}}),
        ui::Tone::kWarning);
    if (ui::button("accept_units", {"feeds.accept_units", "Accept the units"}))
        commands.emit("units.accept", {{"url", feed.url}});
}

void draw_account(const FeedRow& feed, command::CommandQueue& commands) {
    struct Count {
        std::string_view id;
        Message message;
        std::uint64_t FeedRow::*count;
    };
    constexpr std::array<Count, 10> kCounts = {
        {{"received", {"feeds.received", "Updates received"}, &FeedRow::received},
         {"applied", {"feeds.applied", "Applied"}, &FeedRow::applied},
         {"duplicate", {"feeds.duplicate", "Known already"}, &FeedRow::duplicate},
         {"late", {"feeds.late", "Too late"}, &FeedRow::late},
         {"rejected", {"feeds.rejected", "Rejected"}, &FeedRow::rejected},
         {"dropped", {"feeds.dropped", "Dropped for want of room"}, &FeedRow::dropped},
         {"repaired", {"feeds.repaired", "Missed, then repaired"}, &FeedRow::repaired},
         {"absent", {"feeds.absent", "Devices no longer listed"}, &FeedRow::absent},
         {"unit_changes", {"feeds.unit_changes", "In another unit"}, &FeedRow::unit_changes},
         {"withheld", {"feeds.withheld", "Personal, not kept"}, &FeedRow::withheld}}};
    for (const Count& row : kCounts)
        ui::value_row(row.id, row.message, count_text(feed.*row.count));
    draw_units(feed, commands);
    if (feed.withheld_names.empty()) return;
    ui::text("withheld_title", {"feeds.withheld_title", "Dropped at the door, because personal:"},
             ui::Tone::kMuted);
    for (std::size_t i = 0; i < feed.withheld_names.size(); ++i) {
        ui::value_row("withheld." + std::to_string(i), feed.withheld_names[i].first,
                      count_text(feed.withheld_names[i].second));
    }
}

void draw_rejected(const FeedRow& feed) {
    ui::heading("rejected_title", {"feeds.rejected_title", "Why it was rejected"});
    if (feed.reasons.empty()) {
        ui::text("nothing", {"feeds.nothing_rejected", "Nothing was."}, ui::Tone::kMuted);
        return;
    }
    for (std::size_t i = 0; i < feed.reasons.size(); ++i) {
        ui::value_row("reason." + std::to_string(i), feed.reasons[i].first,
                      count_text(feed.reasons[i].second));
    }
    ui::section("samples", {"feeds.samples", "Samples, newest first"}, ui::Initially::kClosed, [&] {
        for (std::size_t i = 0; i < feed.samples.size(); ++i) {
            ui::status("why." + std::to_string(i), feed.samples[i].first, ui::Tone::kWarning);
            ui::plain_text("sample." + std::to_string(i), feed.samples[i].second, ui::Tone::kMuted);
        }
    });
}

}  // namespace

void FeedsPanel::draw(const PanelState& state, command::CommandQueue& commands) {
    const FeedsState& feeds = state.feeds;
    const bool has_chosen = feeds.chosen < feeds.feeds.size();
    ui::columns("columns", has_chosen ? 4 : 2, [&](std::size_t column) {
        if (column == 0) {
            const ui::Edit edit = ui::text_field(
                "url", {"feeds.url", "Address: mqtt://, ngsi-ld+http://, sta+http://, sim:demo"},
                url_, ui::LabelPlace::kInside);
            const bool pressed = ui::button("connect", {"feeds.connect", "Connect"});
            if ((pressed || edit == ui::Edit::kSubmitted) && !url_.empty()) {
                commands.emit("feed.connect", {{"url", url_}});
                url_.clear();
            }
            draw_list(feeds, commands);
            contexts_.draw(feeds, commands);
            descriptions_.draw(feeds, commands);
        }
        if (!has_chosen) return;
        const FeedRow& feed = feeds.feeds[feeds.chosen];
        if (column == 1) draw_state(feed, commands);
        if (column == 2) draw_account(feed, commands);
        if (column == 3) draw_rejected(feed);
    });
}

}  // namespace belvedere::panels
