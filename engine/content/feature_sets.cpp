// SPDX-License-Identifier: Apache-2.0
#include "engine/content/feature_sets.hpp"

#include <algorithm>
#include <set>
#include <string_view>

namespace belvedere::content {

namespace {

void add_ids(const TileContent& content, const FeatureSetRecord& set, std::uint32_t row,
             std::set<std::uint32_t>& ids) {
    const bool is_of_instances = (set.flags & feature_set_flags::kOfInstances) != 0;
    const auto rows = content.set_rows().subspan(set.rows_first, set.elements.count);
    for (std::uint32_t i = 0; i < rows.size(); ++i) {
        const std::uint32_t element = set.elements.first + i;
        const std::uint32_t feature = is_of_instances ? content.instances()[element].feature
                                                      : content.geometry()[element].feature;
        if (feature == row && rows[i] != kNone) ids.insert(rows[i]);
    }
}

}  // namespace

std::vector<FeatureSetIds> other_feature_ids(const TileContent& content, std::uint32_t row,
                                             std::size_t ids_max) {
    struct Found {
        std::string_view name;
        bool are_rows;
        std::set<std::uint32_t> ids;
    };
    std::vector<Found> found;
    for (const FeatureSetRecord& set : content.feature_sets()) {
        const std::string_view name = content.text(set.name);
        const bool are_rows = (set.flags & feature_set_flags::kPlainIds) == 0;
        auto at = std::ranges::find_if(found, [&](const Found& each) {
            return each.name == name && each.are_rows == are_rows;
        });
        if (at == found.end()) at = found.insert(found.end(), {name, are_rows, {}});
        add_ids(content, set, row, at->ids);
    }
    std::vector<FeatureSetIds> out;
    for (const Found& each : found) {
        if (each.ids.empty()) continue;
        FeatureSetIds& ids = out.emplace_back();
        ids.name = each.name;
        ids.are_rows = each.are_rows;
        ids.has_more = each.ids.size() > ids_max;
        for (const std::uint32_t id : each.ids) {
            if (ids.ids.size() < ids_max) ids.ids.push_back(id);
        }
    }
    return out;
}

}  // namespace belvedere::content
