// SPDX-License-Identifier: Apache-2.0
// Pseudo-languages: English made strange enough that untranslated, cut and unmirrored texts are
// seen at once, and still readable.
#pragma once

#include <string>
#include <string_view>

namespace belvedere::text {

// "[Ópéñ á söûrçé ~~~~~]": accents, about 40 % longer (what German or Finnish may take), brackets
// that show where a text is cut. Places in braces stay. Pure; any thread.
[[nodiscard]] std::string pseudo_accented(std::string_view english);

// The English text turned right to left by Unicode's override characters (UAX #9, RLO ... PDF);
// places in braces stand outside of them.
[[nodiscard]] std::string pseudo_right_to_left(std::string_view english);

}  // namespace belvedere::text
