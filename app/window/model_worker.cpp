// SPDX-License-Identifier: Apache-2.0
#include "app/window/model_worker.hpp"

#include <mutex>

namespace belvedere::window {

struct ModelWorker::Mail {
    std::mutex mutex;
    std::vector<Ended> ended;
    std::pair<std::uint64_t, double> progress{0, 0.0};
    std::function<void()> wake;
};

ModelWorker::ModelWorker(bool offline, std::function<void()> wake)
    : mail_(std::make_shared<Mail>()), offline_(offline) {
    mail_->wake = std::move(wake);
}

ModelWorker::~ModelWorker() {
    for (auto& [number, cancel] : cancels_)
        cancel.cancel();
}

std::uint64_t ModelWorker::start(ModelWork work, CancelToken cancel) {
    if (!reading_) {
        const JobPoolOptions idle{.threads = 1, .scheduling = WorkerScheduling::kIdle};
        reading_ = std::make_unique<JobPool>(idle);
        waiting_ = std::make_unique<JobPool>(idle);
    }
    const std::uint64_t number = ++number_;
    cancels_.emplace(number, cancel);
    waiting_->submit([work = std::move(work), cancel, number, reading = reading_.get(),
                      offline = offline_, mail = mail_] {
        const convert::ConvertProgress progress = [&mail, number](double fraction) {
            constexpr double kStep = 0.01;
            {
                const std::lock_guard lock(mail->mutex);
                const bool is_same = mail->progress.first == number;
                if (is_same && fraction - mail->progress.second < kStep) return;
                mail->progress = {number, fraction};
            }
            mail->wake();
        };
        std::function<void()> then = work({*reading, progress, cancel, offline});
        {
            const std::lock_guard lock(mail->mutex);
            mail->ended.push_back({number, std::move(then)});
        }
        mail->wake();
    });
    return number;
}

std::vector<ModelWorker::Ended> ModelWorker::take() {
    std::vector<Ended> ended;
    {
        const std::lock_guard lock(mail_->mutex);
        ended = std::exchange(mail_->ended, {});
    }
    for (const Ended& task : ended)
        cancels_.erase(task.number);
    return ended;
}

std::pair<std::uint64_t, double> ModelWorker::progress() const {
    const std::lock_guard lock(mail_->mutex);
    return mail_->progress;
}

}  // namespace belvedere::window
