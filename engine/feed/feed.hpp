// SPDX-License-Identifier: Apache-2.0
// A source of live values with its health: what the program sees of any protocol.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/feed/latency.hpp"
#include "engine/twin/observation.hpp"
#include "engine/twin/twin_store.hpp"

namespace belvedere::feed {

// Where a feed is: kConnecting -> kConnected <-> kWaiting; kFailed and kEnded are final.
enum class FeedState : std::uint8_t {
    kConnecting,  // The first attempt is under way.
    kConnected,   // Values may come at any time.
    kWaiting,     // The connection is lost or was refused for now; it is tried again.
    kFailed,      // It cannot work as it is: a certificate, a password, an address.
    kEnded,       // Everything there was has come.
};

struct FeedHealth {
    FeedState state = FeedState::kConnecting;
    // For a person: why it waits or failed; of a connected one what is amiss or left out; or empty.
    std::string sentence;
    // The sentence is only to be known: nothing is missing or wrong. Of connected and ended ones.
    bool is_note = false;
    std::uint64_t connections = 0;  // Made so far; one less is how often it was lost.
    std::uint64_t messages = 0;     // Arrived.
    std::uint64_t bytes = 0;
    std::uint64_t dropped = 0;  // Messages for which there was no room.
};

struct FeedBatch {
    twin::ObservationBatch batch;
    twin::BatchOrigin origin = twin::BatchOrigin::kStream;
    // With the last batch of an answer to "what is there?".
    std::optional<twin::Roster> roster;
};

// Works in threads of its own from when it is made until it is destroyed, which ends them within a
// second. Everything here may be called from any thread.
class Feed {
  public:
    virtual ~Feed() = default;
    [[nodiscard]] virtual FeedHealth health() const = 0;
    // The next decoded batch, in order of arrival; false when there is none now.
    [[nodiscard]] virtual bool try_take(FeedBatch& batch) = 0;
    // What is called, by a thread of the feed, when a batch waits after none did, so that whoever
    // takes them may sleep meanwhile. It must be quick and not call the feed. At once where one
    // waits already.
    virtual void set_wake(std::function<void()> wake) = 0;
};

// A batch that take_in() moved into the store.
struct AppliedBatch {
    double arrived_s = 0.0;     // As ObservationBatch::arrived_s.
    std::uint64_t updates = 0;  // As ObservationBatch::received().
    std::uint64_t change = 0;   // ChangeLog::next() of the store, once it was there.
};

// What the owner of the store keeps for each feed between calls of take_in().
struct Intake {
    SourceId source;
    std::uint64_t dropped = 0;          // Told to the ledger so far.
    LatencyHistogram latency;           // From arrival to the state, of each update.
    std::vector<AppliedBatch> applied;  // Of the last call, oldest first.
};

// Moves what a feed has into the store, as one of its sources, for at most `seconds_max`; also the
// state of the connection and what was dropped. How many updates there were. The store's owner
// calls it once a frame.
std::size_t take_in(Feed& feed, twin::TwinStore& store, Intake& intake, double seconds_max);

}  // namespace belvedere::feed
