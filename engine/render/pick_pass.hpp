// SPDX-License-Identifier: Apache-2.0
// Which feature stands under the cursor.
#pragma once

#include <volk.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "engine/core/result.hpp"
#include "engine/gpu/buffer.hpp"
#include "engine/gpu/frame_ring.hpp"
#include "engine/gpu/image.hpp"
#include "engine/render/tile_drawing.hpp"
#include "engine/render/view_frame.hpp"

namespace belvedere::render {

// A feature of a tile: the tile's DrawTile::id and the row of its feature table
// (content::kNone where the tile has no features there).
struct PickedFeature {
    std::uint64_t tile = 0;
    std::uint32_t row = 0;
    friend auto operator<=>(const PickedFeature&, const PickedFeature&) = default;
};

// What was found. `ticket` is the one the pick was given.
struct PickResult {
    std::uint64_t ticket = 0;
    // At the middle pixel of the rectangle, or the hit nearest to it.
    struct Hit {
        PickedFeature feature;
        glm::dvec3 position{0.0};  // World; exact to about a pixel and a millionth of the distance.
    };
    std::optional<Hit> hit;
    std::vector<PickedFeature> features;  // All that show in the rectangle, sorted, each once.
};

// Draws ids of the tiles behind a small rectangle into an image of just that size, which costs what
// those few tiles cost, and reads it back without waiting. Single-sampled: ids cannot be blended.
// Main thread only.
class PickPass final {
  public:
    PickPass(SceneBindings& bindings, ScenePipelines& pipelines)
        : bindings_(bindings), pipelines_(pipelines) {}

    // Records outside a render pass. `area` is part of the view's area. Answers a ticket. Hidden
    // features are not hit; tiles with opacity are.
    [[nodiscard]] Result<std::uint64_t> record(gpu::Frame& frame, const ViewFrame& view,
                                               std::span<const DrawTile> tiles, PixelRect area);
    // The oldest pick whose frame the GPU has finished (FrameRing::completed_serial).
    [[nodiscard]] std::optional<PickResult> take(std::uint64_t completed_serial);

  private:
    struct Pending {
        std::uint64_t ticket = 0;
        std::uint64_t frame_serial = 0;
        std::uint32_t width = 0, height = 0;
        glm::dmat4 relative_from_clip{1.0};
        glm::dvec3 eye{0.0};
        std::vector<std::uint64_t> tile_ids;  // By index in the draw list.
        gpu::Image ids, depth;
        gpu::Owned<VkFramebuffer> framebuffer;
        gpu::Buffer pixels;  // Ids, then depths.
    };
    [[nodiscard]] Result<void> ensure_pass();
    [[nodiscard]] Result<Pending> make_pending(std::uint32_t width, std::uint32_t height);
    [[nodiscard]] Result<void> draw(VkCommandBuffer commands, const ViewFrame& view,
                                    std::span<const DrawTile> tiles, const glm::dmat4& clip);
    static void copy(VkCommandBuffer commands, const Pending& pending);
    static PickResult read(const Pending& pending);
    SceneBindings& bindings_;
    ScenePipelines& pipelines_;
    gpu::Owned<VkRenderPass> pass_;
    std::vector<Pending> pending_;
    std::uint64_t next_ticket_ = 1;
};

}  // namespace belvedere::render
