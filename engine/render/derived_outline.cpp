// SPDX-License-Identifier: Apache-2.0
#include "engine/render/derived_outline.hpp"

#include <algorithm>
#include <numeric>
#include <span>
#include <tuple>
#include <utility>

#include <glm/geometric.hpp>
#include <glm/vec3.hpp>

namespace belvedere::render {
namespace {

constexpr float kSharpCosine = 0.906f;  // 25 degrees.

struct Edge {
    std::uint32_t place_a, place_b;    // Welded; the lower first.
    std::uint32_t vertex_a, vertex_b;  // To draw.
    std::uint32_t triangle;
};

struct Triangle {
    glm::vec3 normal;
    std::uint32_t feature;
};

glm::vec3 position_of(const content::VertexGeometry& vertex) {
    return {vertex.position_m[0], vertex.position_m[1], vertex.position_m[2]};
}

// For each vertex the first one at its place.
std::vector<std::uint32_t> weld(std::span<const content::VertexGeometry> vertices) {
    std::vector<std::uint32_t> order(vertices.size());
    std::iota(order.begin(), order.end(), 0u);
    const auto key = [&](std::uint32_t index) {
        const float* p = vertices[index].position_m;
        return std::tuple(p[0], p[1], p[2], index);
    };
    std::sort(order.begin(), order.end(),
              [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
    std::vector<std::uint32_t> places(vertices.size());
    std::uint32_t first = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const bool is_same =
            i > 0 && position_of(vertices[order[i]]) == position_of(vertices[first]);
        if (!is_same) first = order[i];
        places[order[i]] = first;
    }
    return places;
}

std::uint32_t index_at(const content::TileContent& content,
                       const content::PrimitiveRecord& primitive, std::uint32_t corner) {
    if (primitive.index_bytes == 2) return content.indices_16()[primitive.indices.first + corner];
    if (primitive.index_bytes == 4) return content.indices_32()[primitive.indices.first + corner];
    return corner;
}

bool is_sharp(const std::vector<Triangle>& triangles, std::span<const Edge> group) {
    // A surface's end, or three walls that meet: both are drawn.
    if (group.size() != 2) return true;
    const Triangle& a = triangles[group[0].triangle];
    const Triangle& b = triangles[group[1].triangle];
    return a.feature != b.feature || glm::dot(a.normal, b.normal) < kSharpCosine;
}

}  // namespace

std::vector<std::uint32_t> derived_outline(const content::TileContent& content,
                                           const content::PrimitiveRecord& primitive) {
    if (primitive.topology != content::Topology::kTriangles) return {};
    const auto vertices =
        content.geometry().subspan(primitive.vertices.first, primitive.vertices.count);
    const std::uint32_t corners =
        primitive.index_bytes == 0 ? primitive.vertices.count : primitive.indices.count;
    const std::vector<std::uint32_t> places = weld(vertices);
    std::vector<Triangle> triangles;
    std::vector<Edge> edges;
    triangles.reserve(corners / 3);
    edges.reserve(corners);
    for (std::uint32_t corner = 0; corner + 2 < corners; corner += 3) {
        std::uint32_t index[3];
        for (std::uint32_t i = 0; i < 3; ++i)
            index[i] = index_at(content, primitive, corner + i);
        const glm::vec3 origin = position_of(vertices[index[0]]);
        const glm::vec3 normal = glm::cross(position_of(vertices[index[1]]) - origin,
                                            position_of(vertices[index[2]]) - origin);
        const float length = glm::length(normal);
        if (!(length > 1e-9f)) continue;  // Slivers have no direction.
        triangles.push_back({normal / length, vertices[index[0]].feature});
        for (std::uint32_t i = 0; i < 3; ++i) {
            Edge edge{places[index[i]], places[index[(i + 1) % 3]], index[i], index[(i + 1) % 3],
                      static_cast<std::uint32_t>(triangles.size() - 1)};
            if (edge.place_a > edge.place_b) std::swap(edge.place_a, edge.place_b);
            edges.push_back(edge);
        }
    }
    std::sort(edges.begin(), edges.end(), [](const Edge& a, const Edge& b) {
        return std::tie(a.place_a, a.place_b, a.triangle) <
               std::tie(b.place_a, b.place_b, b.triangle);
    });
    std::vector<std::uint32_t> outline;
    for (std::size_t begin = 0; begin < edges.size();) {
        std::size_t end = begin + 1;
        while (end < edges.size() && edges[end].place_a == edges[begin].place_a &&
               edges[end].place_b == edges[begin].place_b) {
            ++end;
        }
        if (is_sharp(triangles, std::span(edges).subspan(begin, end - begin))) {
            outline.push_back(edges[begin].vertex_a);
            outline.push_back(edges[begin].vertex_b);
        }
        begin = end;
    }
    return outline;
}

}  // namespace belvedere::render
