// SPDX-License-Identifier: Apache-2.0
#include "app/project/session_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <mutex>
#include <optional>
#include <utility>

#include "app/project/project_file.hpp"
#include "app/project/project_json.hpp"
#include "engine/core/log.hpp"

namespace belvedere::project {
namespace {

// Where the project's file is kept inside the autosave; a project file itself never has it.
constexpr const char* kFileKey = "session_file";

std::filesystem::path autosave_in(const std::filesystem::path& folder) {
    return folder / "autosave.json";
}
std::filesystem::path last_in(const std::filesystem::path& folder) {
    return folder / "last_session.json";
}
std::filesystem::path lock_in(const std::filesystem::path& folder) {
    return folder / "session.lock";
}

Result<void> write(const std::filesystem::path& path, const KeptSession& session) {
    Project project = session.project;
    put_member(project, kFileKey, session.file);
    return save(path, project);
}

}  // namespace

// One writer at a time; what waits is replaced by what is newer.
struct SessionFile::Lane {
    std::filesystem::path path;
    std::mutex file;   // Held while it is written.
    std::mutex mutex;  // Of what follows.
    std::optional<KeptSession> waiting;
    bool is_writing = false;

    void write_what_waits() {
        while (true) {
            const std::lock_guard writing(file);
            std::optional<KeptSession> session;
            {
                const std::lock_guard lock(mutex);
                session = std::exchange(waiting, std::nullopt);
                if (!session) {
                    is_writing = false;
                    return;
                }
            }
            if (auto written = write(path, *session); !written) {
                log::warning("the session cannot be kept: " + written.error().message);
            }
        }
    }
    void drop_what_waits() {
        const std::lock_guard lock(mutex);
        waiting.reset();
    }
};

SessionFile::SessionFile(std::filesystem::path folder)
    : folder_(std::move(folder)), lane_(std::make_shared<Lane>()) {
    lane_->path = autosave_in(folder_);
    std::error_code ignored;  // A folder that cannot be written keeps nothing; keep() says so.
    std::filesystem::create_directories(folder_, ignored);
    // The file is there while a session runs; whoever finds it unlocked knows that one did not end.
    const bool was_there = std::filesystem::exists(lock_in(folder_), ignored);
    constexpr mode_t kOwnerOnly = 0600;
    lock_ = ::open(lock_in(folder_).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, kOwnerOnly);
    if (lock_ >= 0 && ::flock(lock_, LOCK_EX | LOCK_NB) != 0) {
        ::close(std::exchange(lock_, -1));
    }
    if (lock_ < 0) return;
    if (was_there) last_end_ = LastEnd::kUnexpected;
    const auto kept = load(autosave_in(folder_));
    if (kept && !kept->layers.empty()) {
        std::filesystem::rename(autosave_in(folder_), last_in(folder_), ignored);
    }
}

SessionFile::~SessionFile() {
    if (lock_ < 0) return;
    lane_->drop_what_waits();
    const std::lock_guard writing(lane_->file);
    std::error_code ignored;
    std::filesystem::remove(lock_in(folder_), ignored);
    ::close(lock_);
}

Result<KeptSession> SessionFile::last() const {
    auto project = load(last_in(folder_));
    if (!project) return fail(project.error());
    KeptSession session;
    session.file = take_member(*project, kFileKey);
    session.project = std::move(*project);
    return session;
}

Result<void> SessionFile::keep(const KeptSession& session) const {
    if (lock_ < 0) return {};
    lane_->drop_what_waits();
    const std::lock_guard writing(lane_->file);
    return write(lane_->path, session);
}

void SessionFile::keep_soon(JobPool& jobs, KeptSession session) {
    if (lock_ < 0) return;
    {
        const std::lock_guard lock(lane_->mutex);
        lane_->waiting = std::move(session);
        if (std::exchange(lane_->is_writing, true)) return;
    }
    // Before tiles: it is small, and what it saves is the person's.
    constexpr double kUrgent = -1e9;
    jobs.submit([lane = lane_] { lane->write_what_waits(); }, kUrgent);
}

}  // namespace belvedere::project
