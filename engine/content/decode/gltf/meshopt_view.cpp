// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/gltf/meshopt_view.hpp"

#include <meshoptimizer.h>

namespace belvedere::content::gltf {

namespace {

Failure bad_meshopt(const char* what) {
    return fail(ErrorKind::kBadData, what);
}

// The library asserts its arguments in debug builds and trusts them otherwise.
bool is_shape_allowed(const MeshoptView& view) {
    using Mode = MeshoptView::Mode;
    using Filter = MeshoptView::Filter;
    if (view.count == 0) return false;
    if (view.mode != Mode::kAttributes) {
        const bool is_index_size = view.stride == 2 || view.stride == 4;
        return is_index_size && view.filter == Filter::kNone &&
               (view.mode == Mode::kIndices || view.count % 3 == 0);
    }
    if (view.stride == 0 || view.stride > 256 || view.stride % 4 != 0) return false;
    switch (view.filter) {
        case Filter::kOctahedral:
            return view.stride == 4 || view.stride == 8;
        case Filter::kQuaternion:
            return view.stride == 8;
        default:
            return true;
    }
}

void apply_filter(const MeshoptView& view, void* data) {
    switch (view.filter) {
        case MeshoptView::Filter::kOctahedral:
            meshopt_decodeFilterOct(data, view.count, view.stride);
            break;
        case MeshoptView::Filter::kQuaternion:
            meshopt_decodeFilterQuat(data, view.count, view.stride);
            break;
        case MeshoptView::Filter::kExponential:
            meshopt_decodeFilterExp(data, view.count, view.stride);
            break;
        case MeshoptView::Filter::kNone:
            break;
    }
}

}  // namespace

Result<Bytes> decode_meshopt(ByteView source, const MeshoptView& view) {
    if (!is_shape_allowed(view))
        return bad_meshopt("meshopt stride, count or filter is not allowed");
    const std::size_t count = view.count, stride = view.stride;
    // The densest stream spends four bytes on 256 of output (a header of 2 bits for 16 zeros), so
    // a larger claim cannot be true and is refused before its memory is touched.
    if (count * stride / 256 > source.size()) return bad_meshopt("meshopt stream is too short");
    Bytes out(count * stride);
    const auto* from = reinterpret_cast<const unsigned char*>(source.data());
    int status = 0;
    switch (view.mode) {
        case MeshoptView::Mode::kAttributes:
            status = meshopt_decodeVertexBuffer(out.data(), count, stride, from, source.size());
            break;
        case MeshoptView::Mode::kTriangles:
            status = meshopt_decodeIndexBuffer(out.data(), count, stride, from, source.size());
            break;
        case MeshoptView::Mode::kIndices:
            status = meshopt_decodeIndexSequence(out.data(), count, stride, from, source.size());
            break;
    }
    if (status != 0) return bad_meshopt("meshopt stream does not decode");
    apply_filter(view, out.data());
    return out;
}

}  // namespace belvedere::content::gltf
