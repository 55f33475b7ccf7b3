// SPDX-License-Identifier: Apache-2.0
// ProjectHistory: the project now, and the ones before it, for undo and redo.
#pragma once

#include <cstddef>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "app/project/project.hpp"

namespace belvedere::project {

// Undo steps kept; the oldest is dropped beyond it. A project is a few kilobytes.
inline constexpr std::size_t kUndoStepsMax = 200;

// Main thread. Values are shared and immutable, so a snapshot costs a pointer.
class ProjectHistory {
  public:
    explicit ProjectHistory(Project first = {});

    [[nodiscard]] const Project& now() const { return *now_; }
    [[nodiscard]] std::shared_ptr<const Project> snapshot() const { return now_; }

    // Makes `next` the project. `title` is what undo calls the step. Steps that follow one another
    // under the same non-empty `merge_key` (a slider being dragged) become one step.
    void apply(Project next, std::string title, const std::string& merge_key = {});
    // Changes what is no step of its own: the camera, the panels' layout.
    void amend(Project next);
    // Starts over with another project.
    void reset(Project first);

    // Titles of what undo() and redo() would do; empty when there is nothing.
    [[nodiscard]] std::string undo_title() const;
    [[nodiscard]] std::string redo_title() const;
    bool undo();
    bool redo();

  private:
    struct Step {
        std::shared_ptr<const Project> project;
        std::string title;
    };
    std::shared_ptr<const Project> now_;
    std::deque<Step> past_;
    std::vector<Step> future_;
    std::string merge_key_;
};

}  // namespace belvedere::project
