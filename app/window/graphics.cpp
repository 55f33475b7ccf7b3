// SPDX-License-Identifier: Apache-2.0
#include "app/window/graphics.hpp"

#include <cstddef>
#include <utility>
#include <vector>

#include "app/platform/window_surface.hpp"
#include "engine/core/clock.hpp"
#include "engine/core/log.hpp"
#include "engine/gpu/embedded_shaders.hpp"
#include "engine/gpu/frame_ring.hpp"
#include "engine/gpu/memory.hpp"
#include "engine/gpu/shader_library.hpp"
#include "engine/gpu/swapchain.hpp"
#include "engine/gpu/upload_queue.hpp"

namespace belvedere::window {
namespace {

render::DeviceClass class_of(const gpu::DeviceInfo& info) {
    if (info.is_software) return render::DeviceClass::kSoftware;
    return info.kind == gpu::DeviceKind::kDiscrete ? render::DeviceClass::kDiscrete
                                                   : render::DeviceClass::kIntegrated;
}

}  // namespace

struct Graphics::State {
    std::unique_ptr<gpu::Device> device;
    std::unique_ptr<gpu::Swapchain> swapchain;
    std::unique_ptr<gpu::FrameRing> ring;
    std::unique_ptr<gpu::UploadQueue> uploads;
    std::unique_ptr<gpu::ShaderLibrary> shaders;
    std::unique_ptr<render::FrameRenderer> renderer;
    render::UiImageId atlas;
    std::string quality_name;
    render::QualitySettings quality;
    // Reused each frame.
    std::vector<render::UiVertex> vertices;
    std::vector<render::UiCommand> commands;

    double upload_ms = 0.0;

    Result<void> make(const platform::Window& window, const GraphicsOptions& options);
    Result<void> pump_uploads(gpu::Frame& into);
    render::UiDrawData interface_of(const ui::DrawData& data);

