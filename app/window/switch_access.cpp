// SPDX-License-Identifier: Apache-2.0
#include "app/window/switch_access.hpp"

#include <algorithm>
#include <utility>

#include "app/ui/scan_plan.hpp"

namespace belvedere::window {
namespace {

using scan::Act;
using scan::Place;

// A page of a slider, as PageUp has it.
constexpr double kManySteps = 10.0;

scan::Pace pace_of(const preferences::ScanWish& wish) {
    scan::Pace pace;
    pace.switches = wish.switches == "two" ? scan::Switches::kTwo : scan::Switches::kOne;
    pace.dwell_s = wish.dwell_s;
    pace.first_pause_s = wish.first_pause_s;
    pace.rounds = wish.rounds;
    pace.ignore_s = wish.ignore_s;
    return pace;
}

void move_slider(const Place& place, double steps, ui::Frame& frame) {
    const auto nodes = frame.nodes();
    const auto slider = std::find_if(nodes.begin(), nodes.end(), [&](const ui::Node& node) {
        return node.key == place.target && node.numeric;
    });
    if (slider == nodes.end()) return;
    access::Request request{access::NodeId{place.target}, access::Action::kSetValue};
    request.value = slider->numeric->value + steps * slider->numeric->step;
    frame.ask(std::move(request));
}

// Whether the place shows by itself what it is.
bool is_widget(const Place& place) {
    return place.act == Act::kPress || place.act == Act::kTap || place.act == Act::kFocus;
}

}  // namespace

void SwitchAccess::set(const preferences::ScanWish& wish, ui::Frame& frame) {
    cursor_.set_pace(pace_of(wish));
    if (std::exchange(is_on_, wish.is_on) && !is_on_) {
        cursor_.stop();
        frame.set_mark(std::nullopt);
    }
}

void SwitchAccess::carry_out(const Place& place, ui::Frame& frame) {
    const access::NodeId node{place.target};
    switch (place.act) {
        case Act::kPress:
        case Act::kTap:
            frame.ask({node, access::Action::kPress});
            break;
        case Act::kFocus:
            frame.ask({node, access::Action::kFocus});
            break;
        case Act::kMore:
            move_slider(place, 1.0, frame);
            break;
        case Act::kLess:
            move_slider(place, -1.0, frame);
            break;
        case Act::kMuchMore:
            move_slider(place, kManySteps, frame);
            break;
        case Act::kMuchLess:
            move_slider(place, -kManySteps, frame);
            break;
        case Act::kClose:
            for (const auto press : {input::Press::kDown, input::Press::kUp})
                frame.push(input::KeyEvent{input::Key::kEscape, press, {}});
            break;
        case Act::kEnter:
        case Act::kBack:
            break;  // The cursor's own.
    }
}

void SwitchAccess::press(Switch which, ui::Frame& frame, double now_s) {
    if (!is_on_) return;
    const Place* before = cursor_.at();
    const auto was = before != nullptr ? std::pair(before->target, before->act)
                                       : std::pair(std::uint64_t{0}, Act::kEnter);
    if (which == Switch::kSelect) {
        if (const auto chosen = cursor_.select(now_s)) carry_out(*chosen, frame);
    } else {
        (void)cursor_.step(now_s);
    }
    const Place* after = cursor_.at();
    if (after == nullptr || before == nullptr || std::pair(after->target, after->act) != was) {
        arrive(frame);
    }
}

bool SwitchAccess::advance(ui::Frame& frame, double now_s) {
    if (!is_on_ || !cursor_.advance(now_s)) return false;
    arrive(frame);
    return true;
}

std::optional<double> SwitchAccess::next_s() const {
    return is_on_ ? cursor_.next_s() : std::nullopt;
}

void SwitchAccess::follow(ui::Frame& frame, double now_s) {
    if (!is_on_) return;
    if (cursor_.set_places(ui::scan_plan(frame.nodes()), now_s)) {
        arrive(frame);
    } else {
        show(frame);  // What it stands on may have moved.
    }
}

// The mark stands where the highlight stands now.
void SwitchAccess::show(ui::Frame& frame) {
    const Place* place = cursor_.at();
    if (place == nullptr) {
        frame.set_mark(std::nullopt);
        return;
    }
    const auto around = ui::scan_rect(frame.nodes(), *place, cursor_.around());
    if (!around) {
        frame.set_mark(std::nullopt);
        return;
    }
    frame.set_mark(ui::Mark{*around, is_widget(*place) ? std::string() : place->name});
}

void SwitchAccess::arrive(ui::Frame& frame) {
    show(frame);
    const Place* place = cursor_.at();
    told_.clear();
    if (place == nullptr) return;
    // The keyboard comes along, and with it the list scrolls there and a voice says what it is. Not
    // to a field, which would begin to be written in, and not to what leaves the keyboard alone.
    if (place->act == Act::kPress) {
        frame.ask({access::NodeId{place->target}, access::Action::kFocus});
    } else {
        told_ = place->name;
    }
}

std::string SwitchAccess::take_told() {
    return std::exchange(told_, {});
}

}  // namespace belvedere::window
