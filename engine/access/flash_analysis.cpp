// SPDX-License-Identifier: Apache-2.0
#include "engine/access/flash_analysis.hpp"

#include <algorithm>
#include <cmath>
#include <deque>
#include <functional>

namespace belvedere::access {
namespace {

constexpr double kSecond = 1.0;
constexpr double kRounding =
    1e-6;  // Flashes a second apart are not within one, however times round.

// Flashes of one cell and one kind: each second change ends one.
class Flashes {
  public:
    void change(double time_s) {
        if (is_half_ = !is_half_; !is_half_) ends_s_.push_back(time_s);
    }
    [[nodiscard]] int within_second(double time_s) {
        while (!ends_s_.empty() && ends_s_.front() <= time_s - kSecond + kRounding)
            ends_s_.pop_front();
        return static_cast<int>(ends_s_.size());
    }

  private:
    std::deque<double> ends_s_;
    bool is_half_ = false;
};

// How many flashes the area shows: the area's n-th cell in the order of most flashes.
int shown_by(std::vector<int>& counts, std::size_t area) {
    const auto nth = counts.begin() + static_cast<std::ptrdiff_t>(area - 1);
    std::nth_element(counts.begin(), nth, counts.end(), std::greater<>());
    return *nth;
}

}  // namespace

FlashReport analyse_flashes(std::span<const FlashFrame> frames, std::size_t cells_of_field) {
    FlashReport report;
    const std::size_t count = frames.empty() ? 0 : frames.front().cells.size();
    const auto area = std::max<std::size_t>(
        1, static_cast<std::size_t>(
               std::ceil(flash::kFieldShare * static_cast<double>(cells_of_field))));
    if (count < area) return report;  // Too small to matter.
    std::vector<LuminanceSwings> swings(count);
    std::vector<RedSwings> reds(count);
    std::vector<Flashes> general(count), red(count);
    std::vector<int> general_counts(count), red_counts(count);
    for (const FlashFrame& frame : frames) {
        if (frame.cells.size() != count) continue;
        for (std::size_t i = 0; i < count; ++i) {
            if (swings[i].add(luminance(frame.cells[i]))) general[i].change(frame.time_s);
            if (reds[i].add(frame.cells[i])) red[i].change(frame.time_s);
            general_counts[i] = general[i].within_second(frame.time_s);
            red_counts[i] = red[i].within_second(frame.time_s);
        }
        report.general = std::max(report.general, shown_by(general_counts, area));
        report.red = std::max(report.red, shown_by(red_counts, area));
    }
    return report;
}

}  // namespace belvedere::access
