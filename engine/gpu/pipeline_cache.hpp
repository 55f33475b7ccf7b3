// SPDX-License-Identifier: Apache-2.0
// Compiled pipelines, kept on disk from one run to the next.
#pragma once

#include <volk.h>

#include <filesystem>

#include "engine/core/bytes.hpp"
#include "engine/core/result.hpp"
#include "engine/gpu/device.hpp"
#include "engine/gpu/owned.hpp"

namespace belvedere::gpu {

// A VkPipelineCache loaded from a file and written back. Drivers may crash on cache data that was
// damaged or comes from another driver, so the file carries our own header and checksum, and what
// does not match is ignored. Main thread only.
class PipelineCache final {
  public:
    // With what `file` holds, if it holds anything usable; a cache without data otherwise. An empty
    // path is a cache that is never written.
    [[nodiscard]] static Result<PipelineCache> open(Device& device, std::filesystem::path file);

    [[nodiscard]] VkPipelineCache get() const { return cache_.get(); }
    // Replaces the file if the driver has more to keep than was loaded. Failing to write costs the
    // next start some time and nothing else.
    [[nodiscard]] Result<void> save() const;
    // Whether the file's content was used.
    [[nodiscard]] bool loaded() const { return loaded_; }

  private:
    PipelineCache(Device& device, Owned<VkPipelineCache> cache, std::filesystem::path file)
        : device_(&device), cache_(std::move(cache)), file_(std::move(file)) {}
    Device* device_;
    Owned<VkPipelineCache> cache_;
    std::filesystem::path file_;
    bool loaded_ = false;
    std::size_t loaded_bytes_ = 0;
};

// The file for cache data of a device: magic and version, vendor, device and driver with their
// UUIDs, length, XXH3 of all of it. Pure.
[[nodiscard]] Bytes encode_pipeline_cache(const DeviceInfo& device, ByteView data);
// The data inside a file written for the same device and driver; kBadData with the reason.
[[nodiscard]] Result<ByteView> decode_pipeline_cache(const DeviceInfo& device, ByteView file);

}  // namespace belvedere::gpu
