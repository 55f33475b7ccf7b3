// SPDX-License-Identifier: Apache-2.0
// Inside ui only: the hint that a frame shows, and putting it away.
#pragma once

namespace belvedere::ui {

// Draws the hint that the widgets of this frame asked for; after the last of them.
void draw_hint();
// Takes the hint away that was shown last, until its widget is left and come to again; false when
// none is shown.
bool put_hint_away();

}  // namespace belvedere::ui
