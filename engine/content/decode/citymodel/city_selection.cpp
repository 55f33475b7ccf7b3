// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/citymodel/city_selection.hpp"

#include <cstddef>
#include <utility>
#include <vector>

namespace belvedere::content::citymodel {
namespace {

enum class Keeping : std::uint8_t { kNot, kWithoutGeometry, kWhole };

// The new place of each record that is kept; kNone for the others.
template <class Record, class Test>
std::vector<std::uint32_t> compact(std::vector<Record>& records, const Test& is_kept) {
    std::vector<std::uint32_t> places(records.size(), kNone);
    std::uint32_t next = 0;
    for (std::size_t i = 0; i < records.size(); ++i) {
        if (!is_kept(i)) continue;
        places[i] = next;
        records[next++] = records[i];
    }
    records.resize(next);
    return places;
}

std::uint32_t place_in(const std::vector<std::uint32_t>& places, std::uint32_t old) {
    return old < places.size() ? places[old] : kNone;
}

}  // namespace

std::uint32_t keep_objects(CityBatch& batch,
                           const std::function<bool(std::string_view id)>& is_wanted) {
    std::vector<Keeping> keeping(batch.objects.size(), Keeping::kNot);
    std::uint32_t wanted = 0;
    // Parents stand before their parts: one pass goes down to the parts, one back up.
    for (std::size_t i = 0; i < keeping.size(); ++i) {
        const CityObject& object = batch.objects[i];
        const bool is_own = is_wanted(batch.text_of(object.id));
        wanted += is_own ? 1 : 0;
        const bool is_part = object.parent != kNone && keeping[object.parent] == Keeping::kWhole;
        if (is_own || is_part) keeping[i] = Keeping::kWhole;
    }
    for (std::size_t i = keeping.size(); i-- > 0;) {
        const std::uint32_t parent = batch.objects[i].parent;
        if (keeping[i] == Keeping::kNot || parent == kNone) continue;
        if (keeping[parent] == Keeping::kNot) keeping[parent] = Keeping::kWithoutGeometry;
    }
    const auto is_whole = [&](std::uint32_t object) {
        return object != kNone && keeping[object] == Keeping::kWhole;
    };
    // Templates have no object and stay where they are, since instances name them by their place.
    for (Geometry& geometry : batch.geometries) {
        if (geometry.object == kNone || is_whole(geometry.object)) continue;
        geometry = Geometry{};
    }
    const auto surfaces =
        compact(batch.surfaces, [&](std::size_t i) { return is_whole(batch.surfaces[i].object); });
    const auto objects =
        compact(batch.objects, [&](std::size_t i) { return keeping[i] != Keeping::kNot; });
    for (CityObject& object : batch.objects)
        object.parent = place_in(objects, object.parent);
    for (SemanticSurface& surface : batch.surfaces) {
        surface.object = place_in(objects, surface.object);
        surface.parent = place_in(surfaces, surface.parent);
    }
    for (Polygon& polygon : batch.polygons)
        polygon.surface = place_in(surfaces, polygon.surface);
    for (Geometry& geometry : batch.geometries)
        geometry.object = place_in(objects, geometry.object);
    return wanted;
}

}  // namespace belvedere::content::citymodel
