// SPDX-License-Identifier: Apache-2.0
// Values of devices laid over the city in the way a person chose, beside their symbols.
#pragma once

#include <functional>
#include <vector>

#include "app/city/field_drawing.hpp"
#include "app/city/scene.hpp"
#include "app/layers/device_symbols.hpp"
#include "app/layers/value_arrows.hpp"
#include "app/layers/value_columns.hpp"
#include "app/layers/value_display.hpp"
#include "app/layers/value_roads.hpp"
#include "app/layers/vehicle_trails.hpp"
#include "engine/core/job_pool.hpp"
#include "engine/render/frame_renderer.hpp"

namespace belvedere::city {

// What is wished for, and when.
struct ValueWish {
    layers::ValueDisplay display = layers::ValueDisplay::kSymbols;
    layers::DeviceLook look;
    double now_s = 0.0;  // Of the steady clock.
    UtcTime time;        // Of the world.
};

// Who looks: what keeps a size on the screen depends on it.
struct ValueEye {
    render::Camera camera;
    double height_px = 720.0;  // Of the picture.
    float scale = 1.0F;        // Of the display and the person's text.
};

// One display at a time; what is not shown costs nothing. Main thread. All that it is made with
// must outlive it; without a pool of workers everything is done at once.
class ValueDrawing {
  public:
    ValueDrawing(render::FrameRenderer& renderer, const Scene& scene, JobPool* jobs,
                 std::function<void()> wake);

    // Follows the devices as they are drawn, about once a second, and at once when a source comes
    // or goes. True when the picture changed.
    bool update(const layers::DeviceSymbols& devices, const twin::TwinStore& store,
                const ValueWish& wish);
    // Appends what update() made.
    void append_to(render::DrawList& list, const ValueEye& eye) const;

    [[nodiscard]] layers::ValueDisplay display() const { return display_; }
    [[nodiscard]] const FieldDrawing& field() const { return field_; }
    [[nodiscard]] const std::vector<layers::ValueColumn>& columns() const { return columns_; }
    [[nodiscard]] const layers::ColumnScale& column_scale() const { return column_scale_; }
    [[nodiscard]] const layers::ValueArrows& arrows() const { return arrows_; }
    [[nodiscard]] const layers::VehicleTrails& trails() const { return trails_; }
    [[nodiscard]] const layers::ValueRoads& roads() const { return roads_; }
    // Whose values it is of, each once or more.
    [[nodiscard]] std::vector<SourceId> sources() const;
    // How large symbols are beside it, of their usual size.
    [[nodiscard]] float symbol_share() const;

  private:
    void append_columns(render::DrawList& list, const ValueEye& eye) const;
    void append_arrows(render::DrawList& list, const ValueEye& eye) const;
    void append_trails(render::DrawList& list, const ValueEye& eye) const;
    void append_roads(render::DrawList& list, const ValueEye& eye) const;
    bool update_roads(const layers::DeviceSymbols& devices, const twin::TwinStore& store,
                      bool is_due);
    // Puts points of a layer on the city; true when some are left.
    template <typename Layer>
    bool place(Layer& layer);
    bool update_trails(const layers::DeviceSymbols& devices, const twin::TwinStore& store,
                       const ValueWish& wish, bool is_due);

    const Scene& scene_;
    FieldDrawing field_;
    std::vector<layers::ValueColumn> columns_;
    layers::ColumnScale column_scale_;
    layers::ValueArrows arrows_;
    layers::VehicleTrails trails_;
    layers::ValueRoads roads_;
    std::vector<SourceId> sources_;
    layers::ValueDisplay display_ = layers::ValueDisplay::kSymbols;
    double looked_s_ = -1e9;
    UtcTime time_;
};

}  // namespace belvedere::city
