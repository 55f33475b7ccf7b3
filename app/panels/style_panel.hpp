// SPDX-License-Identifier: Apache-2.0
// Colours by attribute, with a legend; styles in the 3D Tiles Styling language.
#pragma once

#include <string>

#include "app/command/command_queue.hpp"
#include "app/panels/local_text_field.hpp"
#include "app/panels/panel_state.hpp"

namespace belvedere::panels {

// Main thread, inside a ui::Frame. Keeps only what is being typed.
class StylePanel {
  public:
    void draw(const PanelState& state, command::CommandQueue& commands);

  private:
    void draw_legend(const PanelState& state, command::CommandQueue& commands);
    void draw_classes(const StyleState& state, command::CommandQueue& commands);

    std::size_t attribute_ = 0;
    std::size_t palette_ = 0;
    double classes_ = 5.0;
    std::string path_;
    std::size_t language_ = 0;
    LocalTextField title_;
};

// What a colour of the legend means, in the person's language.
[[nodiscard]] std::string legend_text(const LegendEntry& entry);

}  // namespace belvedere::panels
