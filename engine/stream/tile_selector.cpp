// SPDX-License-Identifier: Apache-2.0
#include "engine/stream/tile_selector.hpp"

#include <algorithm>
#include <cassert>
#include <limits>

#include "engine/stream/limits.hpp"
#include "engine/stream/view_measure.hpp"

namespace belvedere::stream {
namespace {

constexpr unsigned kAllPlanes = 0x3F;
constexpr std::size_t kViews = 8;

// What a visit found out about a tile's part of the picture.
struct Cover {
    bool whole = true;    // Everything visible there is drawn.
    bool is_any = false;  // Something there is drawn.
};

using Masks = std::array<std::uint8_t, kViews>;

class Traversal {
  public:
    Traversal(const SelectionInput& input, ViewPurpose purpose, Selection& out)
        : in_(input), out_(out), purpose_(purpose) {
        for (const SelectionView& view : input.views) {
            if (view.purpose == purpose && views_ < kViews) view_[views_++] = &view;
        }
    }

    void run() {
        if (views_ == 0 || !in_.root.valid()) return;
        Masks masks{};
        masks.fill(kAllPlanes);
        if (!cull(node(in_.root), masks)) {
            ++out_.statistics.culled;
            return;
        }
        visit(in_.root, masks, State{});
    }

  private:
    // What the ancestors tell a tile.
    struct State {
        bool is_covered = false;      // A resident ancestor is drawn while this is missing.
        bool is_coarse_done = false;  // An ancestor is the coarse first picture here.
        bool is_addition = false;     // An additive ancestor stands here already.

        // What a tile is asked for as, when it is missing here.
        [[nodiscard]] LoadGroup group() const {
            return is_covered || is_coarse_done || is_addition ? LoadGroup::kNormal
                                                               : LoadGroup::kUrgent;
        }
    };

    const TileNode& node(TileId id) const { return in_.nodes[id.value]; }
    Residency residency(TileId id) const { return in_.residency[id.value]; }
    bool has(const TileNode& tile, std::uint8_t flag) const { return (tile.flags & flag) != 0; }

    // Narrows the masks to the views that see the tile; false when none does.
    bool cull(const TileNode& tile, Masks& masks) const {
        bool is_seen = false;
        for (std::size_t i = 0; i < views_; ++i) {
            if (masks[i] == kOutside) continue;
            masks[i] =
                static_cast<std::uint8_t>(cutting_planes(tile.box, view_[i]->frustum, masks[i]));
            is_seen = is_seen || masks[i] != kOutside;
        }
        return is_seen;
    }

    bool may_request(const TileNode& tile) const {
        if (tile.request_volume == kNone) return true;
        const geo::BoundingVolume& volume = in_.request_volumes[tile.request_volume];
        return std::any_of(view_.begin(), view_.begin() + static_cast<std::ptrdiff_t>(views_),
                           [&](const SelectionView* view) {
                               return geo::distance_to(volume, view->position) <= 0.0;
                           });
    }

    double largest_error(const TileNode& tile, const Masks& masks) const {
        double largest = 0.0;
        for (std::size_t i = 0; i < views_; ++i) {
            if (masks[i] != kOutside) largest = std::max(largest, error_px(tile, *view_[i]));
        }
        return largest;
    }

    double smallest_order(const TileNode& tile) const {
        double smallest = std::numeric_limits<double>::max();
        for (std::size_t i = 0; i < views_; ++i) {
            smallest = std::min(smallest, load_order(tile, *view_[i]));
        }
        return smallest;
    }

    // The camera will be beyond it before it arrives. A tile farther off than that stays in view
    // however fast the camera is: in an orbit nothing is ever passed.
    bool is_passed(const TileNode& tile) const {
        const double passed_m = in_.options.passed_m;
        if (passed_m <= 2.0 * tile.radius_m) return false;
        for (std::size_t i = 0; i < views_; ++i) {
            if (distance(tile, view_[i]->position) >= passed_m) return false;
        }
        return true;
    }

    void want(TileId id, LoadGroup group) {
        if (residency(id) == Residency::kResident) {
            (group == LoadGroup::kPreload ? out_.useful : out_.needed).push_back(id);
            return;
        }
        if (residency(id) == Residency::kFailed) return;
        if (purpose_ == ViewPurpose::kPreload) group = LoadGroup::kPreload;
        if (group != LoadGroup::kUrgent && is_passed(node(id))) return;
        out_.wanted.push_back({id, group, static_cast<float>(smallest_order(node(id)))});
    }

    bool is_drawable(TileId id) const { return residency(id) != Residency::kAbsent; }

