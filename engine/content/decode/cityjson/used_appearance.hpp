// SPDX-License-Identifier: Apache-2.0
// Which materials, textures and themes of a file a batch makes use of.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/content/decode/cityjson/appearance.hpp"
#include "engine/content/decode/citymodel/city_model.hpp"

namespace belvedere::content::cityjson {

// Copies what is used into the batch, each once, and gives its place there. One job at a time;
// borrows the batch and the source.
class UsedAppearance {
  public:
    explicit UsedAppearance(citymodel::CityBatch& batch) : batch_(batch) {}

    // Its default themes come first among the batch's, unless there are some already.
    void set_source(const Appearance& source);
    [[nodiscard]] std::uint32_t theme(std::string_view name);
    // kNone when the source has none at that place.
    [[nodiscard]] std::uint32_t material(std::uint64_t index);
    [[nodiscard]] std::uint32_t texture(std::uint64_t index);

  private:
    citymodel::CityBatch& batch_;
    const Appearance* source_ = nullptr;
    std::vector<std::uint32_t> of_material_, of_texture_;  // By their places in the source.
};

}  // namespace belvedere::content::cityjson
