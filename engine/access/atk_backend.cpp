// SPDX-License-Identifier: Apache-2.0
#include "engine/access/atk_backend.hpp"

#include <glib.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "engine/access/atk_objects.hpp"
#include "engine/access/atk_toolkit.hpp"
#include "engine/access/limits.hpp"
#include "engine/access/listener_watch.hpp"
#include "engine/core/clock.hpp"
#include "engine/core/log.hpp"

namespace belvedere::access {
namespace {

// Runs `job` on the thread of the default GLib context. Not g_main_context_invoke: that runs it
// here and now while the thread does not own the context yet.
template <class Job>
void post_after(unsigned delay_ms, Job job) {
    GSource* source = delay_ms == 0 ? g_idle_source_new() : g_timeout_source_new(delay_ms);
    g_source_set_priority(source, G_PRIORITY_DEFAULT);
    g_source_set_callback(
        source,
        [](gpointer data) -> gboolean {
            (*static_cast<Job*>(data))();
            return G_SOURCE_REMOVE;
        },
        new Job(std::move(job)), [](gpointer data) { delete static_cast<Job*>(data); });
    g_source_attach(source, nullptr);
    g_source_unref(source);
}

template <class Job>
void post(Job job) {
    post_after(0, std::move(job));
}

// A key on its way to the listeners and back.
struct KeyCall {
    KeyEvent event;
    std::mutex mutex;
    std::condition_variable done;
    std::optional<KeyUse> use;
    bool is_given_up = false;
};

}  // namespace

// What both threads touch: the mutex is held for a move of a pointer or of a list, never in a call.
struct AtkBackend::Shared : std::enable_shared_from_this<Shared> {
    BackendOptions options;
    std::mutex wake_mutex;  // Held while waking, so that nobody is woken after stop().
    std::mutex mutex;
    std::condition_variable finished;
    TreeMaker newest;  // Of the newest tree; empty once it was made.
    std::vector<Request> requests;
    int window_x = 0, window_y = 0;
    bool is_posted = false;  // A job to show the newest is on its way.
    bool is_finished = false, is_stopping = false;
    ListenerWatch watch;
    std::atomic<bool> is_listening{false};
    std::thread thread;

    // The thread's own.
    GMainLoop* loop = nullptr;
    std::unique_ptr<AtkObjects> objects;
    std::unique_ptr<AtkToolkit> toolkit;

