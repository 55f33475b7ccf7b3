// SPDX-License-Identifier: Apache-2.0
// Cursor: where scanning stands, for a person who has one switch or two.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "app/scan/place.hpp"

namespace belvedere::scan {

enum class Switches : std::uint8_t {
    kOne,  // The highlight goes on by itself; the switch takes what it stands on.
    kTwo,  // One switch goes on, the other takes.
};

// Seconds, and rounds through a group without a press, after which it is left.
struct Pace {
    Switches switches = Switches::kOne;
    double dwell_s = 1.2;
    double first_pause_s = 0.6;  // So much longer on the first of a group: a hand gets ready.
    int rounds = 3;
    double ignore_s = 0.1;  // A press so soon after another one is a tremble.
};

// Policy alone: it knows places and time, no window and no keys. Time is passed in (steady
// seconds), so that tests are exact. The highlight stands nowhere until a switch is pressed, and
// leaves again after `rounds` rounds through the outermost places: a window at rest stays at rest.
class Cursor {
  public:
    void set_pace(const Pace& pace) { pace_ = pace; }

    // The places there are now. The highlight stays on what it stood on; when that is gone it goes
    // to what stands there instead, and when its outermost group is gone (a menu or dialog has
    // opened or closed) to the first place. True when it moved.
    bool set_places(std::vector<Place> places, double now_s);

    // What was chosen by a press, to be carried out; nothing when it began to scan, went into a
    // group or out of it, or was a tremble. The highlight stays where it is, for another press.
    [[nodiscard]] std::optional<Place> select(double now_s);
    // The switch that goes on. True when the highlight moved.
    bool step(double now_s);
    // Goes on by itself when it is time. True when the highlight moved.
    bool advance(double now_s);
    // When advance() has something to do; nothing: never.
    [[nodiscard]] std::optional<double> next_s() const;

    // The highlighted place, and the group around it; null: none. Until the next call.
    [[nodiscard]] const Place* at() const;
    [[nodiscard]] const Place* around() const;
    // The highlight stands nowhere.
    void stop();

  private:
    struct Spot {
        std::uint64_t target;
        Act act;
        std::size_t index;
    };
    [[nodiscard]] const std::vector<Place>* level(std::size_t depth) const;
    [[nodiscard]] bool is_tremble(double now_s);
    void stand(std::size_t index, double now_s);
    void leave_group(double now_s);
    void go_on(double now_s);

    Pace pace_;
    std::vector<Place> places_;
    std::vector<Spot> path_;  // Outermost first; the last is the highlight.
    int rounds_ = 0;          // Through this group since the last press.
    double due_s_ = 0.0;
    double last_press_s_ = -1e9;
};

}  // namespace belvedere::scan
