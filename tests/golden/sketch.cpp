// SPDX-License-Identifier: Apache-2.0
#include "tests/golden/sketch.hpp"

#include <cmath>
#include <cstring>
#include <numbers>
#include <random>

#include <glm/geometric.hpp>

namespace belvedere::test {

using content::TextureRef;

Sketch::Sketch() = default;

Sketch::Begun Sketch::begin(content::Topology topology) {
    end();
    is_open_ = true;
    content::MaterialRecord material = content::default_material();
    material.metallic = 0.0f;
    builder.materials.push_back(material);
    content::PrimitiveRecord primitive{};
    primitive.vertices.first = static_cast<std::uint32_t>(builder.geometry.size());
    primitive.indices.first = static_cast<std::uint32_t>(builder.indices_32.size());
    primitive.surface_first = static_cast<std::uint32_t>(builder.surfaces.size());
    primitive.color_first = topology == content::Topology::kPoints
                                ? static_cast<std::uint32_t>(builder.colors.size())
                                : content::kNone;
    primitive.instances.first = static_cast<std::uint32_t>(builder.instances.size());
    primitive.material = static_cast<std::uint32_t>(builder.materials.size() - 1);
    primitive.topology = topology;
    primitive.index_bytes = topology == content::Topology::kTriangles ? 4 : 0;
    primitive.flags = content::primitive_flags::kHasNormals;
    builder.primitives.push_back(primitive);
    return {builder.primitives.back(), builder.materials.back()};
}

Sketch::Begun Sketch::begin(const glm::vec3& linear_color) {
    Begun begun = begin();
    for (int i = 0; i < 3; ++i)
        begun.material.base_color[i] = linear_color[i];
    return begun;
}

void Sketch::end() {
    if (!is_open_) return;
    is_open_ = false;
    content::PrimitiveRecord& primitive = builder.primitives.back();
    primitive.vertices.count =
        static_cast<std::uint32_t>(builder.geometry.size()) - primitive.vertices.first;
    primitive.indices.count =
        static_cast<std::uint32_t>(builder.indices_32.size()) - primitive.indices.first;
    primitive.instances.count =
        static_cast<std::uint32_t>(builder.instances.size()) - primitive.instances.first;
    builder.instance_count += primitive.instances.count;
    // Outlines of boxes, after the triangles.
    primitive.outline = {static_cast<std::uint32_t>(builder.indices_32.size()),
                         static_cast<std::uint32_t>(outline_.size())};
    builder.indices_32.insert(builder.indices_32.end(), outline_.begin(), outline_.end());
    outline_.clear();
    builder.fit_bounds(primitive);
}

std::uint32_t Sketch::vertex(const glm::vec3& position, const glm::vec3& normal, float u, float v,
                             std::uint32_t feature) {
    const content::OctNormal oct = content::encode_normal(normal.x, normal.y, normal.z);
    const auto index = static_cast<std::uint32_t>(builder.geometry.size()) -
                       builder.primitives.back().vertices.first;
    builder.geometry.push_back({{position.x, position.y, position.z}, {oct.x, oct.y}, feature});
    builder.surfaces.push_back({{u, v}, {u, v}, {0, 0, 0, 0}});
    if (feature != content::kNone) {
        builder.feature_count = std::max(builder.feature_count, feature + 1);
    }
    return index;
}

void Sketch::triangle(std::uint32_t a, std::uint32_t b, std::uint32_t c) {
    for (std::uint32_t index : {a, b, c})
        builder.indices_32.push_back(index);
}

void Sketch::quad(const std::array<glm::vec3, 4>& corners, std::uint32_t feature) {
    const glm::vec3 normal =
        glm::normalize(glm::cross(corners[1] - corners[0], corners[3] - corners[0]));
    constexpr std::array<std::array<float, 2>, 4> kUvs = {{{0, 1}, {1, 1}, {1, 0}, {0, 0}}};
    std::uint32_t index[4];
    for (std::size_t i = 0; i < 4; ++i) {
        index[i] = vertex(corners[i], normal, kUvs[i][0], kUvs[i][1], feature);
    }
    triangle(index[0], index[1], index[2]);
    triangle(index[0], index[2], index[3]);
}

void Sketch::box(const glm::vec3& low, const glm::vec3& high, std::uint32_t feature) {
    const auto first = static_cast<std::uint32_t>(builder.geometry.size()) -
                       builder.primitives.back().vertices.first;
    // The roof's four edges, and the left edge of each wall.
    for (std::uint32_t i = 0; i < 4; ++i) {
        const std::uint32_t wall = first + 4 * (i + 1);
        for (std::uint32_t index : {first + i, first + (i + 1) % 4, wall, wall + 3}) {
            outline_.push_back(index);
        }
    }
    const auto corner = [&](int x, int y, int z) {
        return glm::vec3(x ? high.x : low.x, y ? high.y : low.y, z ? high.z : low.z);
    };
    quad({corner(0, 0, 1), corner(1, 0, 1), corner(1, 1, 1), corner(0, 1, 1)}, feature);
    quad({corner(0, 0, 0), corner(1, 0, 0), corner(1, 0, 1), corner(0, 0, 1)}, feature);
    quad({corner(1, 0, 0), corner(1, 1, 0), corner(1, 1, 1), corner(1, 0, 1)}, feature);
    quad({corner(1, 1, 0), corner(0, 1, 0), corner(0, 1, 1), corner(1, 1, 1)}, feature);
    quad({corner(0, 1, 0), corner(0, 0, 0), corner(0, 0, 1), corner(0, 1, 1)}, feature);
}

void Sketch::sphere(const glm::vec3& center, float radius_m) {
    constexpr std::uint32_t kRows = 24, kColumns = 48;
    constexpr float kPi = std::numbers::pi_v<float>;
    std::uint32_t first = 0;
    for (std::uint32_t row = 0; row <= kRows; ++row) {
        for (std::uint32_t column = 0; column <= kColumns; ++column) {
            const float u = static_cast<float>(column) / kColumns;
            const float v = static_cast<float>(row) / kRows;
            const glm::vec3 normal(std::sin(v * kPi) * std::cos(u * 2 * kPi),
                                   std::sin(v * kPi) * std::sin(u * 2 * kPi), std::cos(v * kPi));
            const std::uint32_t index =
                vertex(center + normal * radius_m, normal, u * 4, v * 2, content::kNone);
            if (row == 0 && column == 0) first = index;
        }
    }
    for (std::uint32_t row = 0; row < kRows; ++row) {
        for (std::uint32_t column = 0; column < kColumns; ++column) {
            const std::uint32_t a = first + row * (kColumns + 1) + column;
            const std::uint32_t b = a + kColumns + 1;
            triangle(a, b, b + 1);
            triangle(a, b + 1, a + 1);
        }
    }
}

void Sketch::point(const glm::vec3& position, content::Rgba8 color) {
    vertex(position, {0, 0, 1}, 0, 0, content::kNone);
    builder.colors.push_back(color);
}

void Sketch::add_instance(const glm::vec3& at, float scale, std::uint32_t feature) {
    builder.instances.push_back(
        {{{scale, 0, 0, at.x}, {0, scale, 0, at.y}, {0, 0, scale, at.z}}, feature, {}});
    if (feature != content::kNone) {
        builder.feature_count = std::max(builder.feature_count, feature + 1);
    }
}

std::uint32_t Sketch::image(std::uint32_t side, bool is_srgb,
                            content::Rgba8 (*texel)(std::uint32_t x, std::uint32_t y)) {
    content::ImageRecord record{};
    record.width = record.height = side;
    record.levels = 1;
    record.is_srgb = is_srgb ? 1 : 0;
    record.pixels_bytes = std::uint64_t{side} * side * 4;
    record.pixels_offset = builder.add_pixels(record.pixels_bytes);
    for (std::uint32_t y = 0; y < side; ++y) {
        for (std::uint32_t x = 0; x < side; ++x) {
            const content::Rgba8 value = texel(x, y);
            std::memcpy(builder.pixels().data() + record.pixels_offset + (y * side + x) * 4, &value,
                        4);
        }
    }
    builder.images.push_back(record);
    return static_cast<std::uint32_t>(builder.images.size() - 1);
}

std::shared_ptr<const content::TileContent> Sketch::finish() {
    end();
    return std::make_shared<const content::TileContent>(builder.finish());
}

std::shared_ptr<const content::TileContent> sketch_city(const geo::LocalFrame& frame) {
    Sketch sketch;
    sketch.builder.frame = frame;
    std::mt19937 random(4);
    const auto between = [&random](float low, float high) {
        return low + (high - low) * static_cast<float>(random() % 1000) / 1000.0f;
    };
    sketch.begin({0.42f, 0.41f, 0.38f});
    sketch.quad({{{-320, -320, 0}, {320, -320, 0}, {320, 320, 0}, {-320, 320, 0}}});
    sketch.begin({0.70f, 0.66f, 0.58f});
    std::uint32_t house = 0;
    for (int row = -4; row < 4; ++row) {
        for (int column = -4; column < 4; ++column) {
            if ((row == 0 || row == -1) && column == 0) continue;  // The square.
            const float x = static_cast<float>(column) * 72.0f + 8.0f;
            const float y = static_cast<float>(row) * 72.0f + 8.0f;
            for (int lot = 0; lot < 4; ++lot) {
                const float left = x + static_cast<float>(lot % 2) * 30.0f;
                const float front = y + static_cast<float>(lot / 2) * 30.0f;
                const bool is_tower = random() % 11 == 0;
                const float height = is_tower ? between(50, 95) : between(9, 26);
                sketch.box({left, front, 0},
                           {left + between(18, 27), front + between(18, 27), height}, house++);
            }
        }
    }
    sketch.begin({0.24f, 0.33f, 0.16f});
    sketch.sphere({0, 0, 1}, 1.0f);
    for (int tree = 0; tree < 60; ++tree) {
        const float size = between(2.5f, 4.5f);
        sketch.add_instance({between(8, 60), between(-64, 60), size * 0.9f}, size, house++);
    }
    return sketch.finish();
}

}  // namespace belvedere::test
