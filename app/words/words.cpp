// SPDX-License-Identifier: Apache-2.0
#include "app/words/words.hpp"

#include <algorithm>
#include <span>

#include "app/words/engine_text.hpp"
#include "engine/text/locale_tables.hpp"

namespace belvedere::words {
namespace {

const text::Translator* g_translator = nullptr;
text::Measures g_measures = text::Measures::kMetric;

// English is that of engineers; so is what languages without signs of their own get.
text::Locale locale_of(std::string_view language) {
    const bool is_english = text::locale_table(language).code == "en";
    return text::Locale(is_english ? "en-x-iso" : language);
}

// Of one language; made anew when the translator has chosen another.
struct LocaleInUse {
    std::string language = "en";
    text::Locale locale = locale_of("en");
};

bool is_latin(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// A first byte of Hebrew or Arabic letters (U+05C0 to U+06FF) in UTF-8.
bool begins_right_to_left(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0xD7 && byte <= 0xDB;
}

// Values of the data (paths, names, ids) in a language that runs the other way are set apart from
// the sentence around them (first strong isolate, UAX #9, 2.4): else the slash before a path would
// stand behind it. A sentence of this language, which may begin with such a name, is not.
std::string set_apart(std::string_view value) {
    const bool is_foreign = std::any_of(value.begin(), value.end(), is_latin) &&
                            std::none_of(value.begin(), value.end(), begins_right_to_left);
    if (direction() != text::ReadingDirection::kRightToLeft || !is_foreign) {
        return std::string(value);
    }
    return "\u2068" + std::string(value) + "\u2069";
}

std::string filled(const std::string& text, std::span<const Argument> arguments) {
    std::vector<std::string> values;
    values.reserve(arguments.size());
    std::vector<Argument> apart;
    for (const Argument& each : arguments) {
        values.push_back(set_apart(each.value));
        apart.push_back({each.name, values.back()});
    }
    return text::with_arguments(text, apart);
}

}  // namespace

void use(const text::Translator* translator) {
    g_translator = translator;
}

std::string_view language() {
    return g_translator != nullptr ? std::string_view(g_translator->language()) : "en";
}

text::ReadingDirection direction() {
    return g_translator != nullptr ? g_translator->direction()
                                   : text::ReadingDirection::kLeftToRight;
}

const text::Locale& locale() {
    static LocaleInUse in_use;
    if (in_use.language != language()) {
        in_use = {std::string(language()), locale_of(language())};
    }
    return in_use.locale;
}

text::Measures measures() {
    return g_measures;
}

void set_measures(text::Measures measures) {
    g_measures = measures;
}

std::string text(const Message& message) {
    return g_translator != nullptr ? g_translator->text(message.key, message.english)
                                   : std::string(message.english);
}

std::string text(const Message& message, std::initializer_list<Argument> arguments) {
    return filled(text(message), {arguments.begin(), arguments.size()});
}

std::string plural(const PluralMessage& message, std::uint64_t n,
                   std::initializer_list<Argument> arguments) {
    const std::string form = g_translator != nullptr
                                 ? g_translator->plural(message, n)
                                 : std::string(n == 1 ? message.one : message.other);
    const std::string number = std::to_string(n);
    std::vector<Argument> all(arguments);
    all.push_back({"n", number});
    return filled(form, all);
}

std::string say(const Sentence& sentence) {
    if (!sentence.message) return engine_text(sentence.technical);
    std::vector<Argument> arguments;
    std::vector<std::string> said;
    said.reserve(sentence.arguments.size());
    for (const auto& [name, value] : sentence.arguments) {
        said.push_back(name == "cause" ? engine_text(value) : value);
        arguments.push_back({name, said.back()});
    }
    return filled(text(*sentence.message), arguments);
}

}  // namespace belvedere::words
