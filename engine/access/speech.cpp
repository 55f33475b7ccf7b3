// SPDX-License-Identifier: Apache-2.0
#include "engine/access/speech.hpp"

#include <pthread.h>
#include <signal.h>
#include <speech-dispatcher/libspeechd.h>

#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "engine/access/limits.hpp"
#include "engine/access/service_thread.hpp"
#include "engine/core/log.hpp"

namespace belvedere::access {
namespace {

struct Sentence {
    std::string text, language;
    Live urgency = Live::kPolite;
};

// What the owner and the thread share. The thread keeps it alive, since a service that hangs may
// hold the thread longer than the voice lives.
struct Shared {
    std::string application;
    std::mutex mutex;
    std::condition_variable work, finished;
    std::deque<Sentence> waiting;
    std::string failure;  // Why there is no voice; empty while there may be one.
    bool is_hushed = false, is_muted = false, is_stopping = false, is_finished = false;
    std::chrono::steady_clock::time_point connect_until;
    bool is_connected = false;
};

// The connection, on the thread only.
class Dispatcher {
  public:
    explicit Dispatcher(const std::string& application) {
        char* error = nullptr;
        SPDConnectionAddress* address = spd_get_default_address(&error);
        if (address != nullptr) {
            connection_ = spd_open2(application.c_str(), "main", nullptr, SPD_MODE_SINGLE, address,
                                    1, &error);
            SPDConnectionAddress__free(address);
        }
        if (error != nullptr) failure_ = error;
        std::free(error);
        if (connection_ == nullptr && failure_.empty()) failure_ = "it does not answer";
    }
    Dispatcher(const Dispatcher&) = delete;
    Dispatcher& operator=(const Dispatcher&) = delete;
    ~Dispatcher() {
        if (connection_ != nullptr) spd_close(connection_);
    }

    [[nodiscard]] bool is_open() const { return connection_ != nullptr; }
    [[nodiscard]] const std::string& failure() const { return failure_; }
    // False when the connection is lost.
    [[nodiscard]] bool say(const Sentence& sentence) {
        if (sentence.language != language_) {
            language_ = sentence.language;
            spd_set_language(connection_, language_.c_str());
        }
        const SPDPriority priority =
            sentence.urgency == Live::kAssertive ? SPD_IMPORTANT : SPD_MESSAGE;
        return spd_say(connection_, priority, sentence.text.c_str()) >= 0;
    }
    void hush() { spd_cancel(connection_); }

  private:
    SPDConnection* connection_ = nullptr;
    std::string language_, failure_;
};

void fail_voice(Shared& shared, const std::string& why) {
    const std::lock_guard lock(shared.mutex);
    shared.failure = "speech-dispatcher: " + why;
    shared.waiting.clear();
    log::debug(shared.failure);
}

// The thread: connects, then says what comes until it is told to stop or the service is lost.
void serve(Shared& shared) {
    // libspeechd writes to a socket without MSG_NOSIGNAL: a server that went away would end the
    // program.
    sigset_t pipe_signal;
    sigemptyset(&pipe_signal);
    sigaddset(&pipe_signal, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe_signal, nullptr);
    Dispatcher dispatcher(shared.application);
    if (!dispatcher.is_open()) {
        fail_voice(shared, dispatcher.failure());
        return;
    }
    std::unique_lock lock(shared.mutex);
    shared.is_connected = true;
    while (!shared.is_stopping) {
        shared.work.wait(lock, [&shared] {
            return shared.is_stopping || shared.is_hushed || !shared.waiting.empty();
        });
        const bool is_hushed = std::exchange(shared.is_hushed, false);
        std::optional<Sentence> next;
        if (!shared.waiting.empty() && !shared.is_stopping) {
            next = std::move(shared.waiting.front());
            shared.waiting.pop_front();
        }
        lock.unlock();
        if (is_hushed) dispatcher.hush();
        const bool is_said = !next || dispatcher.say(*next);
        if (!is_said) {
            fail_voice(shared, "the connection is lost");
            return;
        }
        lock.lock();
    }
}

class DispatcherVoice final : public Voice {
  public:
    explicit DispatcherVoice(const std::string& application) : shared_(std::make_shared<Shared>()) {
        shared_->application = application;
        shared_->connect_until =
            std::chrono::steady_clock::now() + std::chrono::milliseconds(limits::kSpeechConnect_ms);
        thread_ = std::thread([shared = shared_] {
            serve(*shared);
            const std::lock_guard lock(shared->mutex);
            shared->is_finished = true;
            shared->finished.notify_all();
        });
    }
    DispatcherVoice(const DispatcherVoice&) = delete;
    DispatcherVoice& operator=(const DispatcherVoice&) = delete;
    ~DispatcherVoice() override { end_service(*shared_, thread_); }

    [[nodiscard]] Result<void> say(std::string_view text, std::string_view language,
                                   Live urgency) override {
        if (text.size() > limits::kSpeechBytes) {
            return fail(ErrorKind::kLimit, "speech: a sentence of more than 4,096 bytes");
        }
        const std::lock_guard lock(shared_->mutex);
        if (!shared_->failure.empty()) return fail(ErrorKind::kTemporary, shared_->failure);
        if (shared_->is_muted) return fail(ErrorKind::kDenied, "speech: a screen reader speaks");
        if (!shared_->is_connected && std::chrono::steady_clock::now() > shared_->connect_until) {
            return fail(ErrorKind::kTemporary, "speech-dispatcher: it does not answer");
        }
        if (urgency == Live::kAssertive) {
            shared_->waiting.clear();
            shared_->is_hushed = true;
        }
        if (shared_->waiting.size() >= limits::kSpeechWaiting) {
            return fail(ErrorKind::kLimit, "speech: more than 16 sentences wait");
        }
        shared_->waiting.push_back({std::string(text), speech_language(language), urgency});
        shared_->work.notify_all();
        return {};
    }

    void hush() override {
        const std::lock_guard lock(shared_->mutex);
        shared_->waiting.clear();
        shared_->is_hushed = true;
        shared_->work.notify_all();
    }

    void set_muted(bool is_muted) override {
        {
            const std::lock_guard lock(shared_->mutex);
            if (std::exchange(shared_->is_muted, is_muted) == is_muted || !is_muted) return;
        }
        hush();
    }

  private:
    std::shared_ptr<Shared> shared_;
    std::thread thread_;
};

}  // namespace

std::string speech_language(std::string_view language) {
    const std::string_view first = language.substr(0, language.find_first_of("-_"));
    if (first == "zh" || first == "cmn") return "cmn-latn-pinyin";
    return std::string(first.empty() ? std::string_view("en") : first);
}

std::unique_ptr<Voice> make_voice(const std::string& application) {
    return std::make_unique<DispatcherVoice>(application);
}

}  // namespace belvedere::access
