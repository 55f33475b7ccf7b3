// SPDX-License-Identifier: Apache-2.0
// A scene without a window: what render, demo --out and the benchmarks draw with.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/city/scene.hpp"
#include "app/cli/common_options.hpp"
#include "app/cli/run_statistics.hpp"
#include "app/describe/scene_object.hpp"
#include "app/picture/picture_drawing.hpp"
#include "app/picture/surround.hpp"
#include "engine/access/color_transform.hpp"
#include "engine/core/clock.hpp"
#include "engine/core/result.hpp"
#include "engine/gpu/offscreen.hpp"
#include "engine/render/camera.hpp"
#include "engine/render/quality.hpp"

namespace belvedere::cli {

// When the picture that is being waited for is good enough.
enum class Loading {
    kComplete,  // Every selected tile is there.
    kTimedOut,  // The time limit came first; what is there can be drawn.
    kNothing,   // No source could be opened.
};

// Where the camera stands once the bounds of the sources are known; nothing while they are not.
using ChooseCamera = std::function<std::optional<render::Camera>(const city::Scene&)>;

// How one picture differs from the next.
enum class Effort {
    kAsPreset,  // As the quality preset says: what a moving view gets.
    kAtRest,    // The best there is: a picture for keeps.
};

// Owns device, renderer, workers and scene. Main thread only.
class HeadlessView {
  public:
    // Opens the device and the sources of the options. kUsage for options that are wrong, kDevice
    // without a device. `background_work` lets workers yield to drawing.
    enum class Workers { kAllCores, kYieldToDrawing };
    [[nodiscard]] static Result<std::unique_ptr<HeadlessView>> create(const CommonOptions& options,
                                                                      Workers workers);
    ~HeadlessView();
    HeadlessView(const HeadlessView&) = delete;
    HeadlessView& operator=(const HeadlessView&) = delete;

    [[nodiscard]] city::Scene& scene();
    [[nodiscard]] double aspect() const;
    [[nodiscard]] bool is_software() const;

    // Makes what the first pictures need before there is anything to draw.
    [[nodiscard]] Result<void> warm_up();
    // Streams without drawing until the view from `choose` is complete or `timeout_s` have passed.
    // Returns the camera that was chosen. kDevice when the GPU is lost.
    struct Loaded {
        Loading loading = Loading::kNothing;
        render::Camera camera;
    };
    [[nodiscard]] Result<Loaded> load(const ChooseCamera& choose, double timeout_s);
    // One frame of streaming and one picture from this camera; returns once the GPU has finished.
    // `destination`: a camera whose tiles are loaded meanwhile and not drawn.
    [[nodiscard]] Result<void> draw(const render::Camera& camera, Effort effort,
                                    const render::Camera* destination = nullptr);
    // Gathers live values and puts devices on what is loaded; see HeadlessFeeds::gather().
    void gather_feeds(double seconds_max);
    // The devices in view, as describe_devices(); once they were gathered.
    [[nodiscard]] std::string described_devices(const describe::Eye& eye) const;
    // What the colours of devices mean, for the sheet round the picture.
    void add_device_legend(picture::Surround& surround) const;
    // One frame of streaming for this camera, without a picture.
    [[nodiscard]] Result<void> stream(const render::Camera& camera);
    // What becomes of the colours of the pictures from now on.
    void set_colors(const access::ColorTransform& colors);
    [[nodiscard]] Result<gpu::Pixels> pixels() const;
    // A picture for keeps from this camera, of the size of the options: drawn in parts where the
    // memory ceiling asks for it, handed over in whole rows from the top. `surround` is asked once,
    // when the scene is as it is drawn.
    struct Paper {
        std::function<picture::Surround(const city::Scene&)> surround;
        std::function<Result<void>(const picture::Rows&)> take_rows;
    };
    [[nodiscard]] Result<void> draw_picture(const render::Camera& camera, const Paper& paper);
    // The moment of the sun over a place: that of the options, else a pleasant hour.
    [[nodiscard]] UtcTime time_over(const glm::dvec3& position) const;

    // What the run measured so far; times and errors of the sources included.
    [[nodiscard]] RunStatistics statistics() const;

  private:
    struct State;
    explicit HeadlessView(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace belvedere::cli
