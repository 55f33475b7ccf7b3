// SPDX-License-Identifier: Apache-2.0
// The part of FeatureReader that gives polygons their materials and textures.
#include <algorithm>
#include <utility>

#include "engine/content/decode/citygml/feature_reader.hpp"
#include "engine/core/hash.hpp"

namespace belvedere::content::citygml {

namespace {

// (s / q, t / q) of a position in the file's own order of axes.
glm::vec2 projected(const glm::dmat4& world_to_texture, glm::dvec3 position, bool is_y_first) {
    if (is_y_first) std::swap(position.x, position.y);
    const glm::dvec4 stq = world_to_texture * glm::dvec4(position, 1.0);
    const double q = stq.z == 0.0 ? 1.0 : stq.z;
    return glm::vec2(static_cast<float>(stq.x / q), static_cast<float>(stq.y / q));
}

}  // namespace

std::uint32_t FeatureReader::theme_of(std::string_view name) {
    for (std::uint32_t i = 0; i < batch_.themes.size(); ++i) {
        if (batch_.text_of(batch_.themes[i]) == name) return i;
    }
    batch_.themes.push_back(citymodel::add_text(batch_, name));
    return size_32(batch_.themes.size() - 1);
}

std::uint32_t FeatureReader::material_of(const AppearanceIndex& index, std::uint32_t data) {
    // Materials of the member are other ones for each member.
    const bool is_local = &index == &local_;
    const std::uint64_t key =
        is_local ? hash_64(as_bytes(index.surface_data()[data].id), data + 1) : std::uint64_t{data};
    if (!is_local || !index.surface_data()[data].id.empty()) {
        const auto known = materials_.find(key);
        if (known != materials_.end()) return known->second;
    }
    citymodel::CityMaterial material = index.surface_data()[data].material;
    material.name = citymodel::add_text(batch_, index.surface_data()[data].id);
    batch_.materials.push_back(material);
    const std::uint32_t number = size_32(batch_.materials.size() - 1);
    materials_.emplace(key, number);
    return number;
}

std::uint32_t FeatureReader::texture_of(const SurfaceData& data) {
    const auto known = textures_.find(data.image);
    if (known != textures_.end()) return known->second;
    batch_.textures.push_back({citymodel::add_text(batch_, data.image), data.wrap});
    const std::uint32_t number = size_32(batch_.textures.size() - 1);
    textures_.emplace(data.image, number);
    return number;
}

void FeatureReader::map_texture(const TargetMapping& mapping, const NamedPolygons& polygons,
                                citymodel::PolygonAppearance appearance,
                                std::vector<Assignment>& assignments) {
    std::vector<glm::vec2> coordinates;
    for (std::uint32_t p = polygons.first; p < polygons.end; ++p) {
        const Range rings = batch_.polygons[p].rings;
        coordinates.clear();
        bool is_whole = true;
        for (std::uint32_t r = 0; r < rings.count && is_whole; ++r) {
            const citymodel::Ring& ring = batch_.rings[rings.first + r];
            if (mapping.world_to_texture) {
                for (std::uint32_t c = 0; c < ring.corners.count; ++c) {
                    const auto corner = batch_.corners[ring.corners.first + c];
                    coordinates.push_back(projected(*mapping.world_to_texture,
                                                    batch_.vertices[corner],
                                                    context_.positions.is_y_first));
                }
                continue;
            }
            const std::uint64_t id = geometry_.ring_ids[rings.first + r - geometry_.ring_ids_first];
            const auto given = std::ranges::find_if(
                mapping.rings, [&](const auto& known) { return id != 0 && known.id_hash == id; });
            // The closing corner has coordinates too, or has not.
            is_whole = given != mapping.rings.end() &&
                       (given->coordinates.size() == ring.corners.count + std::size_t{1} ||
                        given->coordinates.size() == ring.corners.count);
            if (!is_whole) {
                // A target may be a whole surface of which this polygon is one without coordinates.
                if (given != mapping.rings.end()) {
                    warn("texture coordinates are not as many as the corners of their ring");
                }
                break;
            }
            coordinates.insert(coordinates.end(), given->coordinates.begin(),
                               given->coordinates.begin() + ring.corners.count);
        }
        if (!is_whole) continue;
        appearance.coordinates_first = size_32(batch_.texture_coordinates.size());
        batch_.texture_coordinates.insert(batch_.texture_coordinates.end(), coordinates.begin(),
                                          coordinates.end());
        assignments.push_back({p, appearance});
    }
}

void FeatureReader::apply_index(const AppearanceIndex& index, std::string_view text,
                                std::vector<Assignment>& assignments) {
    for (const NamedPolygons& named : geometry_.named) {
        for (const AppearanceTarget& target : index.find(named.id_hash)) {
            const SurfaceData& data = index.surface_data()[target.surface_data];
            // Back sides are drawn like the front: surfaces of cities are seen from outside.
            if (!data.is_front) continue;
            citymodel::PolygonAppearance appearance;
            appearance.theme = theme_of(index.themes()[data.theme]);
            if (data.kind == SurfaceDataKind::kMaterial) {
                appearance.material = material_of(index, target.surface_data);
                for (std::uint32_t p = named.first; p < named.end; ++p)
                    assignments.push_back({p, appearance});
            } else if (data.kind == SurfaceDataKind::kTexture) {
                appearance.texture = texture_of(data);
                map_texture(AppearanceIndex::mapping_at(text, target.offset), named, appearance,
                            assignments);
            } else {
                warn("a georeferenced texture is named, not shown");
            }
        }
    }
}

// Gives each polygon its appearances in one piece, at most one a theme: a later one of the same
// theme adds what the earlier lacks.
void FeatureReader::attach(std::vector<Assignment>& assignments) {
    std::ranges::stable_sort(assignments, [](const Assignment& a, const Assignment& b) {
        return std::pair(a.polygon, a.appearance.theme) < std::pair(b.polygon, b.appearance.theme);
    });
    std::uint32_t last_polygon = kNone;
    for (const Assignment& assignment : assignments) {
        Range& range = batch_.polygons[assignment.polygon].appearances;
        if (assignment.polygon != last_polygon) {
            range = {size_32(batch_.appearances.size()), 0};
            last_polygon = assignment.polygon;
        }
        const citymodel::PolygonAppearance& given = assignment.appearance;
        if (range.count > 0 && batch_.appearances.back().theme == given.theme) {
            citymodel::PolygonAppearance& kept = batch_.appearances.back();
            if (kept.material == kNone) kept.material = given.material;
            if (kept.texture == kNone) {
                kept.texture = given.texture;
                kept.coordinates_first = given.coordinates_first;
            }
            continue;
        }
        batch_.appearances.push_back(given);
        ++range.count;
    }
}

void FeatureReader::apply_appearances(std::size_t rings_first) {
    const bool has_global = context_.appearances != nullptr && !context_.appearances->empty();
    if (rings_first == batch_.rings.size() || (!has_global && local_.empty())) return;
    std::vector<Assignment> assignments;
    local_.sort();
    if (!local_.empty()) apply_index(local_, member_text_, assignments);
    if (has_global) apply_index(*context_.appearances, context_.text, assignments);
    attach(assignments);
}

}  // namespace belvedere::content::citygml
