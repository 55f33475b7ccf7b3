// SPDX-License-Identifier: Apache-2.0
// SessionKeeper: the session on disk, as it is now, so that a crash loses less than a second.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>

#include "app/project/project.hpp"
#include "engine/core/job_pool.hpp"
#include "engine/core/result.hpp"

namespace belvedere::window {

// Main thread. A worker writes, one file after the other; only the newest of what waits is written.
class SessionKeeper {
  public:
    SessionKeeper(JobPool& jobs, std::filesystem::path path);

    // Whether keep() would write anything: it is another project than was kept last.
    [[nodiscard]] bool differs(const project::Project& now) const;
    // Returns at once.
    void keep(const project::Project& now);
    // Writes it here and now, for leaving.
    [[nodiscard]] Result<void> keep_at_once(const project::Project& now);

  private:
    struct Lane;
    JobPool& jobs_;
    std::shared_ptr<Lane> lane_;
    std::optional<project::Project> kept_;
};

}  // namespace belvedere::window
