// SPDX-License-Identifier: Apache-2.0
#include "engine/generator/city_mesh.hpp"

#include <cmath>

#include <glm/geometric.hpp>

#include "engine/geo/geodetic.hpp"

namespace belvedere::generator {

namespace encode = content::encode;

namespace {

constexpr double kAreaMin_m2 = 1e-4;

}  // namespace

Layer layer_of(Facade facade) {
    switch (facade) {
        case Facade::kPlaster:
            return Layer::kPlaster;
        case Facade::kModern:
            return Layer::kModern;
        case Facade::kGlass:
            return Layer::kGlass;
        case Facade::kHall:
            return Layer::kHall;
        case Facade::kShop:
            return Layer::kShop;
        case Facade::kPlain:
        case Facade::kCount:
            break;
    }
    return Layer::kRoofs;
}

void CityMesh::add_triangle(Layer layer, Rgb color, const std::array<MeshVertex, 3>& corners) {
    const glm::dvec3 across = glm::cross(corners[1].position - corners[0].position,
                                         corners[2].position - corners[0].position);
    const double size = glm::length(across);
    if (size < 2 * kAreaMin_m2) return;
    encode::Primitive& out = this->layer(layer);
    for (const MeshVertex& corner : corners) {
        out.indices.push_back(static_cast<std::uint32_t>(out.positions.size()));
        out.positions.emplace_back(corner.position);
        out.normals.emplace_back(across / size);
        out.colors.push_back(to_linear(color));
        if (layer != Layer::kRoofs && has_features(layer)) out.uvs.push_back(corner.uv);
        if (has_features(layer)) out.features.push_back(feature_);
    }
}

void CityMesh::add_quad(Layer layer, Rgb color, const std::array<MeshVertex, 4>& corners) {
    const glm::dvec3 across = glm::cross(corners[2].position - corners[0].position,
                                         corners[3].position - corners[1].position);
    const glm::dvec3 first = glm::cross(corners[1].position - corners[0].position,
                                        corners[2].position - corners[0].position);
    const glm::dvec3 second = glm::cross(corners[2].position - corners[0].position,
                                         corners[3].position - corners[0].position);
    const double size = glm::length(across);
    const bool is_whole = glm::length(first) > 2 * kAreaMin_m2 &&
                          glm::length(second) > 2 * kAreaMin_m2 && glm::dot(first, second) > 0.0;
    if (!is_whole) {
        // One corner lies on another, or it folds: as two triangles with their own normals.
        add_triangle(layer, color, {corners[0], corners[1], corners[2]});
        add_triangle(layer, color, {corners[0], corners[2], corners[3]});
        return;
    }
    encode::Primitive& out = this->layer(layer);
    const auto base = static_cast<std::uint32_t>(out.positions.size());
    for (const MeshVertex& corner : corners) {
        out.positions.emplace_back(corner.position);
        out.normals.emplace_back(across / size);
        out.colors.push_back(to_linear(color));
        if (layer != Layer::kRoofs && has_features(layer)) out.uvs.push_back(corner.uv);
        if (has_features(layer)) out.features.push_back(feature_);
    }
    for (const std::uint32_t k : {0U, 1U, 2U, 0U, 2U, 3U})
        out.indices.push_back(base + k);
}

void CityMesh::add_smooth_triangle(Layer layer, const std::array<SmoothVertex, 3>& corners) {
    add_indices(layer, {add_smooth_vertex(layer, corners[0]), add_smooth_vertex(layer, corners[1]),
                        add_smooth_vertex(layer, corners[2])});
}

std::uint32_t CityMesh::add_smooth_vertex(Layer layer, const SmoothVertex& vertex) {
    encode::Primitive& out = this->layer(layer);
    out.positions.emplace_back(vertex.position);
    out.normals.emplace_back(vertex.normal);
    out.colors.push_back(to_linear(vertex.color));
    if (has_features(layer)) out.features.push_back(feature_);
    return static_cast<std::uint32_t>(out.positions.size() - 1);
}

void CityMesh::add_indices(Layer layer, const std::array<std::uint32_t, 3>& corners) {
    encode::Primitive& out = this->layer(layer);
    out.indices.insert(out.indices.end(), corners.begin(), corners.end());
}

void CityMesh::follow_earth() {
    for (encode::Primitive& primitive : layers_) {
        for (glm::vec3& p : primitive.positions) {
            const double square = double{p.x} * p.x + double{p.y} * p.y;
            p.z = static_cast<float>(p.z - square / (2 * geo::kSemiMajorAxis_m));
        }
    }
}

void add_prism(CityMesh& mesh, const Polygon& outline, double base_m, double top_m,
               const PrismStyle& style) {
    const auto at = [](const Point& p, double z) {
        return MeshVertex{{p.x, p.y, z}, glm::vec2(0.0F)};
    };
    const Point center = middle(outline);
    for (std::size_t i = 0; i < outline.size(); ++i) {
        const Point& a = outline[i];
        const Point& b = outline[(i + 1) % outline.size()];
        mesh.add_quad(style.layer, style.wall,
                      {at(a, base_m), at(b, base_m), at(b, top_m), at(a, top_m)});
        if (outline.size() > 4) {
            mesh.add_triangle(style.layer, style.roof,
                              {at(a, top_m), at(b, top_m), at(center, top_m)});
        }
    }
    if (outline.size() == 4) {
        mesh.add_quad(style.layer, style.roof,
                      {at(outline[0], top_m), at(outline[1], top_m), at(outline[2], top_m),
                       at(outline[3], top_m)});
    }
}

}  // namespace belvedere::generator
