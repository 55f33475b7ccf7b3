// SPDX-License-Identifier: Apache-2.0
// Shell: the whole window: toolbar, docks that collapse, status bar, dialogs; the picture in the
// middle.
#pragma once

#include <memory>
#include <string>

#include "app/command/command_queue.hpp"
#include "app/panels/panel_state.hpp"
#include "app/ui/frame.hpp"
#include "app/ui/node.hpp"

namespace belvedere::panels {

// Main thread. Keeps only what is being typed into its panels.
class Shell {
  public:
    Shell();
    ~Shell();
    Shell(const Shell&) = delete;
    Shell& operator=(const Shell&) = delete;

    // Draws everything between ui::Frame::begin and end. Returns the part of the window that no
    // panel covers, in physical pixels: where the picture is looked at.
    ui::Rect draw(const PanelState& state, ui::FrameSize size, command::CommandQueue& commands);
    // The next of toolbar, left, picture, right, bottom that is open takes the keyboard.
    void focus_next_region(const LayoutState& layout);
    // That tab ("left", "devices") takes the keyboard once it is drawn, also when a dialog closes
    // in the same frame.
    void focus_tab(const std::string& dock, const std::string& tab);

  private:
    // What is shown of the docks that are to be open: in a narrow window one, the other is closed.
    LayoutState fitting(const LayoutState& wanted, ui::FrameSize size,
                        command::CommandQueue& commands);

    struct Panels;
    std::unique_ptr<Panels> panels_;
    bool was_left_open_ = false, was_right_open_ = false;
    std::string last_left_tab_, last_right_tab_;
    bool right_is_newer_ = false, asked_to_close_ = false;
    std::size_t focused_region_ = 0;
    std::string tab_to_focus_;  // A widget's id; empty: none.
};

}  // namespace belvedere::panels
