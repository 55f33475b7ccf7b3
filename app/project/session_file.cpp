// SPDX-License-Identifier: Apache-2.0
#include "app/project/session_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <utility>

#include "app/project/project_file.hpp"
#include "app/project/project_json.hpp"

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

}  // namespace

SessionFile::SessionFile(std::filesystem::path folder) : folder_(std::move(folder)) {
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
    Project project = session.project;
    put_member(project, kFileKey, session.file);
    return save(autosave_in(folder_), project);
}

}  // namespace belvedere::project
