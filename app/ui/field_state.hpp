// SPDX-License-Identifier: Apache-2.0
// Inside ui only: what a text field remembers from frame to frame.
#pragma once

#include "app/ui/text_edit.hpp"

namespace belvedere::ui {

struct FieldState {
    TextEdit edit;
    float scroll_px = 0.0F;  // How much of its line stands before its edge.
    bool was_built = true;   // In the frame being built; forgotten where it was not.
};

}  // namespace belvedere::ui
