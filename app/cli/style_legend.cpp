// SPDX-License-Identifier: Apache-2.0
#include "app/cli/style_legend.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

#include "app/words/words.hpp"
#include "engine/expression/tile_style.hpp"

namespace belvedere::cli {
namespace {

std::uint32_t packed(const glm::vec4& color) {
    const auto channel = [](float value) {
        return static_cast<std::uint32_t>(std::lround(std::clamp(value, 0.0F, 1.0F) * 255.0F));
    };
    return 0xFF000000U | channel(color.z) << 16 | channel(color.y) << 8 | channel(color.x);
}

picture::Phrases phrases(std::string text) {
    return {{std::move(text), std::string(words::language())}};
}

}  // namespace

std::optional<picture::Legend> style_legend(const city::Scene& scene, const std::string& title) {
    if (scene.style() == nullptr) return std::nullopt;
    picture::Legend legend;
    legend.title = phrases(title);
    for (const expression::LegendEntry& entry : scene.style()->legend()) {
        const std::string meaning =
            entry.is_otherwise ? words::text({"legend.otherwise", "everything else"}) : entry.label;
        legend.lines.push_back({packed(entry.color), phrases(meaning), {}});
    }
    if (legend.lines.empty()) return std::nullopt;
    return legend;
}

void show_style_patterns(city::Scene& scene) {
    std::vector<std::uint32_t> colors;
    if (const auto legend = style_legend(scene, {})) {
        for (const picture::LegendLine& line : legend->lines)
            colors.push_back(line.rgba);
    }
    scene.set_patterns(std::move(colors));
}

}  // namespace belvedere::cli
