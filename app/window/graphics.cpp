// SPDX-License-Identifier: Apache-2.0
#include "app/window/graphics.hpp"

#include <cstddef>
#include <utility>
#include <vector>

#include "app/city/drawing_device.hpp"
#include "app/platform/window_surface.hpp"
#include "engine/core/clock.hpp"
#include "engine/core/log.hpp"
#include "engine/gpu/memory.hpp"
#include "engine/gpu/swapchain.hpp"

namespace belvedere::window {
struct Graphics::State {
    city::DrawingDevice drawing;
    std::unique_ptr<gpu::Swapchain> swapchain, audience;
    std::unique_ptr<city::SafeScreen> screen, audience_screen;
    std::vector<render::UiImageId> glyph_pages;
    std::vector<render::UiImageId> pictures;
    city::NamedQuality quality;
    std::uint64_t shader_revision = 0;
    // Reused each frame.
    std::vector<render::UiVertex> vertices;
    std::vector<render::UiCommand> commands;

    double upload_ms = 0.0;

    Result<void> pump_uploads(gpu::Frame& into);
    Result<void> paint(gpu::Frame& into, const render::FrameTarget& target, render::Screen where,
                       const Picture& picture);
    // On either window.
    Result<city::Shown> show(city::SafeScreen& on, render::Screen where, const Picture& picture);
    Result<std::unique_ptr<city::SafeScreen>> make_screen(gpu::Swapchain& target);
    Result<bool> prepare_rest(const gpu::Swapchain& target, render::Screen where,
                              const Picture& picture);
    render::UiDrawData interface_of(const ui::DrawData& data);
    [[nodiscard]] render::UiImageId page_of(ui::ImageId image) const;

    // The swapchain goes before the device does: no frame may still draw into it.
    ~State() { drawing.wait_idle(); }
};

Result<void> Graphics::State::pump_uploads(gpu::Frame& into) {
    const double start_s = thread_cpu_seconds();
    auto pumped = drawing.uploads->pump(into);
    upload_ms = (thread_cpu_seconds() - start_s) * 1e3;
    return pumped;
}

render::UiImageId Graphics::State::page_of(ui::ImageId image) const {
    if (image.value >= ui::kFirstPicture) {
        const std::uint32_t place = image.value - ui::kFirstPicture;
        return place < pictures.size() ? pictures[place] : render::UiImageId{};
    }
    return image.value < glyph_pages.size() ? glyph_pages[image.value] : render::UiImageId{};
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
             page_of(command.image)});
    }
    return {vertices, data.indices, commands, data.width_px, data.height_px};
}

Graphics::Graphics(std::unique_ptr<State> state) : state_(std::move(state)) {}
Graphics::~Graphics() = default;

Result<std::unique_ptr<Graphics>> Graphics::create(const platform::Window& window,
                                                   const GraphicsOptions& options) {
    auto surface = platform::surface_source(window);
    if (!surface) return fail(surface.error());
    auto drawing = city::open_drawing_device({.device = options.device,
                                              .surface = std::move(*surface),
                                              .memory_bytes = options.memory_bytes});
    if (!drawing) return fail(drawing.error());
    auto state = std::make_unique<State>();
    state->drawing = std::move(*drawing);
    auto swapchain =
        gpu::Swapchain::create(*state->drawing.device, {window.width_px(), window.height_px()});
    if (!swapchain) return fail(swapchain.error());
    state->swapchain = std::move(*swapchain);
    auto screen = state->make_screen(*state->swapchain);
    if (!screen) return fail(screen.error());
    state->screen = std::move(*screen);
    auto quality = city::quality_for(options.quality, state->drawing.device->info());
    if (!quality) return fail(quality.error());
    state->quality = std::move(*quality);
    state->shader_revision = state->drawing.shaders->revision();
    return std::unique_ptr<Graphics>(new Graphics(std::move(state)));
}

render::FrameRenderer& Graphics::renderer() {
    return *state_->drawing.renderer;
}

const gpu::DeviceInfo& Graphics::device() const {
    return state_->drawing.device->info();
}

std::uint64_t Graphics::validation_messages() const {
    return state_->drawing.device->validation_messages();
}

