// SPDX-License-Identifier: Apache-2.0
#include "engine/generator/tree_models.hpp"

#include <array>
#include <cmath>
#include <span>

#include <glm/geometric.hpp>

#include "engine/generator/noise.hpp"
#include "engine/generator/random.hpp"

namespace belvedere::generator {

namespace encode = content::encode;

namespace {

// A crown is turned on a lathe: rings of some radius at some height, with a tip at both ends.
struct CrownRing {
    double height = 0.0, radius = 0.0;
};
struct TreeShape {
    double bottom = 0.2;  // Lower tip.
    std::array<CrownRing, 2> rings{};
    double trunk_radius = 0.03;
    Rgb low{}, high{};
};

TreeShape shape_of(TreeKind kind) {
    switch (kind) {
        case TreeKind::kBroad:
            return {0.2, {{{0.46, 0.40}, {0.80, 0.31}}}, 0.032, rgb(0x55763a), rgb(0x8fb05a)};
        case TreeKind::kRound:
            return {0.24, {{{0.48, 0.33}, {0.80, 0.27}}}, 0.03, rgb(0x4c7036), rgb(0x7fa64e)};
        case TreeKind::kPoplar:
            return {0.1, {{{0.32, 0.15}, {0.70, 0.13}}}, 0.025, rgb(0x557a3c), rgb(0x86a952)};
        case TreeKind::kConifer:
            return {0.12, {{{0.20, 0.27}, {0.52, 0.16}}}, 0.03, rgb(0x33553a), rgb(0x55794d)};
        case TreeKind::kShrub:
        case TreeKind::kCount:
            break;
    }
    return {0.0, {{{0.35, 0.55}, {0.75, 0.42}}}, 0.0, rgb(0x5d7f3f), rgb(0x8dab59)};
}

class TreeMesher {
  public:
    explicit TreeMesher(const TreeShape& shape, std::uint64_t seed)
        : shape_(shape), random_(seed) {}

    encode::Primitive make(int sides, bool has_trunk) {
        const std::uint32_t bottom = add({0, 0, shape_.bottom}, shape_.bottom);
        const std::uint32_t low = add_ring(shape_.rings[0], sides, 0.0);
        const std::uint32_t high = add_ring(shape_.rings[1], sides, 0.5);
        const std::uint32_t top = add({0, 0, 1.0}, 1.0);
        const auto n = static_cast<std::uint32_t>(sides);
        for (std::uint32_t i = 0; i < n; ++i) {
            const std::uint32_t next = (i + 1) % n;
            add_face(bottom, low + next, low + i);
            add_face(low + i, low + next, high + i);
            add_face(low + next, high + next, high + i);
            add_face(high + i, high + next, top);
        }
        if (has_trunk && shape_.trunk_radius > 0) add_trunk();
        return std::move(out_);
    }

  private:
    std::uint32_t add(const glm::dvec3& p, double brightness) {
        out_.positions.emplace_back(p);
        // Normals out of the crown's middle: soft light without many faces.
        const double middle = (shape_.bottom + 1.0) / 2;
        out_.normals.emplace_back(glm::normalize(glm::dvec3(p.x, p.y, (p.z - middle) * 0.9)));
        out_.colors.push_back(to_linear(blend(shape_.low, shape_.high, brightness)));
        return static_cast<std::uint32_t>(out_.positions.size() - 1);
    }
    std::uint32_t add_ring(const CrownRing& ring, int sides, double shift) {
        const auto first = static_cast<std::uint32_t>(out_.positions.size());
        for (int i = 0; i < sides; ++i) {
            const glm::dvec2 d = direction_at((i + shift) / sides);
            const double r = ring.radius * random_.between(0.86, 1.12);
            const double z = ring.height + random_.between(-0.04, 0.04);
            add({d.x * r, d.y * r, z}, z);
        }
        return first;
    }
    void add_face(std::uint32_t a, std::uint32_t b, std::uint32_t c) {
        out_.indices.insert(out_.indices.end(), {a, b, c});
    }
    void add_trunk() {
        const auto first = static_cast<std::uint32_t>(out_.positions.size());
        for (int i = 0; i < 3; ++i) {
            const glm::dvec2 d = direction_at(i / 3.0);
            for (const double z : {-0.05, shape_.bottom + 0.12}) {
                const glm::dvec2 p = d * shape_.trunk_radius;
                out_.positions.emplace_back(p.x, p.y, z);
                out_.normals.emplace_back(d.x, d.y, 0.0);
                out_.colors.push_back(to_linear(rgb(0x6b5744)));
            }
        }
        for (std::uint32_t i = 0; i < 3; ++i) {
            const std::uint32_t a = first + 2 * i;
            const std::uint32_t b = first + 2 * ((i + 1) % 3);
            add_face(a, b, b + 1);
            add_face(a, b + 1, a + 1);
        }
    }

    TreeShape shape_;
    Random random_;
    encode::Primitive out_;
};

}  // namespace

encode::Primitive make_tree_model(TreeKind kind, Detail detail) {
    TreeMesher mesher(shape_of(kind), static_cast<std::uint64_t>(kind) + 40);
    const bool is_full = detail == Detail::kFull;
    return mesher.make(is_full && kind != TreeKind::kShrub ? 5 : 4, is_full);
}

encode::InstanceTransform tree_instance(const Tree& tree) {
    const glm::dvec2 half = direction_at(tree.turn / 2);
    encode::InstanceTransform instance;
    instance.translation_m = {static_cast<float>(tree.place.x), static_cast<float>(tree.place.y),
                              tree.ground_m};
    instance.rotation = {static_cast<float>(half.x), 0.0F, 0.0F, static_cast<float>(half.y)};
    const float width = tree.height_m * (0.9F + 0.25F * tree.turn);
    instance.scale = {width, width, tree.height_m};
    return instance;
}

}  // namespace belvedere::generator
