// SPDX-License-Identifier: Apache-2.0
// The last known city: what feeds said last, on disk, so that the next start shows it at once.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "engine/core/clock.hpp"
#include "engine/twin/twin_store.hpp"

namespace belvedere::live {

// What came back of a feed from an earlier run.
struct RecalledValues {
    std::size_t entities = 0;
    UtcTime saved_at;
};

// Brings back what was kept of a feed when it begins, and keeps it again now and then while
// something comes, and when the feed goes. What is brought back is marked as old
// (twin::ValueCache); what a source's policy forbids to record is neither kept nor brought back,
// nor is what is made up (sim:) or lies in a file already (file:). Feeds are told apart by their
// whole address.
//
// The disk is read and written by threads of its own, the store in slices by whoever owns it, which
// calls everything here. Without a folder nothing is kept.
class ValueKeeping {
  public:
    static constexpr double kKeepEvery_s = 30.0;  // What a crash costs at most.

    // The store outlives it.
    explicit ValueKeeping(twin::TwinStore& store, double keep_every_s = kKeepEvery_s);
    ~ValueKeeping();  // Waits for what is being written.
    ValueKeeping(const ValueKeeping&) = delete;
    ValueKeeping& operator=(const ValueKeeping&) = delete;

    void keep_in(const std::filesystem::path& folder);
    void set_wake(std::function<void()> wake);

    // A feed begins, again or for the first time.
    void recall(const std::string& url, SourceId source);
    // Updates of it came into the store.
    void note_updates(const std::string& url, std::size_t updates);
    // What it brought is kept now, as far as something came since it was kept last; before it is
    // forgotten. Packing takes about 1 us an entity, the rest is done in the background.
    void leave(const std::string& url);
    // The same of all, and waits: for the end.
    void keep_all();

    // Works for at most about `seconds_max`; once a frame. True when something is left to do at
    // once.
    bool advance(double seconds_max);
    // Something kept is on its way into the store.
    [[nodiscard]] bool is_recalling() const;
    [[nodiscard]] RecalledValues recalled(const std::string& url) const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace belvedere::live
