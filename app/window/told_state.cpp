// SPDX-License-Identifier: Apache-2.0
#include "app/window/told_state.hpp"

#include <array>
#include <utility>

#include "app/describe/quantity_words.hpp"

namespace belvedere::window {
namespace {

// The twelve edges of a box by the numbers of its corners: those that differ in one bit.
constexpr std::array<std::pair<int, int>, 12> kEdges = {{{0, 1},
                                                         {2, 3},
                                                         {4, 5},
                                                         {6, 7},
                                                         {0, 2},
                                                         {1, 3},
                                                         {4, 6},
                                                         {5, 7},
                                                         {0, 4},
                                                         {1, 5},
                                                         {2, 6},
                                                         {3, 7}}};

void add_outline(const Session& session, panels::OverlayState& overlay) {
    if (!session.telling.current_placed) return;
    const render::Camera camera = camera_of(session);
    const ViewArea& area = session.area;
    const auto corners = geo::corners_of(session.telling.current_placed->box);
    std::array<std::optional<std::array<float, 2>>, 8> seen;
    for (std::size_t i = 0; i < corners.size(); ++i) {
        const auto at = render::project(camera, aspect_of(area), corners[i]);
        if (!at) continue;
        seen[i] = {area.x0 + static_cast<float>(at->ndc.x + 1.0) * 0.5F * area.width(),
                   area.y0 + static_cast<float>(at->ndc.y + 1.0) * 0.5F * area.height()};
    }
    // An edge that passes the eye is left out; the others still say where the object is.
    for (const auto& [from, to] : kEdges) {
        const auto& a = seen[static_cast<std::size_t>(from)];
        const auto& b = seen[static_cast<std::size_t>(to)];
        if (a && b) overlay.lines_px.push_back({*a, *b});
    }
}

}  // namespace

void fill_told(const Session& session, panels::PanelState& state) {
    const SceneTelling& telling = session.telling;
    add_outline(session, state.overlay);
    panels::DescribeState& shown = state.describe;
    shown.told = telling.told;
    shown.filter = telling.filter;
    shown.filter_asked = telling.filter_asked;
    shown.verbosity = describe::name_of(telling.verbosity);
    shown.has_current = telling.current.valid();
    shown.sentence = telling.objects.sentence;
    if (shown.readings == telling.readings) return;
    shown.readings = telling.readings;
    shown.objects.clear();
    for (const describe::ObjectNode& node : telling.objects.objects) {
        shown.objects.push_back({node.name, node.description, describe::kind_name(node.kind),
                                 std::int64_t{node.feature.value}, node.is_current,
                                 node.is_selected});
    }
}

}  // namespace belvedere::window
