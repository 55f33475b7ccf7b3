// SPDX-License-Identifier: Apache-2.0
// The structural metadata of a document with the schema it names.
#pragma once

#include <optional>
#include <string_view>

#include "engine/content/decode/gltf/buffer_store.hpp"
#include "engine/content/decode/gltf/gltf_document.hpp"
#include "engine/content/decode/json_value.hpp"
#include "engine/content/tile_content_builder.hpp"

namespace belvedere::content::gltf {

// One document's, in the words of EXT_structural_metadata whatever it was written in. The schema is
// inline, in another file (`schemaUri`, read through the document's own reader), or `fallback`
// (JSON text, may be empty), the tileset's. What cannot be read is a warning. Const after it is
// made; the document must outlive it.
class MetadataSource {
  public:
    MetadataSource(const Document& document, const BufferStore& buffers, std::string_view fallback,
                   TileContentBuilder& builder);

    // Absent when the document has no such metadata.
    [[nodiscard]] const JsonValue& metadata() const { return metadata_; }
    [[nodiscard]] const JsonValue& schema() const { return schema_; }

  private:
    [[nodiscard]] JsonValue parse(ByteView json, TileContentBuilder& builder);
    [[nodiscard]] JsonValue find_schema(const BufferStore& buffers, std::string_view fallback,
                                        TileContentBuilder& builder);

    std::optional<JsonDocument> upgraded_;
    std::optional<JsonDocument> schema_document_;
    JsonValue metadata_;
    JsonValue schema_;
};

}  // namespace belvedere::content::gltf
