// SPDX-License-Identifier: Apache-2.0
#include "app/window/session_keeper.hpp"

#include <mutex>
#include <span>
#include <string>
#include <utility>

#include "app/project/project_json.hpp"
#include "engine/core/file.hpp"
#include "engine/core/log.hpp"

namespace belvedere::window {

struct SessionKeeper::Lane {
    std::filesystem::path path;
    std::mutex mutex;  // Of what follows.
    std::optional<std::string> waiting;
    bool is_writing = false;
    std::mutex file;  // Held while the file is written.

    Result<void> write(const std::string& json) {
        const std::lock_guard lock(file);
        std::error_code ignored;
        std::filesystem::create_directories(path.parent_path(), ignored);
        return write_file_atomic(path, std::as_bytes(std::span(json)));
    }
    void write_what_waits() {
        while (true) {
            std::string json;
            {
                const std::lock_guard lock(mutex);
                if (!waiting) {
                    is_writing = false;
                    return;
                }
                json = *std::exchange(waiting, std::nullopt);
            }
            if (auto written = write(json); !written)
                log::warning("the session cannot be kept: " + written.error().message);
        }
    }
};

SessionKeeper::SessionKeeper(JobPool& jobs, std::filesystem::path path)
    : jobs_(jobs), lane_(std::make_shared<Lane>()) {
    lane_->path = std::move(path);
}

bool SessionKeeper::differs(const project::Project& now) const {
    return !kept_ || *kept_ != now;
}

void SessionKeeper::keep(const project::Project& now) {
    kept_ = now;
    std::string json = project::to_json(now);
    {
        const std::lock_guard lock(lane_->mutex);
        lane_->waiting = std::move(json);
        if (std::exchange(lane_->is_writing, true)) return;
    }
    // Before tiles: it is small, and what it saves is the person's.
    constexpr double kUrgent = -1e9;
    jobs_.submit([lane = lane_] { lane->write_what_waits(); }, kUrgent);
}

Result<void> SessionKeeper::keep_at_once(const project::Project& now) {
    kept_ = now;
    {
        const std::lock_guard lock(lane_->mutex);
        lane_->waiting.reset();
    }
    return lane_->write(project::to_json(now));
}

}  // namespace belvedere::window
