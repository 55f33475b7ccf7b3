// SPDX-License-Identifier: Apache-2.0
#include "engine/gpu/upload_queue.hpp"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <deque>
#include <set>
#include <utility>

#include "engine/gpu/device.hpp"
#include "engine/gpu/direct_copy.hpp"
#include "engine/gpu/image_barrier.hpp"
#include "engine/gpu/staging_ring.hpp"
#include "engine/gpu/upload_lane.hpp"
#include "engine/gpu/upload_request.hpp"

namespace belvedere::gpu {
namespace {

// An upload whose copies were submitted by the lane and that no frame has taken over yet.
struct SubmittedUpload {
    std::uint64_t serial = 0;
    std::uint64_t value = 0;
    VkImage image = VK_NULL_HANDLE;  // null for buffers
    VkImageSubresourceRange range{};
};

UploadSource keep(UploadSource source) {
    if (source.owner) return source;
    auto copy = std::make_shared<Bytes>(source.bytes.begin(), source.bytes.end());
    source.bytes = *copy;
    source.owner = std::move(copy);
    return source;
}

}  // namespace

struct UploadQueue::State {
    explicit State(Device& owner, std::uint64_t staging_bytes)
        : device(owner), ring(staging_bytes) {}

    Device& device;
    StagingRing ring;
    Buffer staging;
    std::unique_ptr<UploadLane> lane;  // null on the frame path
    std::deque<UploadRequest> requests;
    std::vector<SubmittedUpload> submitted;
    JobPool* jobs = nullptr;                                                    // null: pump copies
    std::vector<std::pair<std::uint64_t, std::shared_ptr<DirectCopy>>> copies;  // by serial
    std::set<std::uint64_t> open;  // serials that are not complete
    std::uint64_t last_serial = 0;

    // Of the pump under way.
    Frame* frame = nullptr;
    VkCommandBuffer commands = VK_NULL_HANDLE;  // that copies from the ring go into
    bool copied_buffer = false;

