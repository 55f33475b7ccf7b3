// SPDX-License-Identifier: Apache-2.0
// PanelBuilder: what panels show of the program itself: its commands, and what the person prefers.
#include <algorithm>
#include <set>

#include "app/about/about.hpp"
#include "app/command/command_text.hpp"
#include "app/window/device_buttons.hpp"
#include "app/window/panel_builder.hpp"
#include "app/window/sight.hpp"
#include "app/words/device_text.hpp"
#include "app/words/key_text.hpp"
#include "app/words/words.hpp"

namespace belvedere::window {

void PanelBuilder::fill_commands() {
    state_.commands.clear();
    for (const command::Command& command : registry_.all()) {
        const bool needs_arguments =
            std::any_of(command.parameters.begin(), command.parameters.end(),
                        [](const auto& p) { return p.presence == command::Presence::kRequired; });
        state_.commands.push_back({command.id, words::text(command.title),
                                   words::text(command.help),
                                   words::key_text(registry_.key_of(command.id)),
                                   command::CommandRegistry::is_enabled(command), needs_arguments,
                                   command::argument_form(command)});
    }
}

void PanelBuilder::fill_accessibility() {
    const Person& person = session_.person;
    panels::AccessibilityState& page = state_.accessibility;
    page.is_shown = person.shows_page;
    page.is_offered = person.is_offered;
    page.chosen = person.preferences;
    page.language = words::language();
    page.languages = person.languages;
    page.theme = preferences::appearance_of(person.preferences, person.desktop).theme;
    page.waits_for_key = person.waits_for_key;
    page.key_problem = words::say(person.key_problem);
    page.profile_outcome = words::say(person.profile_outcome);
    page.can_go_back = person.before.has_value();
    panels::SightState& sight = state_.sight;
    sight.vision = access::kColorVisionNames[static_cast<std::size_t>(session_.simulated.vision)];
    sight.severity = session_.simulated.severity;
    sight.sign = sight_sign(session_.simulated);
    state_.lens.is_on = session_.lens.is_on;
    state_.lens.follows = kLensFollowsNames[static_cast<std::size_t>(session_.lens.follows)];
    fill_buttons();
}

void PanelBuilder::fill_buttons() {
    auto& buttons = state_.accessibility.buttons;
    buttons.clear();
    const preferences::Preferences& wish = session_.person.preferences;
    std::set<std::string> names;
    for (const ButtonCommand& each : default_buttons())
        names.emplace(each.button);
    for (const auto& [button, id] : wish.buttons)
        names.insert(button);
    for (const std::string& name : names) {
        const auto button = input::parse_device_button(name);
        const command::Command* does = button ? registry_.find(command_of(*button, wish)) : nullptr;
        if (does == nullptr) continue;
        buttons.push_back({name, words::button_text(*button), words::text(does->title)});
    }
}

void PanelBuilder::fill_layouts() {
    state_.layouts.clear();
    if (!session_.shows_layouts) return;
    const project::Layout& now = session_.history.now().layout;
    const auto is_current = [&](const project::Layout& layout) {
        return project::arranged_as(now, layout) == now;
    };
    for (const project::BuiltInLayout& built_in : project::built_in_layouts()) {
        const std::string key =
            words::key_text(registry_.key_of("layout." + std::string(built_in.id)));
        state_.layouts.push_back(
            {words::text(built_in.name), key, true, is_current(built_in.layout)});
    }
    for (const project::NamedLayout& own : session_.person.preferences.layouts)
        state_.layouts.push_back({own.name, {}, false, is_current(own.layout)});
}

void PanelBuilder::fill_settings() {
    state_.overlay.cancel_key = words::key_text(registry_.key_of("activity.cancel"));
    state_.settings.is_shown = session_.shows_settings;
    state_.settings.cache_bytes = session_.cache_bytes;
    if (session_.shows_settings) state_.settings.cache_folder = session_.services.cache_folder();
    panels::AboutState& page = state_.about;
    page.is_shown = session_.shows_about;
    if (!page.is_shown) return;
    page.version = about::version();
    page.standards.clear();
    for (const about::Standard& standard : about::standards())
        page.standards.push_back({std::string(standard.name), words::text(standard.extent)});
    if (!page.libraries.empty()) return;  // They never change.
    for (const about::Library& library : about::libraries())
        page.libraries.push_back({library.name + " " + library.version, library.licence});
}

void PanelBuilder::fill_save() {
    const SaveDialog& dialog = session_.save;
    state_.save = {dialog.is_shown, session_.project_file, dialog.suggested,
                   words::say(dialog.problem), dialog.asks_before};
}

}  // namespace belvedere::window
