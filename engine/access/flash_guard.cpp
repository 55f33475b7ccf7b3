// SPDX-License-Identifier: Apache-2.0
#include "engine/access/flash_guard.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace belvedere::access {
namespace {

constexpr double kWindow_s = 1.0;
// Times are rounded, and a second that is over by a hair is not over yet.
constexpr double kRounding_s = 1e-3;
// Two changes make a flash.
constexpr std::size_t kChangesMax = 2 * static_cast<std::size_t>(flash::kFlashesMax);
constexpr std::size_t kChangesNear = kChangesMax / 2;
constexpr int kShares = 32;
// A tenth below those of WCAG.
constexpr FlashThresholds kCautious = {.luminance_change = 0.9 * flash::kLuminanceChange,
                                       .darker_below = flash::kDarkerBelow + 0.02,
                                       .red_share = flash::kRedShare - 0.02,
                                       .chroma_change = 0.9 * flash::kChromaChange};

std::size_t cells_over(double length_px, double cell_px, std::size_t most) {
    const double cells = std::ceil(length_px / std::max(cell_px, 1.0));
    return std::clamp<std::size_t>(static_cast<std::size_t>(cells), 1,
                                   std::max<std::size_t>(most, 1));
}

}  // namespace

LinearColor blended(const LinearColor& below, const LinearColor& above, double share) {
    return {std::lerp(below.r, above.r, share), std::lerp(below.g, above.g, share),
            std::lerp(below.b, above.b, share)};
}

FlashGuard::Changes::Changes() {
    times_s_.fill(-std::numeric_limits<double>::infinity());
}

void FlashGuard::Changes::add(double time_s) {
    times_s_[next_] = time_s;
    next_ = (next_ + 1) % times_s_.size();
}

std::size_t FlashGuard::Changes::recent(double time_s) const {
    return static_cast<std::size_t>(std::count_if(
        times_s_.begin(), times_s_.end(),
        [time_s](double change_s) { return change_s > time_s - kWindow_s - kRounding_s; }));
}

FlashGuard::FlashGuard(const FlashGrid& grid)
    : grid_(grid),
      cells_(grid.columns * grid.rows,
             Cell{LuminanceSwings(kCautious), RedSwings(kCautious), {}, {}}) {
    set_cell_size(grid.cell_width_px, grid.cell_height_px);
}

void FlashGuard::set_cell_size(double width_px, double height_px) {
    grid_.cell_width_px = width_px;
    grid_.cell_height_px = height_px;
    field_columns_ = cells_over(flash::kFieldWidth_px, width_px, grid_.columns);
    field_rows_ = cells_over(flash::kFieldHeight_px, height_px, grid_.rows);
    const double area = flash::kFieldShare * flash::kFieldWidth_px * flash::kFieldHeight_px;
    const double cells = area / std::max(width_px * height_px, 1.0);
    cells_max_ = std::max<std::size_t>(static_cast<std::size_t>(cells), 1);
}

// Whether some ten degrees of the visual field hold as many such cells as make a flash.
bool FlashGuard::has_crowded_field(std::span<const std::uint8_t> crowded) const {
    if (std::none_of(crowded.begin(), crowded.end(), [](std::uint8_t each) { return each != 0; })) {
        return false;
    }
    for (std::size_t top = 0; top + field_rows_ <= grid_.rows; ++top) {
        for (std::size_t left = 0; left + field_columns_ <= grid_.columns; ++left) {
            std::size_t count = 0;
            for (std::size_t row = top; row < top + field_rows_; ++row) {
                for (std::size_t i = 0; i < field_columns_; ++i)
                    count += crowded[row * grid_.columns + left + i];
            }
            if (count >= cells_max_) return true;
        }
    }
    return false;
}

FlashRisk FlashGuard::risk(double time_s, std::size_t unseen) const {
    std::vector<std::uint8_t> near(cells_.size()), at_limit(cells_.size());
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        const std::size_t changes = unseen + std::max(cells_[i].luminance_changes.recent(time_s),
                                                      cells_[i].red_changes.recent(time_s));
        near[i] = changes >= kChangesNear ? 1 : 0;
        at_limit[i] = changes >= kChangesMax ? 1 : 0;
    }
    if (has_crowded_field(at_limit)) return FlashRisk::kAtLimit;
    return has_crowded_field(near) ? FlashRisk::kNear : FlashRisk::kNone;
}

double FlashGuard::share(std::span<const LinearColor> wanted, double time_s) const {
    if (wanted.size() != cells_.size() || shown_.size() != cells_.size()) return 1.0;
    std::vector<std::uint8_t> too_many(cells_.size());
    for (int part = kShares; part > 0; --part) {
        const double share = static_cast<double>(part) / kShares;
        for (std::size_t i = 0; i < cells_.size(); ++i) {
            const LinearColor color = blended(shown_[i], wanted[i], share);
            const Cell& cell = cells_[i];
            const std::size_t light = cell.luminance_changes.recent(time_s) +
                                      (cell.luminance.would_swing(luminance(color)) ? 1U : 0U);
            const std::size_t red =
                cell.red_changes.recent(time_s) + (cell.red.would_swing(color) ? 1U : 0U);
            too_many[i] = std::max(light, red) > kChangesMax ? 1 : 0;
        }
        if (!has_crowded_field(too_many)) return share;
    }
    return 0.0;
}

void FlashGuard::note(std::span<const LinearColor> shown, double time_s) {
    if (shown.size() != cells_.size()) return;
    shown_.assign(shown.begin(), shown.end());
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        Cell& cell = cells_[i];
        if (cell.luminance.add(luminance(shown[i]))) cell.luminance_changes.add(time_s);
        if (cell.red.add(shown[i])) cell.red_changes.add(time_s);
    }
}

}  // namespace belvedere::access
