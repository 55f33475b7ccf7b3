// SPDX-License-Identifier: Apache-2.0
#include "engine/core/job_pool.hpp"

#include <pthread.h>
#include <sched.h>

#include <condition_variable>
#include <cstdint>
#include <exception>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "engine/core/log.hpp"

namespace belvedere {

struct JobPool::State {
    mutable std::mutex mutex;
    std::condition_variable work_arrived;
    std::condition_variable became_idle;
    std::multimap<double, std::function<void()>> waiting;  // Keeps the sequence of equal orders.
    std::size_t running = 0;
    bool stopping = false;
    std::vector<std::thread> threads;

    void run_worker(WorkerScheduling scheduling);
};

namespace {

void lower_priority() {
    const sched_param parameters{};
    if (pthread_setschedparam(pthread_self(), SCHED_IDLE, &parameters) != 0) {
        log::debug("worker keeps normal priority: SCHED_IDLE was refused");
    }
}

// A job that throws has a bug (allocation failure included); the pool survives it and says so.
void run_guarded(const std::function<void()>& job) {
    try {
        job();
    } catch (const std::exception& problem) {
        log::error(std::string("a background job failed: ") + problem.what());
    }
}

}  // namespace

void JobPool::State::run_worker(WorkerScheduling scheduling) {
    pthread_setname_np(pthread_self(), "worker");
    if (scheduling == WorkerScheduling::kIdle) lower_priority();
    std::unique_lock lock(mutex);
    while (true) {
        work_arrived.wait(lock, [this] { return stopping || !waiting.empty(); });
        if (stopping) return;
        const std::function<void()> job = std::move(waiting.begin()->second);
        waiting.erase(waiting.begin());
        ++running;
        lock.unlock();
        run_guarded(job);
        lock.lock();
        --running;
        if (running == 0 && waiting.empty()) became_idle.notify_all();
    }
}

JobPool::JobPool(JobPoolOptions options) : state_(std::make_unique<State>()) {
    state_->threads.reserve(options.threads);
    for (std::size_t i = 0; i < options.threads; ++i) {
        state_->threads.emplace_back([state = state_.get(), scheduling = options.scheduling] {
            state->run_worker(scheduling);
        });
    }
}

JobPool::~JobPool() {
    {
        const std::lock_guard lock(state_->mutex);
        state_->stopping = true;
    }
    state_->work_arrived.notify_all();
    for (std::thread& thread : state_->threads) {
        thread.join();
    }
}

void JobPool::submit(std::function<void()> job, double order) {
    {
        const std::lock_guard lock(state_->mutex);
        state_->waiting.emplace(order, std::move(job));
    }
    state_->work_arrived.notify_one();
}

std::size_t JobPool::pending() const {
    const std::lock_guard lock(state_->mutex);
    return state_->waiting.size() + state_->running;
}

void JobPool::wait_idle() {
    std::unique_lock lock(state_->mutex);
    state_->became_idle.wait(lock,
                             [this] { return state_->waiting.empty() && state_->running == 0; });
}

}  // namespace belvedere
