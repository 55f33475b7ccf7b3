// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/gltf/scene_plan.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include <glm/gtc/matrix_transform.hpp>
#include <glm/gtc/quaternion.hpp>

#include "engine/content/limits.hpp"

namespace belvedere::content::gltf {

namespace {

struct MeshUse {
    std::uint32_t node = kNone;
    glm::dmat4 matrix{1.0};  // Node to root.
};

// glTF is y-up, tiles are z-up (3D Tiles 1.1, section "glTF transforms"); older tilesets may say x.
glm::dmat4 up_axis_matrix(UpAxis axis) {
    glm::dmat4 matrix(1.0);
    if (axis == UpAxis::kY) {
        matrix[1] = {0.0, 0.0, 1.0, 0.0};
        matrix[2] = {0.0, -1.0, 0.0, 0.0};
    } else if (axis == UpAxis::kX) {
        matrix[0] = {0.0, 0.0, 1.0, 0.0};
        matrix[2] = {-1.0, 0.0, 0.0, 0.0};
    }
    return matrix;
}

bool is_finite(const glm::dmat4& matrix) {
    double sum = 0.0;
    for (int column = 0; column < 4; ++column) {
        for (int row = 0; row < 4; ++row)
            sum += matrix[column][row] - matrix[column][row];
    }
    return sum == 0.0;
}

class Planner {
  public:
    Planner(const Document& document, const GltfContext& context, BufferStore& buffers,
            FeatureRows& features, TileContentBuilder& builder)
        : document_(document),
          context_(context),
          buffers_(buffers),
          features_(features),
          builder_(builder) {}

    Result<ScenePlan> run() {
        place_root();
        walk();
        std::ranges::stable_sort(
            uses_, {}, [&](const MeshUse& use) { return document_.nodes[use.node].mesh; });
        for (std::size_t first = 0; first < uses_.size();) {
            const std::uint32_t mesh = document_.nodes[uses_[first].node].mesh;
            std::size_t end = first;
            while (end < uses_.size() && document_.nodes[uses_[end].node].mesh == mesh)
                ++end;
            if (auto added = add_mesh(std::span(uses_).subspan(first, end - first)); !added) {
                return fail(std::move(added.error()));
            }
            first = end;
        }
        if (context_.placements) plan_.instance_count = context_.placements->size();
        return std::move(plan_);
    }

  private:
    void place_root() {
        glm::dmat4 model = up_axis_matrix(context_.content->up_axis);
        const auto center = context_.rtc_center ? context_.rtc_center : document_.rtc_center;
        if (center) model = glm::translate(glm::dmat4(1.0), *center) * model;
        root_to_model_ = model;
        const glm::dmat4& tile = context_.content->tile_transform;
        if (!context_.placements) {
            placements_.push_back({tile, kNone});
        } else {
            for (const ModelPlacement& placement : *context_.placements) {
                placements_.push_back({tile * placement.transform, placement.feature});
            }
        }
        const glm::dmat4 first = placements_.empty() ? tile : placements_.front().transform;
        plan_.root_to_source = first * model;
    }

    void walk() {
        struct Entry {
            std::uint32_t node;
            int depth;
            glm::dmat4 parent;
        };
        plan_.node_to_root.assign(document_.nodes.size(), glm::dmat4(1.0));
        std::vector<bool> is_visited(document_.nodes.size(), false);
        std::vector<Entry> stack;
        const auto push = [&](const std::vector<std::uint32_t>& nodes, int depth,
                              const glm::dmat4& parent) {
            for (auto at = nodes.rbegin(); at != nodes.rend(); ++at) {
                stack.push_back({*at, depth, parent});
            }
        };
        push(document_.root_nodes, 1, glm::dmat4(1.0));
        while (!stack.empty()) {
            const Entry entry = stack.back();
            stack.pop_back();
            const Node& node = document_.nodes[entry.node];
            const std::string name = "nodes[" + std::to_string(entry.node) + "]";
            if (is_visited[entry.node]) {
                builder_.warn(name + " has two parents or contains itself: kept once");
                continue;
            }
            is_visited[entry.node] = true;
            if (entry.depth > limits::kNodeDepth) {
                builder_.warn(name + " is nested too deeply and left out");
                continue;
            }
            const glm::dmat4 matrix = entry.parent * node.matrix;
            if (!is_finite(matrix)) {
                builder_.warn(name + " has a transform that is not finite and is left out");
                continue;
            }
            plan_.node_to_root[entry.node] = matrix;
            if (node.mesh != kNone) uses_.push_back({entry.node, matrix});
            push(node.children, entry.depth + 1, matrix);
        }
    }

