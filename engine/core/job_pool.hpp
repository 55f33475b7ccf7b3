// SPDX-License-Identifier: Apache-2.0
// Worker threads: jobs take values and return values; the most urgent waiting job runs next.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>

namespace belvedere {

// How workers share the cores with the thread that draws.
enum class WorkerScheduling {
    kNormal,  // Equal to the main thread: for machines whose GPU draws.
    kIdle,    // SCHED_IDLE: only time nobody else wants. For software devices, which draw on the
              // same cores: one busy worker at normal priority costs a frame 8-37 ms there.
};

struct JobPoolOptions {
    std::size_t threads = 2;
    WorkerScheduling scheduling = WorkerScheduling::kNormal;
};

// A fixed set of threads. Jobs own what they touch and must not block on one another; results
// travel through queues of the owner. submit() may be called from any thread, also from a job.
// The destructor drops waiting jobs and joins the running ones.
class JobPool {
  public:
    explicit JobPool(JobPoolOptions options);
    JobPool(const JobPool&) = delete;
    JobPool& operator=(const JobPool&) = delete;
    ~JobPool();

    // Runs `job` once on some worker. Smaller `order` runs first; equal orders keep their sequence.
    void submit(std::function<void()> job, double order = 0.0);

    // Jobs waiting or running now.
    [[nodiscard]] std::size_t pending() const;
    // Blocks until nothing is pending; for tests and for leaving.
    void wait_idle();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace belvedere
