// SPDX-License-Identifier: Apache-2.0
// Messages with named places: "{count} tiles of {layer}".
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace belvedere::text {

// What stands at a place; `value` is already written for the user's language (Locale).
struct Argument {
    std::string_view name;
    std::string_view value;
};

// The text with every "{name}" replaced. "{{" and "}}" are single braces. A place without an
// argument stays as it is, so that the mistake is seen. Values are not searched for places. Pure;
// any thread.
[[nodiscard]] std::string with_arguments(std::string_view text,
                                         std::span<const Argument> arguments);

// Names of the places, each once, in the order of the alphabet. A translation must have those of
// its English text, or values would be lost.
[[nodiscard]] std::vector<std::string> placeholders(std::string_view text);

// Calls for each part in order: plain text (with doubled braces as they stand) or one place with
// its braces.
enum class PartKind { kPlain, kPlace };
struct MessagePart {
    PartKind kind = PartKind::kPlain;
    std::string_view text;
};
[[nodiscard]] std::vector<MessagePart> parts_of(std::string_view text);

}  // namespace belvedere::text
