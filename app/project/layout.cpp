// SPDX-License-Identifier: Apache-2.0
#include "app/project/layout.hpp"

#include <utility>

namespace belvedere::project {
namespace {

Layout layout_of(std::string_view left, std::string_view right) {
    Layout layout;
    layout.left_open = !left.empty();
    layout.right_open = !right.empty();
    if (!left.empty()) layout.left_tab = left;
    if (!right.empty()) layout.right_tab = right;
    return layout;
}

}  // namespace

std::span<const BuiltInLayout> built_in_layouts() {
    static const BuiltInLayout layouts[] = {
        {"explore", {"layout.name_explore", "Explore"}, layout_of("layers", "")},
        {"inspect", {"layout.name_inspect", "Inspect"}, layout_of("layers", "inspector")},
        {"measure", {"layout.name_measure", "Measure"}, layout_of("", "measure")},
        {"minimal", {"layout.name_minimal", "Picture alone"}, layout_of("", "")}};
    return layouts;
}

Layout arranged_as(Layout now, const Layout& wanted) {
    std::string coordinates = std::move(now.coordinates);
    now = wanted;
    now.coordinates = std::move(coordinates);
    return now;
}

}  // namespace belvedere::project
