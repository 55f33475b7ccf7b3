// SPDX-License-Identifier: Apache-2.0
// PictureDrawing: a picture for keeps of any size, drawn part by part with the renderer of a window
// or of a run without one.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "app/picture/picture_parts.hpp"
#include "engine/core/result.hpp"
#include "engine/gpu/device.hpp"
#include "engine/gpu/frame_ring.hpp"
#include "engine/gpu/offscreen.hpp"
#include "engine/gpu/upload_queue.hpp"
#include "engine/render/frame_renderer.hpp"

namespace belvedere::picture {

// What it draws with; all of it must outlive the drawing.
struct Press {
    gpu::Device& device;
    gpu::FrameRing& ring;
    gpu::UploadQueue& uploads;
    render::FrameRenderer& renderer;
};

struct DrawingRequest {
    std::uint32_t width_px = 0, height_px = 0;
    std::uint64_t bytes_max = 0;  // Of all that one part is drawn with; see part_bytes_max.
    VkFormat format = VK_FORMAT_R8G8B8A8_UNORM;  // A window's own saves making pipelines anew.
};

// What a part may take under a memory ceiling.
[[nodiscard]] std::uint64_t part_bytes_max(std::uint64_t memory_bytes);

// What is drawn: `over` lies on the whole picture, in its pixels; null: nothing does.
struct DrawnPicture {
    const render::DrawList& list;
    const render::View& view;  // Its area and part are set here.
    const render::QualitySettings& quality;
    const render::UiDrawData* over = nullptr;
    // Which part of the camera's picture the sheet shows; more than all of it where panels cover
    // its edges.
    ShownPart shown = {};
    // kMoving: as the window's own frames are drawn, at once and without shadow maps of its own.
    render::FramePhase phase = render::FramePhase::kStill;
};

// Whole rows of the picture, three bytes a pixel.
struct Rows {
    std::uint32_t height_px = 0;
    std::vector<std::uint8_t> rgb;
};

// Main thread. Holds one part and one row of parts, whatever the picture's size.
class PictureDrawing {
  public:
    // kUsage for an empty picture or a side above kPictureSideMax_px; kLimit without memory.
    [[nodiscard]] static Result<std::unique_ptr<PictureDrawing>> create(
        const Press& press, const DrawingRequest& request);
    ~PictureDrawing();
    PictureDrawing(const PictureDrawing&) = delete;
    PictureDrawing& operator=(const PictureDrawing&) = delete;

    // Draws the next part and waits for it. Rows once a row of parts is whole, from the top.
    // kDevice when the device is lost.
    [[nodiscard]] Result<std::optional<Rows>> draw_next(const DrawnPicture& picture);
    [[nodiscard]] bool is_done() const { return next_ >= parts_.size(); }
    // Share of the parts that are drawn.
    [[nodiscard]] double progress() const;
    [[nodiscard]] std::size_t parts() const { return parts_.size(); }

  private:
    PictureDrawing(const Press& press, const DrawingRequest& request, gpu::Offscreen target,
                   std::vector<PicturePart> parts);
    [[nodiscard]] Result<void> ensure_size(const PicturePart& part);
    [[nodiscard]] Result<void> draw(const PicturePart& part, const DrawnPicture& picture);
    void take(const PicturePart& part, const gpu::Pixels& pixels);

    Press press_;
    DrawingRequest request_;
    gpu::Offscreen target_;
    std::vector<PicturePart> parts_;
    std::size_t next_ = 0;
    Rows rows_;
    std::vector<render::UiVertex> vertices_;  // Of what lies over it, moved to the part.
    std::vector<render::UiCommand> commands_;
};

}  // namespace belvedere::picture
