// SPDX-License-Identifier: Apache-2.0
#include "engine/access/flash_analysis.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

namespace belvedere::access {
namespace {

constexpr double kSecond = 1.0;
constexpr double kRounding =
    1e-6;  // Flashes a second apart are not within one, however times round.

struct Chromaticity {
    double u = 0.0, v = 0.0;
};

// CIE 1976 UCS; black has the white point's.
Chromaticity chromaticity(const LinearColor& c) {
    const double x = 0.4124 * c.r + 0.3576 * c.g + 0.1805 * c.b;
    const double y = 0.2126 * c.r + 0.7152 * c.g + 0.0722 * c.b;
    const double z = 0.0193 * c.r + 0.1192 * c.g + 0.9505 * c.b;
    const double sum = x + 15.0 * y + 3.0 * z;
    return sum <= 0.0 ? Chromaticity{0.1978, 0.4683} : Chromaticity{4.0 * x / sum, 9.0 * y / sum};
}

bool is_saturated_red(const LinearColor& c) {
    const double sum = c.r + c.g + c.b;
    return sum > 0.0 && c.r / sum >= flash::kRedShare;
}

// Changes to and from saturated red, of one cell.
class RedSwings {
  public:
    bool add(const LinearColor& color) {
        if (!last_) {
            last_ = color;
            return false;
        }
        const Chromaticity from = chromaticity(*last_), to = chromaticity(color);
        const bool is_red = is_saturated_red(color);
        const bool is_far = std::hypot(to.u - from.u, to.v - from.v) > flash::kChromaChange;
        if (!is_far || is_red == is_saturated_red(*last_)) return false;
        last_ = color;
        return true;
    }

  private:
    std::optional<LinearColor> last_;  // At the last change, or at the start.
};

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

bool LuminanceSwings::would_swing(double luminance) const {
    if (!low_) return false;
    const bool is_up = direction_ <= 0 && luminance - *low_ >= flash::kLuminanceChange &&
                       *low_ < flash::kDarkerBelow;
    const bool is_down = direction_ >= 0 && *high_ - luminance >= flash::kLuminanceChange &&
                         luminance < flash::kDarkerBelow;
    return is_up || is_down;
}

bool LuminanceSwings::add(double luminance) {
    if (would_swing(luminance)) {
        direction_ =
            luminance > *low_ && direction_ <= 0 && luminance - *low_ >= flash::kLuminanceChange
                ? 1
                : -1;
        low_ = high_ = luminance;
        return true;
    }
    low_ = std::min(low_.value_or(luminance), luminance);
    high_ = std::max(high_.value_or(luminance), luminance);
    return false;
}

double LuminanceSwings::held(double luminance) const {
    if (!would_swing(luminance)) return luminance;
    constexpr double kJustBelow = flash::kLuminanceChange * 0.999;
    return luminance > *low_ && direction_ <= 0 ? std::min(luminance, *low_ + kJustBelow)
                                                : std::max(luminance, *high_ - kJustBelow);
}

double FlashLimiter::limit(double wanted, double time_s) {
    while (!times_s_.empty() && times_s_.front() < time_s - kSecond)
        times_s_.pop_front();
    const bool is_allowed = times_s_.size() < 2 * std::size_t{flash::kFlashesMax};
    const double shown = is_allowed ? wanted : swings_.held(wanted);
    if (swings_.add(shown)) times_s_.push_back(time_s);
    return shown;
}

}  // namespace belvedere::access
