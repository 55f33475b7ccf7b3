// SPDX-License-Identifier: Apache-2.0
// A field of values in the picture: made anew when values change, by a worker where there is one.
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "app/layers/value_field.hpp"
#include "engine/core/job_pool.hpp"
#include "engine/render/frame_renderer.hpp"

namespace belvedere::city {

// Owns the field's texels on the GPU. Main thread. The renderer must outlive it, and so must the
// pool, whose jobs own what they touch.
class FieldDrawing {
  public:
    // Without a pool fields are made at once, in update(); `wake` is called from a worker when one
    // is done.
    FieldDrawing(render::FrameRenderer& renderer, JobPool* jobs, std::function<void()> wake);
    ~FieldDrawing();

    // Follows the devices. Values are compared once a second, and a field is made at most as often
    // as it takes a tenth of the time. True when the picture of it changed. Any display that is no
    // field takes the field away, and so does a source that leaves: until there is one without it.
    bool update(const layers::DeviceSymbols& devices, layers::ValueDisplay display,
                const layers::DeviceLook& look, double now_s);
    void append_to(render::DrawList& list) const;

    // What is drawn, or nothing.
    [[nodiscard]] const layers::ValueField* field() const { return shown_ ? &*shown_ : nullptr; }
    // Why there is none although one is wished for: engine words; empty: nothing is wrong.
    [[nodiscard]] const std::string& problem() const { return problem_; }
    // One is being made.
    [[nodiscard]] bool is_under_way() const { return work_ != nullptr; }
    [[nodiscard]] bool has_workers() const { return jobs_ != nullptr; }

  private:
    struct Work;
    void begin(layers::FieldSamples samples, double now_s);
    bool take(double now_s);

    JobPool* jobs_;
    std::function<void()> wake_;
    std::unique_ptr<render::FieldTexture> texture_;
    std::shared_ptr<Work> work_;  // Under way.
    std::optional<layers::FieldSamples> made_of_;
    std::optional<layers::ValueField> shown_;
    std::vector<render::Color> classes_;
    std::string problem_;
    double looked_s_ = -1e9, begun_s_ = 0.0, next_s_ = -1e9;
};

}  // namespace belvedere::city