    ~State() {
        // Whatever the GPU still reads must outlive its last frame.
        if (!ring) return;
        if (auto waited = ring->wait_idle(); !waited) log::warning(waited.error().message);
    }
};

Result<void> Graphics::State::make(const platform::Window& window, const GraphicsOptions& options) {
    auto surface = platform::surface_source(window);
    if (!surface) return fail(surface.error());
    gpu::DeviceOptions device_options;
    device_options.name = options.device;
    device_options.surface = std::move(*surface);
    auto made_device = gpu::Device::create(std::move(device_options));
    if (!made_device) return fail(made_device.error());
    device = std::move(*made_device);
    auto made_swapchain = gpu::Swapchain::create(*device, {window.width_px(), window.height_px()});
    if (!made_swapchain) return fail(made_swapchain.error());
    swapchain = std::move(*made_swapchain);
    auto made_ring = gpu::FrameRing::create(*device);
    if (!made_ring) return fail(made_ring.error());
    ring = std::move(*made_ring);
    auto made_uploads = gpu::UploadQueue::create(*device);
    if (!made_uploads) return fail(made_uploads.error());
    uploads = std::move(*made_uploads);
    shaders = std::make_unique<gpu::ShaderLibrary>(*device, gpu::embedded_shaders());
    auto made_renderer = render::FrameRenderer::create(
        {.device = *device, .shaders = *shaders, .uploads = *uploads});
    if (!made_renderer) return fail(made_renderer.error());
    renderer = std::move(*made_renderer);
    return {};
}

Result<void> Graphics::State::pump_uploads(gpu::Frame& into) {
    const double start_s = thread_cpu_seconds();
    auto pumped = uploads->pump(into);
    upload_ms = (thread_cpu_seconds() - start_s) * 1e3;
    return pumped;
}

render::UiDrawData Graphics::State::interface_of(const ui::DrawData& data) {
    vertices.clear();
    commands.clear();
    vertices.reserve(data.vertices.size());
    for (const ui::Vertex& v : data.vertices)
        vertices.push_back({v.x, v.y, v.u, v.v, v.rgba});
    for (const ui::DrawCommand& command : data.commands) {
        commands.push_back(
            {command.index_count,
             command.first_index,
             command.vertex_offset,
             {command.clip_px[0], command.clip_px[1], command.clip_px[2], command.clip_px[3]},
             atlas});
    }
    return {vertices, data.indices, commands, data.width_px, data.height_px};
}

Graphics::Graphics(std::unique_ptr<State> state) : state_(std::move(state)) {}
Graphics::~Graphics() = default;

Result<std::unique_ptr<Graphics>> Graphics::create(const platform::Window& window,
                                                   const GraphicsOptions& options) {
    auto state = std::make_unique<State>();
    if (auto made = state->make(window, options); !made) return fail(made.error());
    log::info("drawing with " + state->device->info().name);
    std::unique_ptr<Graphics> graphics(new Graphics(std::move(state)));
    const std::string fallback(
        render::default_quality_name(class_of(graphics->state_->device->info())));
    if (auto set = graphics->set_quality(options.quality.empty() ? fallback : options.quality);
        !set) {
        return fail(set.error());
    }
    return graphics;
}

render::FrameRenderer& Graphics::renderer() {
    return *state_->renderer;
}

const gpu::DeviceInfo& Graphics::device() const {
    return state_->device->info();
}

std::uint64_t Graphics::validation_messages() const {
    return state_->device->validation_messages();
}

std::uint64_t Graphics::bytes() const {
    return state_->device->memory().statistics().used_bytes_total;
}

void Graphics::resize(std::uint32_t width_px, std::uint32_t height_px) {
    state_->swapchain->set_window_size({width_px, height_px});
}

Result<void> Graphics::set_atlas(const ui::AtlasPixels& atlas) {
    const auto bytes = std::as_bytes(
        std::span(atlas.rgba, std::size_t{atlas.width} * std::size_t{atlas.height} * 4));
    auto image = state_->renderer->add_ui_image({bytes, atlas.width, atlas.height});
    if (!image) return fail(image.error());
    if (state_->atlas.valid()) state_->renderer->remove_ui_image(state_->atlas);
    state_->atlas = *image;
    return {};
}

const std::string& Graphics::quality() const {
    return state_->quality_name;
}

Result<void> Graphics::set_quality(const std::string& name) {
    const auto quality = render::quality_by_name(name);
    if (!quality) return fail(ErrorKind::kUsage, "no quality is named " + name);
    state_->quality = *quality;
    state_->quality_name = name;
    return {};
}

Result<void> Graphics::warm_up() {
    return state_->renderer->warm_up(*state_->ring, state_->swapchain->description().format,
                                     state_->quality);
}

bool Graphics::has_uploads() const {
    return state_->uploads->pending_bytes() > 0;
}

void Graphics::share_work(JobPool& jobs) {
    state_->uploads->share_work(jobs);
}

double Graphics::upload_ms() const {
    return state_->upload_ms;
}

Result<void> Graphics::pump() {
    State& s = *state_;
    auto frame = s.ring->begin();
    if (!frame) return fail(frame.error());
    auto pumped = s.pump_uploads(**frame);
    if (auto submitted = s.ring->submit(**frame); !submitted) return fail(submitted.error());
    return pumped;
}

Result<bool> Graphics::draw(const Picture& picture) {
    State& s = *state_;
    s.shaders->reload_changed();
    auto frame = s.ring->begin();
    if (!frame) return fail(frame.error());
    auto image = s.swapchain->acquire(**frame);
    if (!image) return fail(image.error());
    auto pumped = s.pump_uploads(**frame);
    Result<void> rendered;
    if (pumped && *image) {
        render::FrameSettings settings;
        settings.quality = s.quality;
        settings.phase = picture.phase;
        render::UiDrawData interface;
        if (picture.interface != nullptr) interface = s.interface_of(*picture.interface);
        rendered = s.renderer->render(**frame, {s.swapchain->description(), **image}, *picture.list,
                                      picture.views, settings,
                                      picture.interface == nullptr ? nullptr : &interface);
    }
    // A begun frame is always submitted, also after an error.
    if (auto submitted = s.ring->submit(**frame); !submitted) return fail(submitted.error());
    if (!pumped) return fail(pumped.error());
    if (!rendered && rendered.error().kind == ErrorKind::kDevice) return fail(rendered.error());
    if (!rendered) log::error("a frame could not be drawn: " + rendered.error().message);
    if (!*image) return false;
    if (auto presented = s.swapchain->present(**image); !presented) return fail(presented.error());
    return true;
}

}  // namespace belvedere::window
