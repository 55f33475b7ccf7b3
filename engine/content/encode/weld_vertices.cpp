// SPDX-License-Identifier: Apache-2.0
#include "engine/content/encode/weld_vertices.hpp"

#include <meshoptimizer.h>

#include <cstdint>
#include <vector>

namespace belvedere::content::encode {

namespace {

template <class T>
void add_stream(std::vector<meshopt_Stream>& streams, const std::vector<T>& values) {
    if (!values.empty()) streams.push_back({values.data(), sizeof(T), sizeof(T)});
}

template <class T>
void apply_remap(std::vector<T>& values, const std::vector<unsigned int>& remap,
                 std::size_t unique_count) {
    if (values.empty()) return;
    meshopt_remapVertexBuffer(values.data(), values.data(), values.size(), sizeof(T), remap.data());
    values.resize(unique_count);
}

}  // namespace

void weld_vertices(Primitive& primitive) {
    if (primitive.indices.empty()) return;
    std::vector<meshopt_Stream> streams;
    add_stream(streams, primitive.positions);
    add_stream(streams, primitive.normals);
    add_stream(streams, primitive.colors);
    add_stream(streams, primitive.uvs);
    add_stream(streams, primitive.features);
    add_stream(streams, primitive.other_features);
    std::vector<unsigned int> remap(primitive.positions.size());
    const std::size_t unique_count = meshopt_generateVertexRemapMulti(
        remap.data(), primitive.indices.data(), primitive.indices.size(),
        primitive.positions.size(), streams.data(), streams.size());
    meshopt_remapIndexBuffer(primitive.indices.data(), primitive.indices.data(),
                             primitive.indices.size(), remap.data());
    apply_remap(primitive.positions, remap, unique_count);
    apply_remap(primitive.normals, remap, unique_count);
    apply_remap(primitive.colors, remap, unique_count);
    apply_remap(primitive.uvs, remap, unique_count);
    apply_remap(primitive.features, remap, unique_count);
    apply_remap(primitive.other_features, remap, unique_count);
}

}  // namespace belvedere::content::encode
