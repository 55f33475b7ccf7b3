// SPDX-License-Identifier: Apache-2.0
// PictureTaking: a picture for keeps while the window stays in use: first the tiles it needs, then
// a part a frame, compressed by a worker meanwhile.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>

#include "app/picture/picture_drawing.hpp"
#include "app/picture/picture_file.hpp"
#include "app/picture/surround_painter.hpp"
#include "app/ui/draw_data.hpp"
#include "app/window/picture_state.hpp"
#include "engine/core/job_pool.hpp"
#include "engine/core/result.hpp"

namespace belvedere::window {

// What a picture needs to know of the window when it begins to be drawn.
struct PictureSubject {
    const render::DrawList& list;
    render::View view;
    render::QualitySettings quality;
    picture::ShownPart shown;    // Which part of the camera's picture the sheet shows.
    picture::Surround surround;  // Of a clean one.
    const render::UiDrawData* interface = nullptr;  // Of one with panels.
};

// The size of the picture in pixels for a window of this size.
struct PictureSize {
    std::uint32_t width_px = 0, height_px = 0;
};
[[nodiscard]] PictureSize picture_size(const PictureWish& wish, const PictureSize& window);

// Main thread. One picture at a time.
class PictureTaking {
  public:
    PictureTaking(const picture::Press& press, JobPool& jobs, std::function<void()> wake);
    ~PictureTaking();
    PictureTaking(const PictureTaking&) = delete;
    PictureTaking& operator=(const PictureTaking&) = delete;

    struct Start {
        PictureSize size;
        std::uint64_t bytes_max = 0;  // That a part may be drawn with.
        VkFormat format = VK_FORMAT_R8G8B8A8_UNORM;
        std::filesystem::path path;
        picture::PictureFacts facts;
    };
    // kUsage for a size that is none, kDenied and the like for a file that cannot be made.
    [[nodiscard]] Result<void> begin(const Start& start);
    [[nodiscard]] bool is_under_way() const { return drawing_ != nullptr || encoding_ != nullptr; }
    // Draws the next part unless the worker is behind. True once the file is there.
    [[nodiscard]] Result<bool> step(const PictureSubject& subject);
    // Nothing is left of it.
    void cancel();

    [[nodiscard]] double progress() const;
    [[nodiscard]] bool is_drawn() const { return drawing_ == nullptr || drawing_->is_done(); }

  private:
    struct Encoding;
    [[nodiscard]] Result<void> draw(const PictureSubject& subject);
    void hand_over(picture::Rows whole);

    picture::Press press_;
    JobPool& jobs_;
    std::function<void()> wake_;
    Start start_;
    std::unique_ptr<picture::SurroundPainter> painter_;
    std::unique_ptr<picture::PictureDrawing> drawing_;
    std::shared_ptr<Encoding> encoding_;
    bool is_ending_ = false;
};

}  // namespace belvedere::window
