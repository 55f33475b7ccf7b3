// SPDX-License-Identifier: Apache-2.0
#include "app/cli/headless_view.hpp"

#include <algorithm>
#include <chrono>
#include <thread>
#include <utility>

#include "app/city/drawing_device.hpp"
#include "app/city/safe_screen.hpp"
#include "app/city/viewpoint.hpp"
#include "app/cli/headless_feeds.hpp"
#include "app/cli/scene_options.hpp"
#include "app/live/open_feed.hpp"
#include "app/picture/surround_painter.hpp"
#include "engine/core/job_pool.hpp"
#include "engine/core/log.hpp"
#include "engine/render/draw_list.hpp"

namespace belvedere::cli {
namespace {

// How often waiting looks for results; what arrives in between waits in a queue.
constexpr std::chrono::microseconds kPollPeriod{500};
constexpr VkFormat kPictureFormat = VK_FORMAT_R8G8B8A8_UNORM;

JobPoolOptions pool_options(HeadlessView::Workers workers, bool is_software) {
    const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
    const bool yields = workers == HeadlessView::Workers::kYieldToDrawing && is_software;
    return {.threads = std::clamp<std::size_t>(cores, 2, 8),
            .scheduling = yields ? WorkerScheduling::kIdle : WorkerScheduling::kNormal};
}

// Rows of a picture in the colours that were asked for.
void recolor(const access::ColorTransform& colors, std::vector<std::uint8_t>& rgb) {
    for (std::size_t i = 0; i + 2 < rgb.size(); i += 3) {
        const access::LinearColor from = access::linear({rgb[i], rgb[i + 1], rgb[i + 2]});
        const access::Color8 to = access::encoded(access::transformed(colors, from));
        rgb[i] = to.r;
        rgb[i + 1] = to.g;
        rgb[i + 2] = to.b;
    }
}

bool all_failed(std::span<const city::LayerState> layers) {
    return std::all_of(layers.begin(), layers.end(), [](const city::LayerState& layer) {
        return layer.phase == city::LayerPhase::kFailed;
    });
}

}  // namespace

struct HeadlessView::State {
    State(city::DrawingDevice drawing_in, city::NamedQuality quality_in, ImageSize size_in,
          JobPoolOptions pool, const city::SceneOptions& scene_options)
        : drawing(std::move(drawing_in)),
          quality(std::move(quality_in)),
          size(size_in),
          memory_bytes(scene_options.memory_bytes),
          jobs(pool),
          scene(*drawing.renderer, jobs, scene_options) {
        drawing.uploads->share_work(jobs);
    }

    Result<void> pump(gpu::Frame& frame);
    Result<void> paint(gpu::Frame& frame, const render::FrameTarget& into,
                       const render::Camera& camera, Effort effort);
    city::SceneView scene_view(const render::Camera& camera) const;
    render::View view_from(const render::Camera& camera) const;
    // The image that moving pictures are drawn into; a picture for keeps needs none of that size.
    Result<city::SafeScreen*> ensure_screen();
    void note_frame(double start_s);

