// SPDX-License-Identifier: Apache-2.0
// Live data for pictures without a window.
#pragma once

#include <string>
#include <vector>

#include "app/city/device_drawing.hpp"
#include "app/city/value_drawing.hpp"
#include "app/cli/common_options.hpp"
#include "app/live/live_city.hpp"
#include "app/picture/surround.hpp"

namespace belvedere::cli {

// Owns the feeds of a run and the devices that are drawn of them. Main thread.
class HeadlessFeeds {
  public:
    HeadlessFeeds(render::FrameRenderer& renderer, const city::Scene& scene,
                  const CommonOptions& options);

    // Takes values in until no further device has turned up for a while or `seconds_max` have
    // passed, and puts the devices on the city. Blocks. At once without feeds.
    void gather(double seconds_max);
    // Draws on: what came meanwhile, without waiting.
    void append_to(render::DrawList& list, const city::ValueEye& eye);
    // What colours mean; nothing without devices.
    void add_legend(picture::Surround& surround) const;

    [[nodiscard]] std::size_t devices_drawn() const { return drawing_.symbols().counts().shown; }
    // Of feeds that could not be connected.
    [[nodiscard]] std::vector<std::string> problems() const;

  private:
    live::LiveCity live_;
    city::DeviceDrawing drawing_;
    city::ValueDrawing values_;
    std::string property_;
    layers::ValueDisplay display_ = layers::ValueDisplay::kSymbols;
};

}  // namespace belvedere::cli
