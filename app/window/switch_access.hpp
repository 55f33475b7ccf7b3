// SPDX-License-Identifier: Apache-2.0
// SwitchAccess: the window worked by one switch or two: what scanning stands on is marked, has the
// keyboard and is told, and a press of the switch does there what a click would.
#pragma once

#include <optional>
#include <string>

#include "app/preferences/input_wishes.hpp"
#include "app/scan/cursor.hpp"
#include "app/ui/frame.hpp"

namespace belvedere::window {

enum class Switch { kSelect, kStep };

// Main thread. Costs nothing while it is off, and no frame while the highlight stands. Times are
// steady seconds.
class SwitchAccess {
  public:
    void set(const preferences::ScanWish& wish, ui::Frame& frame);
    [[nodiscard]] bool is_on() const { return is_on_; }

    void press(Switch which, ui::Frame& frame, double now_s);
    // Goes on by itself when it is time; true when it did.
    bool advance(ui::Frame& frame, double now_s);
    // When advance() has something to do; nothing: never.
    [[nodiscard]] std::optional<double> next_s() const;
    // After a frame: its widgets are what there is to go through now.
    void follow(ui::Frame& frame, double now_s);

    // What it came to that no widget tells by itself (a group, a way out), once.
    [[nodiscard]] std::string take_told();
    [[nodiscard]] const scan::Cursor& cursor() const { return cursor_; }

  private:
    void show(ui::Frame& frame);
    void arrive(ui::Frame& frame);
    static void carry_out(const scan::Place& place, ui::Frame& frame);

    scan::Cursor cursor_;
    bool is_on_ = false;
    std::string told_;
};

}  // namespace belvedere::window
