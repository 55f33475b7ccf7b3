// SPDX-License-Identifier: Apache-2.0
#include "app/cli/bench_devices.hpp"

#include <cmath>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/city/device_drawing.hpp"
#include "app/city/drawing_device.hpp"
#include "app/city/viewpoint.hpp"
#include "app/cli/exit_code.hpp"
#include "app/cli/render_picture.hpp"
#include "app/cli/run_statistics.hpp"
#include "app/window/device_look.hpp"
#include "app/window/group_view.hpp"
#include "engine/core/clock.hpp"
#include "engine/core/job_pool.hpp"
#include "engine/generator/place.hpp"
#include "engine/gpu/offscreen.hpp"

namespace belvedere::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kBenchProperty = "pm25";
constexpr double kAcross_deg = 0.09;  // Of the square they stand in: about 6.5 by 10 km.

// Hands over what the benchmark puts into it.
class PreparedFeed final : public feed::Feed {
  public:
    void put(twin::ObservationBatch batch) { next_ = std::move(batch); }
    [[nodiscard]] feed::FeedHealth health() const override {
        feed::FeedHealth health;
        health.state = feed::FeedState::kConnected;
        return health;
    }
    [[nodiscard]] bool try_take(feed::FeedBatch& batch) override {
        if (!next_) return false;
        batch.batch = *std::exchange(next_, std::nullopt);
        return true;
    }
    void set_wake(std::function<void()>) override {}

  private:
    std::optional<twin::ObservationBatch> next_;
};

// Every `stride`-th device from `first` on has a new value.
struct DeviceTurn {
    std::uint32_t devices = 0, first = 0, stride = 1;
    bool has_places = false;
    std::int64_t number = 0;
};

twin::ObservationBatch turn_batch(const DeviceTurn& turn) {
    twin::ObservationBatch batch;
    batch.received_at = system_clock().utc_now();
    batch.arrived_s = system_clock().steady_seconds();
    const auto side = static_cast<std::uint32_t>(std::ceil(std::sqrt(turn.devices)));
    for (std::uint32_t i = turn.first; i < turn.devices; i += turn.stride) {
        batch.begin_update("urn:ngsi-ld:AirQualityObserved:" + std::to_string(i),
                           "AirQualityObserved");
        twin::Observation value;
        value.property = batch.add_text(kBenchProperty);
        value.unit = batch.add_text("GQ");
        value.kind = twin::ValueKind::kNumber;
        value.number = 30.0 + 25.0 * std::sin(0.7 * static_cast<double>(turn.number) + 0.01 * i);
        value.observed_at = {batch.received_at.microseconds + turn.number};
        batch.add(value);
        if (!turn.has_places) continue;
        const auto row = i / side;
        twin::Observation place;
        place.property = batch.add_text("location");
        place.kind = twin::ValueKind::kPosition;
        place.position.longitude_deg =
            generator::kOriginLongitude_deg + kAcross_deg * (double(i % side) / side - 0.5);
        place.position.latitude_deg =
            generator::kOriginLatitude_deg + kAcross_deg * (double(row) / side - 0.5);
        place.observed_at = value.observed_at;
        batch.add(place);
    }
    return batch;
}

struct DeviceSamples {
    std::vector<double> apply_ms, update_ms, record_ms, main_ms, frame_ms;
};

Json device_figures(const std::vector<double>& values) {
    return {{"p50", percentile(values, 0.5)},
            {"p99", percentile(values, 0.99)},
            {"max", percentile(values, 1.0)}};
}

// All that draws, in the order it depends on one another.
struct DeviceStage {
    DeviceStage(city::DrawingDevice drawing_in, city::NamedQuality quality_in,
                gpu::Offscreen target_in)
        : drawing(std::move(drawing_in)),
          quality(std::move(quality_in)),
          target(std::move(target_in)) {}
    DeviceStage(const DeviceStage&) = delete;
    DeviceStage& operator=(const DeviceStage&) = delete;

    city::DrawingDevice drawing;
    city::NamedQuality quality;
    gpu::Offscreen target;
    JobPool jobs{{.threads = 1}};
    city::Scene scene{*drawing.renderer, jobs, {}};
    PreparedFeed* feed = nullptr;
    live::LiveCity live{{.wake = {}, .open = [this](const std::string&) {
                             auto made = std::make_unique<PreparedFeed>();
                             feed = made.get();
                             return Result<std::unique_ptr<feed::Feed>>(std::move(made));
                         }}};
    city::DeviceDrawing devices{*drawing.renderer, scene};
    render::View view;

    Result<void> draw(DeviceSamples& samples, twin::ObservationBatch batch);
};

