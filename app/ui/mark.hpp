// SPDX-License-Identifier: Apache-2.0
// Inside ui only: the mark of scanning, drawn over everything.
#pragma once

#include "app/ui/context.hpp"

namespace belvedere::ui {

// Two thick rings, a light one and a dark one, so that on any ground one of them stands out 3:1,
// and the mark's text on a plate above or below.
void draw_mark(Context& ui);

}  // namespace belvedere::ui
