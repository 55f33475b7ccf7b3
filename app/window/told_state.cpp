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

}  // namespace

std::vector<WorldEdge> object_edges(const Session& session) {
    std::vector<WorldEdge> edges;
    if (!session.telling.current_placed) return edges;
    const auto corners = geo::corners_of(session.telling.current_placed->box);
    for (const auto& [from, to] : kEdges) {
        edges.push_back(
            {corners[static_cast<std::size_t>(from)], corners[static_cast<std::size_t>(to)]});
    }
    return edges;
}

void fill_told(const Session& session, panels::PanelState& state) {
    const SceneTelling& telling = session.telling;
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