Result<void> DeviceStage::draw(DeviceSamples& samples, twin::ObservationBatch batch) {
    const layers::DeviceLook look = window::device_look(kBenchProperty, {});
    const double start_s = system_clock().steady_seconds();
    const double begin_s = thread_cpu_seconds();
    feed->put(std::move(batch));
    live.take_in(1e9);
    const double applied_s = thread_cpu_seconds();
    while (devices.update(live, look, system_clock().utc_now(), 1e9)) {
    }
    const double updated_s = thread_cpu_seconds();
    render::DrawList list;
    if (auto appended = devices.append_to(list, 1.0, {}); !appended) return appended;
    auto frame = drawing.ring->begin();
    if (!frame) return fail(frame.error());
    auto image = target.acquire(**frame);
    if (!image) return fail(image.error());
    render::FrameSettings settings;
    settings.quality = quality.settings;
    auto drawn = drawing.renderer->render(**frame, {target.description(), **image}, list,
                                          {&view, 1}, settings);
    if (auto submitted = drawing.ring->submit(**frame); !submitted) return submitted;
    if (!drawn) return drawn;
    if (auto presented = target.present(**image); !presented) return presented;
    const double recorded_s = thread_cpu_seconds();
    if (auto idle = drawing.ring->wait_idle(); !idle) return idle;
    samples.apply_ms.push_back((applied_s - begin_s) * 1e3);
    samples.update_ms.push_back((updated_s - applied_s) * 1e3);
    samples.record_ms.push_back((recorded_s - updated_s) * 1e3);
    samples.main_ms.push_back((recorded_s - begin_s) * 1e3);
    samples.frame_ms.push_back((system_clock().steady_seconds() - start_s) * 1e3);
    return {};
}

// CPU time of finding which devices are one symbol on the screen, all of them anew.
double group_ms(DeviceStage& stage) {
    const VkExtent2D size = stage.target.description().extent;
    const glm::vec2 size_px{static_cast<float>(size.width), static_cast<float>(size.height)};
    const double aspect = static_cast<double>(size_px.x / size_px.y);
    layers::GroupView view;
    view.on_screen = [&](const glm::dvec3& place) -> std::optional<glm::vec2> {
        const auto at = render::project(stage.view.camera, aspect, place);
        if (!at || std::abs(at->ndc.x) > 1.0 || std::abs(at->ndc.y) > 1.0) return std::nullopt;
        return glm::vec2(at->ndc * 0.5 + 0.5) * size_px;
    };
    view.size_px = size_px;
    view.reach_px = window::kGroupReach_px;
    layers::DeviceGroups groups;
    const double begin_s = thread_cpu_seconds();
    groups.begin(stage.devices.symbols(), view, window::device_look(kBenchProperty, {}));
    while (groups.advance(stage.devices.symbols(), 1e9)) {
    }
    return (thread_cpu_seconds() - begin_s) * 1e3;
}

Result<std::unique_ptr<DeviceStage>> open_device_stage(const CommonOptions& options) {
    const auto size = parse_size(options.size);
    if (!size) return fail(size.error());
    auto drawing = city::open_drawing_device({.device = options.device, .surface = {}});
    if (!drawing) return fail(drawing.error());
    auto quality = city::quality_for(options.quality, drawing->device->info());
    if (!quality) return fail(quality.error());
    auto target = gpu::Offscreen::create(*drawing->device, {size->width_px, size->height_px});
    if (!target) return fail(target.error());
    auto stage = std::make_unique<DeviceStage>(std::move(*drawing), *quality, std::move(*target));
    const live::FeedWish wishes[] = {{"bench:devices"}};
    stage->live.follow(wishes);
    const geo::LocalFrame middle = generator::place_frame(0.0);
    stage->view.camera = render::look_at({.eye = middle.to_world({0.0, -7'500.0, 5'500.0}),
                                          .target = middle.origin,
                                          .up = middle.axes[2]});
    stage->view.horizon = middle;
    stage->view.to_sun = middle.axes[2];
    return stage;
}

Result<Json> measure_devices(const BenchDevicesOptions& options) {
    auto stage = open_device_stage(options.common);
    if (!stage) return fail(stage.error());
    const auto stride =
        static_cast<std::uint32_t>(std::max(1.0, std::round(1.0 / options.changing)));
    DeviceSamples first, samples;
    if (auto drawn =
            (*stage)->draw(first, turn_batch({.devices = options.devices, .has_places = true}));
        !drawn)
        return fail(drawn.error());
    for (std::uint32_t i = 0; i < options.frames; ++i) {
        auto drawn = (*stage)->draw(
            samples, turn_batch({options.devices, i % stride, stride, false, std::int64_t{i} + 1}));
        if (!drawn) return fail(drawn.error());
    }
    Json json;
    json["devices"] = options.devices;
    json["changing"] = 1.0 / stride;
    json["frames"] = options.frames;
    json["devices_drawn"] = (*stage)->devices.shown();
    json["symbol_px"] = city::DeviceDrawing::size_px((*stage)->devices.shown());
    json["first_frame_ms"] = first.frame_ms.front();
    json["apply_ms"] = device_figures(samples.apply_ms);
    json["update_ms"] = device_figures(samples.update_ms);
    json["record_ms"] = device_figures(samples.record_ms);
    json["main_thread_ms"] = device_figures(samples.main_ms);
    json["group_ms"] = group_ms(**stage);
    json["frame_ms"] = device_figures(samples.frame_ms);
    json["device"] = (*stage)->drawing.device->info().name;
    json["quality"] = (*stage)->quality.name;
    json["validation_messages"] = (*stage)->drawing.device->validation_messages();
    return json;
}

}  // namespace

int bench_devices(const BenchDevicesOptions& options) {
    const auto measured = measure_devices(options);
    if (!measured) return report(measured.error());
    std::puts(measured->dump(2).c_str());
    return kDone;
}

}  // namespace belvedere::cli
