// SPDX-License-Identifier: Apache-2.0
// Commands on the keys of commands: a person's own in place of those the program comes with.
#include "app/window/session_commands.hpp"
#include "app/words/words.hpp"

namespace belvedere::window {
namespace {

using command::Call;
using command::ValueType;

void keep_key(Session& session, const std::string& id, const std::string& key) {
    preferences::Preferences next = session.person.preferences;
    next.keys[id] = key;
    prefer(session, std::move(next));
}

// Gives the command its key, or says which command has it already.
Result<void> set_key(command::CommandRegistry& registry, Session& session, const Call& call) {
    Person& person = session.person;
    person.waits_for_key.clear();
    person.key_problem = {};
    session.changed = true;
    const std::string id = call.text("command");
    const auto key = input::parse_key_chord(call.text("key"));
    if (!key) return fail(ErrorKind::kUsage, call.text("key") + " is not a key");
    if (registry.find(id) == nullptr)
        return fail(ErrorKind::kNotFound, "no command is named " + id);
    const command::Command* owner = registry.for_key(*key);
    if (owner != nullptr && owner->id != id) {
        person.key_problem = {
            Message{"keys.taken", "{key} already belongs to “{command}”"},
            {{"key", input::to_text(*key)}, {"command", words::text(owner->title)}}};
        return fail(ErrorKind::kUsage, words::say(person.key_problem));
    }
    keep_key(session, id, input::to_text(*key));
    return {};
}

void forget_key(Session& session, const std::string& id) {
    preferences::Preferences next = session.person.preferences;
    id.empty() ? next.keys.clear() : static_cast<void>(next.keys.erase(id));
    session.person.key_problem = {};
    session.person.waits_for_key.clear();
    prefer(session, std::move(next));
}

}  // namespace

std::vector<std::string> apply_keys(command::CommandRegistry& registry,
                                    const std::map<std::string, std::string>& keys) {
    std::vector<std::string> problems;
    registry.reset_keys();
    // First all of them without a key, so that two that were exchanged do not stand in each
    // other's way. Commands and keys of other versions stay in the file and do nothing here.
    for (const auto& [id, key] : keys) {
        if (input::parse_key_chord(key)) (void)registry.set_key(id, {});
    }
    for (const auto& [id, key] : keys) {
        const auto chord = input::parse_key_chord(key);
        if (!chord || registry.find(id) == nullptr) continue;
        if (auto set = registry.set_key(id, *chord); !set) problems.push_back(set.error().message);
    }
    return problems;
}

void add_key_commands(command::CommandRegistry& registry, Session& session) {
    add(registry,
        {"keys.wait",
         "Change a key",
         "The next key that is pressed becomes the command's own.",
         "",
         {needs("command", ValueType::kText)}},
        [&](const Call& call) -> Result<void> {
            const std::string id = call.text("command");
            if (registry.find(id) == nullptr) {
                return fail(ErrorKind::kNotFound, "no command is named " + id);
            }
            session.person.waits_for_key = id;
            session.person.key_problem = {};
            session.changed = true;
            return {};
        });
    add(registry, {"keys.stop_waiting", "Leave the key as it is", "No key is changed."},
        [&](const Call&) -> Result<void> {
            session.person.waits_for_key.clear();
            session.changed = true;
            return {};
        });
    add(registry,
        {"keys.set",
         "Give a command a key",
         "Refused when another command has the key.",
         "",
         {needs("command", ValueType::kText), needs("key", ValueType::kText)}},
        [&](const Call& call) { return set_key(registry, session, call); });
    add(registry,
        {"keys.reset",
         "Keys as they came",
         "Forgets your own key of one command, or of all.",
         "",
         {may_have("command", ValueType::kText)}},
        [&](const Call& call) -> Result<void> {
            forget_key(session, call.text("command"));
            return {};
        });
}

}  // namespace belvedere::window
