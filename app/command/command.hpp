// SPDX-License-Identifier: Apache-2.0
// Command: a named action with typed arguments. Menus, keys, the palette, scripts, panels and the
// command line all act through commands, so what one of them can do all can do.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "app/command/message.hpp"
#include "app/input/key.hpp"
#include "engine/core/result.hpp"

namespace belvedere::command {

// The value of one argument.
using Value = std::variant<bool, std::int64_t, double, std::string, std::vector<std::string>>;

// In the order of Value's alternatives.
enum class ValueType { kBool, kInteger, kNumber, kText, kTextList };
[[nodiscard]] std::string_view name_of(ValueType type);

enum class Presence { kRequired, kOptional };

struct Parameter {
    std::string name;
    ValueType type = ValueType::kText;
    Presence presence = Presence::kRequired;
    Message help;
};

// One wish to act: what panels emit, scripts contain and recordings keep.
struct Call {
    std::string id;
    std::map<std::string, Value> arguments;

    // The argument, or `otherwise` when it was left out. Its type was checked by the registry; an
    // integer serves where a number is asked for.
    [[nodiscard]] bool flag(const std::string& name, bool otherwise = false) const;
    [[nodiscard]] std::int64_t integer(const std::string& name, std::int64_t otherwise = 0) const;
    [[nodiscard]] double number(const std::string& name, double otherwise = 0.0) const;
    [[nodiscard]] std::string text(const std::string& name) const;
    [[nodiscard]] std::vector<std::string> list(const std::string& name) const;
    [[nodiscard]] bool has(const std::string& name) const;
    friend bool operator==(const Call&, const Call&) = default;
};

// What an action is and does.
struct Command {
    std::string id;  // "view.go_to": area, dot, verb; stable over versions.
    Message title;   // "Go to coordinates…"
    Message help;    // One sentence.
    std::vector<Parameter> parameters;
    input::KeyChord default_key;
    input::KeyChord second_key;     // Does the same; not shown. Invalid: none.
    std::function<bool()> enabled;  // Empty: always.
    std::function<Result<void>(const Call&)> run;
};

}  // namespace belvedere::command
