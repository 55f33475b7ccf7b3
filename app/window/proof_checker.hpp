// SPDX-License-Identifier: Apache-2.0
// ProofChecker: signatures are checked by a worker, because one of a large message, which is first
// written in its one canonical way, costs more than a frame has.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "app/window/proof.hpp"
#include "app/window/signer_documents.hpp"
#include "engine/core/clock.hpp"
#include "engine/core/job_pool.hpp"
#include "engine/feed/raw_messages.hpp"
#include "engine/twin/ids.hpp"

namespace belvedere::window {

// All that a verdict depends on.
struct ProofQuestion {
    twin::EntityId device;
    std::string id;  // Of the device.
    feed::RawMessage message;
    std::shared_ptr<const KnownSigners> signers;
    UtcTime now;
};
struct ProofAnswer {
    twin::EntityId device;
    Proof proof;
};

// Answers the newest question alone: one that is asked while another is under way waits, and takes
// the place of one that waits. Main thread; jobs own what they touch.
class ProofChecker {
  public:
    // Until then questions are answered where they are asked. `wake` is called from a worker once
    // there is an answer.
    void work_in(JobPool& jobs, std::function<void()> wake);
    void ask(ProofQuestion question);
    // What was asked is no longer wanted.
    void drop();
    [[nodiscard]] bool is_under_way() const { return is_asked_; }
    // The answer, once.
    [[nodiscard]] std::optional<ProofAnswer> take();

  private:
    struct Box;
    void start(ProofQuestion question);

    JobPool* jobs_ = nullptr;
    std::shared_ptr<Box> box_;  // Made with the first question.
    std::function<void()> wake_;
    std::optional<ProofQuestion> waiting_;
    bool is_asked_ = false;    // Its answer is wanted.
    bool is_working_ = false;  // Whether it is wanted or not.
};

}  // namespace belvedere::window