    void draw(TileId id, double error) {
        if (purpose_ != ViewPurpose::kDraw) return;
        const bool is_failed = residency(id) == Residency::kFailed;
        out_.drawn.push_back({id, static_cast<float>(error), is_failed});
    }

    // Children that are in view, each with its own masks, are visited by `body`.
    template <class Body>
    void for_visible_children(const TileNode& tile, const Masks& masks, Body&& body) {
        for (std::uint32_t i = 0; i < tile.child_count; ++i) {
            const TileId child{tile.first_child.value + i};
            Masks child_masks = masks;
            if (cull(node(child), child_masks)) {
                body(child, child_masks);
            } else {
                ++out_.statistics.culled;
                leave_out_of_view(child);
            }
        }
    }

    // A culled sibling of visible tiles: loaded last, so that turning towards it shows it at once.
    void leave_out_of_view(TileId child) {
        if (has(node(child), tile_flags::kHasContent) && may_request(node(child))) {
            want(child, LoadGroup::kPreload);
        }
    }

    bool has_refinable_children(const TileNode& tile, const Masks& masks) {
        for (std::uint32_t i = 0; i < tile.child_count; ++i) {
            const TileNode& child = node(TileId{tile.first_child.value + i});
            if (child.request_volume == kNone || may_request(child)) continue;
            Masks child_masks = masks;
            if (cull(child, child_masks)) return false;
        }
        return tile.child_count > 0;
    }

    Cover visit(TileId id, const Masks& masks, State state);
    Cover visit_final(TileId id, const Masks& masks, State state, double error);
    Cover visit_unconditional(TileId id, const Masks& masks, State state);
    Cover visit_additive(TileId id, const Masks& masks, State state, double error);
    Cover visit_replaced(TileId id, const Masks& masks, State state, double error);
    Cover draw_finer(TileId id, const Masks& masks);

