// SPDX-License-Identifier: Apache-2.0
// Splitter: the edge of a dock, which a person moves by pointer, by arrow keys or by what assistive
// technology sets. It is a separator that takes the focus, as the ARIA practices have it ("window
// splitter"): arrows move it, PageUp and PageDown by more, Home and End to the ends of its way,
// Enter folds the dock away.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/command/message.hpp"
#include "app/ui/node.hpp"

namespace belvedere::ui {

// Which side of the splitter its dock lies on.
enum class DockSide { kBefore, kAfter, kBelow };

struct SplitterLook {
    // Of the layout, physical pixels: what is painted. It can be taken hold of further out as well,
    // over the picture, where it is thinner than the smallest target.
    Rect place;
    DockSide dock = DockSide::kBefore;
    double size = 0.0;  // Of the dock, logical pixels, between low and high.
    double low = 0.0, high = 0.0;
    std::string shown;  // The size as a person reads it: "26 %".
    std::string hint;
};

struct SplitterMove {
    double size = 0.0;
    bool folds = false;  // The dock is to be closed; `size` stays.
};
[[nodiscard]] std::optional<SplitterMove> splitter(std::string_view id, const Message& message,
                                                   const SplitterLook& look);

}  // namespace belvedere::ui
