// SPDX-License-Identifier: Apache-2.0
// A small chart of one series, for watching a quantity change.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "app/command/message.hpp"

namespace belvedere::ui {

// Oldest value first, from 0 to the largest; `caption` is written above the line and says how much
// the largest is ("max 48.9 ms").
void chart(std::string_view id, const Message& message, std::span<const float> values,
           const std::string& caption);

}  // namespace belvedere::ui
