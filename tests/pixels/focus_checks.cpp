// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <string>

#include "engine/access/contrast.hpp"
#include "tests/pixels/node_places.hpp"
#include "tests/pixels/pixel_checks.hpp"

namespace belvedere::test {
namespace {

constexpr double kRing = 3.0;  // Contrast of a pixel with and without the ring.
constexpr float kThickness_px = 2.0F;
constexpr double kShareMin = 0.9;  // Corners are round.

// The rows and columns of a line of two pixels around a widget.
double perimeter_area(const ui::Rect& rect, float thickness) {
    return 2.0 * static_cast<double>(thickness) *
           (static_cast<double>(rect.width()) + static_cast<double>(rect.height()));
}

std::size_t pixels_changed(const Shown& shown) {
    const auto& before = shown.log.without_ring;
    const auto& after = shown.picture;
    std::size_t changed = 0;
    for (int y = 0; y < static_cast<int>(after.height); ++y) {
        for (int x = 0; x < static_cast<int>(after.width); ++x) {
            const access::Color8 a = before.at(x, y);
            const access::Color8 b = after.at(x, y);
            if (a != b && access::contrast_ratio(a, b) >= kRing) ++changed;
        }
    }
    return changed;
}

}  // namespace

std::vector<Fault> faults_of_focus(const Shown& shown) {
    std::vector<Fault> faults;
    const auto focused = std::find_if(shown.nodes.begin(), shown.nodes.end(),
                                      [](const ui::Node& node) { return node.focused; });
    if (focused == shown.nodes.end()) return {{"nothing has the keyboard", "", ""}};
    const NodePlaces places(shown.nodes);
    const auto index = static_cast<std::size_t>(focused - shown.nodes.begin());
    const ui::Rect window{0.0F, 0.0F, static_cast<float>(shown.look.size.width_px),
                          static_cast<float>(shown.look.size.height_px)};
    // What is higher than its container can only be seen in part.
    const ui::Rect around = places.container_rect(index, window);
    const bool fits = focused->rect.height() < around.height() * 0.8F;
    if (!places.is_seen(index, window)) {
        faults.push_back({"focus out of sight", focused->id, ""});
    }
    const double wanted =
        perimeter_area(focused->rect, kThickness_px * std::max(1.0F, shown.look.scale)) * kShareMin;
    const auto changed = static_cast<double>(pixels_changed(shown));
    if (fits && changed < wanted) {
        faults.push_back({"weak focus ring", focused->id,
                          std::to_string(std::lround(changed)) + " pixels change, " +
                              std::to_string(std::lround(wanted)) + " wanted"});
    }
    return faults;
}

}  // namespace belvedere::test
