// SPDX-License-Identifier: Apache-2.0
// The user interface's triangles and images on top of the picture.
#pragma once

#include <volk.h>

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <vector>

#include "engine/core/ids.hpp"
#include "engine/core/result.hpp"
#include "engine/gpu/descriptors.hpp"
#include "engine/gpu/frame_ring.hpp"
#include "engine/gpu/image.hpp"
#include "engine/render/pass_pipelines.hpp"
#include "engine/render/scene_bindings.hpp"

namespace belvedere::render {

// Pixels from the top left corner; texture coordinates 0 ... 1; colour sRGB, straight alpha, red in
// the lowest byte.
struct UiVertex {
    float x, y, u, v;
    std::uint32_t rgba;
};
static_assert(sizeof(UiVertex) == 20);

using UiImageId = Id<struct UiImageTag>;

// Triangles that share an image and a clip rectangle (pixels: left, top, right, bottom). An id that
// is none or was removed draws plain colour.
struct UiCommand {
    std::uint32_t index_count = 0;
    std::uint32_t first_index = 0;
    std::uint32_t vertex_offset = 0;
    float clip[4] = {0.0f, 0.0f, 0.0f, 0.0f};
    UiImageId image;
};

// One frame of interface, drawn in order. The spans must live until render() returns. Width and
// height are those of the coordinates; they are stretched to the whole target.
struct UiDrawData {
    std::span<const UiVertex> vertices;
    std::span<const std::uint32_t> indices;
    std::span<const UiCommand> commands;
    float width_px = 0.0f, height_px = 0.0f;
};

// Four bytes a pixel, rows from the top; sRGB, straight alpha.
struct UiPixels {
    std::span<const std::byte> rgba;
    std::uint32_t width = 0, height = 0;
};

// Where pixels go inside an image.
struct UiPlace {
    std::uint32_t x = 0, y = 0;
};

// Main thread only.
class UiPass final {
  public:
    [[nodiscard]] static Result<std::unique_ptr<UiPass>> create(SceneBindings& bindings,
                                                                PassPipelines& pipelines);

    // Uploads at once and waits: for glyph pages and icons, not for each frame. kUsage when the
    // bytes do not fit the size, kLimit beyond limits::kUiImages or limits::kUiImageSize_px.
    [[nodiscard]] Result<UiImageId> add_image(const UiPixels& pixels);
    // Puts pixels into a part of an image from the next frame on, without waiting: glyphs that
    // arrive while one reads. kUsage when they do not fit or the image is gone.
    [[nodiscard]] Result<void> update_image(UiImageId id, UiPlace place, const UiPixels& pixels);
    // The image goes when the GPU is done with it.
    void remove_image(UiImageId id);
    // Records the updates that wait; outside any render pass, before draw().
    [[nodiscard]] Result<void> record_updates(gpu::Frame& frame);
    // Inside the screen pass. Commands that point outside the spans are left out.
    [[nodiscard]] Result<void> draw(gpu::Frame& frame, VkRenderPass pass, const UiDrawData& data,
                                    VkExtent2D target);

  private:
    struct UiImage {
        gpu::Image image;
        gpu::DescriptorSet set;
    };
    struct Update {
        UiImageId image;
        UiPlace place;
        VkExtent2D extent{};
        std::vector<std::byte> rgba;
    };
    UiPass(SceneBindings& bindings, PassPipelines& pipelines)
        : bindings_(bindings), pipelines_(pipelines) {}
    [[nodiscard]] Result<VkPipeline> pipeline(VkRenderPass pass);
    [[nodiscard]] Result<gpu::DescriptorSet> image_set(VkImageView view);
    void draw_commands(VkCommandBuffer commands, const UiDrawData& data, VkExtent2D target);
    SceneBindings& bindings_;
    PassPipelines& pipelines_;
    gpu::Owned<VkDescriptorSetLayout> image_layout_;
    gpu::Owned<VkPipelineLayout> layout_;
    gpu::DescriptorSet plain_;
    std::map<UiImageId, UiImage> images_;
    std::vector<Update> updates_;
    std::uint32_t next_image_ = 0;
};

}  // namespace belvedere::render
