// SPDX-License-Identifier: Apache-2.0
// The changes that flashes are made of: what WCAG 2.2 counts of one place of a picture.
#pragma once

#include <optional>

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
// Ten degrees as pixels, as WCAG measures them: a screen of 1024 x 768 at a usual distance.
inline constexpr double kFieldWidth_px = 341.0, kFieldHeight_px = 256.0;
}  // namespace flash

// From where on a change counts. Those of WCAG, or lower ones for who must stay below them.
struct FlashThresholds {
    double luminance_change = flash::kLuminanceChange;
    double darker_below = flash::kDarkerBelow;
    double red_share = flash::kRedShare;
    double chroma_change = flash::kChromaChange;
};

// Follows one luminance and tells the changes that count: from the last extreme by
// luminance_change or more, the darker below darker_below, in the other direction than the last.
class LuminanceSwings {
  public:
    explicit LuminanceSwings(const FlashThresholds& thresholds = {}) : thresholds_(thresholds) {}
    // True when this value completes a change.
    bool add(double luminance);
    // Whether add() would say true; changes nothing.
    [[nodiscard]] bool would_swing(double luminance) const { return direction_to(luminance) != 0; }

  private:
    [[nodiscard]] int direction_to(double luminance) const;  // 1 up, -1 down, 0 no change.
    FlashThresholds thresholds_;
    std::optional<double> low_, high_;  // Since the last change.
    int direction_ = 0;                 // Of the last change: 1 up, -1 down, 0 none yet.
};

// Follows one colour and tells its changes to and from saturated red.
class RedSwings {
  public:
    explicit RedSwings(const FlashThresholds& thresholds = {}) : thresholds_(thresholds) {}
    // True when this colour completes a change.
    bool add(const LinearColor& color);
    // Whether add() would say true; changes nothing.
    [[nodiscard]] bool would_swing(const LinearColor& color) const;

  private:
    FlashThresholds thresholds_;
    std::optional<LinearColor> last_;  // At the last change, or at the start.
};

}  // namespace belvedere::access
