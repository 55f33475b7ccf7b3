// SPDX-License-Identifier: Apache-2.0
// ViewTexts: what an audience reads with a kept view, in each of its languages, and the presenter's
// note.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "app/command/command_queue.hpp"
#include "app/panels/local_text_field.hpp"
#include "app/panels/views_state.hpp"

namespace belvedere::panels {

// Main thread, inside a ui::Frame.
class ViewTexts {
  public:
    // The view whose texts are open, by its place; nothing: none is.
    [[nodiscard]] std::optional<std::size_t> open() const { return open_; }
    // Opens those of a view, or closes them when they are open.
    void toggle(std::size_t view);
    void draw(const ViewsState& views, command::CommandQueue& commands);

  private:
    std::optional<std::size_t> open_;
    std::size_t language_ = 0;
    LocalTextField name_, caption_, note_;
};

}  // namespace belvedere::panels
