// SPDX-License-Identifier: Apache-2.0
// Stage: what presenting holds in the session: which view is shown, and what the audience sees of
// it. Plain data; the rules stand in stage_commands.cpp.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <glm/vec2.hpp>

#include "app/picture/surround.hpp"
#include "app/platform/monitors.hpp"
#include "app/project/show.hpp"
#include "app/window/stage_plan.hpp"
#include "app/words/words.hpp"
#include "engine/core/result.hpp"

namespace belvedere::window {

struct Session;

struct Stage {
    bool is_on = false;
    std::string screen;  // As wished; see StageWish.
    std::optional<std::size_t> current;
    bool is_frozen = false;
    picture::Blank blank = picture::Blank::kNone;
    std::optional<glm::vec2>
        pointer;  // Shares of the picture's width and height, from the top left.
    // A scripted show, instead of the project's bookmarks.
    std::optional<project::Show> show;
    double show_until_s = 0.0, show_next_s = 0.0;  // Steady seconds; 0: not begun.
    std::size_t rounds = 0;                        // How often it came to its end.

    // Filled by the application.
    StagePlan plan;
    std::vector<platform::Monitor> monitors;
    words::Sentence problem;
    double begun_s = 0.0;
};

// The views that are presented: the show's, else the project's bookmarks.
[[nodiscard]] std::size_t stage_views(const Session& session);
// Null beyond the end.
[[nodiscard]] const project::Bookmark* stage_view(const Session& session, std::size_t index);
// Flies there and makes it the current one; kUsage beyond the end.
[[nodiscard]] Result<void> go_to_stage_view(Session& session, std::size_t index);

}  // namespace belvedere::window
