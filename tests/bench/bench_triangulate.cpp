// SPDX-License-Identifier: Apache-2.0
// bench_triangulate [FILE...]: polygons into triangles, beside the triangulators of GEOS
// (constrained Delaunay) and GLU (the tessellator) where they are installed. The polygons are those
// of city files and random ones with holes; each library gets them in its own form, made before
// the clock starts. Medians of the thread's CPU time, in turns; areas beside the polygons' own.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <functional>
#include <memory>
#include <random>
#include <span>
#include <string>
#include <vector>

#include <glm/geometric.hpp>

#include "engine/content/decode/city_kind.hpp"
#include "engine/content/decode/citymodel/city_file.hpp"
#include "engine/content/decode/citymodel/polygon_fill.hpp"
#include "engine/core/clock.hpp"
#include "engine/core/file.hpp"
#include "tests/bench/peer_triangulators.hpp"

namespace {

using namespace belvedere;
using bench::FlatPolygon;
using bench::Outcome;
namespace citymodel = content::citymodel;

constexpr int kRounds = 5;

class HeldBytes final : public citymodel::CityBytes {
  public:
    explicit HeldBytes(Bytes bytes) : bytes_(std::move(bytes)) {}
    ByteView view() const override { return bytes_; }
    void release(const citymodel::FileRange&) const override {}

