// SPDX-License-Identifier: Apache-2.0
// SurroundPainter: a surround as triangles for the renderer, with glyph pages of its own: the same
// in a window, on a projector and in a file.
#pragma once

#include <memory>
#include <vector>

#include "app/picture/surround.hpp"
#include "engine/core/result.hpp"
#include "engine/render/frame_renderer.hpp"

namespace belvedere::picture {

// Main thread. The renderer must outlive it.
class SurroundPainter {
  public:
    explicit SurroundPainter(render::FrameRenderer& renderer);
    ~SurroundPainter();
    SurroundPainter(const SurroundPainter&) = delete;
    SurroundPainter& operator=(const SurroundPainter&) = delete;

    // Valid until the next call; glyphs that are new go to the renderer, which takes them up with
    // its next frame. kLimit, kDevice when a page cannot be made.
    [[nodiscard]] Result<render::UiDrawData> paint(const Surround& surround, const Sheet& sheet);
    // Characters without a glyph in any installed font, so far.
    [[nodiscard]] std::uint64_t missing_glyphs() const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace belvedere::picture