    // All nodes of one mesh: alone it is baked where it stands, repeated it becomes instances.
    Result<void> add_mesh(std::span<const MeshUse> uses) {
        std::vector<MeshUse> plain;
        for (const MeshUse& use : uses) {
            const Node& node = document_.nodes[use.node];
            if (node.skin != kNone && !document_.skins[node.skin].joints.empty()) {
                // A skin replaces the node's own transform (section 3.7.3.3).
                add_placed(use, node.skin, glm::dmat4(1.0));
            } else if (node.instancing) {
                if (auto added = add_instancing(use); !added) return added;
            } else if (!node.weights.empty()) {
                add_placed(use, kNone, use.matrix);  // It has a shape of its own.
            } else {
                plain.push_back(use);
            }
        }
        const std::uint32_t mesh = document_.nodes[uses.front().node].mesh;
        if (plain.size() == 1 || placements_.size() != 1) {
            for (const MeshUse& use : plain)
                add_placed(use, kNone, use.matrix);
            return {};
        }
        std::vector<glm::dmat4> matrices;
        matrices.reserve(plain.size());
        for (const MeshUse& use : plain) {
            matrices.push_back(placements_.front().transform * root_to_model_ * use.matrix);
        }
        const std::vector<std::uint32_t> features(matrices.size(), placements_.front().feature);
        return add_instances(mesh, matrices, features, {});
    }

    // A mesh at one place of the model, at every placement of the model.
    void add_placed(const MeshUse& use, std::uint32_t skin, const glm::dmat4& node_to_root) {
        const Node& node = document_.nodes[use.node];
        const std::uint32_t morph_node = node.weights.empty() ? kNone : use.node;
        if (placements_.size() == 1 && placements_.front().feature == kNone) {
            plan_.draws.push_back({node.mesh, skin,
                                   placements_.front().transform * root_to_model_ * node_to_root,
                                   kNone, morph_node});
            return;
        }
        if (!are_placements_split_) split_placements();
        for (const std::uint32_t set : placement_sets_) {
            plan_.draws.push_back(
                {node.mesh, skin, root_to_model_ * node_to_root, set, morph_node});
        }
    }

    // One set for each way round, shared by all meshes of the model.
    void split_placements() {
        are_placements_split_ = true;
        for (const bool is_mirrored : {false, true}) {
            InstanceSet set;
            for (const ModelPlacement& placement : placements_) {
                const double volume = glm::determinant(glm::dmat3(placement.transform));
                if ((volume < 0.0) != is_mirrored || !is_finite(placement.transform)) continue;
                set.matrices.push_back(placement.transform);
                set.features.push_back(placement.feature);
            }
            if (set.matrices.empty()) continue;
            placement_sets_.push_back(static_cast<std::uint32_t>(plan_.sets.size()));
            plan_.sets.push_back(std::move(set));
        }
    }

    Result<void> add_instances(std::uint32_t mesh, const std::vector<glm::dmat4>& matrices,
                               const std::vector<std::uint32_t>& features,
                               const std::vector<FurtherIds>& further) {
        instances_total_ += matrices.size();
        if (instances_total_ > limits::kInstances) {
            return fail(ErrorKind::kLimit, "tile has more than limits::kInstances instances");
        }
        for (const bool is_mirrored : {false, true}) {
            InstanceSet set;
            for (const FurtherIds& each : further)
                set.further.push_back({each.name, each.are_rows, {}});
            for (std::size_t i = 0; i < matrices.size(); ++i) {
                const double volume = glm::determinant(glm::dmat3(matrices[i]));
                if ((volume < 0.0) != is_mirrored) continue;
                if (!is_finite(matrices[i])) {
                    builder_.warn("an instance has a transform that is not finite: left out");
                    continue;
                }
                set.matrices.push_back(matrices[i]);
                set.features.push_back(features[i]);
                // The sets of a file repeat with each placement of its model.
                for (std::size_t k = 0; k < further.size(); ++k) {
                    set.further[k].ids.push_back(further[k].ids[i % further[k].ids.size()]);
                }
            }
            if (set.matrices.empty()) continue;
            const auto index = static_cast<std::uint32_t>(plan_.sets.size());
            plan_.sets.push_back(std::move(set));
            plan_.draws.push_back({mesh, kNone, glm::dmat4(1.0), index, kNone});
        }
        return {};
    }

