// SPDX-License-Identifier: Apache-2.0
#include "app/scan/cursor.hpp"

#include <algorithm>
#include <utility>

namespace belvedere::scan {

// The places among which the spot of that depth stands; null when a group on the way is gone.
const std::vector<Place>* Cursor::level(std::size_t depth) const {
    const std::vector<Place>* places = &places_;
    for (std::size_t i = 0; i < depth; ++i) {
        if (path_[i].index >= places->size()) return nullptr;
        places = &(*places)[path_[i].index].inside;
    }
    return places;
}

const Place* Cursor::at() const {
    if (path_.empty()) return nullptr;
    const std::vector<Place>* places = level(path_.size() - 1);
    if (places == nullptr || path_.back().index >= places->size()) return nullptr;
    return &(*places)[path_.back().index];
}

const Place* Cursor::around() const {
    if (path_.size() < 2) return nullptr;
    return &(*level(path_.size() - 2))[path_[path_.size() - 2].index];
}

void Cursor::stop() {
    path_.clear();
    rounds_ = 0;
}

bool Cursor::is_tremble(double now_s) {
    return now_s - std::exchange(last_press_s_, now_s) < pace_.ignore_s;
}

// Puts the last spot of the path on a place of its level.
void Cursor::stand(std::size_t index, double now_s) {
    const Place& place = (*level(path_.size() - 1))[index];
    path_.back() = {place.target, place.act, index};
    due_s_ = now_s + pace_.dwell_s + (index == 0 ? pace_.first_pause_s : 0.0);
}

void Cursor::leave_group(double now_s) {
    path_.pop_back();
    rounds_ = 0;
    if (!path_.empty()) due_s_ = now_s + pace_.dwell_s;
}

bool Cursor::set_places(std::vector<Place> places, double now_s) {
    places_ = std::move(places);
    if (path_.empty()) return false;
    if (places_.empty()) {
        stop();
        return true;
    }
    const std::vector<Place>* here = &places_;
    for (std::size_t i = 0; i < path_.size(); ++i) {
        Spot& spot = path_[i];
        const auto same = std::find_if(here->begin(), here->end(), [&](const Place& place) {
            return place.target == spot.target && place.act == spot.act;
        });
        const bool is_last = i + 1 == path_.size();
        if (same == here->end() || (!is_last && same->inside.empty())) {
            path_.resize(i + 1);
            const bool is_elsewhere = i == 0 && same == here->end();
            stand(is_elsewhere ? 0 : std::min(spot.index, here->size() - 1), now_s);
            rounds_ = 0;
            return true;
        }
        spot.index = static_cast<std::size_t>(same - here->begin());
        here = &same->inside;
    }
    return false;
}

std::optional<Place> Cursor::select(double now_s) {
    if (is_tremble(now_s) || places_.empty()) return std::nullopt;
    rounds_ = 0;
    const Place* place = at();
    if (place == nullptr) {
        path_.assign(1, Spot{});
        stand(0, now_s);
        return std::nullopt;
    }
    if (place->act == Act::kBack) {
        leave_group(now_s);
        return std::nullopt;
    }
    if (place->act == Act::kEnter) {
        if (place->inside.empty()) return std::nullopt;
        path_.push_back({});
        stand(0, now_s);
        return std::nullopt;
    }
    due_s_ = now_s + pace_.dwell_s + pace_.first_pause_s;
    return *place;
}

void Cursor::go_on(double now_s) {
    const std::size_t count = level(path_.size() - 1)->size();
    const std::size_t next = (path_.back().index + 1) % count;
    if (next == 0 && pace_.switches == Switches::kOne && ++rounds_ >= pace_.rounds) {
        leave_group(now_s);
        return;
    }
    stand(next, now_s);
}

bool Cursor::step(double now_s) {
    if (is_tremble(now_s) || places_.empty()) return false;
    rounds_ = 0;
    if (at() != nullptr) {
        go_on(now_s);
        return true;
    }
    path_.assign(1, Spot{});
    stand(0, now_s);
    return true;
}

bool Cursor::advance(double now_s) {
    const auto due_s = next_s();
    if (!due_s || now_s < *due_s) return false;
    go_on(now_s);
    return true;
}

std::optional<double> Cursor::next_s() const {
    if (path_.empty() || pace_.switches == Switches::kTwo) return std::nullopt;
    return due_s_;
}

}  // namespace belvedere::scan
