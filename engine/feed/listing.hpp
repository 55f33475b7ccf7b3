// SPDX-License-Identifier: Apache-2.0
// Whether what a server answered is everything it has. Private to the module.
#pragma once

#include <cstddef>
#include <optional>

#include "engine/core/clock.hpp"
#include "engine/feed/poll_address.hpp"
#include "engine/twin/observation.hpp"
#include "engine/twin/roster.hpp"

namespace belvedere::feed {

// What an entity that is not in an answer to the whole question has become: gone, where the
// question is for kinds or ids of things; where it is for what has certain values or lies
// somewhere, it may only have changed. Nothing, where the answer may stop short without a word (a
// page size that is not ours). Pure.
[[nodiscard]] std::optional<twin::Absence> absence_from(const PollAddress& address);

// Follows the answers to whole questions of one server. A value; one thread.
class Listing {
  public:
    explicit Listing(const PollAddress& address) : absence_(absence_from(address)) {}

    // A question for everything begins. What comes of it has to be received from then on.
    void begin(UtcTime now);
    [[nodiscard]] UtcTime began_at() const { return began_at_; }
    void note_page(const twin::ObservationBatch& page);
    // All pages have come. Nothing when they cannot be everything: a page that could not be read in
    // full, or a GTFS-Realtime feed that says differences. An answer in several pages may pass an
    // entity over while others come and go, so that only those are absent of which the question
    // before brought nothing either.
    [[nodiscard]] std::optional<twin::Roster> end();

  private:
    std::optional<twin::Absence> absence_;
    UtcTime began_at_, began_before_;
    std::size_t pages_ = 0;
    bool is_everything_ = true;
};

}  // namespace belvedere::feed
