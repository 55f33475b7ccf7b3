// SPDX-License-Identifier: Apache-2.0
#include "app/window/proof_checker.hpp"

#include <mutex>
#include <utility>

#include "app/window/identity_work.hpp"

namespace belvedere::window {
namespace {

ProofAnswer answer_to(const ProofQuestion& question) {
    return {question.device,
            judge_signed(feed::object_about(question.message.text, question.id), question.id,
                         *question.signers, question.now, context_beside(question.message))};
}

}  // namespace

struct ProofChecker::Box {
    std::mutex mutex;
    std::optional<ProofAnswer> answer;
};

void ProofChecker::work_in(JobPool& jobs, std::function<void()> wake) {
    jobs_ = &jobs;
    wake_ = std::move(wake);
}

void ProofChecker::start(ProofQuestion question) {
    is_working_ = true;
    auto job = [question = std::move(question), box = box_, wake = wake_] {
        auto answer = answer_to(question);
        {
            const std::lock_guard lock(box->mutex);
            box->answer = std::move(answer);
        }
        if (wake) wake();
    };
    if (jobs_ == nullptr) return job();
    jobs_->submit(std::move(job));
}

void ProofChecker::ask(ProofQuestion question) {
    if (!box_) box_ = std::make_shared<Box>();
    is_asked_ = true;
    if (is_working_) {
        waiting_ = std::move(question);
    } else {
        start(std::move(question));
    }
}

void ProofChecker::drop() {
    waiting_.reset();
    is_asked_ = false;
}

std::optional<ProofAnswer> ProofChecker::take() {
    if (!is_working_) return std::nullopt;
    std::optional<ProofAnswer> answer;
    {
        const std::lock_guard lock(box_->mutex);
        answer = std::exchange(box_->answer, std::nullopt);
    }
    if (!answer) return std::nullopt;
    is_working_ = false;
    if (waiting_) {
        start(*std::exchange(waiting_, std::nullopt));
        return std::nullopt;
    }
    return std::exchange(is_asked_, false) ? std::move(answer) : std::nullopt;
}

}  // namespace belvedere::window
