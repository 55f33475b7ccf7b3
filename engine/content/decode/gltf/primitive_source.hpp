// SPDX-License-Identifier: Apache-2.0
// The attributes of one primitive, found and checked, whatever way they are stored.
#pragma once

#include <string_view>
#include <vector>

#include <glm/vec3.hpp>

#include "engine/content/decode/gltf/accessor_view.hpp"
#include "engine/content/decode/gltf/gltf_document.hpp"

namespace belvedere::content::gltf {

struct NamedAttribute {
    std::string_view name;
    AccessorView view;
};

// Every view has positions.count elements. An absent attribute has count 0.
struct PrimitiveSource {
    AccessorView positions;  // Three floats.
    AccessorView normals, tangents, uv[2], color, joints, weights;
    std::vector<NamedAttribute> others;  // "_FEATURE_ID_0", "_BATCHID" ...
    AccessorView indices;                // Not yet checked against the count of vertices.
    AccessorView outline;                // CESIUM_primitive_outline.
    glm::vec3 low{0.0F}, high{0.0F};     // Of the positions, which are all finite.
};

// kBadData (with why) for what cannot be drawn, kLimit over limits::kVertices or kIndices. Lesser
// faults (an attribute of the wrong count) go to `warnings` and leave that attribute out.
[[nodiscard]] Result<PrimitiveSource> open_primitive(const Document& document, BufferStore& buffers,
                                                     const Primitive& primitive,
                                                     std::vector<std::string>& warnings);

// The same primitive with its vertices elsewhere: three floats each; no normals keeps those of
// `source`. Tangents no longer fit and go. Errors as measure().
[[nodiscard]] Result<PrimitiveSource> with_shape(const PrimitiveSource& source,
                                                 std::vector<float> positions,
                                                 std::vector<float> normals);

// Sets low and high; kBadData when a position is not finite or there is none.
[[nodiscard]] Result<void> measure(PrimitiveSource& source);

}  // namespace belvedere::content::gltf
