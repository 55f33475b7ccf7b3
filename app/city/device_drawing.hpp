// SPDX-License-Identifier: Apache-2.0
// Devices in the picture: where twins meet the renderer and the city's surface.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>

#include "app/city/scene.hpp"
#include "app/layers/device_groups.hpp"
#include "app/layers/device_symbols.hpp"
#include "app/live/live_city.hpp"
#include "engine/render/frame_renderer.hpp"

namespace belvedere::city {

// What lies above or below a place of a city on Earth: the loaded city, else its plain ground;
// nothing where there is neither. About 50 us.
[[nodiscard]] std::optional<glm::dvec3> surface_at(const Scene& scene, const geo::Geodetic& place);

// Owns the symbols and their buffer on the GPU. Main thread. The renderer and the scene must
// outlive it.
class DeviceDrawing {
  public:
    DeviceDrawing(render::FrameRenderer& renderer, const Scene& scene);

    // Follows the live side and puts devices on the city; each bounded by about `seconds_max`. True
    // when something is left to do. A model without a place on Earth has no devices.
    bool update(const live::LiveCity& live, const layers::DeviceLook& look, UtcTime now,
                double seconds_max);
    // The picture of the city has changed: once it is complete devices are placed anew.
    void note_scene_changed() { surfaces_changed_ = true; }
    // As DeviceSymbols::include_range().
    void include_range(double low, double high, twin::UnitId unit) {
        symbols_.include_range(low, high, unit);
    }
    // Another number whenever a symbol is another: who draws them compares it with that of the last
    // picture.
    [[nodiscard]] std::uint64_t revision() const { return revision_; }
    // The same of devices alone, whatever they are grouped to.
    [[nodiscard]] std::uint64_t devices_revision() const { return devices_revision_; }

    // Finds anew which devices are one symbol, seen from `view`, in update(); until that is done
    // those of before are. Ends with ungroup().
    void group(layers::GroupView view, const layers::DeviceLook& look);
    void ungroup();
    [[nodiscard]] const layers::DeviceGroups& groups() const { return groups_; }

    // Whether devices that overlap are one symbol, where they are grouped at all: for another view
    // than theirs they are not.
    enum class Grouping { kAsFound, kNone };
    // Appends what update() made. `scale`: of the display and the person's text. kLimit beyond
    // render::limits::kSymbols.
    [[nodiscard]] Result<void> append_to(render::DrawList& list, double scale, render::Color accent,
                                         Grouping grouping = Grouping::kAsFound) const;
    [[nodiscard]] const layers::DeviceSymbols& symbols() const { return symbols_; }
    [[nodiscard]] std::size_t shown() const { return shown_; }
    // The size that append_to() draws so many devices in, in pixels at scale 1: the more, the
    // smaller.
    [[nodiscard]] static float size_px(std::size_t shown);
    // Of those that are drawn now, grouped or not.
    [[nodiscard]] float symbol_px() const { return size_px(drawn(Grouping::kAsFound)); }

  private:
    void copy_changed();
    // Into the list of what is grouped, after the same of all.
    void copy_groups(std::span<const std::uint32_t> changed);
    [[nodiscard]] bool is_grouped(Grouping grouping) const {
        return grouping == Grouping::kAsFound && !groups_.groups().empty();
    }
    [[nodiscard]] std::size_t drawn(Grouping grouping) const {
        return is_grouped(grouping) ? groups_.on_screen() : shown_;
    }

    const Scene& scene_;
    const bool is_software_;
    bool is_heap_warm_ = false;
    layers::DeviceSymbols symbols_;
    std::unique_ptr<render::SymbolBuffer> buffer_;
    layers::DeviceGroups groups_;
    // All devices, those in groups unseen, and behind them the groups.
    std::unique_ptr<render::SymbolBuffer> grouped_;
    std::uint64_t groups_copied_ = 0;  // Of DeviceGroups::revision().
    std::size_t shown_ = 0;
    bool surfaces_changed_ = false;
    std::uint64_t revision_ = 0, devices_revision_ = 0;
};

}  // namespace belvedere::city
