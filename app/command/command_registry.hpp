// SPDX-License-Identifier: Apache-2.0
// CommandRegistry: every action of the program, found by id or by key.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "app/command/command.hpp"

namespace belvedere::command {

// Two commands that want the same key; the one added first has it.
struct KeyConflict {
    input::KeyChord key;
    std::string first_id;
    std::string second_id;
};

// Main thread. Commands are added at the start and live as long as the registry.
class CommandRegistry {
  public:
    // The id must be new (a bug otherwise).
    void add(Command command);
    [[nodiscard]] const Command* find(std::string_view id) const;
    // In the order they were added, which is the order menus and the palette show.
    [[nodiscard]] std::span<const Command> all() const { return commands_; }

    // The user's own key for a command in place of its default. kNotFound, or kUsage when another
    // command has the key (the message names it).
    [[nodiscard]] Result<void> set_key(std::string_view id, input::KeyChord key);
    // Every command has its default key again.
    void reset_keys() { user_keys_.clear(); }
    [[nodiscard]] input::KeyChord key_of(std::string_view id) const;
    [[nodiscard]] const Command* for_key(input::KeyChord key) const;
    [[nodiscard]] std::vector<KeyConflict> conflicts() const;

    [[nodiscard]] static bool is_enabled(const Command& command);
    // Checks the arguments against the parameters and runs the command; a number is a text where
    // one is wanted. kNotFound, kUsage (an
    // argument is missing, unknown or of another type), kDenied (not possible now), or what the
    // command itself returns.
    [[nodiscard]] Result<void> invoke(const Call& call) const;

  private:
    std::vector<Command> commands_;
    std::map<std::string, std::size_t, std::less<>> by_id_;
    std::map<std::size_t, input::KeyChord> user_keys_;
};

}  // namespace belvedere::command
