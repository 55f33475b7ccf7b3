// SPDX-License-Identifier: Apache-2.0
#include "engine/gpu/pipeline_cache.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "engine/core/file.hpp"
#include "tests/support/gpu_fixture.hpp"

namespace belvedere::gpu {
namespace {

DeviceInfo some_device() {
    DeviceInfo device;
    device.vendor_id = 0x10DE;
    device.device_id = 7;
    device.driver_version = 42;
    device.driver_uuid.fill(9);
    device.pipeline_cache_uuid.fill(8);
    return device;
}

Bytes some_data() {
    Bytes data(500);
    for (std::size_t i = 0; i < data.size(); ++i)
        data[i] = static_cast<std::byte>(i * 7);
    return data;
}

TEST(PipelineCacheFile, GivesBackWhatWasWritten) {
    const Bytes data = some_data();
    const Bytes file = encode_pipeline_cache(some_device(), data);
    const auto decoded = decode_pipeline_cache(some_device(), file);
    ASSERT_TRUE(decoded.has_value());
    EXPECT_TRUE(std::equal(decoded->begin(), decoded->end(), data.begin(), data.end()));
    const Bytes empty = encode_pipeline_cache(some_device(), {});
    EXPECT_TRUE(decode_pipeline_cache(some_device(), empty).has_value());
}

TEST(PipelineCacheFile, AnyFlippedBitIsNoticed) {
    Bytes file = encode_pipeline_cache(some_device(), some_data());
    for (std::size_t i = 0; i < file.size(); ++i) {
        for (unsigned bit = 0; bit < 8; ++bit) {
            file[i] ^= static_cast<std::byte>(1u << bit);
            ASSERT_FALSE(decode_pipeline_cache(some_device(), file).has_value()) << i << " " << bit;
            file[i] ^= static_cast<std::byte>(1u << bit);
        }
    }
    EXPECT_TRUE(decode_pipeline_cache(some_device(), file).has_value());
}

TEST(PipelineCacheFile, AnyOtherLengthIsNoticed) {
    Bytes file = encode_pipeline_cache(some_device(), some_data());
    for (std::size_t length = 0; length < file.size(); ++length) {
        ASSERT_FALSE(
            decode_pipeline_cache(some_device(), ByteView(file).first(length)).has_value());
    }
    file.push_back({});
    EXPECT_FALSE(decode_pipeline_cache(some_device(), file).has_value());
}

TEST(PipelineCacheFile, AnotherDeviceOrDriverDoesNotReadIt) {
    const Bytes file = encode_pipeline_cache(some_device(), some_data());
    DeviceInfo other = some_device();
    other.driver_version = 43;
    EXPECT_FALSE(decode_pipeline_cache(other, file).has_value());
    other = some_device();
    other.device_id = 8;
    EXPECT_FALSE(decode_pipeline_cache(other, file).has_value());
    other = some_device();
    other.driver_uuid[15] = 1;
    EXPECT_FALSE(decode_pipeline_cache(other, file).has_value());
    other = some_device();
    other.pipeline_cache_uuid[0] = 1;
    EXPECT_FALSE(decode_pipeline_cache(other, file).has_value());
}

class PipelineCacheTest : public test::GpuTest {
  protected:
    PipelineCacheTest() {
        std::string pattern =
            (std::filesystem::temp_directory_path() / "belvedere-cache-XXXXXX").string();
        folder_ = mkdtemp(pattern.data());
    }
    ~PipelineCacheTest() override { std::filesystem::remove_all(folder_); }
    std::filesystem::path folder_;
};

TEST_F(PipelineCacheTest, IsWrittenAndReadAgain) {
    const auto file = folder_ / "pipelines";
    {
        auto cache = PipelineCache::open(device(), file);
        ASSERT_TRUE(cache.has_value());
        EXPECT_FALSE(cache->loaded());
        ASSERT_TRUE(cache->save());
    }
    auto cache = PipelineCache::open(device(), file);
    ASSERT_TRUE(cache.has_value());
    EXPECT_TRUE(cache->loaded());
    // Nothing new was compiled: the file is left alone.
    std::filesystem::remove(file);
    ASSERT_TRUE(cache->save());
    EXPECT_FALSE(std::filesystem::exists(file));
}

TEST_F(PipelineCacheTest, ADamagedFileIsIgnoredAndReplaced) {
    const auto file = folder_ / "pipelines";
    ASSERT_TRUE(write_file_atomic(file, as_bytes("not a cache at all, but longer than a header is "
                                                 "and then some, so that it gets to the magic")));
    auto cache = PipelineCache::open(device(), file);
    ASSERT_TRUE(cache.has_value());
    EXPECT_FALSE(cache->loaded());
    ASSERT_TRUE(cache->save());
    auto again = PipelineCache::open(device(), file);
    ASSERT_TRUE(again.has_value());
    EXPECT_TRUE(again->loaded());
}

}  // namespace
}  // namespace belvedere::gpu