    void run();
    void serve(const std::string& address);
    void set_wanted(bool is_wanted);
    void show_newest();
    bool take(Request request);
    void tell_key(KeyCall& call) const;
    void schedule();
    void wake();
};

void AtkBackend::Shared::run() {
    const Result<std::string> address = session_bus_address();
    if (address) {
        serve(*address);
    } else {
        log::debug("accessibility: " + address.error().message);
    }
    const std::lock_guard lock(mutex);
    is_finished = true;
    finished.notify_all();
}

void AtkBackend::Shared::serve(const std::string& address) {
    {
        const std::lock_guard lock(mutex);
        if (is_stopping) return;
        loop = g_main_loop_new(nullptr, FALSE);
    }
    const Result<void> watched =
        watch.start(address, [this](bool is_wanted) { set_wanted(is_wanted); });
    if (watched) {
        g_main_loop_run(loop);
    } else {
        log::debug("accessibility: " + watched.error().message);
    }
    is_listening = false;
    toolkit.reset();
    objects.reset();
    const std::lock_guard lock(mutex);
    g_main_loop_unref(std::exchange(loop, nullptr));
}

// Once started the bridge stays: taking it down and up again is a path nobody tests. Without
// listeners it costs nothing, since no trees are made.
void AtkBackend::Shared::set_wanted(bool is_wanted) {
    if (is_wanted && toolkit == nullptr) {
        objects = std::make_unique<AtkObjects>(
            options.application, [this](Request request) { return take(std::move(request)); });
        show_newest();
        toolkit = std::make_unique<AtkToolkit>(*objects);
        post_after(limits::kActivation_ms, [self = shared_from_this()] {
            if (self->objects != nullptr) self->objects->tell_activation();
        });
    }
    is_listening = is_wanted;
    wake();
}

void AtkBackend::Shared::show_newest() {
    TreeMaker make;
    {
        const std::lock_guard lock(mutex);
        is_posted = false;
        if (objects == nullptr) return;  // It is made when somebody comes.
        make = std::exchange(newest, {});
        objects->set_window_position(window_x, window_y);
    }
    if (make) objects->show(make());
}

bool AtkBackend::Shared::take(Request request) {
    {
        const std::lock_guard lock(mutex);
        if (requests.size() >= limits::kRequests ||
            request.text.size() > limits::kRequestTextBytes) {
            return false;
        }
        requests.push_back(std::move(request));
    }
    wake();
    return true;
}

void AtkBackend::Shared::tell_key(KeyCall& call) const {
    {
        const std::lock_guard lock(call.mutex);
        if (call.is_given_up) return;
    }
    const KeyUse use = toolkit != nullptr ? AtkToolkit::tell_key(call.event) : KeyUse::kOurs;
    const std::lock_guard lock(call.mutex);
    call.use = use;
    call.done.notify_all();
}

// Under the mutex.
void AtkBackend::Shared::schedule() {
    if (std::exchange(is_posted, true)) return;
    post([self = shared_from_this()] { self->show_newest(); });
}

void AtkBackend::Shared::wake() {
    const std::lock_guard lock(wake_mutex);
    if (options.wake) options.wake();
}

AtkBackend::AtkBackend() : shared_(std::make_shared<Shared>()) {}

AtkBackend::~AtkBackend() {
    stop();
}

Result<void> AtkBackend::start(BackendOptions options) {
    if (shared_->thread.joinable() || shared_->is_stopping) {
        return fail(ErrorKind::kUsage, "accessibility was started before");
    }
    shared_->options = std::move(options);
    shared_->thread = std::thread([shared = shared_] { shared->run(); });
    return {};
}

bool AtkBackend::listening() const {
    return shared_->is_listening;
}

void AtkBackend::push(TreeMaker make) {
    const std::lock_guard lock(shared_->mutex);
    // What the old one holds goes after the lock: it is declared before.
    shared_->newest.swap(make);
    if (shared_->is_listening) shared_->schedule();
}

KeyUse AtkBackend::key(const KeyEvent& event) {
    if (!shared_->is_listening || !has_key_listener()) return KeyUse::kOurs;
    const double now_s = system_clock().steady_seconds();
    if (now_s < ask_keys_again_s_) return KeyUse::kOurs;
    const auto call = std::make_shared<KeyCall>();
    call->event = event;
    post([call, shared = shared_] { shared->tell_key(*call); });
    std::unique_lock lock(call->mutex);
    call->done.wait_for(lock, std::chrono::milliseconds(limits::kKeyWait_ms),
                        [&call] { return call->use.has_value(); });
    if (call->use) {
        unanswered_keys_ = 0;
        return *call->use;
    }
    call->is_given_up = true;
    if (++unanswered_keys_ >= limits::kKeyTimeouts) {
        unanswered_keys_ = 0;
        ask_keys_again_s_ = now_s + limits::kKeyPause_s;
        log::debug("accessibility: the screen reader does not answer keys");
    }
    return KeyUse::kOurs;
}

void AtkBackend::set_window_position(int x, int y) {
    const std::lock_guard lock(shared_->mutex);
    if (shared_->window_x == x && shared_->window_y == y) return;
    shared_->window_x = x;
    shared_->window_y = y;
    if (shared_->is_listening) shared_->schedule();
}

std::vector<Request> AtkBackend::take_requests() {
    const std::lock_guard lock(shared_->mutex);
    return std::exchange(shared_->requests, {});
}

void AtkBackend::stop() {
    if (!shared_->thread.joinable()) return;
    shared_->watch.cancel();
    std::unique_lock lock(shared_->mutex);
    shared_->is_stopping = true;
    if (shared_->loop != nullptr) {
        // Posted and not called: the loop may not run yet.
        post([self = shared_] {
            if (self->loop != nullptr) g_main_loop_quit(self->loop);
        });
    }
    const bool is_finished =
        shared_->finished.wait_for(lock, std::chrono::milliseconds(limits::kBusCall_ms),
                                   [this] { return shared_->is_finished; });
    lock.unlock();
    if (is_finished) {
        shared_->thread.join();
    } else {
        // A bus that hangs keeps the thread in a call of libdbus; what it uses lives as long as it.
        const std::lock_guard wake_lock(shared_->wake_mutex);
        shared_->options.wake = nullptr;
        shared_->thread.detach();
    }
}

}  // namespace belvedere::access
