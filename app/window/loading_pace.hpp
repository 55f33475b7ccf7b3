// SPDX-License-Identifier: Apache-2.0
// LoadingPace: how a window that loads a city at rest divides the processor between frames and
// loading.
#pragma once

namespace belvedere::window {

// On a software device a frame of a whole city takes hundreds of milliseconds, and workers stand
// back while it is drawn. A frame for every tile that came would leave loading next to nothing, and
// the person waits for the tiles, not for the frames. So frames that only show more tiles keep a
// distance; what a person does, and what moves, is drawn at once as ever, and so is the frame that
// completes the view. Plain data; main thread.
class LoadingPace {
  public:
    // A frame that drew the city ended then and took so long.
    void note_frame(double end_s, double took_s);
    // Whether loading has its turn, and a frame for more tiles is to wait.
    [[nodiscard]] bool holds(double now_s) const { return now_s < until_s_; }
    // What taking in tiles may take of the main thread in a step: more where the step before was
    // long, or where no frame waits for it.
    [[nodiscard]] double budget_ms(double now_s, double last_frame_s) const;

  private:
    double until_s_ = 0.0;
};

}  // namespace belvedere::window
