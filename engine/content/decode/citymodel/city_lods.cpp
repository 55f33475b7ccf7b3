// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/citymodel/city_lods.hpp"

#include <algorithm>
#include <vector>

namespace belvedere::content::citymodel {
namespace {

constexpr LodTenths kHighest = 49;

// kNoLod is the largest number, but the lowest level.
int rank_of(LodTenths lod) {
    return lod == kNoLod ? -1 : lod;
}

int whole_level(LodTenths lod) {
    return lod == kNoLod ? 0 : lod / 10;
}

// Lines (where a building meets the terrain) have a level too, but are no shape of it.
bool has_shape(const Geometry& geometry) {
    return geometry.polygons.count > 0 || geometry.kind == GeometryKind::kInstance;
}

}  // namespace

std::optional<LodTenths> lod_of_text(std::string_view text) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (text.empty() || !is_digit(text[0])) return std::nullopt;
    int tenths = (text[0] - '0') * 10;
    if (text.size() > 1) {
        if (text.size() != 3 || text[1] != '.' || !is_digit(text[2])) return std::nullopt;
        tenths += text[2] - '0';
    }
    if (tenths > kHighest) return std::nullopt;
    return static_cast<LodTenths>(tenths);
}

std::string text_of_lod(LodTenths lod) {
    if (lod == kNoLod) return "none";
    std::string text = std::to_string(lod / 10);
    if (lod % 10 != 0) text += '.' + std::to_string(lod % 10);
    return text;
}

LodTenths chosen_lod(std::span<const LodTenths> available, const LodChoice& choice) {
    std::optional<LodTenths> best, lowest;
    for (const LodTenths lod : available) {
        if (!lowest || rank_of(lod) < rank_of(*lowest)) lowest = lod;
        const bool is_allowed = choice.lod_max == kNoLod || rank_of(lod) <= choice.lod_max;
        if (is_allowed && (!best || rank_of(lod) > rank_of(*best))) best = lod;
    }
    return best ? *best : lowest.value_or(kNoLod);
}

bool is_share_type(std::string_view type) {
    return type.ends_with("Part") || type.ends_with("TrafficSpace") || type == "Section" ||
           type == "Intersection";
}

void drop_covered_geometries(CityBatch& batch, std::span<const SharesElsewhere> elsewhere) {
    // The highest whole level below each object, from the last part up: parents stand before parts.
    constexpr int kNothing = -1;
    std::vector<int> own(batch.objects.size(), kNothing), below(batch.objects.size(), kNothing);
    for (const Geometry& geometry : batch.geometries) {
        if (geometry.object == kNone || !has_shape(geometry)) continue;
        int& level = own[geometry.object];
        level = std::max(level, whole_level(geometry.lod));
    }
    for (const SharesElsewhere& shares : elsewhere) {
        int& level = below[shares.object];
        level = std::max(level, whole_level(shares.lod));
    }
    for (std::size_t i = batch.objects.size(); i-- > 0;) {
        const std::uint32_t parent = batch.objects[i].parent;
        if (parent >= i || !is_share_type(batch.names.name(batch.objects[i].type))) continue;
        below[parent] = std::max({below[parent], below[i], own[i]});
    }
    // Templates are referred to by their place, so what goes is emptied, not taken out.
    for (Geometry& geometry : batch.geometries) {
        if (geometry.object == kNone || !has_shape(geometry)) continue;
        if (below[geometry.object] <= own[geometry.object]) continue;
        Geometry empty;
        empty.object = geometry.object;
        empty.lod = geometry.lod;
        geometry = empty;
    }
}

}  // namespace belvedere::content::citymodel
