// SPDX-License-Identifier: Apache-2.0
// A feed that is being opened by a thread of its own: a keyring may wait for a person, and a file
// may be long.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "engine/core/result.hpp"
#include "engine/feed/feed.hpp"

namespace belvedere::live {

using OpenedFeed = Result<std::unique_ptr<feed::Feed>>;
// Has a job done: by a thread, or at once.
using RunJob = std::function<void(std::function<void()> job)>;

// One attempt. The thread owns all that it touches, so that nobody has to wait for it: what it
// opens for an attempt that is given up is closed by it. One thread calls everything here.
class OpeningFeed {
  public:
    // `wake` is called once there is an outcome. Without `run` a thread is begun.
    OpeningFeed(std::function<OpenedFeed()> open, std::function<void()> wake, const RunJob& run);
    ~OpeningFeed();  // Gives it up.
    OpeningFeed(OpeningFeed&&) noexcept;
    OpeningFeed& operator=(OpeningFeed&&) noexcept;

    // The outcome, once.
    [[nodiscard]] std::optional<OpenedFeed> take();
    // Gives all up and waits until their threads are done, for `seconds_max` at most: one that
    // waits for a person is left to itself.
    static void give_up(std::vector<OpeningFeed> openings, double seconds_max);

  private:
    struct Box;
    std::shared_ptr<Box> box_;
};

}  // namespace belvedere::live
