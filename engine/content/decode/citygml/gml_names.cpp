// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/citygml/gml_names.hpp"

#include "engine/content/decode/citygml/name_table.hpp"

namespace belvedere::content::citygml {

namespace {

using enum GmlElement;

// The properties are what stands between two geometry objects.
constexpr NameTable kElements{{KnownName<GmlElement>{"Polygon", kPolygon},
                               KnownName<GmlElement>{"PolygonPatch", kPolygon},
                               KnownName<GmlElement>{"Triangle", kPolygon},
                               KnownName<GmlElement>{"Rectangle", kPolygon},
                               KnownName<GmlElement>{"LinearRing", kRing},
                               KnownName<GmlElement>{"Ring", kRing},
                               KnownName<GmlElement>{"interior", kHole},
                               KnownName<GmlElement>{"innerBoundaryIs", kHole},
                               KnownName<GmlElement>{"exterior", kExterior},
                               KnownName<GmlElement>{"outerBoundaryIs", kExterior},
                               KnownName<GmlElement>{"MultiSurface", kSurfaces},
                               KnownName<GmlElement>{"MultiPolygon", kSurfaces},
                               KnownName<GmlElement>{"Surface", kSurfaces},
                               KnownName<GmlElement>{"PolyhedralSurface", kSurfaces},
                               KnownName<GmlElement>{"TriangulatedSurface", kSurfaces},
                               KnownName<GmlElement>{"Tin", kSurfaces},
                               KnownName<GmlElement>{"Shell", kSurfaces},
                               KnownName<GmlElement>{"CompositeSurface", kComposite},
                               KnownName<GmlElement>{"OrientableSurface", kOrientable},
                               KnownName<GmlElement>{"_TexturedSurface", kOrientable},
                               KnownName<GmlElement>{"TexturedSurface", kOrientable},
                               KnownName<GmlElement>{"Solid", kSolid},
                               KnownName<GmlElement>{"MultiSolid", kSolids},
                               KnownName<GmlElement>{"CompositeSolid", kSolids},
                               KnownName<GmlElement>{"MultiGeometry", kMixed},
                               KnownName<GmlElement>{"GeometricComplex", kMixed},
                               KnownName<GmlElement>{"_Geometry", kMixed},
                               KnownName<GmlElement>{"LineString", kLine},
                               KnownName<GmlElement>{"LineStringSegment", kLine},
                               KnownName<GmlElement>{"Arc", kArc},
                               KnownName<GmlElement>{"ArcString", kArc},
                               KnownName<GmlElement>{"Circle", kArc},
                               KnownName<GmlElement>{"ArcByCenterPoint", kCentredArc},
                               KnownName<GmlElement>{"CircleByCenterPoint", kCentredArc},
                               KnownName<GmlElement>{"CubicSpline", kSpline},
                               KnownName<GmlElement>{"BSpline", kSpline},
                               KnownName<GmlElement>{"Bezier", kSpline},
                               KnownName<GmlElement>{"ArcByBulge", kSpline},
                               KnownName<GmlElement>{"ArcStringByBulge", kSpline},
                               KnownName<GmlElement>{"GeodesicString", kLine},
                               KnownName<GmlElement>{"MultiCurve", kLines},
                               KnownName<GmlElement>{"MultiLineString", kLines},
                               KnownName<GmlElement>{"CompositeCurve", kLines},
                               KnownName<GmlElement>{"Curve", kLines},
                               KnownName<GmlElement>{"OrientableCurve", kOrientable},
                               KnownName<GmlElement>{"Point", kPoint},
                               KnownName<GmlElement>{"MultiPoint", kPoints},
                               KnownName<GmlElement>{"posList", kPositions},
                               KnownName<GmlElement>{"pos", kPositions},
                               KnownName<GmlElement>{"coordinates", kPositions},
                               KnownName<GmlElement>{"coord", kPositions},
                               KnownName<GmlElement>{"pointProperty", kPointProperty},
                               KnownName<GmlElement>{"pointRep", kPointProperty},
                               KnownName<GmlElement>{"surfaceMember", kProperty},
                               KnownName<GmlElement>{"surfaceMembers", kProperty},
                               KnownName<GmlElement>{"polygonMember", kProperty},
                               KnownName<GmlElement>{"patches", kProperty},
                               KnownName<GmlElement>{"trianglePatches", kProperty},
                               KnownName<GmlElement>{"polygonPatches", kProperty},
                               KnownName<GmlElement>{"baseSurface", kProperty},
                               KnownName<GmlElement>{"solidMember", kProperty},
                               KnownName<GmlElement>{"solidMembers", kProperty},
                               KnownName<GmlElement>{"geometryMember", kProperty},
                               KnownName<GmlElement>{"geometryMembers", kProperty},
                               KnownName<GmlElement>{"curveMember", kProperty},
                               KnownName<GmlElement>{"curveMembers", kProperty},
                               KnownName<GmlElement>{"lineStringMember", kProperty},
                               KnownName<GmlElement>{"baseCurve", kProperty},
                               KnownName<GmlElement>{"segments", kProperty},
                               KnownName<GmlElement>{"pointMember", kProperty},
                               KnownName<GmlElement>{"pointMembers", kProperty},
                               KnownName<GmlElement>{"element", kProperty}},
                              kOther};

}  // namespace

GmlElement gml_element(std::string_view local) {
    return kElements[local];
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
        case GmlElement::kArc:
        case GmlElement::kCentredArc:
        case GmlElement::kSpline:
        case GmlElement::kLines:
        case GmlElement::kPoint:
        case GmlElement::kPoints:
            return true;
        default:
            return false;
    }
}

}  // namespace belvedere::content::citygml
