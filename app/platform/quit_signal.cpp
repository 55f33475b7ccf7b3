// SPDX-License-Identifier: Apache-2.0
#include "app/platform/quit_signal.hpp"

#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <thread>
#include <utility>

#include "engine/core/log.hpp"

namespace belvedere::platform {

struct QuitSignal::State {
    std::function<void()> quit;
    sigset_t before{};
    int signals = -1;
    int ended = -1;  // Readable once the owner wants the thread to end.
    bool is_blocked = false;
    std::thread thread;

    void listen() const;
    bool prepare();
    ~State() {
        if (signals >= 0) close(signals);
        if (ended >= 0) close(ended);
        if (is_blocked) pthread_sigmask(SIG_SETMASK, &before, nullptr);
    }
};

bool QuitSignal::State::prepare() {
    sigset_t wanted;
    sigemptyset(&wanted);
    for (const int signal : {SIGTERM, SIGINT, SIGHUP})
        sigaddset(&wanted, signal);
    is_blocked = pthread_sigmask(SIG_BLOCK, &wanted, &before) == 0;
    if (!is_blocked) return false;
    signals = signalfd(-1, &wanted, SFD_CLOEXEC);
    ended = eventfd(0, EFD_CLOEXEC);
    return signals >= 0 && ended >= 0;
}

void QuitSignal::State::listen() const {
    bool is_asked = false;
    while (true) {
        pollfd waits[] = {{signals, POLLIN, 0}, {ended, POLLIN, 0}};
        if (poll(waits, 2, -1) < 0) {
            if (errno == EINTR) continue;
            return;
        }
        if (waits[1].revents != 0) return;
        signalfd_siginfo info{};
        if (read(signals, &info, sizeof(info)) != sizeof(info)) continue;
        const int signal = static_cast<int>(info.ssi_signo);
        if (is_asked) {
            std::signal(signal, SIG_DFL);
            sigset_t one;
            sigemptyset(&one);
            sigaddset(&one, signal);
            pthread_sigmask(SIG_UNBLOCK, &one, nullptr);
            raise(signal);
        }
        is_asked = true;
        quit();
    }
}

QuitSignal::QuitSignal(std::function<void()> quit) : state_(std::make_unique<State>()) {
    state_->quit = std::move(quit);
    if (!state_->prepare()) {
        log::warning("signals end the program at once: they cannot be listened to");
        state_ = nullptr;
        return;
    }
    state_->thread = std::thread([state = state_.get()] { state->listen(); });
}

QuitSignal::~QuitSignal() {
    if (!state_) return;
    const eventfd_t one = 1;
    if (eventfd_write(state_->ended, one) == 0) {
        state_->thread.join();
        return;
    }
    // Cannot happen with a counter at zero; a thread that waits for ever is not waited for.
    state_->thread.detach();
    static_cast<void>(state_.release());
}

}  // namespace belvedere::platform
