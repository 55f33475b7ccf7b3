// SPDX-License-Identifier: Apache-2.0
// The command palette: every command, found by typing.
#pragma once

#include <string>

#include "app/command/command_queue.hpp"
#include "app/panels/panel_state.hpp"

namespace belvedere::panels {

// Main thread, inside a ui::Frame. Keeps only what is being typed.
class PaletteDialog {
  public:
    void draw(const PanelState& state, command::CommandQueue& commands);

  private:
    void draw_matches(const PanelState& state, command::CommandQueue& commands);
    void submit(const PanelState& state, command::CommandQueue& commands);
    void run(const CommandRow& row, command::CommandQueue& commands);

    // What stands below the line; the words are made when they are shown.
    enum class Says { kNothing, kNoMatch, kHelp };
    [[nodiscard]] std::string problem_text(const PanelState& state) const;

    std::string text_;
    Says says_ = Says::kNothing;
    std::string asked_;  // The command whose help is shown.
    bool was_open_ = false;
    bool refocus_ = false;  // The line was filled in and goes on being typed.
};

}  // namespace belvedere::panels
