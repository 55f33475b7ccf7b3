// SPDX-License-Identifier: Apache-2.0
// One way to write a JSON value, so that it can be signed.
#pragma once

#include <string>
#include <string_view>

#include "engine/core/result.hpp"

namespace belvedere::linked {

// JSON Canonicalization Scheme (RFC 8785): members in order of their UTF-16 code units, numbers as
// ECMAScript writes them, no space. kBadData for what is no JSON, nests deeper than 64, has a
// number that is not finite or text that is no UTF-8.
[[nodiscard]] Result<std::string> canonical_json(std::string_view json);

// Whether a text nests at most 64 deep, which is asked before a parser that recurses sees it.
[[nodiscard]] bool is_shallow_json(std::string_view text);

}  // namespace belvedere::linked
