// SPDX-License-Identifier: Apache-2.0
#include "engine/gpu/pipeline_cache.hpp"

#include <algorithm>
#include <cstring>
#include <span>

#include "engine/core/file.hpp"
#include "engine/core/hash.hpp"
#include "engine/core/log.hpp"
#include "engine/gpu/limits.hpp"
#include "engine/gpu/vulkan_result.hpp"

namespace belvedere::gpu {
namespace {

// As it stands at the front of the file, little endian, without gaps.
struct CacheHeader {
    char magic[8];
    std::uint32_t version;
    std::uint32_t vendor_id;
    std::uint32_t device_id;
    std::uint32_t driver_version;
    std::uint8_t driver_uuid[VK_UUID_SIZE];
    std::uint8_t cache_uuid[VK_UUID_SIZE];
    std::uint64_t data_bytes;
    std::uint64_t checksum;  // of the header with a zero here, then of the data with that as seed
};
static_assert(sizeof(CacheHeader) == 72);

constexpr char kMagic[8] = {'B', 'V', 'P', 'I', 'P', 'E', 'S', '\n'};
constexpr std::uint32_t kVersion = 1;

CacheHeader header_for(const DeviceInfo& device, std::uint64_t data_bytes) {
    CacheHeader header{};
    std::copy(std::begin(kMagic), std::end(kMagic), std::begin(header.magic));
    header.version = kVersion;
    header.vendor_id = device.vendor_id;
    header.device_id = device.device_id;
    header.driver_version = device.driver_version;
    std::copy(device.driver_uuid.begin(), device.driver_uuid.end(), std::begin(header.driver_uuid));
    std::copy(device.pipeline_cache_uuid.begin(), device.pipeline_cache_uuid.end(),
              std::begin(header.cache_uuid));
    header.data_bytes = data_bytes;
    return header;
}

std::uint64_t checksum_of(CacheHeader header, ByteView data) {
    header.checksum = 0;
    return hash_64(data, hash_64(std::as_bytes(std::span(&header, 1))));
}

Result<Bytes> read_data(const DeviceInfo& device, const std::filesystem::path& file) {
    auto bytes = read_file(file, kPipelineCacheBytesMax);
    if (!bytes) return fail(bytes.error());
    const auto data = decode_pipeline_cache(device, *bytes);
    if (!data) return fail(data.error());
    return Bytes(data->begin(), data->end());
}

}  // namespace

Bytes encode_pipeline_cache(const DeviceInfo& device, ByteView data) {
    CacheHeader header = header_for(device, data.size());
    header.checksum = checksum_of(header, data);
    Bytes file(sizeof(header) + data.size());
    std::memcpy(file.data(), &header, sizeof(header));
    std::copy(data.begin(), data.end(), file.begin() + sizeof(header));
    return file;
}

Result<ByteView> decode_pipeline_cache(const DeviceInfo& device, ByteView file) {
    if (file.size() < sizeof(CacheHeader))
        return fail(ErrorKind::kBadData, "shorter than a header");
    const auto found = load_unaligned<CacheHeader>(file.data());
    const ByteView data = file.subspan(sizeof(CacheHeader));
    CacheHeader expected = header_for(device, data.size());
    expected.checksum = found.checksum;
    if (std::memcmp(&found, &expected, sizeof(CacheHeader)) != 0) {
        return fail(ErrorKind::kBadData, "written for another device, driver or version");
    }
    if (checksum_of(found, data) != found.checksum) return fail(ErrorKind::kBadData, "damaged");
    return data;
}

Result<PipelineCache> PipelineCache::open(Device& device, std::filesystem::path file) {
    Bytes data;
    bool usable = false;
    if (!file.empty()) {
        auto read = read_data(device.info(), file);
        usable = read.has_value();
        if (usable) {
            data = std::move(*read);
        } else if (read.error().kind != ErrorKind::kNotFound) {
            log::info("pipeline cache " + file.string() + " is not used: " + read.error().message);
        }
    }
    const VkPipelineCacheCreateInfo info{.sType = VK_STRUCTURE_TYPE_PIPELINE_CACHE_CREATE_INFO,
                                         .initialDataSize = data.size(),
                                         .pInitialData = data.data()};
    VkPipelineCache cache = VK_NULL_HANDLE;
    const VkResult made = vkCreatePipelineCache(device.vk().device, &info, nullptr, &cache);
    if (auto checked = device.check(made, "pipeline cache"); !checked) return fail(checked.error());
    PipelineCache result(device, Owned<VkPipelineCache>(device, cache, "pipeline cache"),
                         std::move(file));
    result.loaded_ = usable;
    result.loaded_bytes_ = data.size();
    return result;
}

Result<void> PipelineCache::save() const {
    if (file_.empty() || device_->lost()) return {};
    const VkDevice vk = device_->vk().device;
    std::size_t bytes = 0;
    VkResult got = vkGetPipelineCacheData(vk, cache_.get(), &bytes, nullptr);
    Bytes data(bytes);
    if (got == VK_SUCCESS) got = vkGetPipelineCacheData(vk, cache_.get(), &bytes, data.data());
    if (got != VK_SUCCESS) return fail(vulkan_error(got, "pipeline cache"));
    data.resize(bytes);
    // Caches only grow. Software drivers keep theirs elsewhere and always answer the same header;
    // every exit would rewrite it.
    if (loaded_ && bytes == loaded_bytes_) return {};
    return write_file_atomic(file_, encode_pipeline_cache(device_->info(), data));
}

}  // namespace belvedere::gpu
