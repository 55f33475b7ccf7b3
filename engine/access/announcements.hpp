// SPDX-License-Identifier: Apache-2.0
// News that a screen reader speaks without being asked: what, when, and how often.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

#include "engine/access/accessible_tree.hpp"

namespace belvedere::access {

// One piece of news.
struct Announcement {
    std::uint64_t number = 0;  // From 1, in the order of announce(); the node's key is made of it.
    std::string text;          // A sentence, translated.
    Live urgency = Live::kPolite;
    double said_at_s = 0.0;  // When it was shown; steady seconds.
    int times = 1;           // How often the same was announced while it waited or stood.
};

// How news is paced. The defaults let a reader finish a sentence before the next one.
struct AnnouncementPace {
    double lifetime_s = 8.0;      // A notification stands so long; the history keeps it.
    double polite_every_s = 2.0;  // At most one a while; urgent ones go before and sooner.
    double urgent_every_s = 0.5;
    double same_again_s = 10.0;  // The same text within this is counted and not said again.
};

// A queue between what happens and what is said. Urgent news goes first; when too much waits the
// oldest polite is dropped, counted, and stays in the history. Time is passed in, so that tests and
// pauses are exact. One thread.
class Announcements {
  public:
    explicit Announcements(AnnouncementPace pace = {}) : pace_(pace) {}

    // Takes a sentence; longer ones than limits::kAnnouncementBytes are cut at a character.
    // kOff is kept in the history and not said.
    void announce(std::string_view text, Live urgency, double now_s);
    // Shows what is due and forgets what has stood long enough. True when shown() is another.
    bool advance(double now_s);
    // When advance() has something to do next; none while nothing waits or stands.
    [[nodiscard]] std::optional<double> next_s() const;
    // What stands now, oldest first.
    [[nodiscard]] const std::deque<Announcement>& shown() const { return shown_; }
    // All that was announced, oldest first, at most limits::kAnnouncementsKept; for a panel where
    // what was missed can be read again.
    [[nodiscard]] const std::deque<Announcement>& history() const { return history_; }
    // How many were dropped unsaid.
    [[nodiscard]] std::uint64_t dropped() const { return dropped_; }

    // Adds a notification node a piece of news, below the innermost open one ("news.7").
    void add_to(TreeBuilder& tree, const Rect& rect) const;

  private:
    [[nodiscard]] double due_s(const Announcement& next) const;
    void drop_one();

    AnnouncementPace pace_;
    std::deque<Announcement> waiting_, shown_, history_;
    std::optional<double> last_said_s_;
    std::uint64_t next_number_ = 1, dropped_ = 0;
};

}  // namespace belvedere::access
