// SPDX-License-Identifier: Apache-2.0
// EXT_meshopt_compression (its appendices A and B): one compressed buffer view.
#pragma once

#include "engine/content/decode/gltf/gltf_document.hpp"
#include "engine/core/bytes.hpp"
#include "engine/core/result.hpp"

namespace belvedere::content::gltf {

// count * stride bytes, filter applied; the caller has bounded that product. kBadData when the
// stream, or what it claims (stride, count, filter), is not what the extension allows.
[[nodiscard]] Result<Bytes> decode_meshopt(ByteView source, const MeshoptView& view);

}  // namespace belvedere::content::gltf
