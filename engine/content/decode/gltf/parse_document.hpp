// SPDX-License-Identifier: Apache-2.0
// glTF JSON to a gltf::Document.
#pragma once

#include "engine/content/decode/gltf/gltf_document.hpp"
#include "engine/core/result.hpp"

namespace belvedere::content::gltf {

// Any thread. kUnsupported for another major version or an unknown required extension (named),
// kLimit for too many nodes, images ...; kBadData when the document has no asset or is no object.
// A single broken part becomes unusable and is named in Document::warnings.
[[nodiscard]] Result<Document> parse_document(const JsonValue& root);

}  // namespace belvedere::content::gltf
