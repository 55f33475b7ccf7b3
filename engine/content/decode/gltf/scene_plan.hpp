// SPDX-License-Identifier: Apache-2.0
// What a document draws: every primitive with where it stands, repeated ones as instances.
#pragma once

#include <cstdint>
#include <vector>

#include <glm/mat4x4.hpp>

#include "engine/content/decode/gltf/buffer_store.hpp"
#include "engine/content/decode/gltf/decode_gltf.hpp"
#include "engine/content/decode/gltf/feature_rows.hpp"
#include "engine/content/decode/gltf/gltf_document.hpp"

namespace belvedere::content::gltf {

// Where a model is repeated: from the model's coordinates to the source's. All of one set turn
// triangles the same way round.
struct InstanceSet {
    std::vector<glm::dmat4> matrices;
    std::vector<std::uint32_t> features;  // One for each matrix; kNone: as the vertices say.
    std::vector<FurtherIds> further;      // Likewise.
};

struct Draw {
    std::uint32_t mesh = kNone;
    std::uint32_t skin = kNone;
    glm::dmat4 matrix{1.0};            // Mesh to source, or to the model when there is a set.
    std::uint32_t instances = kNone;   // In ScenePlan::sets.
    std::uint32_t morph_node = kNone;  // Node whose weights stand for those of the mesh.
};

struct ScenePlan {
    std::vector<Draw> draws;
    std::vector<InstanceSet> sets;
    std::vector<glm::dmat4> node_to_root;  // For skins; of visited nodes.
    glm::dmat4 root_to_source{1.0};        // Of the first placement.
    std::uint64_t instance_count = 0;      // As TileContentHeader counts them.
};

// Walks the scene without recursion; nodes deeper than limits::kNodeDepth, visited twice, or with a
// transform that is not finite are left out with a warning. kLimit over limits::kInstances.
[[nodiscard]] Result<ScenePlan> plan_scene(const Document& document, const GltfContext& context,
                                           BufferStore& buffers, FeatureRows& features,
                                           TileContentBuilder& builder);

}  // namespace belvedere::content::gltf
