// SPDX-License-Identifier: Apache-2.0
// The end of a thread that talks to a service of the desktop (speech, sound), which may hang.
#pragma once

#include <chrono>
#include <mutex>
#include <thread>

#include "engine/access/limits.hpp"

namespace belvedere::access {

// Asks the thread to end and waits for it, kBusCall_ms at most; one that hangs in a call of its
// service is left behind. `work` is what both sides share: `mutex`, the condition variables `work`
// and `finished`, and under the mutex the flags `is_stopping`, which the thread obeys, and
// `is_finished`, which it sets last. It must outlive the thread (a shared_ptr that the thread holds
// too). Called by whoever started the thread; does nothing for one that never ran.
template <class Work>
void end_service(Work& work, std::thread& thread) {
    if (!thread.joinable()) return;
    std::unique_lock lock(work.mutex);
    work.is_stopping = true;
    work.work.notify_all();
    const bool is_finished = work.finished.wait_for(
        lock, std::chrono::milliseconds(limits::kBusCall_ms), [&] { return work.is_finished; });
    lock.unlock();
    if (is_finished) {
        thread.join();
    } else {
        thread.detach();
    }
}

}  // namespace belvedere::access