    const SelectionInput& in_;
    Selection& out_;
    ViewPurpose purpose_;
    std::array<const SelectionView*, kViews> view_{};
    std::size_t views_ = 0;
};

Cover Traversal::visit(TileId id, const Masks& masks, State state) {
    const TileNode& tile = node(id);
    ++out_.statistics.visited;
    assert(tile.depth <= limits::kTreeDepth);
    if (has(tile, tile_flags::kUnconditional)) return visit_unconditional(id, masks, state);
    const double error = largest_error(tile, masks);
    const bool is_fine = error < in_.options.error_px;
    if (has(tile, tile_flags::kAdditive)) {
        return is_fine ? visit_final(id, masks, state, error)
                       : visit_additive(id, masks, state, error);
    }
    if (is_fine || !has_refinable_children(tile, masks)) {
        return visit_final(id, masks, state, error);
    }
    return visit_replaced(id, masks, state, error);
}

// The tile belongs to the wanted picture and its children do not.
Cover Traversal::visit_final(TileId id, const Masks& masks, State state, double error) {
    if (!has(node(id), tile_flags::kHasContent | tile_flags::kExpandable)) return {true, false};
    ++out_.statistics.selected;
    if (is_drawable(id)) {
        want(id, LoadGroup::kNormal);
        draw(id, error);
        return {true, true};
    }
    ++out_.statistics.missing;
    const std::size_t drawn_mark = out_.drawn.size();
    const std::size_t needed_mark = out_.needed.size();
    const Cover finer = draw_finer(id, masks);
    const bool is_whole = finer.whole && finer.is_any;
    want(id, is_whole ? LoadGroup::kNormal : state.group());
    if (!is_whole && state.is_covered) {
        // The ancestor will stand here; the pieces are of use only if the camera comes back.
        out_.drawn.resize(drawn_mark);
        out_.useful.insert(out_.useful.end(),
                           out_.needed.begin() + static_cast<std::ptrdiff_t>(needed_mark),
                           out_.needed.end());
        out_.needed.resize(needed_mark);
        return {false, false};
    }
    return {is_whole, finer.is_any};
}

// Finer tiles that are still resident are shown until the coarser one has come.
Cover Traversal::draw_finer(TileId id, const Masks& masks) {
    const TileNode& tile = node(id);
    Cover cover{tile.child_count > 0, false};
    const auto draw_or_descend = [&](TileId child, const Masks& child_masks) {
        const TileNode& below = node(child);
        const bool can_draw = has(below, tile_flags::kHasContent);
        if (can_draw && residency(child) == Residency::kResident) {
            ++out_.statistics.visited;
            out_.needed.push_back(child);
            draw(child, largest_error(below, child_masks));
            cover.is_any = true;
            return;
        }
        if (below.child_count == 0) {
            cover.whole = cover.whole && !can_draw && !has(below, tile_flags::kExpandable);
            return;
        }
        const Cover finer = draw_finer(child, child_masks);
        cover.whole = cover.whole && finer.whole;
        cover.is_any = cover.is_any || finer.is_any;
    };
    for (std::uint32_t i = 0; i < tile.child_count; ++i) {
        const TileId child{tile.first_child.value + i};
        Masks child_masks = masks;
        if (cull(node(child), child_masks)) draw_or_descend(child, child_masks);
    }
    return cover;
}

// Nothing of its own to draw: an empty tile, the root of an external tileset, a subtree that is
// not there yet.
Cover Traversal::visit_unconditional(TileId id, const Masks& masks, State state) {
    const TileNode& tile = node(id);
    if (has(tile, tile_flags::kExpandable) && tile.child_count == 0) {
        if (residency(id) == Residency::kResident) return {true, false};  // It was empty.
        ++out_.statistics.selected;
        if (residency(id) == Residency::kFailed) {
            draw(id, 0.0);
            return {true, true};
        }
        ++out_.statistics.missing;
        want(id, state.group());
        return {false, false};
    }
    // Marks what hangs below as in use.
    if (has(tile, tile_flags::kExpandable)) out_.needed.push_back(id);
    Cover cover{true, false};
    for_visible_children(tile, masks, [&](TileId child, const Masks& child_masks) {
        if (!may_request(node(child))) return;
        const Cover below = visit(child, child_masks, state);
        cover.whole = cover.whole && below.whole;
        cover.is_any = cover.is_any || below.is_any;
    });
    return cover;
}

Cover Traversal::visit_additive(TileId id, const Masks& masks, State state, double error) {
    const TileNode& tile = node(id);
    Cover cover{true, false};
    if (has(tile, tile_flags::kHasContent | tile_flags::kExpandable)) {
        ++out_.statistics.selected;
        want(id, state.group());
        if (is_drawable(id)) {
            draw(id, error);
            cover.is_any = true;
        } else {
            ++out_.statistics.missing;
            cover.whole = false;
        }
    }
    // Children add to what is there: none of them leaves a hole that an ancestor would fill.
    State below = state;
    below.is_covered = false;
    below.is_addition = true;
    for_visible_children(tile, masks, [&](TileId child, const Masks& child_masks) {
        if (!may_request(node(child))) return;
        const Cover added = visit(child, child_masks, below);
        cover.is_any = cover.is_any || added.is_any;
    });
    return cover;
}

// The children should be drawn in the tile's place.
Cover Traversal::visit_replaced(TileId id, const Masks& masks, State state, double error) {
    const TileNode& tile = node(id);
    const bool has_content = has(tile, tile_flags::kHasContent);
    const bool is_resident = has_content && residency(id) == Residency::kResident;
    const bool is_coarse =
        has_content && !state.is_coarse_done && error < in_.options.coarse_error_px;
    State below = state;
    below.is_covered = state.is_covered || is_resident;
    below.is_coarse_done = state.is_coarse_done || is_coarse;
    const std::size_t mark = out_.drawn.size();
    Cover cover{true, false};
    for_visible_children(tile, masks, [&](TileId child, const Masks& child_masks) {
        const Cover part = visit(child, child_masks, below);
        cover.whole = cover.whole && part.whole;
        cover.is_any = cover.is_any || part.is_any;
    });
    if (cover.whole) {
        if (has_content) want(id, LoadGroup::kPreload);
        return cover;
    }
    if (!is_resident) {
        if (has_content) {
            const bool is_first = state.group() == LoadGroup::kUrgent;
            want(id, !is_coarse ? LoadGroup::kPreload
                     : is_first ? LoadGroup::kUrgent
                                : LoadGroup::kCoarse);
        }
        return cover;
    }
    // Kicked: the children keep loading, the tile stays in their place.
    out_.drawn.resize(mark);
    out_.needed.push_back(id);
    ++out_.statistics.kicked;
    draw(id, error);
    return {true, true};
}

}  // namespace

void select(const SelectionInput& input, Selection& selection) {
    assert(input.residency.size() >= input.nodes.size());
    selection.drawn.clear();
    selection.wanted.clear();
    selection.needed.clear();
    selection.useful.clear();
    selection.statistics = {};
    Traversal(input, ViewPurpose::kDraw, selection).run();
    const SelectionStatistics drawn_statistics = selection.statistics;
    Traversal(input, ViewPurpose::kPreload, selection).run();
    selection.statistics = drawn_statistics;
}

}  // namespace belvedere::stream
