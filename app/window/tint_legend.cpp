// SPDX-License-Identifier: Apache-2.0
#include "app/window/tint_legend.hpp"

#include "app/layers/symbol_outline.hpp"
#include "app/window/twin_work.hpp"
#include "app/words/words.hpp"

namespace belvedere::window {

DeviceLegend tint_legend(const layers::FeatureTint& tint, const layers::DeviceLook& look,
                         const twin::TwinStore& store) {
    DeviceLegend legend;
    const layers::ValueScale& scale = tint.scale();
    if (tint.features().empty() || scale.count == 0) return legend;
    const twin::Unit& unit = store.units().unit(tint.unit());
    legend.title =
        unit.symbol.empty()
            ? look.property
            : words::text({"device.legend_of", "{property}, {unit}"},
                          {{"property", look.property}, {"unit", std::string(unit.symbol)}});
    const int decimals = layers::decimals_of(scale);
    for (std::size_t i = 0; i < scale.count; ++i) {
        const layers::SignColor color = look.classes[i];
        const std::uint32_t rgba =
            color.r | std::uint32_t{color.g} << 8 | std::uint32_t{color.b} << 16 | 0xFF000000U;
        legend.entries.push_back(
            {rgba, words::text({"device.legend_class", "{low} to {high}"},
                               {{"low", words::locale().number(scale.low(i), decimals)},
                                {"high", words::locale().number(scale.low(i + 1), decimals)}})});
        legend.shapes.push_back(layers::SignShape::kSquare);
    }
    return legend;
}

void fill_tint_legend(const Session& session, panels::DeviceOverlay& overlay) {
    overlay.tint = tint_text(session);
    if (overlay.tint.empty() || !overlay.legend.empty()) return;
    const DeviceLegend legend = tint_legend(
        session.twins.tint, device_look(session.history.now().live_property, session.device),
        session.live.store());
    overlay.title = legend.title;
    for (std::size_t i = 0; i < legend.entries.size(); ++i) {
        panels::DeviceLegendRow row{legend.entries[i].rgba, {}, legend.entries[i].meaning};
        for (const auto& part : layers::symbol_outline(legend.shapes[i])) {
            std::vector<ui::Point>& corners = row.shape.emplace_back();
            for (const glm::vec2 corner : part)
                corners.push_back({corner.x, corner.y});
        }
        overlay.legend.push_back(std::move(row));
    }
}

}  // namespace belvedere::window
