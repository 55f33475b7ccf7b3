// SPDX-License-Identifier: Apache-2.0
// SessionFile: what keeps a session for the next start, whatever ends this one.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "app/project/project.hpp"
#include "engine/core/job_pool.hpp"
#include "engine/core/result.hpp"

namespace belvedere::project {

// What a session was about.
struct KeptSession {
    Project project;
    std::string file;  // The project file it was opened from or saved to; empty: none.
};

// How the session before this one came to its end.
enum class LastEnd {
    kInOrder,
    kUnexpected,  // A crash, a kill, a power cut: what was open is still kept.
};

// While it lives, `folder` belongs to this process: a lock that the system lets go of even after a
// crash. What the session before kept is moved aside first, so that this one cannot overwrite it.
// A second program on the same folder keeps nothing: the first one's session is not its own.
// Main thread. Files: autosave.json, last_session.json, session.lock.
class SessionFile {
  public:
    explicit SessionFile(std::filesystem::path folder);
    // The end is in order now. Waits for a write that is under way.
    ~SessionFile();
    SessionFile(const SessionFile&) = delete;
    SessionFile& operator=(const SessionFile&) = delete;

    [[nodiscard]] LastEnd last_end() const { return last_end_; }
    // The session before this one; kNotFound when there is none.
    [[nodiscard]] Result<KeptSession> last() const;
    // Replaces what is kept of this session so that a crash leaves the old or the new. Does nothing
    // in a second program.
    [[nodiscard]] Result<void> keep(const KeptSession& session) const;
    // The same on a worker, for while a person moves on: returns at once, a disk that is slow holds
    // no frame. Of several that wait only the newest is written; what cannot be written is logged.
    void keep_soon(JobPool& jobs, KeptSession session);

  private:
    struct Lane;
    std::filesystem::path folder_;
    std::shared_ptr<Lane> lane_;
    int lock_ = -1;  // Held: this process owns the folder.
    LastEnd last_end_ = LastEnd::kInOrder;
};

}  // namespace belvedere::project
