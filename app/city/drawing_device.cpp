// SPDX-License-Identifier: Apache-2.0
#include "app/city/drawing_device.hpp"

#include <algorithm>
#include <utility>

#include "engine/core/folders.hpp"
#include "engine/core/heap.hpp"
#include "engine/core/log.hpp"
#include "engine/gpu/embedded_shaders.hpp"
#include "engine/gpu/limits.hpp"

namespace belvedere::city {
namespace {

render::DeviceClass class_of(const gpu::DeviceInfo& info) {
    if (info.is_software) return render::DeviceClass::kSoftware;
    return info.kind == gpu::DeviceKind::kDiscrete ? render::DeviceClass::kDiscrete
                                                   : render::DeviceClass::kIntegrated;
}

// A file a device: two devices of one machine would otherwise throw away each other's pipelines.
std::filesystem::path pipeline_file(const gpu::DeviceInfo& info) {
    return folders::cache() /
           ("pipelines-" + std::to_string(info.vendor_id) + "-" + std::to_string(info.device_id));
}

// How a software device, whose memory is the process's own, and the heap are kept small. With a
// ceiling below this that matters more than the time it takes.
constexpr std::uint64_t kTightMemoryBytes = 1ULL << 30;
struct Tightness {
    std::uint64_t block_bytes = gpu::kSoftwareBlockBytes;
    std::uint64_t triangles_between_drains = 0;
};

Tightness tightness_of(std::uint64_t memory_bytes) {
    constexpr std::uint64_t kBlockDivisor = 64, kBlockLeastBytes = 1ULL << 20;
    // llvmpipe 22.3: a triangle of the lean shaders takes 508 bytes, in one of up to five sets.
    constexpr std::uint64_t kBinsDivisor = 4, kBinBytesOfTriangle = 5 * 512;
    if (memory_bytes >= kTightMemoryBytes) return {};
    return {std::max(kBlockLeastBytes, memory_bytes / kBlockDivisor),
            memory_bytes / kBinsDivisor / kBinBytesOfTriangle};
}

}  // namespace

DrawingDevice::~DrawingDevice() {
    if (!ring) return;
    wait_idle();
    if (!pipelines) return;
    if (const auto saved = pipelines->save(); !saved) {
        log::info("compiled pipelines are not kept: " + saved.error().message);
    }
}

void DrawingDevice::wait_idle() const {
    if (!ring || device->lost()) return;
    if (const auto idle = ring->wait_idle(); !idle) log::warning(idle.error().message);
}

Result<DrawingDevice> open_drawing_device(DrawingOptions options) {
    DrawingDevice drawing;
    const Tightness tightness = tightness_of(options.memory_bytes);
    if (options.memory_bytes < kTightMemoryBytes) keep_heap_small();
    gpu::DeviceOptions device_options;
    device_options.software_block_bytes = tightness.block_bytes;
    device_options.name = std::move(options.device);
    device_options.surface = std::move(options.surface);
    auto device = gpu::Device::create(std::move(device_options));
    if (!device) return fail(device.error());
    drawing.device = std::move(*device);
    log::info("drawing with " + drawing.device->info().name);
    auto ring = gpu::FrameRing::create(*drawing.device);
    if (!ring) return fail(ring.error());
    drawing.ring = std::move(*ring);
    drawing.shaders =
        std::make_unique<gpu::ShaderLibrary>(*drawing.device, gpu::embedded_shaders());
    auto uploads = gpu::UploadQueue::create(*drawing.device);
    if (!uploads) return fail(uploads.error());
    drawing.uploads = std::move(*uploads);
    auto pipelines =
        gpu::PipelineCache::open(*drawing.device, pipeline_file(drawing.device->info()));
    if (pipelines) {
        drawing.pipelines = std::make_unique<gpu::PipelineCache>(std::move(*pipelines));
    } else {
        log::info("pipelines are compiled anew: " + pipelines.error().message);
    }
    auto renderer = render::FrameRenderer::create(
        {.device = *drawing.device,
         .shaders = *drawing.shaders,
         .uploads = *drawing.uploads,
         .cache = drawing.pipelines ? drawing.pipelines->get() : VK_NULL_HANDLE,
         .triangles_between_drains =
             drawing.device->info().is_software ? tightness.triangles_between_drains : 0});
    if (!renderer) return fail(renderer.error());
    drawing.renderer = std::move(*renderer);
    return drawing;
}

Result<NamedQuality> quality_for(const std::string& name, const gpu::DeviceInfo& info) {
    const std::string chosen =
        name.empty() ? std::string(render::default_quality_name(class_of(info))) : name;
    const auto settings = render::quality_by_name(chosen);
    if (settings) return NamedQuality{chosen, *settings};
    std::string known;
    for (const std::string_view each : render::quality_names()) {
        if (!known.empty()) known += ", ";
        known += each;
    }
    return fail(ErrorKind::kUsage, "--quality " + name + ": expected one of " + known);
}

}  // namespace belvedere::city
