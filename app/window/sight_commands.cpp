// SPDX-License-Identifier: Apache-2.0
// Commands on how the picture is seen: as others see it, and corrected for one's own sight.
#include <utility>

#include "app/window/session_commands.hpp"
#include "app/window/sight.hpp"
#include "app/words/words.hpp"
#include "engine/access/color_vision.hpp"

namespace belvedere::window {
namespace {

using access::ColorVision;
using command::Call;
using command::ValueType;

Result<ColorVision> vision_of(const Call& call) {
    const std::string name = call.text("vision");
    if (const auto known = access::color_vision_named(name)) return *known;
    std::string all;
    for (const std::string_view each : access::kColorVisionNames)
        all += (all.empty() ? "" : ", ") + std::string(each);
    return fail(ErrorKind::kUsage, name + " is none of " + all);
}

void show_as(Session& session, const SimulatedSight& simulated) {
    session.simulated = simulated;
    session.changed = true;
    const std::string sign = sight_sign(simulated);
    session.announce(sign.empty() ? words::text({"sight.ended", "Colours as they are"}) : sign,
                     Urgency::kPolite);
}

Result<void> simulate(Session& session, const Call& call) {
    const auto vision = vision_of(call);
    if (!vision) return fail(vision.error());
    const double severity = call.number("severity", session.simulated.severity);
    if (!(severity >= 0.0 && severity <= 1.0)) {
        return fail(ErrorKind::kUsage, "severity is from 0 to 1");
    }
    show_as(session, {*vision, severity});
    return {};
}

Result<void> simulate_next(Session& session) {
    const auto next =
        (static_cast<std::size_t>(session.simulated.vision) + 1) % access::kColorVisionNames.size();
    show_as(session, {static_cast<ColorVision>(next), session.simulated.severity});
    return {};
}

Result<void> correct(Session& session, const Call& call) {
    const auto vision = vision_of(call);
    if (!vision) return fail(vision.error());
    preferences::Preferences next = session.person.preferences;
    next.color_correction = call.text("vision");
    next.correction_strength = call.number("strength", next.correction_strength);
    prefer(session, std::move(next));
    return {};
}

}  // namespace

void add_sight_commands(command::CommandRegistry& registry, Session& session) {
    add(registry,
        {"sight.simulate",
         "As others see it",
         "Shows the window as people with another colour vision see it.",
         "",
         {needs("vision", ValueType::kText), may_have("severity", ValueType::kNumber)}},
        [&](const Call& call) { return simulate(session, call); });
    add(registry,
        {"sight.next", "As others see it, next kind",
         "Red-blind, green-blind, blue-blind, without colours, then as it is.", "Ctrl+E"},
        [&](const Call&) { return simulate_next(session); });
    add(registry,
        {"sight.end",
         "Colours as they are",
         "Ends showing the window as others see it.",
         "Escape",
         {},
         [&session] { return session.simulated.vision != ColorVision::kUsual; }},
        [&](const Call&) -> Result<void> {
            show_as(session, {ColorVision::kUsual, session.simulated.severity});
            return {};
        });
    add(registry,
        {"sight.correct",
         "Move colours apart",
         "Changes colours that look alike to you, this far.",
         "",
         {needs("vision", ValueType::kText), may_have("strength", ValueType::kNumber)}},
        [&](const Call& call) { return correct(session, call); });
}

}  // namespace belvedere::window
