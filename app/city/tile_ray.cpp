// SPDX-License-Identifier: Apache-2.0
#include "app/city/tile_ray.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <glm/geometric.hpp>
#include <glm/mat3x3.hpp>
#include <glm/matrix.hpp>

#include "app/city/tile_corners.hpp"

namespace belvedere::city {
namespace {

using content::PrimitiveRecord;
using content::TileContent;

// A ray in some local space, in floats of the tile's own frame.
struct LocalRay {
    glm::vec3 origin{0.0F};
    glm::vec3 direction{0.0F};
};

bool meets_box(const LocalRay& ray, const float (&low)[3], const float (&high)[3], float reach) {
    float enter = 0.0F;
    float leave = reach;
    for (int axis = 0; axis < 3; ++axis) {
        const float inverse = 1.0F / ray.direction[axis];
        float from = (low[axis] - ray.origin[axis]) * inverse;
        float to = (high[axis] - ray.origin[axis]) * inverse;
        if (from > to) std::swap(from, to);
        // A NaN (0 * inf: the ray lies in the slab's plane) leaves the interval as it is.
        enter = from > enter ? from : enter;
        leave = to < leave ? to : leave;
    }
    return enter <= leave;
}

// The distance in units of the ray's direction; how much of the second and the third corner.
struct TriangleHit {
    float distance, u, v;
};

// Möller and Trumbore 1997, both sides.
std::optional<TriangleHit> meets_triangle(const LocalRay& ray, const glm::vec3& a,
                                          const glm::vec3& b, const glm::vec3& c) {
    const glm::vec3 ab = b - a;
    const glm::vec3 ac = c - a;
    const glm::vec3 p = glm::cross(ray.direction, ac);
    const float determinant = glm::dot(ab, p);
    if (std::abs(determinant) < 1e-12F) return std::nullopt;
    const float inverse = 1.0F / determinant;
    const glm::vec3 s = ray.origin - a;
    const float u = glm::dot(s, p) * inverse;
    if (u < 0.0F || u > 1.0F) return std::nullopt;
    const glm::vec3 q = glm::cross(s, ab);
    const float v = glm::dot(ray.direction, q) * inverse;
    if (v < 0.0F || u + v > 1.0F) return std::nullopt;
    const float distance = glm::dot(ac, q) * inverse;
    return distance >= 0.0F ? std::optional(TriangleHit{distance, u, v}) : std::nullopt;
}

struct Nearest {
    float distance = std::numeric_limits<float>::max();
    glm::vec3 normal{0.0F};
    std::uint32_t feature_row = content::kNone;
    content::SurfacePoint point;
    bool found = false;
};

glm::vec3 position_of(const content::VertexGeometry& vertex) {
    return {vertex.position_m[0], vertex.position_m[1], vertex.position_m[2]};
}

// Of a primitive's corners.
struct CornerRun {
    std::uint32_t begin, end;
};

// What is searched, and who of it counts.
struct Searched {
    const TileContent& tile;
    const std::vector<bool>& hidden_rows;
    const TileBoxes* boxes;  // Null: every triangle is looked at.
    [[nodiscard]] bool is_hidden(std::uint32_t row) const {
        return row < hidden_rows.size() && hidden_rows[row];
    }
};

// Whether a nearer triangle was found. An instance's feature stands for those of its triangles;
// `ray` is in the primitive's own space.
template <class VertexOf>
bool search_run(const Searched& searched, const PrimitiveRecord& primitive, const LocalRay& ray,
                Nearest& nearest, std::uint32_t instance_feature, VertexOf vertex_of,
                CornerRun run) {
    const auto vertices = searched.tile.geometry().subspan(primitive.vertices.first);
    bool found = false;
    for (std::uint32_t corner = run.begin; corner + 2 < run.end; corner += 3) {
        const std::uint32_t indices[] = {vertex_of(corner), vertex_of(corner + 1),
                                         vertex_of(corner + 2)};
        const auto& first = vertices[indices[0]];
        const glm::vec3 a = position_of(first);
        const glm::vec3 b = position_of(vertices[indices[1]]);
        const glm::vec3 c = position_of(vertices[indices[2]]);
        const auto hit = meets_triangle(ray, a, b, c);
        if (!hit || hit->distance >= nearest.distance) continue;
        const std::uint32_t feature =
            instance_feature != content::kNone ? instance_feature : first.feature;
        if (searched.is_hidden(feature)) continue;
        const std::uint32_t base = primitive.vertices.first;
        nearest = {hit->distance,
                   glm::cross(b - a, c - a),
                   feature,
                   {{base + indices[0], base + indices[1], base + indices[2]},
                    {1.0F - hit->u - hit->v, hit->u, hit->v}},
                   true};
        found = true;
    }
    return found;
}

bool search(const Searched& searched, std::size_t index, const LocalRay& ray, Nearest& nearest,
            std::uint32_t instance_feature = content::kNone) {
    if (instance_feature != content::kNone && searched.is_hidden(instance_feature)) return false;
    const PrimitiveRecord& primitive = searched.tile.primitives()[index];
    const std::uint32_t corners = corner_count(primitive);
    return with_corners(searched.tile, primitive, [&](auto vertex_of) {
        const auto run = [&](CornerRun part) {
            return search_run(searched, primitive, ray, nearest, instance_feature, vertex_of, part);
        };
        if (searched.boxes == nullptr) return run({0, corners});
        const TriangleBox* box = searched.boxes->boxes.data() + searched.boxes->first[index];
        bool found = false;
        for (std::uint32_t begin = 0; begin < corners; begin += kBoxCorners, ++box) {
            if (!meets_box(ray, box->low, box->high, nearest.distance)) continue;
            found = run({begin, std::min(begin + kBoxCorners, corners)}) || found;
        }
        return found;
    });
}

void search_instances(const Searched& searched, std::size_t index, const LocalRay& ray,
                      Nearest& nearest) {
    const PrimitiveRecord& primitive = searched.tile.primitives()[index];
    for (std::uint32_t i = 0; i < primitive.instances.count; ++i) {
        const content::InstanceRecord& instance =
            searched.tile.instances()[primitive.instances.first + i];
        glm::mat3 turn;
        glm::vec3 shift;
        for (int row = 0; row < 3; ++row) {
            for (int column = 0; column < 3; ++column) {
                turn[column][row] = instance.rows[row][column];
            }
            shift[row] = instance.rows[row][3];
        }
        if (std::abs(glm::determinant(turn)) < 1e-20F) continue;
        const glm::mat3 back = glm::inverse(turn);
        // The direction keeps its parameter: distances stay those of the outer ray.
        const LocalRay inner{back * (ray.origin - shift), back * ray.direction};
        if (!search(searched, index, inner, nearest, instance.feature)) continue;
        nearest.normal = glm::transpose(back) * nearest.normal;
    }
}

void search_tile(const Searched& searched, const LocalRay& ray, Nearest& nearest) {
    const TileContent& tile = searched.tile;
    const content::TileContentHeader& header = tile.header();
    if (!meets_box(ray, header.bounds_min_m, header.bounds_max_m, nearest.distance)) return;
    for (std::size_t i = 0; i < tile.primitives().size(); ++i) {
        const PrimitiveRecord& primitive = tile.primitives()[i];
        if (primitive.topology != content::Topology::kTriangles) continue;
        if (!meets_box(ray, primitive.bounds_min_m, primitive.bounds_max_m, nearest.distance)) {
            continue;
        }
        if (primitive.instances.count > 0) {
            search_instances(searched, i, ray, nearest);
        } else {
            search(searched, i, ray, nearest);
        }
    }
}

// How far the ray can go before it may meet the box.
double distance_before(const geo::OrientedBox& box, const geo::Ray& ray) {
    const double reach = glm::length(box.half_axes[0]) + glm::length(box.half_axes[1]) +
                         glm::length(box.half_axes[2]);
    return std::max(0.0, glm::dot(box.center - ray.origin, ray.direction) - reach);
}

}  // namespace

geo::LocalFrame frame_of(const TileContent& tile) {
    const content::FrameRecord& record = tile.header().frame;
    geo::LocalFrame frame;
    for (int column = 0; column < 3; ++column) {
        frame.origin[column] = record.origin[column];
        for (int row = 0; row < 3; ++row) {
            frame.axes[column][row] = record.axes[column * 3 + row];
        }
    }
    return frame;
}

geo::OrientedBox box_of(const TileContent& tile) {
    const content::TileContentHeader& header = tile.header();
    const geo::LocalFrame frame = frame_of(tile);
    glm::dvec3 center{0.0};
    glm::dvec3 half{0.0};
    for (int axis = 0; axis < 3; ++axis) {
        const double low = header.bounds_min_m[axis];
        const double high = header.bounds_max_m[axis];
        if (low > high) continue;  // Nothing is drawn: a point.
        center[axis] = 0.5 * (low + high);
        half[axis] = 0.5 * (high - low);
    }
    return {frame.to_world(center),
            glm::dmat3(frame.axes[0] * half.x, frame.axes[1] * half.y, frame.axes[2] * half.z)};
}

namespace {

// Starts near the tile, so that floats stay small and exact.
LocalRay ray_near(const TileContent& tile, const geo::Ray& ray, double skipped) {
    const geo::LocalFrame frame = frame_of(tile);
    return {glm::vec3(frame.to_local(ray.origin + ray.direction * skipped)),
            glm::vec3(ray.direction * frame.axes)};
}

}  // namespace

bool may_meet(const TileContent& tile, const geo::Ray& ray, double distance_max_m) {
    const double skipped = distance_before(box_of(tile), ray);
    if (skipped >= distance_max_m) return false;
    const content::TileContentHeader& header = tile.header();
    return meets_box(ray_near(tile, ray, skipped), header.bounds_min_m, header.bounds_max_m,
                     static_cast<float>(std::min(distance_max_m - skipped, 1e9)));
}

std::optional<TileHit> intersect(const TileContent& tile, const geo::Ray& ray,
                                 double distance_max_m, const std::vector<bool>& hidden_rows,
                                 const TileBoxes* boxes) {
    const geo::LocalFrame frame = frame_of(tile);
    const double skipped = distance_before(box_of(tile), ray);
    if (skipped >= distance_max_m) return std::nullopt;
    const LocalRay local = ray_near(tile, ray, skipped);
    Nearest nearest;
    nearest.distance = static_cast<float>(std::min(distance_max_m - skipped, 1e9));
    search_tile({tile, hidden_rows, boxes}, local, nearest);
    if (!nearest.found) return std::nullopt;
    TileHit hit;
    hit.distance_m = skipped + static_cast<double>(nearest.distance);
    hit.position = ray.origin + ray.direction * hit.distance_m;
    const glm::dvec3 normal = frame.axes * glm::dvec3(nearest.normal);
    const double length = glm::length(normal);
    if (length > 0.0) hit.normal = normal / length;
    if (glm::dot(hit.normal, ray.direction) > 0.0) hit.normal = -hit.normal;
    hit.feature_row = nearest.feature_row;
    hit.point = nearest.point;
    return hit;
}

}  // namespace belvedere::city
