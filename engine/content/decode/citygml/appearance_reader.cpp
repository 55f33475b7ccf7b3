// SPDX-License-Identifier: Apache-2.0
// The part of FeatureReader that gives polygons their materials and textures.
#include <algorithm>
#include <array>
#include <utility>

#include <glm/matrix.hpp>

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
    // The same image may be wrapped round a wall and lie on the ground.
    const bool is_planimetric = data.kind == SurfaceDataKind::kGeoreferenced;
    const TextureKey key{data.image, is_planimetric, data.wrap, std::to_array(data.border)};
    const auto [known, is_new] = textures_.try_emplace(key, size_32(batch_.textures.size()));
    if (!is_new) return known->second;
    citymodel::CityTexture texture;
    texture.image = citymodel::add_text(batch_, data.image);
    texture.wrap = data.wrap;
    std::ranges::copy(data.border, texture.border);
    texture.is_in_pixels = is_planimetric;
    batch_.textures.push_back(texture);
    return known->second;
}

// Appends coordinates for all corners of a polygon; false, with none appended, when its rings have
// not all of them.
bool FeatureReader::append_coordinates_of(const citymodel::Polygon& polygon,
                                          const TargetMapping& mapping) {
    std::vector<glm::vec2>& out = batch_.texture_coordinates;
    const std::size_t before = out.size();
    for (std::uint32_t r = 0; r < polygon.rings.count; ++r) {
        const std::uint32_t index = polygon.rings.first + r;
        const Range corners = batch_.rings[index].corners;
        if (mapping.world_to_texture) {
            for (std::uint32_t c = 0; c < corners.count; ++c) {
                out.push_back(projected(*mapping.world_to_texture,
                                        batch_.vertices[batch_.corners[corners.first + c]],
                                        context_.positions.is_y_first));
            }
            continue;
        }
        const auto* given = mapping.ring(geometry_.ring_ids[index - geometry_.ring_ids_first]);
        // The closing corner has coordinates too, or has not.
        const bool is_whole =
            given != nullptr && (given->coordinates.size() == corners.count + std::size_t{1} ||
                                 given->coordinates.size() == corners.count);
        if (!is_whole) {
            // A target may be a whole surface, of which this polygon has no coordinates.
            if (given != nullptr) {
                warn("texture coordinates are not as many as the corners of their ring");
            }
            out.resize(before);
            return false;
        }
        out.insert(out.end(), given->coordinates.begin(),
                   given->coordinates.begin() + corners.count);
    }
    return true;
}

// What the text says comes before a world file.
std::optional<citymodel::PixelPlacing> FeatureReader::placing_of(const SurfaceData& data) {
    if (data.orientation && data.reference_point) {
        const auto& [a, b, d, e] = *data.orientation;
        citymodel::PixelPlacing placing{glm::dmat2(a, d, b, e),
                                        {(*data.reference_point)[0], (*data.reference_point)[1]}};
        if (context_.positions.is_y_first) {
            for (glm::dvec2* each : {&placing.turn[0], &placing.turn[1], &placing.origin})
                std::swap(each->x, each->y);
        }
        if (glm::determinant(placing.turn) == 0.0) return std::nullopt;
        return placing;
    }
    if (context_.beside == nullptr || !*context_.beside) return std::nullopt;
    const auto [known, is_new] = placings_.try_emplace(data.image);
    if (!is_new) return known->second;
    constexpr std::uint64_t kWorldFileBytes = 4096;
    for (const std::string& name : citymodel::world_file_names(data.image)) {
        const auto bytes = (*context_.beside)(name, kWorldFileBytes);
        if (bytes) known->second = citymodel::parse_world_file(as_text(*bytes));
        if (known->second) break;
    }
    return known->second;
}

void FeatureReader::append_pixels_of(const citymodel::Polygon& polygon,
                                     const citymodel::PixelPlacing& placing) {
    for (std::uint32_t r = 0; r < polygon.rings.count; ++r) {
        const Range corners = batch_.rings[polygon.rings.first + r].corners;
        for (std::uint32_t c = 0; c < corners.count; ++c) {
            const glm::dvec3& at = batch_.vertices[batch_.corners[corners.first + c]];
            const glm::dvec2 pixel = citymodel::pixel_at(placing, {at.x, at.y});
            batch_.texture_coordinates.emplace_back(static_cast<float>(pixel.x),
                                                    static_cast<float>(1.0 - pixel.y));
        }
    }
}

void FeatureReader::apply_target(const AppearanceIndex& index, std::string_view text,
                                 const AppearanceTarget& target,
                                 std::span<const NamedPolygons> named,
                                 std::vector<Assignment>& assignments) {
    const SurfaceData& data = index.surface_data()[target.surface_data];
    // Back sides are drawn like the front: surfaces of cities are seen from outside.
    if (!data.is_front) return;
    citymodel::PolygonAppearance appearance;
    appearance.theme = theme_of(index.themes()[data.theme]);
    TargetMapping mapping;
    std::optional<citymodel::PixelPlacing> placing;
    switch (data.kind) {
        case SurfaceDataKind::kMaterial:
            appearance.material = material_of(index, target.surface_data);
            break;
        case SurfaceDataKind::kTexture:
            appearance.texture = texture_of(data);
            mapping = AppearanceIndex::mapping_at(text, target.offset);
            break;
        case SurfaceDataKind::kGeoreferenced:
            placing = placing_of(data);
            if (!placing) {
                return warn("the georeferenced texture \"" + data.image.substr(0, 200) +
                            "\" does not say where it lies, and has no world file");
            }
            appearance.texture = texture_of(data);
            break;
    }
    for (const NamedPolygons& range : named) {
        for (std::uint32_t p = range.first; p < range.end; ++p) {
            if (!may_visit()) return;
            appearance.coordinates_first = kNone;
            if (data.kind == SurfaceDataKind::kTexture) {
                const std::uint32_t first = size_32(batch_.texture_coordinates.size());
                if (!append_coordinates_of(batch_.polygons[p], mapping)) continue;
                appearance.coordinates_first = first;
            }
            if (placing) {
                appearance.coordinates_first = size_32(batch_.texture_coordinates.size());
                append_pixels_of(batch_.polygons[p], *placing);
            }
            assignments.push_back({p, appearance});
        }
    }
}

// All geometry of one id at once, so that each target is read once however often an id comes.
void FeatureReader::apply_index(const AppearanceIndex& index, std::string_view text,
                                std::vector<Assignment>& assignments) {
    const std::vector<NamedPolygons>& named = geometry_.named;
    for (std::size_t first = 0; first < named.size();) {
        std::size_t end = first + 1;
        while (end < named.size() && named[end].id_hash == named[first].id_hash)
            ++end;
        const auto same = std::span(named).subspan(first, end - first);
        for (const AppearanceTarget& target : index.find(named[first].id_hash))
            apply_target(index, text, target, same, assignments);
        first = end;
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
    std::ranges::stable_sort(geometry_.named, {}, &NamedPolygons::id_hash);
    local_.sort();
    if (!local_.empty()) apply_index(local_, member_text_, assignments);
    if (has_global) apply_index(*context_.appearances, context_.text, assignments);
    attach(assignments);
}

}  // namespace belvedere::content::citygml
