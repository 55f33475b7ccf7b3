// SPDX-License-Identifier: Apache-2.0
// JsonTree: a parsed JSON value that was written in one way only.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/result.hpp"

namespace belvedere::linked {

// A JSON value as plain data. Objects have their members in order of name, each name once: of
// two members of a name one reader takes the first, another the last, so that what a signature
// covers would not be what is shown.
struct JsonTree {
    enum class Kind : std::uint8_t { kNull, kBoolean, kNumber, kText, kArray, kObject };
    Kind kind = Kind::kNull;
    bool boolean = false;
    bool is_exact = true;  // Of a number: no integer that a double rounds.
    double number = 0.0;
    std::string text;
    std::vector<std::string> names;  // Of an object: those of `items`.
    std::vector<JsonTree> items;     // Of an array or an object.

    [[nodiscard]] bool is(Kind other) const { return kind == other; }
    // A member of an object; null when there is none or this is no object.
    [[nodiscard]] const JsonTree* find(std::string_view name) const;
};

// kBadData for what is no JSON (RFC 8259) or has a member twice; kLimit beyond
// limits::kDocumentBytes and kJsonValues or 64 levels. Pure; any thread.
[[nodiscard]] Result<JsonTree> parse_json(std::string_view text);
// The value as JSON text again.
[[nodiscard]] std::string write_json(const JsonTree& value);

}  // namespace belvedere::linked
