// SPDX-License-Identifier: Apache-2.0
// Alarms: what is wrong now and was, who takes care of it, and the rules that say so.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "app/command/command_queue.hpp"
#include "app/panels/panel_state.hpp"

namespace belvedere::panels {

class AlarmsPanel {
  public:
    void draw(const PanelState& state, command::CommandQueue& commands);

  private:
    std::uint64_t draft_ = 0;  // The draft whose fields these are.
    int focus_frames_ = 0;     // That its first field still takes the keyboard in.
    std::string limit_, hysteresis_, delay_, name_;
    std::size_t comparison_ = 0, severity_ = 2, scope_ = 0;
    std::int64_t noted_ = 0;  // The alarm that the note is for.
    std::string note_, who_, who_before_;

    void draw_draft(const AlarmDraft& draft, command::CommandQueue& commands);
    void draw_chosen(const AlarmsState& state, command::CommandQueue& commands);
};

}  // namespace belvedere::panels
