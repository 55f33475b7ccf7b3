// SPDX-License-Identifier: Apache-2.0
// The past of charted values beyond memory, from the servers that keep it.
#pragma once

#include <optional>

#include "app/window/session.hpp"

namespace belvedere::window {

// How far the loading of older values of a series is.
struct LoadingPast {
    std::optional<double> fraction;  // 0..1 of the asked time; nothing: no answer has come yet.
};
// Nothing: none are on their way.
[[nodiscard]] std::optional<LoadingPast> loading_past(const Session& session,
                                                      const project::ChartedSeries& series);
// Ends what is under way for a series, or for all, and says so. False when nothing is.
bool cancel_past(Session& session, const project::ChartedSeries& series);
bool cancel_pasts(Session& session);
// Ends what is under way where the chart is no longer shown: nobody waits for it. Once a frame.
void follow_pasts(Session& session);

}  // namespace belvedere::window
