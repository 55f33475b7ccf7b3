// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/citymodel/city_themes.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <string_view>
#include <tuple>
#include <vector>

namespace belvedere::content::citymodel {

void order_themes(CityBatch& batch, std::span<const std::string> first) {
    std::vector<std::uint32_t> order(batch.themes.size());
    std::iota(order.begin(), order.end(), 0U);
    const auto place_of = [&](std::uint32_t theme) {
        const std::string_view name = batch.text_of(batch.themes[theme]);
        return std::tuple(std::distance(first.begin(), std::ranges::find(first, name)), name);
    };
    std::ranges::stable_sort(order, {}, place_of);
    if (std::ranges::is_sorted(order)) return;
    std::vector<StringRef> themes;
    std::vector<std::uint32_t> places(order.size());
    for (const std::uint32_t theme : order) {
        places[theme] = static_cast<std::uint32_t>(themes.size());
        themes.push_back(batch.themes[theme]);
    }
    batch.themes = std::move(themes);
    for (PolygonAppearance& appearance : batch.appearances) {
        if (appearance.theme < places.size()) appearance.theme = places[appearance.theme];
    }
}

}  // namespace belvedere::content::citymodel
