// SPDX-License-Identifier: Apache-2.0
// Graphics: the device behind a window, and the drawing of one frame into it.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "app/city/safe_screen.hpp"
#include "app/picture/picture_drawing.hpp"
#include "app/platform/window.hpp"
#include "app/ui/frame.hpp"
#include "engine/core/result.hpp"
#include "engine/gpu/device.hpp"
#include "engine/render/draw_list.hpp"
#include "engine/render/frame_renderer.hpp"

namespace belvedere {
class JobPool;
}

namespace belvedere::window {

struct GraphicsOptions {
    std::string device;                       // --device; empty: the best there is.
    std::string quality;                      // Preset; empty: chosen by the device.
    std::uint64_t memory_bytes = 1ULL << 30;  // The ceiling, as SceneOptions has it.
};

// What one frame shows.
struct Picture {
    const render::DrawList* list = nullptr;
    std::span<const render::View> views;
    render::FramePhase phase = render::FramePhase::kMoving;
    render::SceneUse scene = render::SceneUse::kDraw;
    const ui::DrawData* interface = nullptr;
    const render::UiDrawData* over = nullptr;  // Instead of it: what an audience reads.
    city::Sight sight;
    double time_s = 0.0;  // When it is shown, in seconds of a steady clock.
    // While a software device draws it (ScreenFrame::meanwhile); other devices do not ask for it.
    std::function<void()> meanwhile;
};

// An interface that is kept beyond its frame.
struct PaperInterface {
    std::vector<render::UiVertex> vertices;
    std::vector<std::uint32_t> indices;
    std::vector<render::UiCommand> commands;
    float width_px = 0.0F, height_px = 0.0F;
    // Valid while this lives.
    [[nodiscard]] render::UiDrawData data() const {
        return {vertices, indices, commands, width_px, height_px};
    }
};

// Owns device, swapchain, frame ring, uploads and renderer, in the order they depend on one
// another. Main thread. The window outlives it.
class Graphics {
  public:
    // kDevice with a sentence: no Vulkan, no device, no surface.
    [[nodiscard]] static Result<std::unique_ptr<Graphics>> create(const platform::Window& window,
                                                                  const GraphicsOptions& options);
    ~Graphics();
    Graphics(const Graphics&) = delete;
    Graphics& operator=(const Graphics&) = delete;

    [[nodiscard]] render::FrameRenderer& renderer();
    [[nodiscard]] const gpu::DeviceInfo& device() const;
    [[nodiscard]] std::uint64_t validation_messages() const;
    [[nodiscard]] std::uint64_t bytes() const;

    void resize(std::uint32_t width_px, std::uint32_t height_px);
    // What the interface's glyph pages gained; before the frame that draws it.
    [[nodiscard]] Result<void> update_glyphs(std::span<const ui::GlyphUpdate> updates);
    // The picture that ui::kFirstPicture + `place` shows from the next frame on: four bytes a
    // pixel, rows from the top. Waits for the upload: for the few pictures of a start page. kLimit
    // beyond kPicturesMax.
    static constexpr std::uint32_t kPicturesMax = 64;
    [[nodiscard]] Result<void> set_picture(std::uint32_t place, const render::UiPixels& pixels);
    [[nodiscard]] const std::string& quality() const;
    [[nodiscard]] Result<void> set_quality(const std::string& name);
    [[nodiscard]] Result<void> warm_up();

    // Whether shader sources are watched for changes (BELVEDERE_SHADER_DIR): then reload_shaders()
    // wants to be asked now and then, at most twice a second is enough.
    [[nodiscard]] bool watches_shaders() const;
    // Takes over edited shaders. Whether the picture changes; a shader that does not compile keeps
    // its old form, and shader_problem() is what the compiler said, else empty.
    [[nodiscard]] bool reload_shaders();
    [[nodiscard]] const std::string& shader_problem() const;

    // What pictures for keeps are drawn with; lives as long as this does.
    [[nodiscard]] picture::Press press() const;
    [[nodiscard]] const render::QualitySettings& settings() const;
    // Of the window's images; others would make all pipelines anew.
    [[nodiscard]] VkFormat format() const;
    // The interface of a frame, to be kept beyond it.
    [[nodiscard]] PaperInterface copy_of(const ui::DrawData& data);

    // Draws and shows one frame. kDevice when the device is gone: save and leave.
    [[nodiscard]] Result<city::Shown> draw(const Picture& picture);
    // The next step towards a resting frame of this picture, so that input need not wait for all of
    // it: true once draw() may follow, and at once where nothing is prepared. Never waits; while
    // the device is busy with the last step it does nothing.
    [[nodiscard]] Result<bool> prepare_rest(const Picture& picture);
    // A second window, for an audience; the same device and tiles, with images of its own. kDevice
    // when the device cannot draw into it. Close it before the window goes.
    [[nodiscard]] Result<void> open_audience(const platform::Window& window);
    void close_audience();
    void resize_audience(std::uint32_t width_px, std::uint32_t height_px);
    // What draw() handed to the device last, and the last of them that the device is done with: the
    // picture is on its way to the screen then. Never waits.
    [[nodiscard]] std::uint64_t submitted_serial() const;
    [[nodiscard]] std::uint64_t done_serial();
    // As draw() and prepare_rest(), into that window; nothing without one.
    [[nodiscard]] Result<city::Shown> draw_audience(const Picture& picture);
    [[nodiscard]] Result<bool> prepare_audience_rest(const Picture& picture);
    // Moves uploads and retired memory on without a picture: tiles arrive while nothing is drawn.
    [[nodiscard]] Result<void> pump();
    [[nodiscard]] bool has_uploads() const;
    // Lets workers write tiles where the GPU's memory is the machine's. The pool must go first.
    void share_work(JobPool& jobs);
    // Main-thread CPU time that the last draw() or pump() spent on uploads.
    [[nodiscard]] double upload_ms() const;

  private:
    struct State;
    explicit Graphics(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace belvedere::window
