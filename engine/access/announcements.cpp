// SPDX-License-Identifier: Apache-2.0
#include "engine/access/announcements.hpp"

#include <algorithm>
#include <utility>

#include "engine/access/limits.hpp"

namespace belvedere::access {
namespace {

// Not in the middle of a character.
std::string cut(std::string_view text) {
    std::size_t size = std::min(text.size(), limits::kAnnouncementBytes);
    while (size < text.size() && size > 0 &&
           (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) {
        --size;
    }
    return std::string(text.substr(0, size));
}

Announcement* same(std::deque<Announcement>& list, std::string_view text) {
    const auto at = std::find_if(list.rbegin(), list.rend(),
                                 [text](const Announcement& news) { return news.text == text; });
    return at == list.rend() ? nullptr : &*at;
}

}  // namespace

void Announcements::announce(std::string_view text, Live urgency, double now_s) {
    Announcement news = {
        .number = next_number_, .text = cut(text), .urgency = urgency, .said_at_s = now_s};
    if (news.text.empty()) return;
    Announcement* kept = same(history_, news.text);
    Announcement* waits = same(waiting_, news.text);
    const bool is_recent = kept != nullptr && now_s - kept->said_at_s < pace_.same_again_s;
    // What was polite and is urgent now is said again.
    if (waits != nullptr || (is_recent && kept->urgency >= urgency)) {
        if (kept != nullptr) ++kept->times;
        if (waits == nullptr) return;
        ++waits->times;
        waits->urgency = std::max(waits->urgency, urgency);
        return;
    }
    ++next_number_;
    history_.push_back(news);
    if (history_.size() > limits::kAnnouncementsKept) history_.pop_front();
    if (urgency == Live::kOff) return;
    if (waiting_.size() >= limits::kAnnouncementsWaiting) drop_one();
    waiting_.push_back(std::move(news));
}

void Announcements::drop_one() {
    auto victim = std::find_if(waiting_.begin(), waiting_.end(), [](const Announcement& news) {
        return news.urgency != Live::kAssertive;
    });
    if (victim == waiting_.end()) victim = waiting_.begin();
    waiting_.erase(victim);
    ++dropped_;
}

double Announcements::due_s(const Announcement& next) const {
    if (!last_said_s_) return next.said_at_s;
    return *last_said_s_ +
           (next.urgency == Live::kAssertive ? pace_.urgent_every_s : pace_.polite_every_s);
}

bool Announcements::advance(double now_s) {
    bool is_changed = false;
    while (!shown_.empty() && now_s - shown_.front().said_at_s >= pace_.lifetime_s) {
        shown_.pop_front();
        is_changed = true;
    }
    // The most urgent, of equals the oldest; one a call, since the next is not due at once.
    const auto next = std::max_element(
        waiting_.begin(), waiting_.end(),
        [](const Announcement& a, const Announcement& b) { return a.urgency < b.urgency; });
    if (next == waiting_.end() || due_s(*next) > now_s) return is_changed;
    Announcement news = std::move(*next);
    waiting_.erase(next);
    news.said_at_s = now_s;
    last_said_s_ = now_s;
    if (Announcement* kept = same(history_, news.text)) kept->said_at_s = now_s;
    shown_.push_back(std::move(news));
    return true;
}

std::optional<double> Announcements::next_s() const {
    std::optional<double> next;
    const auto take = [&next](double at_s) { next = next ? std::min(*next, at_s) : at_s; };
    if (!shown_.empty()) take(shown_.front().said_at_s + pace_.lifetime_s);
    for (const Announcement& news : waiting_)
        take(due_s(news));
    return next;
}

void Announcements::add_to(TreeBuilder& tree, const Rect& rect) const {
    for (const Announcement& news : shown_) {
        tree.add({.key = "news." + std::to_string(news.number),
                  .role = Role::kNotification,
                  .name = news.text,
                  .rect = rect,
                  .live = news.urgency});
    }
}

}  // namespace belvedere::access
