// SPDX-License-Identifier: Apache-2.0
// FlashGuard: decides how much of the next picture may be shown so that a screen never flashes more
// than three times in any second, whatever the pictures are. Pure arithmetic over coarse grids of
// mean colours; who draws blends the pictures accordingly.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/access/flash_swings.hpp"

namespace belvedere::access {

// The grid of mean colours, row by row from the top.
struct FlashGrid {
    std::size_t columns = 0, rows = 0;
    // Of a cell, in pixels as WCAG counts them: those of a display at its usual scale.
    double cell_width_px = 1.0, cell_height_px = 1.0;
};

enum class FlashRisk {
    kNone,     // The next pictures may be shown as they are.
    kNear,     // So may the next, but it must be kept: the one after may have to be blended with.
    kAtLimit,  // The next picture must be asked about, by share().
};

// Main thread; owned by whoever presents. A change counts a little below WCAG's thresholds, for
// grids sample a picture and screens round colours. Small places may flash as they like: less than
// a quarter of every ten degrees of the visual field (flash::kFieldShare).
class FlashGuard {
  public:
    // The number of cells never changes.
    explicit FlashGuard(const FlashGrid& grid);
    // The same cells are larger or smaller now: the window was resized.
    void set_cell_size(double width_px, double height_px);

    // How near what was shown is to a flash too many at that time, when each of the `unseen`
    // pictures shown since, whose grids have not been noted yet, may have been a change.
    [[nodiscard]] FlashRisk risk(double time_s, std::size_t unseen) const;
    // The largest share (in 32nds, 1 down to 0) of this grid over the one noted last that makes no
    // flash too many. Pictures mix as light does: linearly. Time never goes back. O(cells x field).
    [[nodiscard]] double share(std::span<const LinearColor> wanted, double time_s) const;
    // What is shown from this time on; a grid of another size is left out.
    void note(std::span<const LinearColor> shown, double time_s);
    [[nodiscard]] std::span<const LinearColor> shown() const { return shown_; }

  private:
    // The last changes of one cell and kind; older ones than are needed are overwritten.
    class Changes {
      public:
        Changes();
        void add(double time_s);
        // Within the second before that time.
        [[nodiscard]] std::size_t recent(double time_s) const;

      private:
        std::array<double, 8> times_s_;
        std::size_t next_ = 0;
    };
    struct Cell {
        LuminanceSwings luminance;
        RedSwings red;
        Changes luminance_changes, red_changes;
    };
    [[nodiscard]] bool has_crowded_field(std::span<const std::uint8_t> crowded) const;

    FlashGrid grid_;
    std::size_t field_columns_ = 1, field_rows_ = 1, cells_max_ = 1;
    std::vector<Cell> cells_;
    std::vector<LinearColor> shown_;
};

// The mean light of two pictures laid over each other.
[[nodiscard]] LinearColor blended(const LinearColor& below, const LinearColor& above, double share);

}  // namespace belvedere::access
