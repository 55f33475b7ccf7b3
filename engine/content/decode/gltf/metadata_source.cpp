// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/gltf/metadata_source.hpp"

#include <string>
#include <utility>

#include "engine/content/decode/gltf/feature_metadata.hpp"
#include "engine/content/limits.hpp"

namespace belvedere::content::gltf {

MetadataSource::MetadataSource(const Document& document, const BufferStore& buffers,
                               std::string_view fallback, TileContentBuilder& builder)
    : metadata_(document.structural_metadata) {
    if (!metadata_.present() && document.feature_metadata.present()) {
        if (document.feature_metadata["featureTextures"].present()) {
            builder.warn("feature textures of EXT_feature_metadata are left out");
        }
        const std::string text = upgrade_feature_metadata(document.feature_metadata);
        auto parsed = JsonDocument::parse(as_bytes(text), limits::kJsonDepth);
        if (!parsed) {
            builder.warn("EXT_feature_metadata is left out: " + parsed.error().message);
            return;
        }
        upgraded_.emplace(std::move(*parsed));
        metadata_ = upgraded_->root();
    }
    if (metadata_.present()) schema_ = find_schema(buffers, fallback, builder);
}

JsonValue MetadataSource::find_schema(const BufferStore& buffers, std::string_view fallback,
                                      TileContentBuilder& builder) {
    if (metadata_["schema"].is_object()) return metadata_["schema"];
    if (const auto uri = metadata_["schemaUri"].text()) {
        auto bytes = buffers.read_uri(*uri);
        if (bytes && bytes->size() <= limits::kJsonBytes) return parse(*bytes, builder);
        builder.warn("schema is left out: " +
                     (bytes ? "it is over limits::kJsonBytes" : bytes.error().message));
        return {};
    }
    return fallback.empty() ? JsonValue{} : parse(as_bytes(fallback), builder);
}

JsonValue MetadataSource::parse(ByteView json, TileContentBuilder& builder) {
    auto document = JsonDocument::parse(json, limits::kJsonDepth);
    if (!document) {
        builder.warn("schema is left out: " + document.error().message);
        return {};
    }
    schema_document_.emplace(std::move(*document));
    return schema_document_->root();
}

}  // namespace belvedere::content::gltf
