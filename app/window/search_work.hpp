// SPDX-License-Identifier: Apache-2.0
// Searching loaded features from commands: at once where that takes no longer than a frame allows,
// else as an activity that is shown and can be cancelled.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "engine/core/ids.hpp"
#include "engine/core/result.hpp"

namespace belvedere::window {

struct Session;

struct SearchWork {
    std::string text;
    std::size_t count_max = 0;
    std::uint64_t* activity = nullptr;  // Of the same purpose; one that is under way is given up.
    std::function<void(std::vector<FeatureId> found)> done;  // Never called once it is cancelled.
};
// Main thread. `activity` and whatever `done` uses must live as long as the session.
void search(Session& session, SearchWork work);

// Finds what the object cursor's filter names, unless that is known, then carries on: at once, or
// when the search is done; a failure of that time is told as a notice.
[[nodiscard]] Result<void> with_filter(Session& session, std::function<Result<void>()> then);

}  // namespace belvedere::window
