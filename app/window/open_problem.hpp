// SPDX-License-Identifier: Apache-2.0
// Why a source could not be opened, for the person: the thing, the cause, and what may help.
#pragma once

#include <string>

#include "app/words/words.hpp"
#include "engine/core/result.hpp"

namespace belvedere::window {

[[nodiscard]] words::Sentence open_problem(const std::string& name, const Error& error);

}  // namespace belvedere::window
