// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/citygml/gml_names.hpp"

namespace belvedere::content::citygml {

namespace {

// What stands between two geometry objects.
bool is_geometry_property(std::string_view local) {
    switch (name_hash(local)) {
        case name_hash("surfaceMember"):
        case name_hash("surfaceMembers"):
        case name_hash("polygonMember"):
        case name_hash("patches"):
        case name_hash("trianglePatches"):
        case name_hash("polygonPatches"):
        case name_hash("baseSurface"):
        case name_hash("solidMember"):
        case name_hash("solidMembers"):
        case name_hash("geometryMember"):
        case name_hash("geometryMembers"):
        case name_hash("curveMember"):
        case name_hash("curveMembers"):
        case name_hash("lineStringMember"):
        case name_hash("baseCurve"):
        case name_hash("segments"):
        case name_hash("pointMember"):
        case name_hash("pointMembers"):
        case name_hash("element"):
            return true;
        default:
            return false;
    }
}

}  // namespace

GmlElement gml_element(std::string_view local) {
    // Two cases with one hash would not compile, so the known names are told apart surely.
    switch (name_hash(local)) {
        case name_hash("Polygon"):
        case name_hash("PolygonPatch"):
        case name_hash("Triangle"):
        case name_hash("Rectangle"):
            return GmlElement::kPolygon;
        case name_hash("LinearRing"):
        case name_hash("Ring"):
            return GmlElement::kRing;
        case name_hash("interior"):
        case name_hash("innerBoundaryIs"):
            return GmlElement::kHole;
        case name_hash("exterior"):
        case name_hash("outerBoundaryIs"):
            return GmlElement::kExterior;
        case name_hash("MultiSurface"):
        case name_hash("MultiPolygon"):
        case name_hash("Surface"):
        case name_hash("PolyhedralSurface"):
        case name_hash("TriangulatedSurface"):
        case name_hash("Tin"):
        case name_hash("Shell"):
            return GmlElement::kSurfaces;
        case name_hash("CompositeSurface"):
            return GmlElement::kComposite;
        case name_hash("OrientableSurface"):
        case name_hash("_TexturedSurface"):
        case name_hash("TexturedSurface"):
            return GmlElement::kOrientable;
        case name_hash("Solid"):
            return GmlElement::kSolid;
        case name_hash("MultiSolid"):
        case name_hash("CompositeSolid"):
            return GmlElement::kSolids;
        case name_hash("MultiGeometry"):
        case name_hash("GeometricComplex"):
        case name_hash("_Geometry"):
            return GmlElement::kMixed;
        case name_hash("LineString"):
        case name_hash("LineStringSegment"):
        case name_hash("Arc"):
        case name_hash("ArcString"):
        case name_hash("Circle"):
        case name_hash("CubicSpline"):
        case name_hash("GeodesicString"):
            return GmlElement::kLine;
        case name_hash("MultiCurve"):
        case name_hash("MultiLineString"):
        case name_hash("CompositeCurve"):
        case name_hash("Curve"):
        case name_hash("OrientableCurve"):
            return GmlElement::kLines;
        case name_hash("Point"):
            return GmlElement::kPoint;
        case name_hash("MultiPoint"):
            return GmlElement::kPoints;
        case name_hash("posList"):
        case name_hash("pos"):
        case name_hash("coordinates"):
        case name_hash("coord"):
            return GmlElement::kPositions;
        case name_hash("pointProperty"):
        case name_hash("pointRep"):
            return GmlElement::kPointProperty;
        default:
            return is_geometry_property(local) ? GmlElement::kProperty : GmlElement::kOther;
    }
}

bool is_geometry_object(GmlElement element) {
    switch (element) {
        case GmlElement::kPolygon:
        case GmlElement::kSurfaces:
        case GmlElement::kComposite:
        case GmlElement::kOrientable:
        case GmlElement::kSolid:
        case GmlElement::kSolids:
        case GmlElement::kMixed:
        case GmlElement::kLine:
        case GmlElement::kLines:
        case GmlElement::kPoint:
        case GmlElement::kPoints:
            return true;
        default:
            return false;
    }
}

}  // namespace belvedere::content::citygml
