// SPDX-License-Identifier: Apache-2.0
// A text that a source sends in several languages.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace belvedere::devices {

// Of a language map ({"en": "Square", "it": "Piazza"}, as NGSI-LD's LanguageProperty and JSON-LD
// have it; keys are BCP 47 tags, or "@none") the text for a reader of that language: the tag
// itself, else one of the same language, else English, else "@none", else the first. Several texts
// of one language are one, separated by commas. Nothing for a JSON text that is no such map: one
// whose keys are not all tags, or none of them a language that is no word of data ("id" and "no"
// are both). Pure.
[[nodiscard]] std::optional<std::string> text_in_language(std::string_view json,
                                                          std::string_view language);

}  // namespace belvedere::devices