    [[nodiscard]] Ticket add(UploadRequest request);
    [[nodiscard]] bool suits_worker(const UploadRequest& request) const;
    void take_over_copied();
    void take_over_submitted();
    [[nodiscard]] Result<bool> open_commands();
    [[nodiscard]] Result<std::uint64_t> advance(UploadRequest& request, std::uint64_t bytes_max);
    [[nodiscard]] std::uint64_t write_directly(UploadRequest& request, std::uint64_t bytes_max);
    [[nodiscard]] Result<std::uint64_t> update_in_frame(UploadRequest& request,
                                                        std::uint64_t bytes_max);
    [[nodiscard]] Result<std::uint64_t> copy_through_ring(UploadRequest& request,
                                                          std::uint64_t bytes_max);
    void record_buffer_copy(const UploadStep& step, VkBuffer destination, std::uint64_t from);
    void begin_image(const UploadRequest& request, VkCommandBuffer into) const;
    void end_image(const UploadRequest& request, VkCommandBuffer into) const;
    void finish(const UploadRequest& request);
    [[nodiscard]] Result<void> close_commands();
};

Ticket UploadQueue::State::add(UploadRequest request) {
    request.serial = ++last_serial;
    open.insert(request.serial);
    if (suits_worker(request)) {
        const auto destination = request.mapped.subspan(request.buffer_offset);
        copies.emplace_back(request.serial,
                            DirectCopy::begin(*jobs, destination, std::move(request.source)));
    } else {
        requests.push_back(std::move(request));
    }
    return {last_serial};
}

// Small ones are written sooner than a worker comes to it: styles show in the next frame.
bool UploadQueue::State::suits_worker(const UploadRequest& request) const {
    return jobs != nullptr && !request.mapped.empty() &&
           request.source.bytes.size() >= kWorkerCopyBytesMin;
}

void UploadQueue::State::take_over_copied() {
    std::erase_if(copies, [this](const auto& copy) {
        if (!copy.second->finished()) return false;
        open.erase(copy.first);
        return true;
    });
}

// Uploads whose copies are done change hands to the graphics queue and may be drawn from now on.
void UploadQueue::State::take_over_submitted() {
    if (!lane || submitted.empty()) return;
    const std::uint64_t completed = lane->completed_value();
    std::uint64_t seen = 0;
    std::erase_if(submitted, [&](const SubmittedUpload& upload) {
        if (upload.value > completed) return false;
        seen = std::max(seen, upload.value);
        const bool wanted = open.erase(upload.serial) > 0;
        if (wanted && upload.image != VK_NULL_HANDLE && lane->changes_family()) {
            record_image_acquire(frame->commands(), {upload.image, upload.range},
                                 {device.vk().transfer.family, device.vk().graphics.family});
        }
        return true;
    });
    if (seen > 0) lane->make_visible(*frame, seen);
}

// Chooses where copies from the ring are recorded; false when nothing can be recorded now.
Result<bool> UploadQueue::State::open_commands() {
    if (commands != VK_NULL_HANDLE) return true;
    if (!lane) {
        commands = frame->commands();
        return true;
    }
    const auto begun = lane->begin();
    if (!begun) return fail(begun.error());
    commands = *begun;
    return commands != VK_NULL_HANDLE;
}

std::uint64_t UploadQueue::State::write_directly(UploadRequest& request, std::uint64_t bytes_max) {
    const UploadStep step = next_step(request, bytes_max);
    std::memcpy(request.mapped.data() + step.destination_offset, step.bytes.data(),
                step.bytes.size());
    return step.bytes.size();
}

// Partial updates of an image in use: through the frame's own memory and commands, so that they
// stand in order with the frames that read the image.
Result<std::uint64_t> UploadQueue::State::update_in_frame(UploadRequest& request,
                                                          std::uint64_t bytes_max) {
    if (!request.started) begin_image(request, frame->commands());
    request.started = true;
    UploadStep step = next_step(request, std::max(bytes_max, smallest_step(request)));
    const auto slice = frame->transient(step.bytes.size());
    if (!slice) return fail(slice.error());
    std::memcpy(slice->bytes.data(), step.bytes.data(), step.bytes.size());
    step.copy.bufferOffset = slice->offset;
    vkCmdCopyBufferToImage(frame->commands(), slice->buffer, request.image,
                           VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, 1, &step.copy);
    if (request.finished()) {
        record_image_to_shader_read(frame->commands(), {request.image, request.range});
    }
    return step.bytes.size();
}

// Zero when the ring or the lane is full: the rest waits for the next frame.
Result<std::uint64_t> UploadQueue::State::copy_through_ring(UploadRequest& request,
                                                            std::uint64_t bytes_max) {
    const std::uint64_t least = smallest_step(request);
    const std::uint64_t room = std::min(ring.largest(), std::max(bytes_max, least));
    if (room < least) return std::uint64_t{0};
    const auto opened = open_commands();
    if (!opened) return fail(opened.error());
    if (!*opened) return std::uint64_t{0};
    if (!request.started && request.image != VK_NULL_HANDLE) begin_image(request, commands);
    request.started = true;
    UploadStep step = next_step(request, room);
    const std::uint64_t mark = lane ? lane->next_value() : frame->serial();
    const auto from = ring.take(step.bytes.size(), mark);
    assert(from.has_value());
    std::memcpy(staging.mapped().data() + *from, step.bytes.data(), step.bytes.size());
    if (request.image == VK_NULL_HANDLE) {
        record_buffer_copy(step, request.buffer, *from);
        return step.bytes.size();
    }
    step.copy.bufferOffset = *from;
    vkCmdCopyBufferToImage(commands, staging.handle(), request.image,
                           VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, 1, &step.copy);
    if (request.finished()) end_image(request, commands);
    return step.bytes.size();
}

void UploadQueue::State::record_buffer_copy(const UploadStep& step, VkBuffer destination,
                                            std::uint64_t from) {
    // Before the first copy: whoever read or wrote these buffers earlier on this queue is done.
    if (!copied_buffer) {
        record_memory_barrier(commands,
                              {VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT, VK_ACCESS_2_MEMORY_WRITE_BIT,
                               VK_PIPELINE_STAGE_2_COPY_BIT, VK_ACCESS_2_TRANSFER_WRITE_BIT});
    }
    copied_buffer = true;
    const VkBufferCopy region{from, step.destination_offset, step.bytes.size()};
    vkCmdCopyBuffer(commands, staging.handle(), destination, 1, &region);
}

void UploadQueue::State::begin_image(const UploadRequest& request, VkCommandBuffer into) const {
    record_image_to_transfer(
        into, {request.image, request.range},
        request.before == ImageBefore::kUndefined ? ImageContent::kDiscard : ImageContent::kKeep);
}

void UploadQueue::State::end_image(const UploadRequest& request, VkCommandBuffer into) const {
    if (lane && lane->changes_family()) {
        record_image_release(into, {request.image, request.range},
                             {device.vk().transfer.family, device.vk().graphics.family});
    } else {
        record_image_to_shader_read(into, {request.image, request.range});
    }
}

Result<std::uint64_t> UploadQueue::State::advance(UploadRequest& request, std::uint64_t bytes_max) {
    if (!request.mapped.empty()) return write_directly(request, bytes_max);
    if (request.before == ImageBefore::kShaderRead && request.image != VK_NULL_HANDLE) {
        return update_in_frame(request, bytes_max);
    }
    return copy_through_ring(request, bytes_max);
}

void UploadQueue::State::finish(const UploadRequest& request) {
    const bool in_lane =
        lane && request.mapped.empty() &&
        !(request.image != VK_NULL_HANDLE && request.before == ImageBefore::kShaderRead);
    if (in_lane) {
        submitted.push_back({request.serial, lane->next_value(), request.image, request.range});
    } else {
        open.erase(request.serial);
    }
}

Result<void> UploadQueue::State::close_commands() {
    if (commands == VK_NULL_HANDLE) return {};
    if (copied_buffer) {
        record_memory_barrier(commands,
                              {VK_PIPELINE_STAGE_2_COPY_BIT, VK_ACCESS_2_TRANSFER_WRITE_BIT,
                               VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT, VK_ACCESS_2_MEMORY_READ_BIT});
    }
    commands = VK_NULL_HANDLE;
    copied_buffer = false;
    if (lane) return lane->submit();
    return {};
}

UploadQueue::UploadQueue(std::unique_ptr<State> state) : state_(std::move(state)) {}
UploadQueue::~UploadQueue() {
    for (const auto& [serial, copy] : state_->copies)
        copy->abandon();
}

Result<std::unique_ptr<UploadQueue>> UploadQueue::create(Device& device,
                                                         UploadQueueOptions options) {
    auto state = std::make_unique<State>(device, options.staging_bytes);
    auto staging = Buffer::create(device, {.name = "staging ring",
                                           .bytes = options.staging_bytes,
                                           .use = MemoryUse::kUpload,
                                           .category = MemoryCategory::kStaging});
    if (!staging) return fail(staging.error());
    state->staging = std::move(*staging);
    const bool separate = device.vk().transfer.family != device.vk().graphics.family;
    if (options.path == UploadPath::kOwnSubmit ||
        (options.path == UploadPath::kAutomatic && separate)) {
        auto lane = UploadLane::create(device);
        if (!lane) return fail(lane.error());
        state->lane = std::move(*lane);
    }
    return std::unique_ptr<UploadQueue>(new UploadQueue(std::move(state)));
}

Result<Ticket> UploadQueue::upload(const Buffer& destination, std::uint64_t offset,
                                   UploadSource source) {
    const auto end = checked_add(offset, source.bytes.size());
    if (!end || *end > destination.bytes()) {
        return fail(ErrorKind::kBadData, "an upload leaves its buffer");
    }
    if (source.bytes.empty()) return Ticket{};
    UploadRequest request;
    request.source = keep(std::move(source));
    request.buffer = destination.handle();
    request.buffer_offset = offset;
    if (state_->device.info().unified_memory) request.mapped = destination.mapped();
    return state_->add(std::move(request));
}

Result<Ticket> UploadQueue::upload(const Image& destination, std::vector<ImageRegion> regions,
                                   UploadSource source, ImageBefore before) {
    const auto block = format_block(destination.options().format);
    if (!block) {
        return fail(ErrorKind::kUnsupported,
                    destination.options().name + ": this image format cannot be uploaded");
    }
    if (auto checked = check_regions(regions, destination.options(), *block, source.bytes.size());
        !checked) {
        return fail(checked.error());
    }
    UploadRequest request;
    request.source = keep(std::move(source));
    request.image = destination.handle();
    request.range = destination.range();
    request.before = before;
    request.block = *block;
    request.regions = std::move(regions);
    return state_->add(std::move(request));
}

void UploadQueue::share_work(JobPool& jobs) {
    state_->jobs = &jobs;
}

Result<void> UploadQueue::pump(Frame& frame, std::uint64_t bytes_max) {
    State& state = *state_;
    if (bytes_max == 0) {
        bytes_max =
            state.device.info().is_software ? kSoftwareUploadBytesPerFrame : kUploadBytesPerFrame;
    }
    state.frame = &frame;
    state.take_over_copied();
    state.take_over_submitted();
    state.ring.pass(state.lane ? state.lane->completed_value() : frame.completed_serial());
    std::uint64_t moved = 0;
    while (!state.requests.empty() && moved < bytes_max) {
        UploadRequest& request = state.requests.front();
        const auto step = state.advance(request, bytes_max - moved);
        if (!step) return fail(step.error());
        if (*step == 0) break;
        moved += *step;
        if (request.finished()) {
            state.finish(request);
            state.requests.pop_front();
        }
    }
    return state.close_commands();
}

bool UploadQueue::complete(Ticket ticket) const {
    return !state_->open.contains(ticket.serial);
}

void UploadQueue::cancel(Ticket ticket) {
    if (state_->open.erase(ticket.serial) == 0) return;
    std::erase_if(state_->copies, [ticket](const auto& copy) {
        if (copy.first != ticket.serial) return false;
        copy.second->abandon();
        return true;
    });
    std::erase_if(state_->requests, [ticket](const UploadRequest& request) {
        return request.serial == ticket.serial;
    });
}

std::uint64_t UploadQueue::pending_bytes() const {
    std::uint64_t bytes = 0;
    for (const UploadRequest& request : state_->requests)
        bytes += request.remaining_bytes();
    for (const auto& [serial, copy] : state_->copies)
        bytes += copy->bytes();
    return bytes;
}

}  // namespace belvedere::gpu
