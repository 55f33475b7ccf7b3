// SPDX-License-Identifier: Apache-2.0
// The accessibility page: language, text, contrast, motion, keys, sound, presets and profiles, each
// in a section that folds. All of it can be done by keyboard alone, and by commands.
#pragma once

#include <string>

#include "app/command/command_queue.hpp"
#include "app/panels/panel_state.hpp"

namespace belvedere::panels {

// Main thread, inside a ui::Frame. Keeps only what is being typed.
class AccessibilityPanel {
  public:
    void draw(const PanelState& state, command::CommandQueue& commands);

  private:
    void draw_profile(const AccessibilityState& page, command::CommandQueue& commands);
    void draw_keys(const PanelState& state, command::CommandQueue& commands);

    std::string profile_path_;
    std::string key_filter_;
};

}  // namespace belvedere::panels