  private:
    Bytes bytes_;
};

// In metres about its first corner.
struct Polygon {
    std::vector<glm::dvec3> corners;
    std::vector<std::uint32_t> sizes;
};

void add_polygons(const citymodel::CityBatch& batch, std::vector<Polygon>& polygons) {
    for (const citymodel::Polygon& source : batch.polygons) {
        Polygon polygon;
        for (std::uint32_t r = 0; r < source.rings.count; ++r) {
            const auto corners = batch.rings[source.rings.first + r].corners;
            polygon.sizes.push_back(corners.count);
            for (std::uint32_t i = 0; i < corners.count; ++i)
                polygon.corners.push_back(batch.vertices[batch.corners[corners.first + i]]);
        }
        if (polygon.corners.empty()) continue;
        const glm::dvec3 origin = polygon.corners.front();
        for (glm::dvec3& corner : polygon.corners)
            corner -= origin;
        polygons.push_back(std::move(polygon));
    }
}

std::vector<Polygon> polygons_of(const std::string& path) {
    std::vector<Polygon> polygons;
    auto read = read_file(path, std::uint64_t{2} << 30);
    if (!read) return polygons;
    auto file = content::open_city_file(std::make_shared<HeldBytes>(std::move(*read)), path);
    if (!file) return polygons;
    for (const citymodel::FileRange& stretch : (*file)->stretches()) {
        const auto index = (*file)->index(stretch, {});
        if (!index) continue;
        std::vector<citymodel::FileRange> ranges;
        for (const citymodel::CityMember& member : index->members) {
            ranges.push_back(member.range);
            ranges.insert(ranges.end(), member.parts.begin(), member.parts.end());
        }
        const auto batch = (*file)->read(ranges, {.every_lod = true}, {});
        if (batch) add_polygons(*batch, polygons);
    }
    return polygons;
}

// Stars with smaller stars as holes, upright walls and roofs among them.
std::vector<Polygon> random_polygons(int count) {
    std::mt19937 random(11);
    std::uniform_real_distribution<double> share(0.6, 1.0), tilt(0.0, 1.5);
    std::vector<Polygon> polygons;
    for (int i = 0; i < count; ++i) {
        const double slope = tilt(random);
        Polygon polygon;
        const auto star = [&](double x, double y, double radius, int corners) {
            polygon.sizes.push_back(static_cast<std::uint32_t>(corners));
            for (int k = 0; k < corners; ++k) {
                const double angle = 6.283185307179586 * k / corners;
                const double reach = radius * share(random);
                const double u = x + reach * std::cos(angle), v = y + reach * std::sin(angle);
                polygon.corners.emplace_back(u, v * std::cos(slope), v * std::sin(slope));
            }
        };
        star(0.0, 0.0, 100.0, 6 + i % 31);
        for (int hole = 0; hole < i % 5; ++hole)
            star(-30.0 + 20.0 * hole, -10.0, 9.0, 3 + hole);
        polygons.push_back(std::move(polygon));
    }
    return polygons;
}

// In its own plane: what planar libraries are given.
FlatPolygon flattened(const Polygon& polygon, const glm::dvec3& normal) {
    const glm::dvec3 size = glm::abs(normal);
    const glm::dvec3 least = size.x <= size.y && size.x <= size.z ? glm::dvec3(1, 0, 0)
                             : size.y <= size.z                   ? glm::dvec3(0, 1, 0)
                                                                  : glm::dvec3(0, 0, 1);
    const glm::dvec3 u = glm::normalize(glm::cross(least, normal)), v = glm::cross(normal, u);
    FlatPolygon flat;
    flat.sizes = polygon.sizes;
    for (const glm::dvec3& corner : polygon.corners)
        flat.corners.emplace_back(glm::dot(corner, u), glm::dot(corner, v));
    return flat;
}

double area_of(const Polygon& polygon, std::span<const std::uint32_t> triangles) {
    double area = 0.0;
    for (std::size_t i = 0; i + 2 < triangles.size(); i += 3) {
        const glm::dvec3 &a = polygon.corners[triangles[i]], &b = polygon.corners[triangles[i + 1]],
                         &c = polygon.corners[triangles[i + 2]];
        area += glm::length(glm::cross(b - a, c - a)) * 0.5;
    }
    return area;
}

struct Case {
    std::vector<Polygon> polygons;  // Those that are whole.
    std::vector<FlatPolygon> flat;
    double area = 0.0;
    std::size_t mended = 0, left_out = 0;
};

Case make_case(std::vector<Polygon> polygons) {
    Case made;
    citymodel::PolygonFiller filler;
    std::vector<std::uint32_t> triangles;
    for (Polygon& polygon : polygons) {
        triangles.clear();
        const auto filled = filler.fill(polygon.corners, polygon.sizes, triangles);
        made.mended += filled.outcome == citymodel::FillOutcome::kMended ? 1 : 0;
        made.left_out += filled.outcome == citymodel::FillOutcome::kNothing ? 1 : 0;
        if (filled.outcome != citymodel::FillOutcome::kWhole) continue;
        made.flat.push_back(flattened(polygon, filled.normal));
        made.area += filled.area;
        made.polygons.push_back(std::move(polygon));
    }
    return made;
}

Outcome fill_all(const Case& one) {
    citymodel::PolygonFiller filler;
    std::vector<std::uint32_t> triangles;
    Outcome outcome;
    for (const Polygon& polygon : one.polygons) {
        triangles.clear();
        (void)filler.fill(polygon.corners, polygon.sizes, triangles);
        outcome.triangles += triangles.size() / 3;
        outcome.area += area_of(polygon, triangles);
    }
    return outcome;
}

void measure(const std::string& name, std::vector<Polygon> polygons) {
    const Case one = make_case(std::move(polygons));
    std::printf("%s: %zu polygons (left out: %zu that cross themselves, %zu without area)\n",
                name.c_str(), one.polygons.size(), one.mended, one.left_out);
    if (one.polygons.empty()) return;
    struct Library {
        const char* name;
        std::function<Outcome()> run;
        std::vector<double> ms;
        Outcome outcome;
    };
    std::vector<Library> libraries;
    libraries.push_back({"belvedere", [&] { return fill_all(one); }, {}, {}});
    for (const bench::PeerTriangulator& peer : bench::peer_triangulators())
        libraries.push_back({peer.name, [&one, run = peer.run] { return run(one.flat); }, {}, {}});
    for (int round = 0; round < kRounds; ++round) {
        for (Library& library : libraries) {
            const double start = thread_cpu_seconds();
            library.outcome = library.run();
            library.ms.push_back((thread_cpu_seconds() - start) * 1e3);
        }
    }
    double ours = 0.0;
    for (Library& library : libraries) {
        std::ranges::sort(library.ms);
        const double ms = library.ms[library.ms.size() / 2];
        if (ours == 0.0) ours = ms;
        std::printf(
            "  %-10s %9.2f ms %7.0f ns a polygon %6.1f x %10llu triangles, area off by "
            "%.1e, %llu failed\n",
            library.name, ms, ms * 1e6 / static_cast<double>(one.polygons.size()), ms / ours,
            static_cast<unsigned long long>(library.outcome.triangles),
            std::abs(library.outcome.area - one.area) / one.area,
            static_cast<unsigned long long>(library.outcome.failed));
    }
}

}  // namespace

int main(int count, char** arguments) {
    if (bench::peer_triangulators().empty())
        std::printf("neither GEOS nor GLU was there when this was built\n");
    for (int i = 1; i < count; ++i)
        measure(arguments[i], polygons_of(arguments[i]));
    measure("random, with holes", random_polygons(20'000));
    return 0;
}
