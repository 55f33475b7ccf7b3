// SPDX-License-Identifier: Apache-2.0
#include "engine/core/job_batch.hpp"

#include <condition_variable>
#include <mutex>

namespace belvedere {

namespace {

struct Batch {
    std::mutex mutex;
    std::condition_variable all_done;
    std::size_t done = 0;
};

// Counts a job as done however it ends, so that one that throws does not leave the caller waiting.
class DoneOnExit {
  public:
    DoneOnExit(Batch& batch, std::size_t count, const std::function<void(std::size_t)>& finished)
        : batch_(batch), count_(count), finished_(finished) {}
    DoneOnExit(const DoneOnExit&) = delete;
    DoneOnExit& operator=(const DoneOnExit&) = delete;
    ~DoneOnExit() {
        const std::lock_guard lock(batch_.mutex);
        ++batch_.done;
        if (finished_) finished_(batch_.done);
        // Under the lock: the waiting caller owns the batch and leaves as soon as it may.
        if (batch_.done == count_) batch_.all_done.notify_all();
    }

  private:
    Batch& batch_;
    std::size_t count_;
    const std::function<void(std::size_t)>& finished_;
};

}  // namespace

void run_batch(JobPool& pool, std::size_t count, const std::function<void(std::size_t)>& job,
               const std::function<void(std::size_t)>& finished) {
    Batch batch;
    for (std::size_t i = 0; i < count; ++i) {
        pool.submit([&batch, &job, &finished, count, i] {
            const DoneOnExit done(batch, count, finished);
            job(i);
        });
    }
    std::unique_lock lock(batch.mutex);
    batch.all_done.wait(lock, [&] { return batch.done == count; });
}

}  // namespace belvedere
