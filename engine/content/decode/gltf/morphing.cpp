// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/gltf/morphing.hpp"

#include <algorithm>
#include <cstddef>

#include "engine/content/limits.hpp"

namespace belvedere::content::gltf {

namespace {

// Adds weight times the displacements of one attribute to packed vectors of three.
void displace(const Document& document, BufferStore& buffers, const Attribute& attribute,
              double weight, std::vector<float>& values, std::vector<std::string>& warnings) {
    auto view = open_accessor(document, buffers, attribute.index, limits::kVertices);
    if (!view || view->components != 3 || view->count * 3 != values.size()) {
        warnings.push_back("a morph target's " + std::string(attribute.name) +
                           " is left out: it has not one vector for each vertex");
        return;
    }
    std::vector<float> moves(values.size());
    read_floats(*view, 3, 0.0F, moves.data());
    const auto factor = static_cast<float>(weight);
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] += factor * moves[i];
}

}  // namespace

bool is_morphed(const Primitive& primitive, std::span<const double> weights) {
    const std::size_t used = std::min(primitive.targets.size(), weights.size());
    return std::ranges::any_of(weights.first(used), [](double weight) { return weight != 0.0; });
}

Result<PrimitiveSource> morphed(const Document& document, BufferStore& buffers,
                                const Primitive& primitive, std::span<const double> weights,
                                const PrimitiveSource& source, std::vector<std::string>& warnings) {
    std::vector<float> positions(source.positions.count * 3), normals(source.normals.count * 3);
    read_floats(source.positions, 3, 0.0F, positions.data());
    if (!normals.empty()) read_floats(source.normals, 3, 0.0F, normals.data());
    const std::size_t used = std::min(primitive.targets.size(), weights.size());
    for (std::size_t i = 0; i < used; ++i) {
        if (weights[i] == 0.0) continue;
        for (const Attribute& attribute : primitive.targets[i]) {
            if (attribute.name == "POSITION") {
                displace(document, buffers, attribute, weights[i], positions, warnings);
            } else if (attribute.name == "NORMAL" && !normals.empty()) {
                displace(document, buffers, attribute, weights[i], normals, warnings);
            }
        }
    }
    return with_shape(source, std::move(positions), std::move(normals));
}

}  // namespace belvedere::content::gltf
