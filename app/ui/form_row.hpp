// SPDX-License-Identifier: Apache-2.0
// Inside ui only: a label and its control side by side.
#pragma once

#include <string>
#include <string_view>

namespace belvedere::ui {

// Paints the label of a row, adds its node (which names the control called `id`) and leaves the
// layout's cursor where the control begins; below the label when there is no room beside it. The
// width left for the control, which needs `needed_px` to show what it says.
[[nodiscard]] float begin_form_row(std::string_view id, const std::string& name,
                                   float needed_px = 0.0F);
// The label on a line of its own.
void label_above(std::string_view id, const std::string& name);

}  // namespace belvedere::ui
