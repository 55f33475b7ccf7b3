// SPDX-License-Identifier: Apache-2.0
#include "app/window/session_commands.hpp"

#include <utility>

namespace belvedere::window {

void add(command::CommandRegistry& registry, const Entry& entry,
         std::function<Result<void>(const command::Call&)> run) {
    command::Command command;
    command.id = entry.id;
    command.title = {entry.id, entry.title};
    command.help = {entry.id, entry.help};
    command.parameters = entry.parameters;
    command.default_key = input::parse_key_chord(entry.key).value_or(input::KeyChord{});
    command.second_key = input::parse_key_chord(entry.second_key).value_or(input::KeyChord{});
    command.enabled = entry.enabled;
    command.run = std::move(run);
    registry.add(std::move(command));
}

command::Parameter needs(const char* name, command::ValueType type) {
    return {name, type, command::Presence::kRequired, {}};
}

command::Parameter may_have(const char* name, command::ValueType type) {
    return {name, type, command::Presence::kOptional, {}};
}

}  // namespace belvedere::window
