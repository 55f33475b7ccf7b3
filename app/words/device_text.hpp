// SPDX-License-Identifier: Apache-2.0
// Buttons of devices as a person reads them. Files and scripts have input::to_text().
#pragma once

#include <string>

#include "app/input/device_button.hpp"

namespace belvedere::words {

// "Gamepad A", "SpaceMouse 2" (its buttons are counted from 1 on the case). Main thread.
[[nodiscard]] std::string button_text(input::DeviceButton button);

}  // namespace belvedere::words
