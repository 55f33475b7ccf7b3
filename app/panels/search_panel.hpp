// SPDX-License-Identifier: Apache-2.0
// Finding loaded features by id or attribute.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "app/command/command_queue.hpp"
#include "app/panels/panel_state.hpp"

namespace belvedere::panels {

// What is said of a search whose list is cut: of how many, where that is known.
struct ListCut {
    std::uint64_t listed = 0;
    std::optional<std::uint64_t> all;
};
[[nodiscard]] std::string cut_text(const ListCut& cut);

// Main thread, inside a ui::Frame. Keeps only what is being typed.
class SearchPanel {
  public:
    void draw(const PanelState& state, command::CommandQueue& commands);

  private:
    std::string query_;
};

}  // namespace belvedere::panels
