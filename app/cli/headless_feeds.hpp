// SPDX-License-Identifier: Apache-2.0
// Live data for pictures without a window.
#pragma once

#include <string>
#include <vector>

#include <glm/vec2.hpp>

#include "app/binding/city_binding.hpp"
#include "app/city/device_drawing.hpp"
#include "app/city/value_drawing.hpp"
#include "app/cli/common_options.hpp"
#include "app/describe/scene_object.hpp"
#include "app/layers/feature_tint.hpp"
#include "app/live/live_city.hpp"
#include "app/picture/surround.hpp"

namespace belvedere::cli {

// Owns the feeds of a run and the devices that are drawn of them. A picture leaves the program, so
// that a feed whose policy forbids export is not even connected: problems() says why. Main thread.
class HeadlessFeeds {
  public:
    HeadlessFeeds(render::FrameRenderer& renderer, city::Scene& scene,
                  const CommonOptions& options);

    // Takes values in until no further device has turned up for a while or `seconds_max` have
    // passed, and puts the devices on the city. Blocks. At once without feeds.
    void gather(double seconds_max);
    // Finds which devices are one symbol in a picture from here, where that was asked for.
    void group(const render::Camera& camera, glm::vec2 size_px);
    // Draws on: what came meanwhile, without waiting.
    void append_to(render::DrawList& list, const city::ValueEye& eye);
    // The devices in view, in words: as describe_devices().
    [[nodiscard]] std::string described(const describe::Eye& eye) const;
    // What colours mean; nothing without devices.
    void add_legend(picture::Surround& surround) const;

    [[nodiscard]] std::size_t features_tinted() const { return tint_.features().size(); }
    [[nodiscard]] std::size_t devices_drawn() const { return drawing_.symbols().counts().shown; }
    // What is wrong with feeds: they could not be connected, may not be drawn, or bring less than
    // all.
    [[nodiscard]] std::vector<std::string> problems() const;
    // What is only to be known of them.
    [[nodiscard]] std::vector<std::string> notes() const { return live::feed_notes(live_.feeds()); }

  private:
    void tint_features();
    void add_groups(picture::Surround& surround) const;

    live::LiveCity live_;
    std::vector<std::string> refusals_;
    city::Scene& scene_;
    city::DeviceDrawing drawing_;
    binding::CityBinding binding_;
    layers::FeatureTint tint_;
    struct Look {
        std::string property;  // Whose values are shown; empty: none.
        std::string tint;      // As project::TwinLinks has it.
    };
    Look look_;
    city::ValueDrawing values_;
    layers::ValueDisplay display_ = layers::ValueDisplay::kSymbols;
    bool groups_devices_ = false;
    layers::GroupView seen_;  // What the groups were made for.
};

}  // namespace belvedere::cli
