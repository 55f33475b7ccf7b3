// SPDX-License-Identifier: Apache-2.0
// SafeScreen: shows frames on a screen in the colours that were asked for, and never lets them
// flash more than three times in a second, wherever the flashes come from (WCAG 2.2, 2.3.1).
//
// At rest it costs nothing. While frames are drawn, a few thousand pixels of each are read back a
// frame later. Only when the last second had changes enough that the next picture could be a flash
// too many is that picture looked at before it is shown, and blended with the one before.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "engine/access/color_transform.hpp"
#include "engine/access/flash_guard.hpp"
#include "engine/core/result.hpp"
#include "engine/gpu/frame_ring.hpp"
#include "engine/gpu/present_target.hpp"
#include "engine/render/finish_pass.hpp"
#include "engine/render/picture_summary.hpp"

namespace belvedere::city {

enum class FlashLimit { kOff, kThreeASecond };

// How the picture is to be seen.
struct Sight {
    std::optional<access::ColorTransform> colors;  // Nothing: as they are.
    FlashLimit flashes = FlashLimit::kThreeASecond;
    float display_scale = 1.0F;  // Pixels of the screen to one of a usual display.
};

// One frame. `prepare` records what every frame has to, with a picture or without (uploads);
// `paint` draws the picture to the target, and once more in the rare case that the screen's size
// changed meanwhile.
struct ScreenFrame {
    std::function<Result<void>(gpu::Frame&)> prepare;
    std::function<Result<void>(gpu::Frame&, const render::FrameTarget&)> paint;
    double time_s = 0.0;  // When it is shown; never goes back.
    // Called between submitting and presenting, every few milliseconds until the device is done
    // with the picture. Software devices draw for as long as hundreds of milliseconds, for all of
    // which their drivers hold the thread that presents. Empty: that thread has nothing to do.
    std::function<void()> meanwhile;
};

enum class Shown {
    kNothing,  // There is nowhere to draw: the window is minimised.
    kWhole,
    kHeld,  // Blended with the picture before: ask again until it is whole.
};

// All of it must outlive the screen; the target is the same in every frame.
struct SafeScreenOptions {
    gpu::Device& device;
    gpu::FrameRing& ring;
    gpu::ShaderLibrary& shaders;
    gpu::PresentTarget& target;
    VkPipelineCache cache = VK_NULL_HANDLE;
    // Whether images of the target allow copies from them, once one was acquired. Where they do
    // not, pictures are looked at on their way, at the cost of a copy.
    std::function<bool()> is_readable = [] { return true; };
};

// Main thread only.
class SafeScreen {
  public:
    // kDevice when the device refuses or is lost.
    [[nodiscard]] static Result<std::unique_ptr<SafeScreen>> create(
        const SafeScreenOptions& options);

    // Draws and presents one frame. An error of `prepare` or `paint` is handed on, once the frame
    // has been submitted.
    [[nodiscard]] Result<Shown> draw(const ScreenFrame& frame, const Sight& sight);

  private:
    SafeScreen(const SafeScreenOptions& options, std::unique_ptr<render::FinishPass> finish);
    // Takes over what the pictures that are done by now showed.
    void take_summaries(std::uint64_t completed_serial);
    [[nodiscard]] Result<access::FlashRisk> risk_of(const ScreenFrame& frame, const Sight& sight);
    [[nodiscard]] Result<Shown> draw_whole(const ScreenFrame& frame, const Sight& sight,
                                           access::FlashRisk risk);
    [[nodiscard]] Result<void> record(gpu::Frame& into, const render::FrameTarget& target,
                                      const ScreenFrame& frame, const Sight& sight,
                                      access::FlashRisk risk);
    [[nodiscard]] Result<void> present(const gpu::TargetImage& image, const ScreenFrame& frame);
    [[nodiscard]] Result<Shown> draw_held(const ScreenFrame& frame, const Sight& sight);
    // How much of the picture that waits to be shown may be.
    [[nodiscard]] Result<double> look_ahead(const ScreenFrame& frame, const Sight& sight);

    gpu::FrameRing& ring_;
    gpu::PresentTarget& screen_;
    std::function<bool()> is_readable_;
    std::unique_ptr<render::FinishPass> finish_;
    std::unique_ptr<render::PictureSummary> summary_;
    access::FlashGuard guard_;
    std::vector<access::LinearColor> ahead_;  // What the picture that is held wants to show.
    double finished_s_ = 0.0;                 // When pictures were last finished.
};

[[nodiscard]] render::Recoloring recoloring_of(const access::ColorTransform& transform);

}  // namespace belvedere::city
