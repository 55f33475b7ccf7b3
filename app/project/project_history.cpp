// SPDX-License-Identifier: Apache-2.0
#include "app/project/project_history.hpp"

namespace belvedere::project {
namespace {

// Camera and layout stay as they are now when a step is undone: nobody who takes back a layer's
// opacity wants to be flown somewhere else.
std::shared_ptr<const Project> with_view_of(const Project& now, const Project& other) {
    auto result = std::make_shared<Project>(other);
    result->view = now.view;
    result->has_view = now.has_view;
    result->layout = now.layout;
    return result;
}

}  // namespace

ProjectHistory::ProjectHistory(Project first)
    : now_(std::make_shared<const Project>(std::move(first))) {}

void ProjectHistory::apply(Project next, std::string title, const std::string& merge_key) {
    if (next == *now_) return;
    const bool merges = !merge_key.empty() && merge_key == merge_key_ && !past_.empty();
    if (!merges) past_.push_back({now_, std::move(title)});
    if (past_.size() > kUndoStepsMax) past_.pop_front();
    merge_key_ = merge_key;
    now_ = std::make_shared<const Project>(std::move(next));
    future_.clear();
}

void ProjectHistory::amend(Project next) {
    now_ = std::make_shared<const Project>(std::move(next));
}

void ProjectHistory::reset(Project first) {
    *this = ProjectHistory(std::move(first));
}

std::string ProjectHistory::undo_title() const {
    return past_.empty() ? std::string() : past_.back().title;
}

std::string ProjectHistory::redo_title() const {
    return future_.empty() ? std::string() : future_.back().title;
}

bool ProjectHistory::undo() {
    if (past_.empty()) return false;
    Step step = std::move(past_.back());
    past_.pop_back();
    future_.push_back({now_, step.title});
    now_ = with_view_of(*now_, *step.project);
    merge_key_.clear();
    return true;
}

bool ProjectHistory::redo() {
    if (future_.empty()) return false;
    Step step = std::move(future_.back());
    future_.pop_back();
    past_.push_back({now_, step.title});
    now_ = with_view_of(*now_, *step.project);
    merge_key_.clear();
    return true;
}

}  // namespace belvedere::project
