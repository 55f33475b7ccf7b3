// SPDX-License-Identifier: Apache-2.0
// Taking a picture for keeps: what it holds and how large it is; and how far one is.
#pragma once

#include <cstddef>
#include <string>

#include "app/command/command_queue.hpp"
#include "app/panels/panel_state.hpp"
#include "app/ui/node.hpp"

namespace belvedere::panels {

// Main thread, inside a ui::Frame. Keeps only what is being chosen and typed.
class PictureDialog {
  public:
    void draw(const PanelState& state, command::CommandQueue& commands);

  private:
    void take_over(const PictureDialogState& picture);
    void draw_choices(const PictureDialogState& picture);
    void emit_take(command::CommandQueue& commands);

    bool was_open_ = false;
    std::size_t size_ = 0;
    std::string own_size_;  // "5000x3000".
    std::string path_;
    bool has_panels_ = false, has_attribution_ = true, has_scale_bar_ = true;
};

// By how much that bar is higher than with one line; 0 while there is none. Physical pixels.
[[nodiscard]] float picture_progress_growth(const PanelState& state, const ui::Rect& view);
// A bar with a button to give up, over the picture, while one is being made.
void draw_picture_progress(const PanelState& state, const ui::Rect& view,
                           command::CommandQueue& commands);

}  // namespace belvedere::panels
