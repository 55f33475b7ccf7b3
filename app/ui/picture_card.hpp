// SPDX-License-Identifier: Apache-2.0
// A link with a small picture beside it, as a start page has for what was open lately.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/ui/draw_data.hpp"

namespace belvedere::ui {

struct PictureCard {
    std::string name;
    std::string detail;              // Below it, smaller; cut where there is no room.
    std::optional<ImageId> picture;  // Sixteen to nine; nothing: an empty plate of that shape.
    // All of it in words, and what the picture shows: a tooltip, and the description that stands
    // for the picture where nobody sees it.
    std::string hint;
};
// As wide as its container; true when pressed. Inside a ui::Frame.
[[nodiscard]] bool picture_card(std::string_view id, const PictureCard& card);

}  // namespace belvedere::ui
