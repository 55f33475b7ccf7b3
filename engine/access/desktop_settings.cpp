// SPDX-License-Identifier: Apache-2.0
#include "engine/access/desktop_settings.hpp"

namespace belvedere::access {

void take_setting(DesktopSettings& settings, const PortalSetting& setting) {
    constexpr std::string_view kAppearance = "org.freedesktop.appearance";
    constexpr std::string_view kGnome = "org.gnome.desktop.interface";
    if (const auto* number = std::get_if<std::uint32_t>(&setting.value)) {
        if (setting.group != kAppearance) return;
        if (setting.key == "color-scheme") {
            // 1 prefers dark, 2 light; all others have no preference.
            settings.prefers_dark.reset();
            if (*number == 1 || *number == 2) settings.prefers_dark = *number == 1;
        } else if (setting.key == "contrast") {
            settings.high_contrast = *number == 1;
        } else if (setting.key == "reduced-motion") {
            settings.reduced_motion = *number == 1;
        }
        return;
    }
    constexpr double kLeast = 0.5;
    constexpr double kLargest = 3.0;
    const double factor = std::get<double>(setting.value);
    const bool is_scale = setting.group == kGnome && setting.key == "text-scaling-factor";
    if (is_scale && factor >= kLeast && factor <= kLargest) settings.text_scale = factor;
}

}  // namespace belvedere::access
