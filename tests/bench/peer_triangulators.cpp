// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/peer_triangulators.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <memory>

#ifdef BELVEDERE_HAS_GEOS
#include <geos_c.h>
#endif
#ifdef BELVEDERE_HAS_GLU
#include <GL/glu.h>
#endif

namespace belvedere::bench {
namespace {

#ifdef BELVEDERE_HAS_GEOS

GEOSGeometry* ring_of(GEOSContextHandle_t geos, std::span<const glm::dvec2> corners) {
    const auto count = static_cast<unsigned>(corners.size());
    GEOSCoordSequence* sequence = GEOSCoordSeq_create_r(geos, count + 1, 2);
    for (unsigned i = 0; i <= count; ++i)
        GEOSCoordSeq_setXY_r(geos, sequence, i, corners[i % count].x, corners[i % count].y);
    return GEOSGeom_createLinearRing_r(geos, sequence);
}

GEOSGeometry* polygon_of(GEOSContextHandle_t geos, const FlatPolygon& polygon) {
    std::vector<GEOSGeometry*> rings;
    std::size_t first = 0;
    for (const std::uint32_t size : polygon.sizes) {
        rings.push_back(ring_of(geos, std::span(polygon.corners).subspan(first, size)));
        first += size;
    }
    return GEOSGeom_createPolygon_r(geos, rings.front(), rings.data() + 1,
                                    static_cast<unsigned>(rings.size() - 1));
}

Outcome run_geos(std::span<const FlatPolygon> polygons) {
    GEOSContextHandle_t geos = GEOS_init_r();
    Outcome outcome;
    for (const FlatPolygon& polygon : polygons) {
        GEOSGeometry* source = polygon_of(geos, polygon);
        GEOSGeometry* made =
            source != nullptr ? GEOSConstrainedDelaunayTriangulation_r(geos, source) : nullptr;
        double area = 0.0;
        if (made != nullptr && GEOSArea_r(geos, made, &area) == 1) {
            outcome.triangles += static_cast<std::uint64_t>(GEOSGetNumGeometries_r(geos, made));
            outcome.area += area;
        } else {
            ++outcome.failed;
        }
        GEOSGeom_destroy_r(geos, made);
        GEOSGeom_destroy_r(geos, source);
    }
    GEOS_finish_r(geos);
    return outcome;
}

#endif
#ifdef BELVEDERE_HAS_GLU

// What the tessellator calls back with. An edge flag callback makes it give plain triangles.
struct Tessellation {
    std::vector<std::array<double, 3>> points;  // Places do not change: room is made beforehand.
    std::vector<const double*> corners;
    bool has_failed = false;
};

void take_corner(void* corner, void* data) {
    static_cast<Tessellation*>(data)->corners.push_back(static_cast<const double*>(corner));
}
void take_edge(GLboolean /*flag*/, void* /*data*/) {}
void take_error(GLenum /*code*/, void* data) {
    static_cast<Tessellation*>(data)->has_failed = true;
}
void combine(GLdouble at[3], void* /*sources*/[4], GLfloat /*weights*/[4], void** made,
             void* data) {
    auto& points = static_cast<Tessellation*>(data)->points;
    if (points.size() == points.capacity()) {
        static_cast<Tessellation*>(data)->has_failed = true;
        *made = points.front().data();
        return;
    }
    points.push_back({at[0], at[1], at[2]});
    *made = points.back().data();
}

template <class Function>
void set_callback(GLUtesselator* tessellator, GLenum which, Function* function) {
    gluTessCallback(tessellator, which, reinterpret_cast<void (*)()>(function));
}

void tessellate(GLUtesselator* tessellator, const FlatPolygon& polygon, Tessellation& made) {
    made.points.clear();
    made.corners.clear();
    made.has_failed = false;
    constexpr std::size_t kCrossings = 64;
    made.points.reserve(polygon.corners.size() + kCrossings);
    gluTessBeginPolygon(tessellator, &made);
    std::size_t at = 0;
    for (const std::uint32_t size : polygon.sizes) {
        gluTessBeginContour(tessellator);
        for (std::uint32_t i = 0; i < size; ++i, ++at) {
            made.points.push_back({polygon.corners[at].x, polygon.corners[at].y, 0.0});
            gluTessVertex(tessellator, made.points.back().data(), made.points.back().data());
        }
        gluTessEndContour(tessellator);
    }
    gluTessEndPolygon(tessellator);
}

Outcome run_glu(std::span<const FlatPolygon> polygons) {
    const std::unique_ptr<GLUtesselator, decltype(&gluDeleteTess)> tessellator(gluNewTess(),
                                                                               &gluDeleteTess);
    set_callback(tessellator.get(), GLU_TESS_VERTEX_DATA, take_corner);
    set_callback(tessellator.get(), GLU_TESS_EDGE_FLAG_DATA, take_edge);
    set_callback(tessellator.get(), GLU_TESS_ERROR_DATA, take_error);
    set_callback(tessellator.get(), GLU_TESS_COMBINE_DATA, combine);
    gluTessNormal(tessellator.get(), 0.0, 0.0, 1.0);
    gluTessProperty(tessellator.get(), GLU_TESS_WINDING_RULE, GLU_TESS_WINDING_ODD);
    Tessellation made;
    Outcome outcome;
    for (const FlatPolygon& polygon : polygons) {
        tessellate(tessellator.get(), polygon, made);
        outcome.failed += made.has_failed ? 1 : 0;
        outcome.triangles += made.corners.size() / 3;
        for (std::size_t i = 0; i + 2 < made.corners.size(); i += 3) {
            const double *a = made.corners[i], *b = made.corners[i + 1], *c = made.corners[i + 2];
            outcome.area +=
                std::abs((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])) * 0.5;
        }
    }
    return outcome;
}

#endif

}  // namespace

const std::vector<PeerTriangulator>& peer_triangulators() {
    static const std::vector<PeerTriangulator> peers = {
#ifdef BELVEDERE_HAS_GEOS
        {"GEOS", run_geos},
#endif
#ifdef BELVEDERE_HAS_GLU
        {"GLU", run_glu},
#endif
    };
    return peers;
}

}  // namespace belvedere::bench
