// SPDX-License-Identifier: Apache-2.0
// Commands on what one person prefers: sight, motion, language, profiles. Keys: key_commands.cpp.
#include <algorithm>
#include <array>
#include <utility>

#include "app/preferences/preferences_file.hpp"
#include "app/window/session_commands.hpp"
#include "app/words/words.hpp"

namespace belvedere::window {
namespace {

using command::Call;
using command::ValueType;
using preferences::Preferences;

// Of a fixed list of names; kUsage with the names there are.
template <std::size_t N>
Result<std::size_t> place_of(const std::array<std::string_view, N>& names,
                             const std::string& name) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
    std::string all;
    for (const std::string_view each : names)
        all += (all.empty() ? "" : ", ") + std::string(each);
    return fail(ErrorKind::kUsage, name + " is none of " + all);
}

// A switch that turns over when the call does not say how it should stand.
void add_flag(command::CommandRegistry& registry, Session& session, Entry entry,
              bool Preferences::*flag) {
    entry.parameters = {may_have("on", ValueType::kBool)};
    add(registry, entry, [&session, flag](const Call& call) -> Result<void> {
        amend_preferences(session, [&](Preferences& p) { p.*flag = call.flag("on", !(p.*flag)); });
        return {};
    });
}

void resize_text(Session& session, double factor) {
    amend_preferences(session, [factor](Preferences& p) { p.text_scale *= factor; });
}

Result<void> set_theme(Session& session, const std::string& name) {
    if (auto known = place_of(preferences::kThemes, name); !known) return fail(known.error());
    amend_preferences(session, [&](Preferences& p) {
        p.theme = name;
        p.follows_theme = p.follows_contrast = false;
    });
    return {};
}

Result<void> set_language(Session& session, const std::string& code) {
    if (auto chosen = session.services.choose_language(code); !chosen) return chosen;
    amend_preferences(session, [&](Preferences& p) { p.language = code; });
    return {};
}

Result<void> take_preset(Session& session, const std::string& name) {
    const auto place = place_of(preferences::kPresetNames, name);
    if (!place) return fail(place.error());
    const Preferences before = session.person.preferences;
    amend_preferences(session, [&](Preferences& p) {
        p = preferences::with_preset(p, static_cast<preferences::Preset>(*place));
    });
    session.person.before = before;
    return {};
}

Result<void> go_back(Session& session) {
    if (!session.person.before) return {};
    // Twice is forth again.
    const Preferences now = session.person.preferences;
    Preferences before = *session.person.before;
    if (before.language != now.language) (void)session.services.choose_language(before.language);
    prefer(session, std::move(before));
    session.person.before = now;
    return {};
}

Result<void> import_profile(Session& session, const std::string& path) {
    auto read = preferences::load(path);
    if (!read) {
        session.person.profile_outcome = {.technical = read.error().message};
        return fail(read.error());
    }
    const Preferences before = session.person.preferences;
    (void)session.services.choose_language(read->preferences.language);
    read->preferences.accessibility_offered = true;
    prefer(session, std::move(read->preferences));
    session.person.before = before;
    session.person.profile_outcome = {Message{"profile.taken", "Taken over from {path}"},
                                      {{"path", path}}};
    return {};
}

Result<void> export_profile(Session& session, const std::string& path) {
    auto saved = preferences::save(path, session.person.preferences);
    session.person.profile_outcome = {.technical = saved ? "" : saved.error().message};
    session.changed = true;
    if (!saved) return saved;
    session.person.profile_outcome = {Message{"profile.written", "Written to {path}"},
                                      {{"path", path}}};
    return {};
}

void add_page_commands(command::CommandRegistry& registry, Session& session) {
    add(registry,
        {"app.accessibility", "Accessibility…", "Sets up sight, hearing, keys and language.", "F2"},
        [&](const Call&) -> Result<void> {
            Person& person = session.person;
            person.shows_page = !person.shows_page;
            person.waits_for_key.clear();
            person.key_problem = person.profile_outcome = {};
            if (person.shows_page) person.languages = session.services.languages();
            session.changed = true;
            return {};
        });
    add(registry,
        {"app.set_language",
         "Language",
         "Changes the language of the interface.",
         "",
         {needs("code", ValueType::kText)}},
        [&](const Call& call) { return set_language(session, call.text("code")); });
    add(registry,
        {"app.apply_preset",
         "Preset",
         "Sets several preferences for one need.",
         "",
         {needs("name", ValueType::kText)}},
        [&](const Call& call) { return take_preset(session, call.text("name")); });
    add(registry,
        {"app.preferences_back",
         "Back to before",
         "Takes back a preset or a profile.",
         "",
         {},
         [&session] { return session.person.before.has_value(); }},
        [&](const Call&) { return go_back(session); });
    add(registry,
        {"app.import_profile",
         "Take over a profile",
         "Reads preferences from a file.",
         "",
         {needs("path", ValueType::kText)}},
        [&](const Call& call) { return import_profile(session, call.text("path")); });
    add(registry,
        {"app.export_profile",
         "Write a profile",
         "Writes the preferences to a file.",
         "",
         {needs("path", ValueType::kText)}},
        [&](const Call& call) { return export_profile(session, call.text("path")); });
}

void add_text_commands(command::CommandRegistry& registry, Session& session) {
    add(registry, {"app.text_larger", "Larger text", "Makes everything larger.", "Ctrl+Plus"},
        [&](const Call&) -> Result<void> {
            resize_text(session, 1.125);
            return {};
        });
    add(registry, {"app.text_smaller", "Smaller text", "Makes everything smaller.", "Ctrl+Minus"},
        [&](const Call&) -> Result<void> {
            resize_text(session, 1.0 / 1.125);
            return {};
        });
    add(registry,
        {"app.set_text",
         "Text",
         "Sets the size, the font and the spacing of text.",
         "",
         {may_have("scale", ValueType::kNumber), may_have("family", ValueType::kText),
          may_have("letter_em", ValueType::kNumber), may_have("word_em", ValueType::kNumber),
          may_have("line", ValueType::kNumber)}},
        [&](const Call& call) -> Result<void> {
            const std::string family = call.text("family");
            if (!family.empty()) {
                if (auto known = place_of(preferences::kFamilies, family); !known) {
                    return fail(known.error());
                }
            }
            amend_preferences(session, [&](Preferences& p) {
                if (!family.empty()) p.text_family = family;
                p.text_scale = call.number("scale", p.text_scale);
                p.letter_spacing_em = call.number("letter_em", p.letter_spacing_em);
                p.word_spacing_em = call.number("word_em", p.word_spacing_em);
                p.line_height = call.number("line", p.line_height);
            });
            return {};
        });
    add(registry,
        {"app.set_target_size",
         "Size of targets",
         "Sets the height of what can be pressed.",
         "",
         {needs("pixels", ValueType::kInteger)}},
        [&](const Call& call) -> Result<void> {
            amend_preferences(session, [&](Preferences& p) {
                p.target_px =
                    static_cast<int>(std::clamp<std::int64_t>(call.integer("pixels"), 0, 1000));
            });
            return {};
        });
}

void add_look_commands(command::CommandRegistry& registry, Session& session) {
    add(registry, {"app.theme", "Light or dark", "Changes the theme.", "F9"}, [&](const Call&) {
        const auto now =
            preferences::appearance_of(session.person.preferences, session.person.desktop);
        return set_theme(session, std::string(preferences::opposite_theme(now.theme)));
    });
    add(registry,
        {"app.set_theme",
         "Theme",
         "Chooses a theme by its name.",
         "",
         {needs("name", ValueType::kText)}},
        [&](const Call& call) { return set_theme(session, call.text("name")); });
    add(registry,
        {"app.reduced_motion",
         "Reduced motion",
         "Flights become jumps, or flights again.",
         "",
         {may_have("on", ValueType::kBool)}},
        [&](const Call& call) -> Result<void> {
            const Person& person = session.person;
            const bool is_reduced =
                preferences::appearance_of(person.preferences, person.desktop).reduced_motion;
            amend_preferences(session, [&](Preferences& p) {
                p.reduced_motion = call.flag("on", !is_reduced);
                // Who wants to fly flies, whatever the desktop says.
                if (!p.reduced_motion) p.follows_motion = false;
            });
            return {};
        });
    add_flag(registry, session,
             {"app.follow_theme", "Light or dark as the desktop", "Follows the desktop's setting."},
             &Preferences::follows_theme);
    add_flag(registry, session,
             {"app.follow_contrast", "Contrast as the desktop", "Follows the desktop's setting."},
             &Preferences::follows_contrast);
    add_flag(
        registry, session,
        {"app.follow_text_scale", "Text size as the desktop", "Follows the desktop's setting."},
        &Preferences::follows_text_scale);
    add_flag(registry, session,
             {"app.follow_motion", "Motion as the desktop", "Follows the desktop's setting."},
             &Preferences::follows_motion);
    add_flag(registry, session,
             {"app.self_voice", "Speak without a screen reader",
              "The program speaks what has the focus.", "Ctrl+F2"},
             &Preferences::self_voice);
    add_flag(registry, session,
             {"app.limit_flashes", "At most three flashes a second",
              "Holds pictures back that would flash more often."},
             &Preferences::limits_flashes);
    add_flag(registry, session,
             {"app.patterns", "Patterns beside colours",
              "What a style colours also carries the pattern of its legend."},
             &Preferences::patterns);
    add_flag(registry, session,
             {"app.captions", "Captions for sounds", "Every sound is also written."},
             &Preferences::captions);
    add_flag(registry, session,
             {"app.character_keys", "Single-letter keys",
              "Keys without Ctrl, Alt or Super run commands."},
             &Preferences::character_keys);
}

}  // namespace

void prefer(Session& session, Preferences next) {
    session.person.preferences = preferences::within_limits(std::move(next));
    session.person.is_unsaved = true;
    session.changed = true;
    show_patterns(session);
    session.services.preferences_changed();
}

void amend_preferences(Session& session, const std::function<void(Preferences&)>& edit) {
    Preferences next = session.person.preferences;
    edit(next);
    prefer(session, std::move(next));
}

void add_preference_commands(command::CommandRegistry& registry, Session& session) {
    add_page_commands(registry, session);
    add_text_commands(registry, session);
    add_look_commands(registry, session);
}

}  // namespace belvedere::window
