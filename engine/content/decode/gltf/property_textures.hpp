// SPDX-License-Identifier: Apache-2.0
// Property textures and feature-id textures of primitives as texel sets of a tile.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/content/decode/gltf/feature_rows.hpp"
#include "engine/content/decode/gltf/gltf_document.hpp"
#include "engine/content/decode/gltf/metadata_source.hpp"
#include "engine/content/decode/gltf/primitive_source.hpp"
#include "engine/content/decode/gltf/texture_images.hpp"
#include "engine/content/tile_content_builder.hpp"

namespace belvedere::content::gltf {

// One document's. Each image is kept once for each choice of channels, at most limits::kTexelBytes
// in all. A property that cannot be read is left out with a warning.
class TexelWriter {
  public:
    TexelWriter(const Document& document, const MetadataSource& metadata,
                const FeatureRows& features, const TextureImages& images,
                TileContentBuilder& builder)
        : document_(document),
          metadata_(metadata),
          features_(features),
          images_(images),
          builder_(builder) {}

    // Adds the sets of a primitive of triangles whose vertices stand at `vertices` in the builder.
    void write(const Primitive& primitive, const PrimitiveSource& source, Range vertices);

  private:
    // Which texels, and how a primitive reaches them.
    struct Lookup {
        TextureRef texture;  // With the texture's index.
        std::vector<std::uint8_t> channels;
    };
    // What a primitive has written so far.
    struct Written {
        const PrimitiveSource& source;
        Range vertices;
        std::vector<std::pair<TextureRef, std::uint32_t>> uvs;  // And where they begin.
    };
    // A property of a property texture, but for what depends on the primitive.
    struct Property {
        std::string name;
        TexelSetRecord record;
        Lookup lookup;
    };
    [[nodiscard]] const std::vector<Property>& properties_of(std::uint32_t property_texture);
    [[nodiscard]] Result<Property> read_property(const JsonField& declared,
                                                 const JsonValue& stored);
    void write_feature_ids(const Primitive& primitive, Written& written);
    // Completes the record and appends it; kBadData with why it cannot.
    [[nodiscard]] Result<void> add(TexelSetRecord record, const Lookup& lookup, Written& written);
    [[nodiscard]] Result<Lookup> read_lookup(const JsonValue& stored);
    [[nodiscard]] Result<std::uint32_t> uvs(const TextureRef& texture, Written& written);
    [[nodiscard]] Result<std::uint32_t> image(const Lookup& lookup);
    [[nodiscard]] bool has_room(std::uint64_t bytes) const;

    const Document& document_;
    const MetadataSource& metadata_;
    const FeatureRows& features_;
    const TextureImages& images_;
    TileContentBuilder& builder_;
    std::map<std::uint32_t, std::vector<Property>> properties_;  // By property texture.
    std::uint64_t definition_bytes_ = 0;
    // By texture and channels; kNone: not usable.
    std::map<std::pair<std::uint32_t, std::vector<std::uint8_t>>, std::uint32_t> made_;
    // The texture read last: properties often share one.
    std::uint32_t pixels_of_ = kNone;
    std::optional<RgbaPixels> pixels_;
};

}  // namespace belvedere::content::gltf
