// SPDX-License-Identifier: Apache-2.0
// Scene: searching loaded features, a piece at a time.
#include <algorithm>
#include <cctype>
#include <string_view>
#include <utility>

#include "app/city/feature_search.hpp"
#include "app/city/scene.hpp"
#include "app/city/scene_state.hpp"
#include "engine/content/feature_table.hpp"

namespace belvedere::city {
namespace {

using content::FeatureTable;
using content::TileContent;

// Case of ASCII letters does not matter; all other text is compared as it stands.
bool contains(std::string_view text, std::string_view part) {
    const auto same = [](char a, char b) {
        return std::tolower(static_cast<unsigned char>(a)) ==
               std::tolower(static_cast<unsigned char>(b));
    };
    return std::search(text.begin(), text.end(), part.begin(), part.end(), same) != text.end();
}

bool row_contains(const TileContent& content, const FeatureTable& table, std::uint32_t row,
                  const std::string& part) {
    const content::FeatureClassRecord* row_class = table.class_of(row);
    if (row_class == nullptr) return false;
    const auto columns =
        content.columns().subspan(row_class->columns.first, row_class->columns.count);
    return std::any_of(columns.begin(), columns.end(), [&](const content::ColumnRecord& column) {
        return contains(content::to_text(table.value(*row_class, column, row)), part);
    });
}

}  // namespace

double FeatureSearch::fraction() const {
    return tiles.empty() ? 1.0 : static_cast<double>(tile) / static_cast<double>(tiles.size());
}

FeatureSearch Scene::begin_search(std::string text, std::size_t count_max) const {
    FeatureSearch search;
    search.text = std::move(text);
    search.count_max = count_max;
    std::as_const(state_->store).for_each([&](stream::TileKey key, const StoredTile&) {
        search.tiles.push_back(key);
    });
    return search;
}

bool Scene::advance_search(FeatureSearch& search, std::size_t rows) const {
    while (search.tile < search.tiles.size() && search.found.size() < search.count_max) {
        const StoredTile* tile = std::as_const(state_->store).find(search.tiles[search.tile]);
        // Whatever was evicted meanwhile is not loaded any more.
        const std::size_t rows_all = tile == nullptr ? 0 : tile->features.size();
        if (search.row >= rows_all) {
            ++search.tile;
            search.row = 0;
            continue;
        }
        const FeatureTable table(*tile->content);
        for (; search.row < rows_all && search.found.size() < search.count_max; ++search.row) {
            if (rows-- == 0) return false;
            const FeatureId feature = tile->features[search.row];
            if (search.seen.count(feature) != 0) continue;
            if (!contains(state_->registry.id_text(feature), search.text) &&
                !row_contains(*tile->content, table, search.row, search.text)) {
                continue;
            }
            search.seen.insert(feature);
            search.found.push_back(feature);
        }
    }
    std::sort(search.found.begin(), search.found.end());
    return true;
}

std::vector<FeatureId> Scene::search(const std::string& text, std::size_t count) const {
    FeatureSearch search = begin_search(text, count);
    constexpr std::size_t kRows = 65'536;
    while (!advance_search(search, kRows)) {
    }
    return std::move(search.found);
}

}  // namespace belvedere::city
