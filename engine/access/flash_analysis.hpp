// SPDX-License-Identifier: Apache-2.0
// Whether pictures flash so that they may cause seizures, and a bound that keeps them from it.
#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <span>
#include <vector>

#include "engine/access/contrast.hpp"

namespace belvedere::access {

// WCAG 2.2, success criterion 2.3.1 and the definition "general flash and red flash thresholds".
namespace flash {
inline constexpr double kLuminanceChange = 0.1;  // Of the greatest relative luminance, 1.
inline constexpr double kDarkerBelow = 0.8;      // Between brighter pictures nothing is a flash.
inline constexpr double kRedShare = 0.8;         // R/(R+G+B), linear, from which red is saturated.
inline constexpr double kChromaChange = 0.2;     // In the CIE 1976 UCS diagram (u', v').
inline constexpr int kFlashesMax = 3;            // Within any second.
inline constexpr double kFieldShare = 0.25;      // Of any ten degrees of the visual field.
}  // namespace flash

// One picture, as the mean colours of equal cells in any order; so coarse that a cell is well below
// a quarter of ten degrees (341 x 256 pixels at 1024 x 768).
struct FlashFrame {
    double time_s = 0.0;
    std::vector<LinearColor> cells;
};

// The most flashes within a second that at least the area asked for shows at once.
struct FlashReport {
    int general = 0;
    int red = 0;
    [[nodiscard]] bool passes() const {
        return general <= flash::kFlashesMax && red <= flash::kFlashesMax;
    }
};

// A flash is a pair of opposing changes. `cells_of_field` is how many cells ten degrees of the
// visual field hold; cells anywhere are taken together, so the answer is on the safe side. Frames
// in the order of time, all with as many cells as the first; others are left out. O(frames x
// cells).
[[nodiscard]] FlashReport analyse_flashes(std::span<const FlashFrame> frames,
                                          std::size_t cells_of_field);

// Follows one luminance and tells the changes that count: from the last extreme by
// kLuminanceChange or more, the darker below kDarkerBelow, in the other direction than the last.
class LuminanceSwings {
  public:
    // True when this value completes a change.
    bool add(double luminance);
    // Whether add() would say true; changes nothing.
    [[nodiscard]] bool would_swing(double luminance) const;
    // The value nearest to `luminance` that completes no change.
    [[nodiscard]] double held(double luminance) const;

  private:
    std::optional<double> low_, high_;  // Since the last change.
    int direction_ = 0;                 // Of the last change: 1 up, -1 down, 0 none yet.
};

// Bounds the luminance of what is shown (lightning, alarms, the exposure) so that at most
// kFlashesMax flashes happen within any second: a change that would be one too many is held just
// below the threshold until it may happen. Owned by whoever maps tones; one thread.
class FlashLimiter {
  public:
    // The relative luminance to show for the wanted one. Time never goes back.
    [[nodiscard]] double limit(double wanted, double time_s);

  private:
    LuminanceSwings swings_;
    std::deque<double> times_s_;  // Of the changes within the last second.
};

}  // namespace belvedere::access
