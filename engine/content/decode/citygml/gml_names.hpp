// SPDX-License-Identifier: Apache-2.0
// Which elements of GML 2, 3.1.1 and 3.2.1 are geometry, and of which kind.
#pragma once

#include <cstdint>
#include <string_view>

namespace belvedere::content::citygml {

enum class GmlElement : std::uint8_t {
    kOther,       // No geometry, or one that holds none.
    kPolygon,     // Polygon, PolygonPatch, Triangle, Rectangle: rings.
    kRing,        // LinearRing, Ring.
    kHole,        // interior, innerBoundaryIs.
    kExterior,    // exterior, outerBoundaryIs: of a polygon, or the shell of a solid.
    kSurfaces,    // MultiSurface, Surface, TriangulatedSurface, Shell ...: surfaces inside.
    kComposite,   // CompositeSurface.
    kOrientable,  // OrientableSurface, OrientableCurve: may be turned round.
    kSolid,
    kSolids,      // MultiSolid, CompositeSolid.
    kMixed,       // MultiGeometry, GeometricComplex ...
    kLine,        // LineString and segments: one line of positions.
    kArc,         // Arc, ArcString, Circle: positions on arcs.
    kCentredArc,  // ArcByCenterPoint, CircleByCenterPoint: a position and a radius.
    kSpline,      // CubicSpline, BSpline ...: positions that a curve goes by.
    kLines,       // MultiCurve, CompositeCurve, Curve ...
    kPoint,       // Point.
    kPoints,      // MultiPoint.
    kProperty,    // surfaceMember, patches, baseSurface ...: what stands between two of the above.
    kPositions,   // posList, pos, coordinates, coord.
    kPointProperty,  // pointProperty, pointRep: a position by way of a Point.
};

// By the local name.
[[nodiscard]] GmlElement gml_element(std::string_view local);

// Whether an element of this kind is a geometry object of its own, which references may name.
[[nodiscard]] bool is_geometry_object(GmlElement element);

}  // namespace belvedere::content::citygml
