// SPDX-License-Identifier: Apache-2.0
#include "app/live/opening_feed.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

#include "engine/core/clock.hpp"

namespace belvedere::live {

struct OpeningFeed::Box {
    std::mutex mutex;
    std::condition_variable ended;
    std::function<void()> wake;
    std::optional<OpenedFeed> made;
    bool is_wanted = true;
    bool is_done = false;

    void put(OpenedFeed opened) {
        const std::lock_guard lock(mutex);
        is_done = true;
        ended.notify_all();
        if (!is_wanted) return;
        made = std::move(opened);
        if (wake) wake();
    }
    // From here on nobody is woken.
    std::optional<OpenedFeed> give_up() {
        const std::lock_guard lock(mutex);
        is_wanted = false;
        wake = {};
        return std::exchange(made, std::nullopt);
    }
};

OpeningFeed::OpeningFeed(std::function<OpenedFeed()> open, std::function<void()> wake,
                         const RunJob& run)
    : box_(std::make_shared<Box>()) {
    box_->wake = std::move(wake);
    auto job = [box = box_, open = std::move(open)] { box->put(open()); };
    if (run) {
        run(std::move(job));
    } else {
        std::thread(std::move(job)).detach();
    }
}

OpeningFeed::OpeningFeed(OpeningFeed&&) noexcept = default;

OpeningFeed& OpeningFeed::operator=(OpeningFeed&& other) noexcept {
    if (box_) (void)box_->give_up();
    box_ = std::move(other.box_);
    return *this;
}

OpeningFeed::~OpeningFeed() {
    if (box_) (void)box_->give_up();
}

std::optional<OpenedFeed> OpeningFeed::take() {
    const std::lock_guard lock(box_->mutex);
    return std::exchange(box_->made, std::nullopt);
}

void OpeningFeed::give_up(std::vector<OpeningFeed> openings, double seconds_max) {
    for (OpeningFeed& opening : openings)
        (void)opening.box_->give_up();
    const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds_max);
    for (OpeningFeed& opening : openings) {
        std::unique_lock lock(opening.box_->mutex);
        opening.box_->ended.wait_until(lock, end, [&] { return opening.box_->is_done; });
    }
}

}  // namespace belvedere::live
