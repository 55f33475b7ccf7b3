// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/gltf/skinning.hpp"

#include <glm/gtc/type_ptr.hpp>

#include "engine/content/decode/gltf/vertex_writer.hpp"
#include "engine/content/limits.hpp"

namespace belvedere::content::gltf {

namespace {

Result<std::vector<glm::dmat4>> joint_matrices(const Document& document, BufferStore& buffers,
                                               const Skin& skin,
                                               std::span<const glm::dmat4> node_to_root) {
    std::vector<glm::dmat4> joints;
    joints.reserve(skin.joints.size());
    for (const std::uint32_t joint : skin.joints)
        joints.push_back(node_to_root[joint]);
    if (skin.inverse_bind_matrices == kNone) return joints;
    auto view = open_accessor(document, buffers, skin.inverse_bind_matrices, limits::kNodes);
    if (!view) return fail(std::move(view.error()));
    if (view->components != 16 || view->count < joints.size()) {
        return fail(ErrorKind::kBadData, "its skin has too few inverse bind matrices");
    }
    std::vector<float> values(view->count * 16);
    read_floats(*view, 16, 0.0F, values.data());
    for (std::size_t i = 0; i < joints.size(); ++i) {
        joints[i] = joints[i] * glm::dmat4(glm::make_mat4(values.data() + i * 16));
    }
    return joints;
}

}  // namespace

Result<PrimitiveSource> posed(const Document& document, BufferStore& buffers, const Skin& skin,
                              std::span<const glm::dmat4> node_to_root,
                              const PrimitiveSource& source) {
    const std::size_t count = source.positions.count;
    if (source.joints.count != count || source.weights.count != count) {
        return fail(ErrorKind::kBadData, "it is skinned but has no joints or weights");
    }
    auto matrices = joint_matrices(document, buffers, skin, node_to_root);
    if (!matrices) return fail(std::move(matrices.error()));
    AccessorView joint_view = source.joints;
    joint_view.is_normalized = false;
    std::vector<float> joints(count * 4), weights(count * 4), positions(count * 3), normals;
    read_floats(joint_view, 4, 0.0F, joints.data());
    read_floats(source.weights, 4, 0.0F, weights.data());
    read_floats(source.positions, 3, 0.0F, positions.data());
    normals.resize(source.normals.count * 3);
    if (!normals.empty()) read_floats(source.normals, 3, 0.0F, normals.data());
    for (std::size_t i = 0; i < count; ++i) {
        glm::dmat4 blend(0.0);
        double total = 0.0;
        for (std::size_t k = i * 4; k < i * 4 + 4; ++k) {
            const double weight = static_cast<double>(weights[k]);
            if (!(weight > 0.0)) continue;
            if (!(joints[k] >= 0.0F) || joints[k] >= static_cast<float>(matrices->size())) {
                return fail(ErrorKind::kBadData, "it names a joint that its skin lacks");
            }
            blend += (*matrices)[static_cast<std::size_t>(joints[k])] * weight;
            total += weight;
        }
        if (!(total > 0.0)) blend = (*matrices)[0], total = 1.0;
        blend /= total;
        float* p = positions.data() + i * 3;
        const glm::vec3 moved(glm::dvec3(blend * glm::dvec4(p[0], p[1], p[2], 1.0)));
        for (int axis = 0; axis < 3; ++axis)
            p[axis] = moved[axis];
        if (normals.empty()) continue;
        float* n = normals.data() + i * 3;
        const glm::vec3 turned = normal_matrix(glm::dmat3(blend)) * glm::vec3(n[0], n[1], n[2]);
        for (int axis = 0; axis < 3; ++axis)
            n[axis] = turned[axis];
    }
    return with_shape(source, std::move(positions), std::move(normals));
}

}  // namespace belvedere::content::gltf
