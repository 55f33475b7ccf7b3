// SPDX-License-Identifier: Apache-2.0
// The past of charted values beyond memory, from the servers that keep it.
#pragma once

#include "app/window/session.hpp"

namespace belvedere::window {

// Older values of it are on their way.
[[nodiscard]] bool is_loading_past(const Session& session, const project::ChartedSeries& series);

}  // namespace belvedere::window
