// SPDX-License-Identifier: Apache-2.0
// Which elements of GML 2, 3.1.1 and 3.2.1 are geometry, and of which kind.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

namespace belvedere::content::citygml {

enum class GmlElement : std::uint8_t {
    kOther,       // No geometry, or one that holds none.
    kPolygon,     // Polygon, PolygonPatch, Triangle, Rectangle: rings.
    kRing,        // LinearRing, Ring.
    kHole,        // interior, innerBoundaryIs.
    kExterior,    // exterior, outerBoundaryIs: of a polygon, or the shell of a solid.
    kSurfaces,    // MultiSurface, Surface, TriangulatedSurface, Shell ...: surfaces inside.
    kComposite,   // CompositeSurface.
    kOrientable,  // OrientableSurface: may be turned round.
    kSolid,
    kSolids,     // MultiSolid, CompositeSolid.
    kMixed,      // MultiGeometry, GeometricComplex ...
    kLine,       // LineString and segments: one line of positions.
    kLines,      // MultiCurve, CompositeCurve, Curve ...
    kPoint,      // Point.
    kPoints,     // MultiPoint.
    kProperty,   // surfaceMember, patches, baseSurface ...: what stands between two of the above.
    kPositions,  // posList, pos, coordinates, coord.
    kPointProperty,  // pointProperty, pointRep: a position by way of a Point.
};

// By the local name.
[[nodiscard]] GmlElement gml_element(std::string_view local);

// Whether an element of this kind is a geometry object of its own, which references may name.
[[nodiscard]] bool is_geometry_object(GmlElement element);

// For switches over names: of the length, and of eight bytes each at the start, in the middle and
// at the end. Two known names with one hash would not compile; an unknown one that is made to have
// the hash of a known one is taken for it, which harms nobody.
[[nodiscard]] constexpr std::uint64_t name_hash(std::string_view name) {
    const auto word = [&](std::size_t from, std::size_t size) {
        std::uint64_t value = 0;
        if (size == 8 && !std::is_constant_evaluated()) {
            std::memcpy(&value, name.data() + from, 8);
            return value;
        }
        for (std::size_t i = 0; i < size; ++i) {
            value |= std::uint64_t{static_cast<unsigned char>(name[from + i])} << (8 * i);
        }
        return value;
    };
    const std::size_t size = name.size() < 8 ? name.size() : 8;
    std::uint64_t hash = word(0, size) * 0x9E3779B97F4A7C15ULL;
    hash ^= word(name.size() - size, size) * 0xC2B2AE3D27D4EB4FULL;
    if (name.size() > 16) hash ^= word((name.size() - 8) / 2, 8) * 0x165667B19E3779F9ULL;
    return (hash ^ (hash >> 32)) * 0x27D4EB2F165667C5ULL + name.size();
}

}  // namespace belvedere::content::citygml
