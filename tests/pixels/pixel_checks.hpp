// SPDX-License-Identifier: Apache-2.0
// What is wrong with a frame, measured on its pixels: the rules that every panel is tested by.
#pragma once

#include <string>
#include <vector>

#include "tests/pixels/stage.hpp"

namespace belvedere::test {

// One broken rule at one widget, or at a letter that belongs to none.
struct Fault {
    std::string rule;    // "contrast of text", "cut text" ...
    std::string node;    // Its id.
    std::string detail;  // "3.9:1, 4.5:1 wanted".
};

// WCAG 2.2 as far as pixels tell it:
// - 1.4.3 and 1.4.6, text stands out from what really lies behind it: 4.5:1, in the themes of high
//   contrast 7:1; what cannot be pressed now 3:1.
// - 1.4.11, outlines of fields and choices, marks, knobs, tracks and chart lines: 3:1.
// - 1.4.4, 1.4.10, 1.4.12: no letter is cut or painted over, nothing of our own words is left out,
//   everything stands in the window and in its container.
// - 2.5.8, what is pressed has at least 24 pixels each way, 44 where the person asked for it.
// - Every letter has a glyph.
[[nodiscard]] std::vector<Fault> faults_of(const Shown& shown);

// WCAG 2.4.7, 2.4.11 and 2.4.13, of a frame in which a widget has the keyboard: the ring around it
// changes at least the area of a line of two pixels by 3:1, all of the widget is in sight, and
// nothing is painted over its text.
[[nodiscard]] std::vector<Fault> faults_of_focus(const Shown& shown);

}  // namespace belvedere::test
