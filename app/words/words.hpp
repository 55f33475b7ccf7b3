// SPDX-License-Identifier: Apache-2.0
// Words: what the program says, in the language that the person chose. The one door from the
// application to translations: panels, commands and notices ask here, never the Translator.
//
// A sentence with values in it is one message with named places, because other languages put them
// in another order: text({"layers.tiles", "{drawn} of {loaded} tiles"}, {{"drawn", a}, ...}).
// Nothing is ever glued together from translated pieces.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/command/message.hpp"
#include "engine/text/locale.hpp"
#include "engine/text/message_text.hpp"
#include "engine/text/translator.hpp"

namespace belvedere::words {

using text::Argument;
using PluralMessage = text::Translator::PluralMessage;

// Main thread, all of it. `translator` must outlive its use; null: the English of the sources,
// which is also what holds before the first call.
void use(const text::Translator* translator);
// BCP 47; "en" without a translator.
[[nodiscard]] std::string_view language();
[[nodiscard]] text::ReadingDirection direction();
// How the language writes numbers, units and dates. Valid until the language changes.
[[nodiscard]] const text::Locale& locale();
// What lengths and areas are written and said in, everywhere; metric until somebody says otherwise.
[[nodiscard]] text::Measures measures();
void set_measures(text::Measures measures);

// In languages that run from the right, values in Latin letters alone are isolated (U+2068,
// U+2069).
[[nodiscard]] std::string text(const Message& message);
[[nodiscard]] std::string text(const Message& message, std::initializer_list<Argument> arguments);
// The form that goes with `n`; its place "{n}" is filled in, plainly unless the arguments say how.
[[nodiscard]] std::string plural(const PluralMessage& message, std::uint64_t n,
                                 std::initializer_list<Argument> arguments = {});

// A sentence that is kept and said later, in the language of that time. Plain data.
struct Sentence {
    std::optional<Message> message = std::nullopt;
    std::vector<std::pair<std::string, std::string>> arguments = {};  // Place and value.
    // Without a message: what the engine writes of files and standards. It and arguments named
    // "cause" are said in the person's language where engine_text() knows them.
    std::string technical = {};
};
[[nodiscard]] std::string say(const Sentence& sentence);

}  // namespace belvedere::words
