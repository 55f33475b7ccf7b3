// SPDX-License-Identifier: Apache-2.0
// Device, frames, uploads and renderer in one owner: what a window and a headless run both need.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "engine/core/result.hpp"
#include "engine/gpu/device.hpp"
#include "engine/gpu/frame_ring.hpp"
#include "engine/gpu/pipeline_cache.hpp"
#include "engine/gpu/shader_library.hpp"
#include "engine/gpu/upload_queue.hpp"
#include "engine/render/frame_renderer.hpp"

namespace belvedere::city {

struct DrawingOptions {
    std::string device;                       // As --device has it.
    gpu::SurfaceSource surface;               // Empty: no window.
    std::uint64_t memory_bytes = 1ULL << 30;  // The ceiling, as SceneOptions has it.
};

// Members stand in the order they depend on each other, so they go in the reverse. Main thread
// only.
struct DrawingDevice {
    std::unique_ptr<gpu::Device> device;
    std::unique_ptr<gpu::FrameRing> ring;
    std::unique_ptr<gpu::ShaderLibrary> shaders;
    std::unique_ptr<gpu::UploadQueue> uploads;
    std::unique_ptr<gpu::PipelineCache> pipelines;  // Null when the driver refuses one.
    std::unique_ptr<render::FrameRenderer> renderer;

    DrawingDevice() = default;
    DrawingDevice(DrawingDevice&&) noexcept = default;
    DrawingDevice& operator=(DrawingDevice&&) noexcept = default;
    // Waits for the GPU, so that nothing is freed under it, and keeps the compiled pipelines.
    ~DrawingDevice();

    // Waits until the GPU has finished all frames; at once for a lost device. Whoever owns
    // something that frames draw into (a swapchain) calls it before that goes.
    void wait_idle() const;
};

// kDevice with a sentence for the user when there is no Vulkan or no such device.
[[nodiscard]] Result<DrawingDevice> open_drawing_device(DrawingOptions options);

// The preset for --quality, or the device's own when `name` is empty. kUsage for an unknown name.
struct NamedQuality {
    std::string name;
    render::QualitySettings settings;
};
[[nodiscard]] Result<NamedQuality> quality_for(const std::string& name,
                                               const gpu::DeviceInfo& info);

}  // namespace belvedere::city