std::uint64_t Graphics::bytes() const {
    return state_->drawing.device->memory().statistics().used_bytes_total;
}

void Graphics::resize(std::uint32_t width_px, std::uint32_t height_px) {
    state_->swapchain->set_window_size({width_px, height_px});
}

Result<void> Graphics::update_glyphs(std::span<const ui::GlyphUpdate> updates) {
    render::FrameRenderer& renderer = *state_->drawing.renderer;
    for (const ui::GlyphUpdate& update : updates) {
        while (state_->glyph_pages.size() <= update.page) {
            const Bytes blank(std::size_t{update.page_side_px} * update.page_side_px * 4);
            auto page = renderer.add_ui_image({blank, update.page_side_px, update.page_side_px});
            if (!page) return fail(page.error());
            state_->glyph_pages.push_back(*page);
        }
        auto updated = renderer.update_ui_image(
            state_->glyph_pages[update.page], {update.x, update.y},
            {std::as_bytes(std::span(update.rgba)), update.width, update.height});
        if (!updated) return updated;
    }
    return {};
}

Result<void> Graphics::set_picture(std::uint32_t place, const render::UiPixels& pixels) {
    if (place >= kPicturesMax) return fail(ErrorKind::kLimit, "too many pictures on the page");
    render::FrameRenderer& renderer = *state_->drawing.renderer;
    auto made = renderer.add_ui_image(pixels);
    if (!made) return fail(made.error());
    auto& pictures = state_->pictures;
    if (pictures.size() <= place) pictures.resize(place + 1);
    if (pictures[place].valid()) renderer.remove_ui_image(pictures[place]);
    pictures[place] = *made;
    return {};
}

const std::string& Graphics::quality() const {
    return state_->quality.name;
}

Result<void> Graphics::set_quality(const std::string& name) {
    auto quality = city::quality_for(name, device());
    if (!quality) return fail(quality.error());
    state_->quality = std::move(*quality);
    return {};
}

Result<void> Graphics::warm_up() {
    return state_->drawing.renderer->warm_up(
        *state_->drawing.ring, state_->swapchain->description().format, state_->quality.settings);
}

picture::Press Graphics::press() const {
    city::DrawingDevice& drawing = state_->drawing;
    return {*drawing.device, *drawing.ring, *drawing.uploads, *drawing.renderer};
}

const render::QualitySettings& Graphics::settings() const {
    return state_->quality.settings;
}

VkFormat Graphics::format() const {
    return state_->swapchain->description().format;
}

PaperInterface Graphics::copy_of(const ui::DrawData& data) {
    const render::UiDrawData drawn = state_->interface_of(data);
    return {{drawn.vertices.begin(), drawn.vertices.end()},
            {drawn.indices.begin(), drawn.indices.end()},
            {drawn.commands.begin(), drawn.commands.end()},
            drawn.width_px,
            drawn.height_px};
}

bool Graphics::watches_shaders() const {
    return state_->drawing.shaders->is_watching();
}

bool Graphics::reload_shaders() {
    gpu::ShaderLibrary& shaders = *state_->drawing.shaders;
    shaders.reload_changed();
    return std::exchange(state_->shader_revision, shaders.revision()) != shaders.revision();
}

const std::string& Graphics::shader_problem() const {
    return state_->drawing.shaders->last_message();
}

bool Graphics::has_uploads() const {
    return state_->drawing.uploads->pending_bytes() > 0;
}

void Graphics::share_work(JobPool& jobs) {
    state_->drawing.uploads->share_work(jobs);
}

double Graphics::upload_ms() const {
    return state_->upload_ms;
}

Result<void> Graphics::pump() {
    State& s = *state_;
    auto frame = s.drawing.ring->begin();
    if (!frame) return fail(frame.error());
    auto pumped = s.pump_uploads(**frame);
    if (auto submitted = s.drawing.ring->submit(**frame); !submitted) {
        return fail(submitted.error());
    }
    return pumped;
}

Result<bool> Graphics::prepare_rest(const Picture& picture) {
    return state_->prepare_rest(*state_->swapchain, render::Screen::kWindow, picture);
}

Result<bool> Graphics::prepare_audience_rest(const Picture& picture) {
    if (!state_->audience) return false;
    return state_->prepare_rest(*state_->audience, render::Screen::kAudience, picture);
}

