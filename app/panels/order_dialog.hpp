// SPDX-License-Identifier: Apache-2.0
// Asks whether an order to a device is to be sent: which device, which property, from what to what.
#pragma once

#include <cstdint>
#include <string>

#include "app/command/command_queue.hpp"
#include "app/panels/panel_state.hpp"

namespace belvedere::panels {

// Main thread, inside a ui::Frame. Keeps only what is being typed. Nothing is sent but by its
// button, or Enter in its last field.
class OrderDialog {
  public:
    void draw(const PanelState& state, command::CommandQueue& commands);

  private:
    void draw_fields(const OrderDialogState& order, command::CommandQueue& commands);

    std::uint64_t draft_ = 0;  // Whose fields these are.
    std::string value_, who_;
    std::size_t truth_ = 0;  // Of a value that is true or false.
    bool is_new_ = false;
};

}  // namespace belvedere::panels
