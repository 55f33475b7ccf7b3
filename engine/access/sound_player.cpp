// SPDX-License-Identifier: Apache-2.0
#include "engine/access/sound_player.hpp"

#include <pthread.h>
#include <pulse/error.h>
#include <pulse/simple.h>
#include <signal.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "engine/access/limits.hpp"
#include "engine/access/service_thread.hpp"
#include "engine/core/log.hpp"

namespace belvedere::access {
namespace {

using Clock = std::chrono::steady_clock;

// Written at once, so that stop() is heard soon.
constexpr std::size_t kChunkFrames = kSampleRate_hz / 50;

struct Job {
    std::vector<Tone> tones;
    Playing how;
};

// What the owner and the thread share. The thread keeps it alive, since a server that hangs may
// hold the thread longer than the player lives.
struct SoundWork {
    std::string application;
    std::mutex mutex;
    std::condition_variable work, finished;
    std::deque<Job> waiting;
    std::string failure;  // Why nothing is heard; empty: nothing is known against it.
    Clock::time_point failed_at;
    bool was_noted = false, is_stopped = false, is_stopping = false, is_finished = false;
};

// The connection, on the thread only.
class Stream {
  public:
    explicit Stream(std::string application) : application_(std::move(application)) {}
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;
    ~Stream() { close(); }

    [[nodiscard]] bool is_open() const { return stream_ != nullptr; }
    // Why it cannot be opened, or empty.
    [[nodiscard]] std::string open() {
        if (stream_ != nullptr) return {};
        const pa_sample_spec format{PA_SAMPLE_FLOAT32LE, kSampleRate_hz, 2};
        // About 60 ms between a write and what is heard.
        constexpr std::uint32_t kUnset = 0xFFFF'FFFF;
        constexpr std::uint32_t kBuffer = kChunkFrames * 3 * 2 * sizeof(float);
        const pa_buffer_attr buffer{kUnset, kBuffer, kUnset, kUnset, kUnset};
        int error = 0;
        stream_ = pa_simple_new(nullptr, application_.c_str(), PA_STREAM_PLAYBACK, nullptr,
                                "sounds", &format, nullptr, &buffer, &error);
        return stream_ == nullptr ? pa_strerror(error) : std::string();
    }
    [[nodiscard]] bool write(const float* frames, std::size_t count) {
        int error = 0;
        return pa_simple_write(stream_, frames, count * 2 * sizeof(float), &error) >= 0;
    }
    [[nodiscard]] bool drain() {
        int error = 0;
        return pa_simple_drain(stream_, &error) >= 0;
    }
    void flush() {
        int error = 0;
        if (stream_ != nullptr) (void)pa_simple_flush(stream_, &error);
    }
    void close() {
        if (stream_ != nullptr) pa_simple_free(stream_);
        stream_ = nullptr;
    }

  private:
    std::string application_;
    pa_simple* stream_ = nullptr;
};

void note_failure(SoundWork& shared, const std::string& why) {
    const std::lock_guard lock(shared.mutex);
    shared.failure = "no sound service: " + why;
    shared.failed_at = Clock::now();
    shared.waiting.clear();
    if (!std::exchange(shared.was_noted, true)) log::info(shared.failure);
}

bool is_interrupted(SoundWork& shared) {
    const std::lock_guard lock(shared.mutex);
    return shared.is_stopped || shared.is_stopping;
}

// False when the connection is lost.
bool play_all(SoundWork& shared, Stream& stream, const std::vector<float>& samples) {
    const std::size_t frames = samples.size() / 2;
    for (std::size_t at = 0; at < frames; at += kChunkFrames) {
        if (is_interrupted(shared)) {
            stream.flush();
            return true;
        }
        const std::size_t count = std::min(kChunkFrames, frames - at);
        if (!stream.write(samples.data() + at * 2, count)) return false;
    }
    return stream.drain();
}

std::optional<Job> next_job(SoundWork& shared, Stream& stream) {
    std::unique_lock lock(shared.mutex);
    const auto has_work = [&shared] { return shared.is_stopping || !shared.waiting.empty(); };
    if (stream.is_open() &&
        !shared.work.wait_for(lock, std::chrono::milliseconds(limits::kSoundIdle_ms), has_work)) {
        lock.unlock();
        stream.close();
        lock.lock();
    }
    shared.work.wait(lock, has_work);
    shared.is_stopped = false;
    if (shared.is_stopping) return std::nullopt;
    Job job = std::move(shared.waiting.front());
    shared.waiting.pop_front();
    return job;
}

void serve_sounds(SoundWork& shared) {
    sigset_t pipe_signal;
    sigemptyset(&pipe_signal);
    sigaddset(&pipe_signal, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe_signal, nullptr);
    Stream stream(shared.application);
    while (const auto job = next_job(shared, stream)) {
        if (const std::string why = stream.open(); !why.empty()) {
            note_failure(shared, why);
            continue;
        }
        if (play_all(shared, stream, synthesise(job->tones, job->how.mix, job->how.gain))) continue;
        stream.close();
        note_failure(shared, "the connection is lost");
    }
}

class PulsePlayer final : public SoundPlayer {
  public:
    explicit PulsePlayer(const std::string& application) : shared_(std::make_shared<SoundWork>()) {
        shared_->application = application;
    }
    PulsePlayer(const PulsePlayer&) = delete;
    PulsePlayer& operator=(const PulsePlayer&) = delete;
    ~PulsePlayer() override { end_service(*shared_, thread_); }

    [[nodiscard]] Result<void> play(const Sound& sound, const Playing& how) override {
        if (!thread_.joinable()) start();
        const std::lock_guard lock(shared_->mutex);
        if (!shared_->failure.empty()) {
            const auto retry = std::chrono::milliseconds(limits::kSoundRetry_ms);
            if (Clock::now() - shared_->failed_at < retry) {
                return fail(ErrorKind::kTemporary, shared_->failure);
            }
            shared_->failure.clear();
        }
        if (shared_->waiting.size() >= limits::kSoundsWaiting) shared_->waiting.pop_front();
        shared_->waiting.push_back({sound.tones, how});
        shared_->work.notify_all();
        return {};
    }

    void stop() override {
        const std::lock_guard lock(shared_->mutex);
        shared_->waiting.clear();
        shared_->is_stopped = true;
    }

  private:
    void start() {
        thread_ = std::thread([shared = shared_] {
            serve_sounds(*shared);
            const std::lock_guard lock(shared->mutex);
            shared->is_finished = true;
            shared->finished.notify_all();
        });
    }

    std::shared_ptr<SoundWork> shared_;
    std::thread thread_;
};

}  // namespace

std::unique_ptr<SoundPlayer> make_sound_player(const std::string& application) {
    return std::make_unique<PulsePlayer>(application);
}

}  // namespace belvedere::access
