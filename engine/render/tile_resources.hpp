// SPDX-License-Identifier: Apache-2.0
// One tile on the GPU.
#pragma once

#include <volk.h>

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "engine/content/tile_content.hpp"
#include "engine/core/result.hpp"
#include "engine/geo/bounds.hpp"
#include "engine/geo/local_frame.hpp"
#include "engine/gpu/buffer.hpp"
#include "engine/gpu/descriptors.hpp"
#include "engine/gpu/image.hpp"
#include "engine/gpu/upload_queue.hpp"
#include "engine/render/style_buffer.hpp"

namespace belvedere::render {

class SceneBindings;

// How a primitive can be drawn.
enum class TileShading : std::uint8_t {
    kPlain,     // One colour, matte, opaque, with normals: the lean shader is exact.
    kGlossy,    // As plain, but the physical model would show it different.
    kMaterial,  // Textures, vertex colours, alpha, emission, or no normals.
    kPoints,
    kLines
};

// One primitive, ready to draw. Offsets are bytes in the tile's buffer.
struct TilePrimitive {
    std::uint64_t geometry_offset = 0;
    std::uint64_t surface_offset = 0;  // ~0 without.
    std::uint64_t color_offset = 0;    // ~0 without.
    std::uint64_t index_offset = 0;
    std::uint64_t outline_offset = 0;
    std::uint64_t instance_offset = 0;
    std::uint32_t vertex_count = 0;
    std::uint32_t index_count = 0;  // 0: vertices in order.
    std::uint32_t outline_count = 0;
    std::uint32_t instance_count = 1;
    std::uint32_t material = 0;
    std::uint32_t point_rows_first = content::kNone;  // Styles of points without features.
    std::array<float, 4> base_color{1.0f, 1.0f, 1.0f, 1.0f};
    VkIndexType index_type = VK_INDEX_TYPE_UINT16;
    TileShading shading = TileShading::kPlain;
    bool is_instanced = false;
    bool is_double_sided = false;
    bool is_blended = false;
    bool is_masked = false;
    bool has_normals = false;
    bool is_unpainted = false;  // White and matte because nobody chose a colour.
};
inline constexpr std::uint64_t kNoStream = ~0ull;

// How long the decoded block stays in memory anyway.
enum class BlockLifetime {
    kUntilUploaded,  // It goes, or is made smaller, once the GPU has its own copy.
    kOfTile,         // Its owner keeps it whole: a device that can draws from it as it stands.
};

// What a tile holds on the GPU: one buffer with the block's GPU sections as they stand, its images,
// and a descriptor set for each material. Made from a decoded block, which may go (or be kept by
// its owner) once the upload is complete, unless the buffer is made of that block itself. Main
// thread only; must not outlive the FrameRenderer that made it. Destroying it is safe at any time:
// the GPU's use is waited for.
class TileResources final {
  public:
    // Makes the objects and queues their upload. kLimit when the device is out of memory: evict and
    // try again. Images of a format the device lacks become white, with a log line.
    [[nodiscard]] static Result<std::unique_ptr<TileResources>> create(
        SceneBindings& bindings, gpu::UploadQueue& uploads,
        const std::shared_ptr<const content::TileContent>& content,
        BlockLifetime lifetime = BlockLifetime::kUntilUploaded);
    ~TileResources();
    TileResources(const TileResources&) = delete;
    TileResources& operator=(const TileResources&) = delete;

    // Whether everything has arrived; before that it must not be drawn.
    [[nodiscard]] bool is_ready() const;
    // GPU memory it holds beside the block it was made of.
    [[nodiscard]] std::uint64_t gpu_bytes() const { return gpu_bytes_; }
    [[nodiscard]] const geo::LocalFrame& frame() const { return frame_; }
    [[nodiscard]] const geo::OrientedBox& box() const { return box_; }
    // Of features and of points without.
    [[nodiscard]] std::uint32_t style_row_count() const { return style_row_count_; }
    [[nodiscard]] std::uint64_t triangle_count() const { return triangle_count_; }

    // Whether it has triangles but no outlines, so that EdgeStyle::shown would show nothing.
    [[nodiscard]] bool lacks_outlines() const;
    // Derives outlines (derived_outline) from the block it was made of, or what
    // content::retained_content kept of it, and queues their upload; they show once they arrive.
    [[nodiscard]] Result<void> add_outlines(gpu::Device& device,
                                            const content::TileContent& content);

    // For the passes.
    [[nodiscard]] bool are_outlines_ready() const { return uploads_.complete(outline_ticket_); }
    [[nodiscard]] bool has_points() const { return has_points_; }
    [[nodiscard]] std::span<const TilePrimitive> primitives() const { return primitives_; }
    [[nodiscard]] VkBuffer buffer() const { return buffer_.handle(); }
    [[nodiscard]] VkDescriptorSet material_set(std::uint32_t material) const;
    // Outlines that were derived; where it is null they lie in buffer(), as the content brought
    // them.
    [[nodiscard]] VkBuffer outline_buffer() const { return outline_buffer_.handle(); }
    [[nodiscard]] float ground_m() const { return ground_m_; }
    // Where its styles are; empty until it is styled. The renderer sets it.
    [[nodiscard]] StyleRange style_range() const { return style_range_; }
    void set_style_range(StyleBuffer& owner, StyleRange range);

  private:
    explicit TileResources(gpu::UploadQueue& uploads) : uploads_(uploads) {}
    [[nodiscard]] Result<std::uint64_t> make_buffer(
        gpu::Device& device, const std::shared_ptr<const content::TileContent>& content,
        BlockLifetime lifetime);
    void add_primitives(const content::TileContent& content, std::uint64_t buffer_first);
    [[nodiscard]] Result<void> make_images(
        SceneBindings& bindings, const std::shared_ptr<const content::TileContent>& content);
    [[nodiscard]] Result<void> make_materials(SceneBindings& bindings,
                                              const content::TileContent& content);

    gpu::UploadQueue& uploads_;
    gpu::Buffer buffer_;
    gpu::Buffer material_buffer_;
    gpu::Buffer outline_buffer_;
    gpu::Ticket outline_ticket_;
    std::vector<gpu::Image> images_;
    std::vector<gpu::DescriptorSet> material_sets_;
    std::vector<gpu::Ticket> tickets_;
    std::vector<TilePrimitive> primitives_;
    geo::LocalFrame frame_;
    geo::OrientedBox box_;
    StyleBuffer* style_owner_ = nullptr;
    StyleRange style_range_;
    std::uint64_t gpu_bytes_ = 0;
    std::uint64_t triangle_count_ = 0;
    std::uint32_t style_row_count_ = 0;
    float ground_m_ = 0.0f;
    bool has_points_ = false;
    mutable bool is_ready_ = false;  // Once true it stays so; asked for each tile in each frame.
};

}  // namespace belvedere::render
