// SPDX-License-Identifier: Apache-2.0
// Commands on how values of devices are laid over the city.
#include <string>

#include "app/layers/value_display.hpp"
#include "app/window/session_commands.hpp"
#include "app/window/value_words.hpp"
#include "app/words/words.hpp"

namespace belvedere::window {
namespace {

using command::Call;
using command::ValueType;

Result<void> lay_values(Session& session, const Call& call) {
    const std::string name = call.text("display");
    const auto display = layers::display_named(name);
    if (!display) {
        return fail(ErrorKind::kUsage,
                    words::text({"problem.no_display", "values cannot be shown as \"{name}\""},
                                {{"name", name}}));
    }
    project::Project next = session.history.now();
    const bool is_plain = *display == layers::ValueDisplay::kSymbols;
    next.live_display = is_plain ? std::string() : std::string(layers::display_name(*display));
    apply_project(session, std::move(next),
                  words::text({"step.live_display", "Show values as {display}"},
                              {{"display", value_display_name(*display)}}),
                  call.id);
    return {};
}

}  // namespace

void add_value_commands(command::CommandRegistry& registry, Session& session) {
    add(registry,
        {"live.show_as",
         "Show values as…",
         "Lays the values of devices over the city: as columns, field (between devices, by inverse "
         "distances), kriging, heat (how many devices there are), arrows, trails or roads; or "
         "symbols alone.",
         "",
         {needs("display", ValueType::kText)}},
        [&](const Call& call) { return lay_values(session, call); });
}

}  // namespace belvedere::window
