// SPDX-License-Identifier: Apache-2.0
// Inside ui only: the theme as Dear ImGui's style, for what it draws itself: windows, scroll bars,
// lines of tables.
#pragma once

#include "app/ui/theme.hpp"

namespace belvedere::ui {

void apply_style(const Theme& theme, float scale);

}  // namespace belvedere::ui
