// SPDX-License-Identifier: Apache-2.0
// What the person told the desktop about sight and motion, for programs to follow.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>

namespace belvedere::access {

// Plain data; a member without a value was not told.
struct DesktopSettings {
    std::optional<bool> prefers_dark;
    std::optional<bool> high_contrast;
    std::optional<bool> reduced_motion;
    std::optional<double> text_scale;
    friend bool operator==(const DesktopSettings&, const DesktopSettings&) = default;
};

// One setting as the desktop's portal tells it (org.freedesktop.portal.Settings).
struct PortalSetting {
    std::string_view group;  // "org.freedesktop.appearance"
    std::string_view key;    // "color-scheme"
    std::variant<std::uint32_t, double> value;
};
// What is not known, or out of reason, changes nothing.
void take_setting(DesktopSettings& settings, const PortalSetting& setting);

}  // namespace belvedere::access
