// SPDX-License-Identifier: Apache-2.0
#include "engine/gpu/direct_copy.hpp"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <utility>

#include "engine/core/job_pool.hpp"

namespace belvedere::gpu {
namespace {

constexpr std::size_t kSliceBytes = 256U << 10;
// Before all fetching and decoding: what is decoded is of no use until it is copied.
constexpr double kOrder = -0.5;

}  // namespace

std::shared_ptr<DirectCopy> DirectCopy::begin(JobPool& jobs, std::span<std::byte> destination,
                                              UploadSource source) {
    auto copy = std::make_shared<DirectCopy>(destination, std::move(source));
    jobs.submit([copy] { copy->run(); }, kOrder);
    return copy;
}

DirectCopy::DirectCopy(std::span<std::byte> destination, UploadSource source)
    : destination_(destination), source_(std::move(source)), bytes_(source_.bytes.size()) {
    assert(source_.owner != nullptr);
    assert(destination_.size() >= bytes_);
}

void DirectCopy::run() {
    Stage expected = Stage::kWaiting;
    if (!stage_.compare_exchange_strong(expected, Stage::kCopying)) return;
    for (std::size_t at = 0; at < bytes_ && !is_unwanted_.load(); at += kSliceBytes) {
        const std::size_t count = std::min(kSliceBytes, bytes_ - at);
        std::memcpy(destination_.data() + at, source_.bytes.data() + at, count);
    }
    source_ = {};
    stage_.store(Stage::kDone, std::memory_order_release);
    stage_.notify_all();
}

bool DirectCopy::finished() const {
    return stage_.load(std::memory_order_acquire) == Stage::kDone;
}

void DirectCopy::abandon() {
    is_unwanted_.store(true);
    Stage expected = Stage::kWaiting;
    if (stage_.compare_exchange_strong(expected, Stage::kAbandoned)) {
        source_ = {};
        return;
    }
    stage_.wait(Stage::kCopying);
}

}  // namespace belvedere::gpu
