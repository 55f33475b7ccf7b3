// SPDX-License-Identifier: Apache-2.0
// What the person told the desktop about sight and motion, for programs to follow.
#pragma once

#include <optional>

namespace belvedere::access {

// Plain data; a member without a value was not told.
struct DesktopSettings {
    std::optional<bool> prefers_dark;
    std::optional<bool> high_contrast;
    std::optional<bool> reduced_motion;
    std::optional<double> text_scale;
    friend bool operator==(const DesktopSettings&, const DesktopSettings&) = default;
};

}  // namespace belvedere::access
