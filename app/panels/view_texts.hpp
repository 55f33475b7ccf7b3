// SPDX-License-Identifier: Apache-2.0
// ViewTexts: what an audience reads with a kept view, in each of its languages, and the presenter's
// note.
#pragma once

#include <cstddef>

#include "app/command/command_queue.hpp"
#include "app/panels/local_text_field.hpp"
#include "app/panels/views_state.hpp"

namespace belvedere::panels {

// Main thread, inside a ui::Frame. Keeps which view and language were chosen, and what is typed.
class ViewTexts {
  public:
    // A part that folds; nothing where no view is kept.
    void draw(const ViewsState& views, command::CommandQueue& commands);

  private:
    void draw_fields(const ViewsState& views, command::CommandQueue& commands);

    std::size_t view_ = 0, language_ = 0;
    LocalTextField name_, caption_, note_;
};

}  // namespace belvedere::panels