Result<bool> Graphics::State::prepare_rest(const gpu::Swapchain& target, render::Screen where,
                                           const Picture& picture) {
    if (quality.settings.shadows != render::ShadowUpdate::kAtRest) return true;
    if (drawing.ring->poll() < drawing.ring->submitted_serial()) return false;
    auto frame = drawing.ring->begin();
    if (!frame) return fail(frame.error());
    render::FrameSettings settings;
    settings.screen = where;
    settings.quality = quality.settings;
    settings.phase = render::FramePhase::kResting;
    auto ready = drawing.renderer->prepare_rest(**frame, target.description(), *picture.list,
                                                picture.views, settings);
    if (auto submitted = drawing.ring->submit(**frame); !submitted) return fail(submitted.error());
    if (ready || ready.error().kind == ErrorKind::kDevice) return ready;
    log::error("shadows could not be drawn: " + ready.error().message);
    return true;
}

Result<void> Graphics::open_audience(const platform::Window& window) {
    State& s = *state_;
    close_audience();
    auto surface = platform::surface_source(window);
    if (!surface) return fail(surface.error());
    auto made = gpu::Swapchain::create(*s.drawing.device, std::move(*surface),
                                       {window.width_px(), window.height_px()});
    if (!made) return fail(made.error());
    s.audience = std::move(*made);
    auto screen = s.make_screen(*s.audience);
    if (!screen) return fail(screen.error());
    s.audience_screen = std::move(*screen);
    return {};
}

void Graphics::close_audience() {
    State& s = *state_;
    if (!s.audience) return;
    s.drawing.wait_idle();
    s.audience_screen.reset();
    s.audience.reset();
    s.drawing.renderer->forget(render::Screen::kAudience);
    // Its surface goes now, before the window does.
    s.drawing.wait_idle();
}

void Graphics::resize_audience(std::uint32_t width_px, std::uint32_t height_px) {
    if (state_->audience) state_->audience->set_window_size({width_px, height_px});
}

Result<std::unique_ptr<city::SafeScreen>> Graphics::State::make_screen(gpu::Swapchain& target) {
    return city::SafeScreen::create({*drawing.device, *drawing.ring, *drawing.shaders, target,
                                     drawing.pipelines ? drawing.pipelines->get() : nullptr,
                                     [&target] { return target.is_readable(); }});
}

Result<void> Graphics::State::paint(gpu::Frame& into, const render::FrameTarget& target,
                                    render::Screen where, const Picture& picture) {
    render::FrameSettings settings;
    settings.screen = where;
    settings.quality = quality.settings;
    settings.phase = picture.phase;
    settings.scene = picture.scene;
    render::UiDrawData interface;
    const render::UiDrawData* over = picture.over;
    if (over == nullptr && picture.interface != nullptr) {
        interface = interface_of(*picture.interface);
        over = &interface;
    }
    auto rendered =
        drawing.renderer->render(into, target, *picture.list, picture.views, settings, over);
    if (rendered || rendered.error().kind == ErrorKind::kDevice) return rendered;
    log::error("a frame could not be drawn: " + rendered.error().message);
    return {};
}

Result<city::Shown> Graphics::State::show(city::SafeScreen& on, render::Screen where,
                                          const Picture& picture) {
    return on.draw(
        {[this](gpu::Frame& into) { return pump_uploads(into); },
         [&](gpu::Frame& into, const render::FrameTarget& target) {
             return paint(into, target, where, picture);
         },
         picture.time_s, drawing.device->info().is_software ? picture.meanwhile : nullptr},
        picture.sight);
}

Result<city::Shown> Graphics::draw(const Picture& picture) {
    return state_->show(*state_->screen, render::Screen::kWindow, picture);
}

std::uint64_t Graphics::submitted_serial() const {
    return state_->drawing.ring->submitted_serial();
}

std::uint64_t Graphics::done_serial() {
    return state_->drawing.ring->poll();
}

Result<city::Shown> Graphics::draw_audience(const Picture& picture) {
    if (!state_->audience_screen) return city::Shown::kNothing;
    return state_->show(*state_->audience_screen, render::Screen::kAudience, picture);
}

}  // namespace belvedere::window
