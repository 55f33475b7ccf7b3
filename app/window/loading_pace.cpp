// SPDX-License-Identifier: Apache-2.0
#include "app/window/loading_pace.hpp"

#include <algorithm>

namespace belvedere::window {
namespace {

// Frames shorter than this cost loading nothing that is noticed.
constexpr double kShortFrame_s = 0.020;
// Loading has twice the time of the frame before it, but progress shows about once a second.
constexpr double kTurns = 2.0;
constexpr double kLongestTurn_s = 0.8;

constexpr double kLeastBudget_ms = 1.0;
constexpr double kShareOfFrame = 0.05;
// While no frame is drawn: what a key pressed meanwhile may have to wait.
constexpr double kHeldBudget_ms = 8.0;

}  // namespace

void LoadingPace::note_frame(double end_s, double took_s) {
    until_s_ = took_s < kShortFrame_s ? end_s : end_s + std::min(took_s * kTurns, kLongestTurn_s);
}

double LoadingPace::budget_ms(double now_s, double last_frame_s) const {
    if (holds(now_s)) return kHeldBudget_ms;
    return std::clamp(last_frame_s * 1000.0 * kShareOfFrame, kLeastBudget_ms, kHeldBudget_ms);
}

}  // namespace belvedere::window