    // EXT_mesh_gpu_instancing: the node's transform, then translation, rotation and scale of each.
    Result<void> add_instancing(const MeshUse& use) {
        const Node& node = document_.nodes[use.node];
        const Instancing& instancing = *node.instancing;
        auto local = read_instances(instancing);
        if (!local) {
            if (local.error().kind == ErrorKind::kLimit) return fail(std::move(local.error()));
            builder_.warn("EXT_mesh_gpu_instancing: " + local.error().message +
                          ": the mesh is left out");
            return {};
        }
        if (local->size() * placements_.size() > limits::kInstances) {
            return fail(ErrorKind::kLimit, "tile has more than limits::kInstances instances");
        }
        plan_.instance_count += local->size();
        const std::vector<std::uint32_t> rows = features_.rows_of_instances(
            instancing, static_cast<std::uint32_t>(local->size()), buffers_, builder_);
        const std::vector<FurtherIds> further = features_.further_of_instances(
            instancing, static_cast<std::uint32_t>(local->size()), buffers_, builder_);
        std::vector<glm::dmat4> matrices;
        std::vector<std::uint32_t> features;
        for (const ModelPlacement& placement : placements_) {
            const glm::dmat4 outer = placement.transform * root_to_model_ * use.matrix;
            for (std::size_t i = 0; i < local->size(); ++i) {
                matrices.push_back(outer * (*local)[i]);
                features.push_back(rows[i] == kNone ? placement.feature : rows[i]);
            }
        }
        return add_instances(node.mesh, matrices, features, further);
    }

    Result<std::vector<float>> read_instance_values(const Instancing& instancing,
                                                    std::string_view name, std::uint32_t width,
                                                    std::uint64_t& count) {
        const auto found = std::ranges::find(instancing.attributes, name, &Attribute::name);
        if (found == instancing.attributes.end()) return std::vector<float>();
        auto view = open_accessor(document_, buffers_, found->index, limits::kInstances);
        if (!view) return fail(std::move(view.error()));
        if (view->components != width) {
            return fail(ErrorKind::kBadData, std::string(name) + " is of the wrong type");
        }
        if (count != 0 && view->count != count) {
            return fail(ErrorKind::kBadData, "its attributes differ in count");
        }
        count = view->count;
        std::vector<float> values(count * width);
        read_floats(*view, width, 0.0F, values.data());
        return values;
    }

    Result<std::vector<glm::dmat4>> read_instances(const Instancing& instancing) {
        std::uint64_t count = 0;
        auto moves = read_instance_values(instancing, "TRANSLATION", 3, count);
        if (!moves) return fail(std::move(moves.error()));
        auto turns = read_instance_values(instancing, "ROTATION", 4, count);
        if (!turns) return fail(std::move(turns.error()));
        auto scales = read_instance_values(instancing, "SCALE", 3, count);
        if (!scales) return fail(std::move(scales.error()));
        if (count == 0 && !instancing.attributes.empty()) {
            // Only custom attributes: as many as they have elements, all where the node stands.
            auto any = open_accessor(document_, buffers_, instancing.attributes.front().index,
                                     limits::kInstances);
            if (any) count = any->count;
        }
        if (count == 0) return fail(ErrorKind::kBadData, "it has no instances");
        std::vector<glm::dmat4> matrices(count);
        for (std::uint64_t i = 0; i < count; ++i) {
            glm::dmat4 matrix(1.0);
            if (!turns->empty()) {
                const float* q = turns->data() + i * 4;
                const glm::dquat turn(q[3], q[0], q[1], q[2]);
                const double length = glm::length(turn);
                if (length > 1e-6) matrix = glm::mat4_cast(turn / length);
            }
            for (int axis = 0; axis < 3; ++axis) {
                const auto at = i * 3 + static_cast<std::uint64_t>(axis);
                if (!scales->empty()) matrix[axis] *= static_cast<double>((*scales)[at]);
                if (!moves->empty()) matrix[3][axis] = static_cast<double>((*moves)[at]);
            }
            matrices[i] = matrix;
        }
        return matrices;
    }

    const Document& document_;
    const GltfContext& context_;
    BufferStore& buffers_;
    FeatureRows& features_;
    TileContentBuilder& builder_;
    glm::dmat4 root_to_model_{1.0};
    std::vector<ModelPlacement> placements_;
    std::vector<std::uint32_t> placement_sets_;
    bool are_placements_split_ = false;
    std::vector<MeshUse> uses_;
    std::uint64_t instances_total_ = 0;
    ScenePlan plan_;
};

}  // namespace

Result<ScenePlan> plan_scene(const Document& document, const GltfContext& context,
                             BufferStore& buffers, FeatureRows& features,
                             TileContentBuilder& builder) {
    return Planner(document, context, buffers, features, builder).run();
}

}  // namespace belvedere::content::gltf
