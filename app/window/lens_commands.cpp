// SPDX-License-Identifier: Apache-2.0
// Commands on the magnifier in the picture.
#include <algorithm>
#include <string>
#include <utility>

#include "app/panels/unit_text.hpp"
#include "app/window/lens.hpp"
#include "app/window/session_commands.hpp"
#include "app/words/words.hpp"

namespace belvedere::window {
namespace {

using command::Call;
using command::ValueType;

// One press of a key moves the lens by this share of what it shows.
constexpr float kStepShare = 0.25F;
constexpr double kFactorStep = 1.0, kSizeStep = 0.1;

void tell_lens(Session& session) {
    session.changed = true;
    if (!session.lens.is_on) {
        session.announce(words::text({"lens.off", "Magnifier off"}), Urgency::kPolite);
        return;
    }
    const double factor = session.person.preferences.lens_factor;
    session.announce(words::text({"lens.told", "Magnifier, {factor} times"},
                                 {{"factor", panels::number_text(factor, 0)}}),
                     Urgency::kPolite);
}

void set_optics(Session& session, double factor, double size) {
    preferences::Preferences next = session.person.preferences;
    next.lens_factor = factor;
    next.lens_size = size;
    prefer(session, std::move(next));
    session.lens.is_on = true;
    tell_lens(session);
}

// From where it is now, whatever it followed.
void move_lens(Session& session, glm::vec2 direction) {
    Lens& lens = session.lens;
    const ViewArea& area = session.area;
    const glm::vec2 now = lens_middle_px(session);
    const preferences::Preferences& wish = session.person.preferences;
    const float step = kStepShare * static_cast<float>(wish.lens_size / wish.lens_factor) *
                       std::min(area.width(), area.height());
    const glm::vec2 to = now + direction * step;
    lens.at = {std::clamp((to.x - area.x0) / area.width(), 0.0F, 1.0F),
               std::clamp((to.y - area.y0) / area.height(), 0.0F, 1.0F)};
    lens.follows = LensFollows::kKeys;
    if (!std::exchange(lens.is_on, true)) tell_lens(session);
    session.changed = true;
}

Result<void> follow(Session& session, const std::string& what) {
    const auto found =
        std::find(kLensFollowsNames.begin(), kLensFollowsNames.end(), std::string_view(what));
    if (found == kLensFollowsNames.end()) {
        return fail(ErrorKind::kUsage, "the magnifier follows pointer, object or keys");
    }
    session.lens.at = {0.5F, 0.5F};
    session.lens.follows = static_cast<LensFollows>(found - kLensFollowsNames.begin());
    session.lens.is_on = true;
    tell_lens(session);
    return {};
}

void add_moves(command::CommandRegistry& registry, Session& session) {
    struct Move {
        Entry entry;
        glm::vec2 direction;
    };
    const Move moves[] = {
        {{"view.lens_left", "Magnifier left", "Moves the magnifier left.", "Alt+Shift+Left"},
         {-1.0F, 0.0F}},
        {{"view.lens_right", "Magnifier right", "Moves the magnifier right.", "Alt+Shift+Right"},
         {1.0F, 0.0F}},
        {{"view.lens_up", "Magnifier up", "Moves the magnifier up.", "Alt+Shift+Up"},
         {0.0F, -1.0F}},
        {{"view.lens_down", "Magnifier down", "Moves the magnifier down.", "Alt+Shift+Down"},
         {0.0F, 1.0F}}};
    for (const Move& move : moves) {
        add(registry, move.entry,
            [&session, direction = move.direction](const Call&) -> Result<void> {
                move_lens(session, direction);
                return {};
            });
    }
}

void add_optics(command::CommandRegistry& registry, Session& session) {
    struct Change {
        Entry entry;
        double factor, size;
    };
    const Change changes[] = {
        {{"lens.stronger", "Magnify more", "Enlarges more in the magnifier.", "Alt+Plus"},
         kFactorStep,
         0.0},
        {{"lens.weaker", "Magnify less", "Enlarges less in the magnifier.", "Alt+Minus"},
         -kFactorStep,
         0.0},
        {{"lens.larger", "Larger magnifier", "Makes the magnifier larger.", "Alt+Shift+PageUp"},
         0.0,
         kSizeStep},
        {{"lens.smaller", "Smaller magnifier", "Makes the magnifier smaller.",
          "Alt+Shift+PageDown"},
         0.0,
         -kSizeStep}};
    for (const Change& change : changes) {
        add(registry, change.entry,
            [&session, factor = change.factor, size = change.size](const Call&) -> Result<void> {
                const preferences::Preferences& now = session.person.preferences;
                set_optics(session, now.lens_factor + factor, now.lens_size + size);
                return {};
            });
    }
    add(registry,
        {"lens.set",
         "Magnifier",
         "Sets how much the magnifier enlarges and how large it is.",
         "",
         {may_have("factor", ValueType::kNumber), may_have("size", ValueType::kNumber)}},
        [&](const Call& call) -> Result<void> {
            const preferences::Preferences& now = session.person.preferences;
            set_optics(session, call.number("factor", now.lens_factor),
                       call.number("size", now.lens_size));
            return {};
        });
}

}  // namespace

void add_lens_commands(command::CommandRegistry& registry, Session& session) {
    add(registry, {"lens.toggle", "Magnifier", "Shows or hides a magnifier in the picture.", "Y"},
        [&](const Call&) -> Result<void> {
            session.lens.is_on = !session.lens.is_on;
            tell_lens(session);
            return {};
        });
    add(registry,
        {"lens.follow",
         "Magnifier follows",
         "The pointer, the described object, or keys alone.",
         "",
         {needs("what", ValueType::kText)}},
        [&](const Call& call) { return follow(session, call.text("what")); });
    add(registry,
        {"lens.follow_next", "Magnifier follows something else",
         "The pointer, then the described object, then keys alone.", "Shift+Y"},
        [&](const Call&) {
            const auto next =
                (static_cast<std::size_t>(session.lens.follows) + 1) % kLensFollowsNames.size();
            return follow(session, kLensFollowsNames[next]);
        });
    add(registry,
        {"lens.reset", "Magnifier as it came",
         "Back to the pointer, and to the first size and strength.", "Alt+0"},
        [&](const Call&) -> Result<void> {
            const preferences::Preferences fresh;
            session.lens = {true, LensFollows::kPointer, {0.5F, 0.5F}};
            set_optics(session, fresh.lens_factor, fresh.lens_size);
            return {};
        });
    add_moves(registry, session);
    add_optics(registry, session);
}

}  // namespace belvedere::window
