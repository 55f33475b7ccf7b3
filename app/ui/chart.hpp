// SPDX-License-Identifier: Apache-2.0
// A small chart of one series, for watching a quantity change.
#pragma once

#include <span>
#include <string_view>

#include "app/command/message.hpp"

namespace belvedere::ui {

// Oldest value first, from 0 to a little above the largest; the largest is written beside it.
void chart(std::string_view id, const Message& message, std::span<const float> values,
           std::string_view unit);

}  // namespace belvedere::ui
