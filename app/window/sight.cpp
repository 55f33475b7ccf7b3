// SPDX-License-Identifier: Apache-2.0
#include "app/window/sight.hpp"

#include "app/panels/sight_section.hpp"
#include "app/panels/unit_text.hpp"
#include "app/words/words.hpp"
#include "engine/access/color_correction.hpp"
#include "engine/access/color_vision.hpp"

namespace belvedere::window {

city::Sight sight_of(const Session& session, float display_scale) {
    const preferences::Preferences& wish = session.person.preferences;
    city::Sight sight;
    sight.display_scale = display_scale;
    sight.flashes = wish.limits_flashes ? city::FlashLimit::kThreeASecond : city::FlashLimit::kOff;
    using access::ColorVision;
    const SimulatedSight& simulated = session.simulated;
    if (simulated.vision != ColorVision::kUsual) {
        sight.colors = access::simulation(simulated.vision, simulated.severity);
        return sight;
    }
    const auto corrected = access::color_vision_named(wish.color_correction);
    if (corrected && *corrected != ColorVision::kUsual && wish.correction_strength > 0.0) {
        sight.colors = access::correction(*corrected, wish.correction_strength);
    }
    return sight;
}

std::string sight_sign(const SimulatedSight& simulated) {
    if (simulated.vision == access::ColorVision::kUsual) return {};
    const auto name = access::kColorVisionNames[static_cast<std::size_t>(simulated.vision)];
    return words::text({"sight.sign", "As others see it: {name}, {percent}. Escape ends it."},
                       {{"name", panels::sight_text(name)},
                        {"percent", panels::percent_text(simulated.severity)}});
}

}  // namespace belvedere::window