    city::DrawingDevice drawing;
    city::NamedQuality quality;
    ImageSize size;
    std::uint64_t memory_bytes = 0;
    std::optional<gpu::Offscreen> target;
    std::unique_ptr<city::SafeScreen> screen;
    city::Sight sight{.flashes = city::FlashLimit::kOff};  // Of single pictures there are none.
    JobPool jobs;
    city::Scene scene;
    std::unique_ptr<HeadlessFeeds> feeds;
    std::optional<UtcTime> time;
    bool is_warm = false;
    RunStatistics run;
};

HeadlessView::HeadlessView(std::unique_ptr<State> state) : state_(std::move(state)) {}
HeadlessView::~HeadlessView() = default;

Result<std::unique_ptr<HeadlessView>> HeadlessView::create(const CommonOptions& options,
                                                           Workers workers) {
    const auto size = parse_size(options.size);
    if (!size) return fail(size.error());
    const auto scene_options = scene_options_of(options);
    if (!scene_options) return fail(scene_options.error());
    const auto time = time_of(options);
    if (!time) return fail(time.error());
    auto drawing = city::open_drawing_device(
        {.device = options.device, .surface = {}, .memory_bytes = scene_options->memory_bytes});
    if (!drawing) return fail(drawing.error());
    auto quality = city::quality_for(options.quality, drawing->device->info());
    if (!quality) return fail(quality.error());
    const JobPoolOptions pool = pool_options(workers, drawing->device->info().is_software);
    auto state = std::make_unique<State>(std::move(*drawing), std::move(*quality), *size, pool,
                                         *scene_options);
    state->time = *time;
    state->run.device = state->drawing.device->info().name;
    state->run.quality = state->quality.name;
    if (auto styled = apply_style(options, state->scene); !styled) return fail(styled.error());
    for (const std::string& url : options.feeds) {
        if (auto checked = live::check_feed(url); !checked) return fail(checked.error());
    }
    state->feeds = std::make_unique<HeadlessFeeds>(*state->drawing.renderer, state->scene, options);
    const auto filter = filter_of(options);
    if (!filter) return fail(filter.error());
    for (const std::string& source : options.sources) {
        const auto opened = state->scene.open({.uri = source,
                                               .crs = options.crs,
                                               .vertical = options.vertical,
                                               .feature_id_set = options.feature_id_set,
                                               .lod = options.lod,
                                               .theme = options.theme});
        if (!opened) return fail(opened.error());
        state->scene.set_filter(*opened, *filter);
    }
    return std::unique_ptr<HeadlessView>(new HeadlessView(std::move(state)));
}

city::Scene& HeadlessView::scene() {
    return state_->scene;
}

double HeadlessView::aspect() const {
    return static_cast<double>(state_->size.width_px) / state_->size.height_px;
}

bool HeadlessView::is_software() const {
    return state_->drawing.device->info().is_software;
}

city::SceneView HeadlessView::State::scene_view(const render::Camera& camera) const {
    return {camera, static_cast<double>(size.width_px), static_cast<double>(size.height_px)};
}

Result<void> HeadlessView::State::paint(gpu::Frame& frame, const render::FrameTarget& into,
                                        const render::Camera& camera, Effort effort) {
    render::DrawList list;
    scene.append_to(list);
    feeds->append_to(list, {camera, static_cast<double>(size.height_px), 1.0F});
    render::FrameSettings settings;
    settings.quality = quality.settings;
    settings.phase =
        effort == Effort::kAtRest ? render::FramePhase::kStill : render::FramePhase::kMoving;
    const render::View views[] = {view_from(camera)};
    return drawing.renderer->render(frame, into, list, views, settings);
}

render::View HeadlessView::State::view_from(const render::Camera& camera) const {
    const city::Ground ground = scene.ground();
    render::View view;
    view.camera = camera;
    view.horizon = city::horizon_at(camera.position, ground);
    view.to_sun = city::to_sun(time.value_or(city::default_time(camera.position, ground)), ground);
    return view;
}

Result<city::SafeScreen*> HeadlessView::State::ensure_screen() {
    if (screen) return screen.get();
    auto made = gpu::Offscreen::create(*drawing.device, {size.width_px, size.height_px});
    if (!made) return fail(made.error());
    target.emplace(std::move(*made));
    auto made_screen =
        city::SafeScreen::create({*drawing.device, *drawing.ring, *drawing.shaders, *target,
                                  drawing.pipelines ? drawing.pipelines->get() : nullptr});
    if (!made_screen) return fail(made_screen.error());
    screen = std::move(*made_screen);
    return screen.get();
}

void HeadlessView::State::note_frame(double start_s) {
    run.frame_ms.push_back((system_clock().steady_seconds() - start_s) * 1e3);
    const double since_start_ms = seconds_since_process_start() * 1e3;
    const bool has_city = drawing.renderer->statistics().tiles_drawn > 0;
    if (run.first_frame_ms < 0.0 && has_city) run.first_frame_ms = since_start_ms;
    if (run.complete_ms < 0.0 && scene.complete()) run.complete_ms = since_start_ms;
}

Result<void> HeadlessView::State::pump(gpu::Frame& frame) {
    const double start_s = thread_cpu_seconds();
    auto pumped = drawing.uploads->pump(frame);
    scene.note_upload_ms((thread_cpu_seconds() - start_s) * 1e3);
    return pumped;
}

Result<void> HeadlessView::stream(const render::Camera& camera) {
    const city::SceneView views[] = {state_->scene_view(camera)};
    state_->scene.update(views);
    if (state_->drawing.uploads->pending_bytes() == 0) return {};
    auto frame = state_->drawing.ring->begin();
    if (!frame) return fail(frame.error());
    const auto pumped = state_->pump(**frame);
    auto submitted = state_->drawing.ring->submit(**frame);
    return pumped ? submitted : pumped;
}

Result<void> HeadlessView::warm_up() {
    if (std::exchange(state_->is_warm, true)) return {};
    city::DrawingDevice& drawing = state_->drawing;
    return drawing.renderer->warm_up(*drawing.ring, kPictureFormat, state_->quality.settings);
}

Result<HeadlessView::Loaded> HeadlessView::load(const ChooseCamera& choose, double timeout_s) {
    const double end_s = system_clock().steady_seconds() + timeout_s;
    Loaded loaded;
    render::Camera camera;  // Looks at nothing until the sources say where they are.
    bool is_chosen = false;
    while (true) {
        if (!is_chosen) {
            if (const auto chosen = choose(state_->scene)) {
                camera = *chosen;
                is_chosen = true;
            }
        }
        if (auto streamed = stream(camera); !streamed) return fail(streamed.error());
        loaded.camera = camera;
        // While the first tiles are on their way there is time for what the first picture needs.
        if (!state_->is_warm && state_->scene.statistics().tiles_in_flight > 0) {
            if (auto warmed = warm_up(); !warmed) return fail(warmed.error());
        }
        if (all_failed(state_->scene.layers())) return loaded;
        if (is_chosen && state_->scene.complete()) {
            loaded.loading = Loading::kComplete;
            return loaded;
        }
        if (system_clock().steady_seconds() >= end_s) {
            loaded.loading = is_chosen ? Loading::kTimedOut : Loading::kNothing;
            return loaded;
        }
        std::this_thread::sleep_for(kPollPeriod);
    }
}

Result<void> HeadlessView::draw(const render::Camera& camera, Effort effort,
                                const render::Camera* destination) {
    const double start_s = system_clock().steady_seconds();
    const city::SceneView views[] = {state_->scene_view(camera)};
    std::optional<city::SceneView> preloaded;
    if (destination != nullptr) preloaded = state_->scene_view(*destination);
    state_->scene.update(views, preloaded ? &*preloaded : nullptr);
    auto screen = state_->ensure_screen();
    if (!screen) return fail(screen.error());
    const auto drawn = (*screen)->draw({[this](gpu::Frame& frame) { return state_->pump(frame); },
                                        [&](gpu::Frame& frame, const render::FrameTarget& into) {
                                            return state_->paint(frame, into, camera, effort);
                                        },
                                        start_s},
                                       state_->sight);
    if (!drawn) return fail(drawn.error());
    if (auto idle = state_->drawing.ring->wait_idle(); !idle) return idle;
    state_->note_frame(start_s);
    return {};
}

UtcTime HeadlessView::time_over(const glm::dvec3& position) const {
    return state_->time.value_or(city::default_time(position, state_->scene.ground()));
}

Result<void> HeadlessView::draw_picture(const render::Camera& camera, const Paper& paper) {
    State& s = *state_;
    const double start_s = system_clock().steady_seconds();
    const city::SceneView views[] = {s.scene_view(camera)};
    s.scene.update(views);
    s.feeds->group(camera,
                   {static_cast<float>(s.size.width_px), static_cast<float>(s.size.height_px)});
    picture::SurroundPainter painter(*s.drawing.renderer);
    const auto over = painter.paint(paper.surround(s.scene),
                                    picture::sheet_for_file(s.size.width_px, s.size.height_px));
    if (!over) return fail(over.error());
    auto drawing = picture::PictureDrawing::create(
        {*s.drawing.device, *s.drawing.ring, *s.drawing.uploads, *s.drawing.renderer},
        {.width_px = s.size.width_px,
         .height_px = s.size.height_px,
         .bytes_max = picture::part_bytes_max(s.memory_bytes),
         .format = kPictureFormat});
    if (!drawing) return fail(drawing.error());
    render::DrawList list;
    s.scene.append_to(list);
    s.feeds->append_to(list, {camera, static_cast<double>(s.size.height_px), 1.0F});
    const render::View view = s.view_from(camera);
    while (!(*drawing)->is_done()) {
        auto rows = (*drawing)->draw_next({list, view, s.quality.settings, &*over});
        if (!rows) return fail(rows.error());
        if (!*rows) continue;
        s.note_frame(start_s);
        if (s.sight.colors) recolor(*s.sight.colors, (**rows).rgb);
        if (auto taken = paper.take_rows(**rows); !taken) return taken;
    }
    return {};
}

void HeadlessView::gather_feeds(double seconds_max) {
    state_->feeds->gather(seconds_max);
}

std::string HeadlessView::described_devices(const describe::Eye& eye) const {
    return state_->feeds->described(eye);
}

void HeadlessView::add_device_legend(picture::Surround& surround) const {
    state_->feeds->add_legend(surround);
}

void HeadlessView::set_colors(const access::ColorTransform& colors) {
    state_->sight.colors = colors;
}

Result<gpu::Pixels> HeadlessView::pixels() const {
    if (!state_->target) return fail(ErrorKind::kUsage, "nothing was drawn yet");
    return state_->target->pixels();
}

RunStatistics HeadlessView::statistics() const {
    RunStatistics run = state_->run;
    const city::SceneStatistics scene = state_->scene.statistics();
    run.complete = state_->scene.complete() && run.complete_ms >= 0.0;
    run.tiles_loaded = scene.tiles_loaded;
    run.tiles_drawn = scene.tiles_drawn;
    run.triangles_drawn = scene.triangles_drawn;
    run.features_loaded = scene.features_loaded;
    run.devices_drawn = state_->feeds->devices_drawn();
    run.features_tinted = state_->feeds->features_tinted();
    run.bytes_read = scene.bytes_read;
    run.cache_hits = scene.cache_hits;
    run.gpu_bytes = scene.gpu_bytes;
    run.selection_ms_p99 = scene.selection_ms_p99;
    run.main_thread_load_ms_p99 = scene.main_thread_load_ms_p99;
    run.error_px = scene.error_px;
    const std::vector<std::string> problems = state_->feeds->problems();
    run.errors.insert(run.errors.end(), problems.begin(), problems.end());
    run.warnings = state_->feeds->notes();
    run.validation_messages = state_->drawing.device->validation_messages();
    for (const city::LayerState& layer : state_->scene.layers()) {
        run.warnings.insert(run.warnings.end(), layer.warnings.begin(), layer.warnings.end());
        if (!layer.problem.empty()) run.errors.push_back(layer.problem);
        for (const city::TileProblem& problem : layer.problems) {
            run.errors.push_back(problem.tile + ": " + problem.cause);
        }
    }
    return run;
}

}  // namespace belvedere::cli
