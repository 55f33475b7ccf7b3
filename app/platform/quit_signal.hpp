// SPDX-License-Identifier: Apache-2.0
// QuitSignal: SIGTERM, SIGINT and SIGHUP as an orderly end of the program.
#pragma once

#include <functional>
#include <memory>

namespace belvedere::platform {

// While it lives, the first of these signals calls `quit` once, on a thread of its own; a second
// one ends the process as if nobody had listened, so that a hanging program can still be stopped.
// Make it before any other thread: signals are kept from the threads made after it. One at a time;
// destroy it on the thread that made it. Where the system refuses it, the signals keep their usual
// meaning and a warning is logged.
class QuitSignal {
  public:
    explicit QuitSignal(std::function<void()> quit);
    ~QuitSignal();
    QuitSignal(const QuitSignal&) = delete;
    QuitSignal& operator=(const QuitSignal&) = delete;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace belvedere::platform
