// SPDX-License-Identifier: Apache-2.0
#include "app/panels/contexts_section.hpp"

#include "app/ui/containers.hpp"
#include "app/ui/controls.hpp"
#include "app/ui/text_widgets.hpp"
#include "app/words/words.hpp"

namespace belvedere::panels {
namespace {

// What is missed, in the open: a person has to know that names may be wrong.
void draw_missed(const FeedsState& state, command::CommandQueue& commands) {
    for (std::size_t i = 0; i < state.missed_contexts.size(); ++i) {
        const ContextRow& row = state.missed_contexts[i];
        const bool is_warning = row.is_failed || !row.host.empty();
        ui::scope("missed." + std::to_string(i), [&] {
            ui::status("told", row.told, is_warning ? ui::Tone::kWarning : ui::Tone::kMuted);
            if (row.host.empty()) return;
            const std::string name =
                words::text({"feeds.allow_context", "Allow {address}"}, {{"address", row.host}});
            if (ui::button("allow", ui::ReadyText{name}))
                commands.emit("feed.allow_context", {{"address", row.host}});
        });
    }
}

void draw_allowed(const FeedsState& state, command::CommandQueue& commands) {
    if (state.contexts.empty()) {
        ui::text(
            "none",
            {"feeds.no_contexts", "None: contexts that messages name are fetched from nowhere."},
            ui::Tone::kMuted);
    }
    for (std::size_t i = 0; i < state.contexts.size(); ++i) {
        const std::string& address = state.contexts[i];
        ui::scope("allowed." + std::to_string(i), [&] {
            ui::plain_text("address", address);
            const std::string name = words::text(
                {"feeds.refuse_context", "No longer allow {address}"}, {{"address", address}});
            if (ui::button("refuse", ui::ReadyText{name}))
                commands.emit("feed.refuse_context", {{"address", address}});
        });
    }
}

}  // namespace

void ContextsSection::draw(const FeedsState& state, command::CommandQueue& commands) {
    draw_missed(state, commands);
    ui::section(
        "contexts", {"feeds.contexts", "Allowed JSON-LD contexts"}, ui::Initially::kClosed, [&] {
            draw_allowed(state, commands);
            const ui::Edit edit = ui::text_field(
                "address", {"feeds.context_address", "Host or address, such as uri.etsi.org"},
                address_, ui::LabelPlace::kInside);
            const bool pressed =
                ui::button("add", {"feeds.add_context", "Allow contexts from there"});
            if ((pressed || edit == ui::Edit::kSubmitted) && !address_.empty()) {
                commands.emit("feed.allow_context", {{"address", address_}});
                address_.clear();
            }
        });
}

}  // namespace belvedere::panels
