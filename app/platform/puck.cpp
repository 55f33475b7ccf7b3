// SPDX-License-Identifier: Apache-2.0
#include "app/platform/puck.hpp"

#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <mutex>
#include <thread>
#include <utility>

#include "engine/core/log.hpp"

namespace belvedere::platform {

struct Puck::Shared {
    std::unique_ptr<PuckDriver> driver;
    std::function<void()> wake;
    int ended = -1;  // Readable once the owner wants the thread to end.
    std::thread thread;
    std::atomic<bool> is_running = false, is_there = false;
    std::mutex mutex;
    News news;

    void start();
    void stop();
    void listen();
    // False when the driver has gone.
    bool read_all();
};

void Puck::Shared::start() {
    if (ended < 0) return;
    is_running = true;
    thread = std::thread([this] {
        // The library writes to a socket: a driver that has gone must not end the program.
        sigset_t pipe_signal;
        sigemptyset(&pipe_signal);
        sigaddset(&pipe_signal, SIGPIPE);
        pthread_sigmask(SIG_BLOCK, &pipe_signal, nullptr);
        listen();
        is_there = false;
        is_running = false;
    });
}

void Puck::Shared::stop() {
    if (!thread.joinable()) return;
    const eventfd_t one = 1;
    (void)eventfd_write(ended, one);
    thread.join();
}

bool Puck::Shared::read_all() {
    while (auto word = driver->next()) {
        if (std::holds_alternative<PuckDriver::Lost>(*word)) return false;
        const std::lock_guard lock(mutex);
        if (const auto* state = std::get_if<input::PuckState>(&*word)) news.state = *state;
        if (const auto* button = std::get_if<input::DeviceButtonEvent>(&*word)) {
            if (news.buttons.size() < kButtonsMax) news.buttons.push_back(*button);
        }
    }
    return true;
}

void Puck::Shared::listen() {
    const int words = driver->open();
    if (words < 0) return;
    is_there = true;
    while (true) {
        pollfd waits[] = {{words, POLLIN, 0}, {ended, POLLIN, 0}};
        if (poll(waits, 2, -1) < 0 && errno != EINTR) break;
        if (waits[1].revents != 0) break;
        if (waits[0].revents == 0) continue;
        const bool is_alive = read_all();
        if (!is_alive) {
            log::debug("the driver of the six-axis device has gone");
            const std::lock_guard lock(mutex);
            news.state = {};
        }
        wake();
        if (!is_alive) break;
    }
    driver->close();
}

Puck::Puck(std::unique_ptr<PuckDriver> driver, std::function<void()> wake)
    : shared_(std::make_unique<Shared>()) {
    shared_->driver = std::move(driver);
    shared_->wake = std::move(wake);
    shared_->ended = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    shared_->start();
}

Puck::~Puck() {
    shared_->stop();
    if (shared_->ended >= 0) ::close(shared_->ended);
}

Puck::News Puck::take() {
    const std::lock_guard lock(shared_->mutex);
    return {shared_->news.state, std::exchange(shared_->news.buttons, {})};
}

bool Puck::is_there() const {
    return shared_->is_there;
}

void Puck::look_again() {
    if (shared_->is_running) return;
    if (shared_->thread.joinable()) shared_->thread.join();
    shared_->start();
}

}  // namespace belvedere::platform
