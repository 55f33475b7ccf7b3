// SPDX-License-Identifier: Apache-2.0
#include "app/command/command_registry.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>
#include <cstdint>
#include <optional>
#include <utility>
#include <variant>

namespace belvedere::command {
namespace {

bool accepts(ValueType type, const Value& value) {
    if (static_cast<std::size_t>(type) == value.index()) return true;
    return type == ValueType::kNumber && std::holds_alternative<std::int64_t>(value);
}

// A number where a text is wanted: typed as `value=40` it is the text "40". Nothing for the rest.
std::optional<std::string> as_text(const Value& value) {
    std::array<char, 40> buffer{};
    std::to_chars_result end{};
    if (const auto* whole = std::get_if<std::int64_t>(&value)) {
        end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), *whole);
    } else if (const auto* number = std::get_if<double>(&value)) {
        end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), *number);
    } else {
        return std::nullopt;
    }
    return std::string(buffer.data(), end.ptr);
}

// The call with arguments of the types that the command declares, as far as they can be.
Call as_declared(const Command& command, Call call) {
    for (const Parameter& parameter : command.parameters) {
        const auto found = call.arguments.find(parameter.name);
        if (found == call.arguments.end() || parameter.type != ValueType::kText) continue;
        if (auto text = as_text(found->second)) found->second = *std::move(text);
    }
    return call;
}

Result<void> check_arguments(const Command& command, const Call& call) {
    for (const Parameter& parameter : command.parameters) {
        const auto found = call.arguments.find(parameter.name);
        if (found == call.arguments.end()) {
            if (parameter.presence == Presence::kOptional) continue;
            return fail(ErrorKind::kUsage,
                        call.id + ": argument " + parameter.name + " is missing");
        }
        if (!accepts(parameter.type, found->second)) {
            return fail(ErrorKind::kUsage, call.id + ": argument " + parameter.name + " must be " +
                                               std::string(name_of(parameter.type)));
        }
    }
    for (const auto& [name, value] : call.arguments) {
        const bool known = std::any_of(command.parameters.begin(), command.parameters.end(),
                                       [&](const Parameter& p) { return p.name == name; });
        if (!known) return fail(ErrorKind::kUsage, call.id + ": no argument is named " + name);
    }
    return {};
}

}  // namespace

void CommandRegistry::add(Command command) {
    assert(command.run && !by_id_.contains(command.id));
    by_id_.emplace(command.id, commands_.size());
    commands_.push_back(std::move(command));
}

const Command* CommandRegistry::find(std::string_view id) const {
    const auto found = by_id_.find(id);
    return found == by_id_.end() ? nullptr : &commands_[found->second];
}

Result<void> CommandRegistry::set_key(std::string_view id, input::KeyChord key) {
    const auto found = by_id_.find(id);
    if (found == by_id_.end()) {
        return fail(ErrorKind::kNotFound, "no command is named " + std::string(id));
    }
    const Command* owner = key.valid() ? for_key(key) : nullptr;
    if (owner != nullptr && owner->id != id) {
        return fail(ErrorKind::kUsage, input::to_text(key) + " belongs to " + owner->id);
    }
    user_keys_[found->second] = key;
    return {};
}

input::KeyChord CommandRegistry::key_of(std::string_view id) const {
    const auto found = by_id_.find(id);
    if (found == by_id_.end()) return {};
    const auto user = user_keys_.find(found->second);
    return user == user_keys_.end() ? commands_[found->second].default_key : user->second;
}

const Command* CommandRegistry::for_key(input::KeyChord key) const {
    if (!key.valid()) return nullptr;
    const auto by = [&](auto&& owns) -> const Command* {
        const auto found = std::find_if(commands_.begin(), commands_.end(), owns);
        return found == commands_.end() ? nullptr : &*found;
    };
    if (const Command* first = by([&](const Command& c) { return key_of(c.id) == key; })) {
        return first;
    }
    return by([&](const Command& c) { return c.second_key == key; });
}

std::vector<KeyConflict> CommandRegistry::conflicts() const {
    std::vector<KeyConflict> conflicts;
    std::map<input::KeyChord, std::string> owners;
    for (const Command& command : commands_) {
        for (const input::KeyChord key : {key_of(command.id), command.second_key}) {
            if (!key.valid()) continue;
            const auto [owner, added] = owners.emplace(key, command.id);
            if (!added) conflicts.push_back({key, owner->second, command.id});
        }
    }
    return conflicts;
}

bool CommandRegistry::is_enabled(const Command& command) {
    return !command.enabled || command.enabled();
}

Result<void> CommandRegistry::invoke(const Call& call) const {
    const Command* command = find(call.id);
    if (command == nullptr) return fail(ErrorKind::kNotFound, "no command is named " + call.id);
    const Call declared = as_declared(*command, call);
    if (auto checked = check_arguments(*command, declared); !checked) return fail(checked.error());
    if (!is_enabled(*command)) {
        return fail(ErrorKind::kDenied, call.id + ": not possible at the moment");
    }
    return command->run(declared);
}

}  // namespace belvedere::command
