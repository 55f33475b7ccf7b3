// SPDX-License-Identifier: Apache-2.0
// A feed of batches that are made one after the other: files of series.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "engine/core/result.hpp"
#include "engine/feed/feed.hpp"

namespace belvedere::feed {

// What a person has to know of a feed that works; is_note as in FeedHealth.
struct FeedNotice {
    std::string sentence;
    bool is_note = true;
};

// Makes the next batch; false at the end. On the feed's thread alone.
using BatchScript = std::function<Result<bool>(twin::ObservationBatch& batch)>;

// Plays a script to its end: kEnded, or kFailed with what it said. A slow taker makes it wait, so
// nothing is dropped and memory is bounded by limits::kQueueBytes. One thread.
class BatchFeed final : public Feed {
  public:
    // `notice`: what a person has to know of what is played, told until it fails.
    explicit BatchFeed(BatchScript script, FeedNotice notice = {});
    ~BatchFeed() override;
    [[nodiscard]] FeedHealth health() const override;
    [[nodiscard]] bool try_take(FeedBatch& batch) override;
    void set_wake(std::function<void()> wake) override;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace belvedere::feed
