// SPDX-License-Identifier: Apache-2.0
// Devices in the picture: where twins meet the renderer and the city's surface.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "app/city/scene.hpp"
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

    // Appends what update() made. `scale`: of the display and the person's text. kLimit beyond
    // render::limits::kSymbols.
    [[nodiscard]] Result<void> append_to(render::DrawList& list, double scale,
                                         render::Color accent) const;
    [[nodiscard]] const layers::DeviceSymbols& symbols() const { return symbols_; }
    [[nodiscard]] std::size_t shown() const { return shown_; }
    // The size that append_to() draws so many devices in, in pixels at scale 1: the more, the
    // smaller.
    [[nodiscard]] static float size_px(std::size_t shown);

  private:
    void copy_changed();

    const Scene& scene_;
    layers::DeviceSymbols symbols_;
    std::unique_ptr<render::SymbolBuffer> buffer_;
    std::size_t shown_ = 0;
    bool surfaces_changed_ = false;
    std::uint64_t revision_ = 0;
};

}  // namespace belvedere::city
