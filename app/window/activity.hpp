// SPDX-License-Identifier: Apache-2.0
// Activity: something under way that takes longer than a moment. It is shown with how far it is,
// told once, and can be cancelled by keyboard.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "app/words/words.hpp"
#include "engine/core/ids.hpp"
#include "engine/core/result.hpp"

namespace belvedere::window {

struct Session;

// What lasts longer than this is told.
inline constexpr double kActivityTold_s = 1.0;
// What a slice of work on the main thread may take, so that the window goes on answering.
inline constexpr double kActivitySlice_s = 0.012;

struct Activity {
    words::Sentence what;
    std::optional<double> fraction;  // 0..1; nothing: nobody knows.
    // A slice of work on the main thread; true when all is done. Empty: the work is done elsewhere,
    // and whoever does it ends the activity.
    std::function<bool(Activity&)> step;
    std::function<void()> cancel;  // Empty: it cannot be cancelled.
    SourceId source;               // The layer that is being opened; invalid: none.
    std::uint64_t number = 0;      // Given when it begins.
    double begin_s = 0.0;
    bool is_told = false;
};

// Main thread. The number it is called by from now on.
std::uint64_t begin_activity(Session& session, Activity activity);
void end_activity(Session& session, std::uint64_t number);
// Null when it has ended.
[[nodiscard]] Activity* find_activity(Session& session, std::uint64_t number);
// Cancels the one that began last; kDenied when nothing can be.
[[nodiscard]] Result<void> cancel_activity(Session& session);
// That one; likewise when it has ended or cannot be cancelled.
[[nodiscard]] Result<void> cancel_activity(Session& session, std::uint64_t number);
[[nodiscard]] bool can_cancel_activity(const Session& session);

// Once a round: layers that take long to open become activities, those that could not be opened are
// told with what may help, works go on by a slice, and what lasts is told.
void follow_activities(Session& session, double now_s);
// When follow_activities() wants to be called again; negative: not before something happens.
[[nodiscard]] double activities_wait_s(const Session& session, double now_s);
// What is shown of it: "Making the demo city… 40 %"; empty while nothing is to be shown.
[[nodiscard]] std::string activity_text(const Session& session, double now_s);

}  // namespace belvedere::window
