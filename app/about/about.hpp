// SPDX-License-Identifier: Apache-2.0
// What the program says of itself: its version, the libraries it is built from and their licences,
// and which standards it follows how far. Nothing is read at run time: a program that was copied
// alone still knows.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/command/message.hpp"

namespace belvedere::about {

[[nodiscard]] std::string_view version();

// An entry of third_party/libraries.json.
struct Library {
    std::string name, version, licence;
};
// In the file's order; those that only build or test the program are among them.
[[nodiscard]] std::vector<Library> libraries();

// A standard and what of it stands today, no more than tests show.
struct Standard {
    std::string_view name;  // As its publisher writes it; not translated.
    Message extent;
};
[[nodiscard]] std::span<const Standard> standards();

}  // namespace belvedere::about
