// SPDX-License-Identifier: Apache-2.0
// Commands on settings that are a person's and not about sight, hearing and hands; on what is under
// way; and the page that tells of the program.
#include <utility>

#include "app/window/session_commands.hpp"
#include "app/words/words.hpp"
#include "engine/text/measures.hpp"

namespace belvedere::window {
namespace {

using command::Call;
using command::ValueType;

void amend(Session& session, const std::function<void(preferences::Preferences&)>& edit) {
    preferences::Preferences next = session.person.preferences;
    edit(next);
    prefer(session, std::move(next));
}

void tell_from_next_start(Session& session) {
    notify(session, panels::NoticeKind::kInfo,
           words::text({"settings.next_start", "This holds from the next start."}));
}

Result<void> set_usual_quality(Session& session, const std::string& name) {
    // A name that is none is refused before it is kept.
    if (auto known = session.services.set_quality(name); !known) return known;
    amend(session, [&](preferences::Preferences& p) { p.quality = name; });
    follow_project(session);
    return {};
}

Result<void> set_units(Session& session, const std::string& name) {
    if (!name.empty() && !text::measures_named(name)) {
        return fail(ErrorKind::kUsage, name + " is neither metric nor imperial");
    }
    amend(session, [&](preferences::Preferences& p) { p.units = name; });
    return {};
}

void add_machine_commands(command::CommandRegistry& registry, Session& session) {
    add(registry,
        {"app.set_usual_quality",
         "Usual quality",
         "Chooses a quality preset for projects that name none.",
         "",
         {needs("name", ValueType::kText)}},
        [&](const Call& call) { return set_usual_quality(session, call.text("name")); });
    add(registry,
        {"app.set_units",
         "Units of lengths and areas",
         "Chooses metric or imperial units; empty: as people of your territory are used to.",
         "",
         {needs("name", ValueType::kText)}},
        [&](const Call& call) { return set_units(session, call.text("name")); });
    add(registry,
        {"app.set_memory",
         "Memory for a city",
         "Sets the memory ceiling in GiB; 0: as the program has it.",
         "",
         {needs("gib", ValueType::kNumber)}},
        [&](const Call& call) -> Result<void> {
            amend(session, [&](preferences::Preferences& p) { p.memory_gib = call.number("gib"); });
            tell_from_next_start(session);
            return {};
        });
    add(registry,
        {"app.set_cache_size",
         "Size of the cache",
         "Sets what the cache may take of the disk, in GiB.",
         "",
         {needs("gib", ValueType::kNumber)}},
        [&](const Call& call) -> Result<void> {
            amend(session, [&](preferences::Preferences& p) { p.cache_gib = call.number("gib"); });
            tell_from_next_start(session);
            return {};
        });
    add(registry,
        {"app.offline",
         "Work without a network",
         "Shows only what is kept of sources on servers, or asks them again.",
         "",
         {may_have("on", ValueType::kBool)}},
        [&](const Call& call) -> Result<void> {
            amend(session,
                  [&](preferences::Preferences& p) { p.offline = call.flag("on", !p.offline); });
            tell_from_next_start(session);
            return {};
        });
    add(registry, {"cache.clear", "Clear the cache", "Removes what is kept of tiles on this disk."},
        [&](const Call&) -> Result<void> {
            session.services.work_on_cache(CacheWork::kClear);
            notify(session, panels::NoticeKind::kInfo,
                   words::text({"cache.cleared", "The cache is being cleared"}));
            return {};
        });
}

}  // namespace

void add_settings_commands(command::CommandRegistry& registry, Session& session) {
    add(registry,
        {"app.settings", "Settings…",
         "Quality, units, memory, cache, network, coordinates and time zone.", "Ctrl+Comma"},
        [&](const Call&) -> Result<void> {
            session.shows_settings = !session.shows_settings;
            if (session.shows_settings) session.services.work_on_cache(CacheWork::kCount);
            session.changed = true;
            return {};
        });
    add(registry,
        {"app.about", "About Belvedere", "Version, standards, credits, libraries and licences."},
        [&](const Call&) -> Result<void> {
            session.shows_about = !session.shows_about;
            session.changed = true;
            return {};
        });
    add(registry,
        {"activity.cancel",
         "Cancel what is under way",
         "Stops what takes long: opening, making the demo city, saving a table.",
         "Ctrl+Period",
         {},
         [&session] { return can_cancel_activity(session); }},
        [&](const Call&) { return cancel_activity(session); });
    add_machine_commands(registry, session);
}

}  // namespace belvedere::window
