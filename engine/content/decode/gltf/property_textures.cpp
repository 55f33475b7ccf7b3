// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/gltf/property_textures.hpp"

#include <cmath>

#include "engine/content/decode/gltf/column_writer.hpp"
#include "engine/content/decode/gltf/document_reader.hpp"
#include "engine/content/decode/tiles3d/texel_value.hpp"
#include "engine/content/limits.hpp"

namespace belvedere::content::gltf {

namespace {

bool same_coordinates(const TextureRef& a, const TextureRef& b) {
    return a.uv_set == b.uv_set && a.offset[0] == b.offset[0] && a.offset[1] == b.offset[1] &&
           a.scale[0] == b.scale[0] && a.scale[1] == b.scale[1] && a.rotation_rad == b.rotation_rad;
}

// KHR_texture_transform; what is not finite becomes 0.
TexelUv placed(const TextureRef& texture, float u, float v) {
    const float c = std::cos(texture.rotation_rad), s = std::sin(texture.rotation_rad);
    const float x = u * texture.scale[0], y = v * texture.scale[1];
    const TexelUv uv{c * x + s * y + texture.offset[0], c * y - s * x + texture.offset[1]};
    return {std::isfinite(uv.u) ? uv.u : 0.0F, std::isfinite(uv.v) ? uv.v : 0.0F};
}

}  // namespace

bool TexelWriter::has_room(std::uint64_t bytes) const {
    const std::uint64_t taken =
        builder_.texels.size() + builder_.texel_uvs.size() * sizeof(TexelUv) + definition_bytes_;
    return taken + bytes <= limits::kTexelBytes;
}

Result<std::uint32_t> TexelWriter::uvs(const TextureRef& texture, Written& written) {
    for (const auto& [other, first] : written.uvs) {
        if (same_coordinates(other, texture)) return first;
    }
    const AccessorView& view = written.source.uv[texture.uv_set];
    const std::size_t count = written.vertices.count;
    if (view.count != count) {
        return fail(ErrorKind::kBadData, "its primitive has no such texture coordinates");
    }
    if (!has_room(count * sizeof(TexelUv))) {
        return fail(ErrorKind::kLimit, "the tile is over limits::kTexelBytes");
    }
    std::vector<float> coordinates(count * 2);
    read_floats(view, 2, 0.0F, coordinates.data());
    const auto first = static_cast<std::uint32_t>(builder_.texel_uvs.size());
    for (std::size_t i = 0; i < count; ++i) {
        builder_.texel_uvs.push_back(placed(texture, coordinates[i * 2], coordinates[i * 2 + 1]));
    }
    written.uvs.emplace_back(texture, first);
    return first;
}

Result<std::uint32_t> TexelWriter::image(const Lookup& lookup) {
    const std::uint32_t texture = lookup.texture.image;
    const auto [at, is_new] = made_.try_emplace({texture, lookup.channels}, kNone);
    if (!is_new && at->second != kNone) return at->second;
    if (pixels_of_ != texture) pixels_ = images_.read_pixels(texture);
    pixels_of_ = texture;
    if (!pixels_ || pixels_->width == 0 || pixels_->height == 0) {
        return fail(ErrorKind::kBadData, "its image cannot be read");
    }
    const std::uint64_t texels = std::uint64_t{pixels_->width} * pixels_->height;
    if (!has_room(texels * lookup.channels.size())) {
        return fail(ErrorKind::kLimit, "the tile is over limits::kTexelBytes");
    }
    const Texture& source = document_.textures[texture];
    TexelImageRecord record{};
    record.width = pixels_->width;
    record.height = pixels_->height;
    record.texels_offset = builder_.texels.size();
    record.bytes_of_texel = static_cast<std::uint32_t>(lookup.channels.size());
    record.wrap_u = source.wrap_u;
    record.wrap_v = source.wrap_v;
    builder_.texels.reserve(builder_.texels.size() + texels * lookup.channels.size());
    for (std::uint64_t i = 0; i < texels; ++i) {
        for (const std::uint8_t channel : lookup.channels) {
            builder_.texels.push_back(std::byte{pixels_->rgba[i * 4 + channel]});
        }
    }
    at->second = static_cast<std::uint32_t>(builder_.texel_images.size());
    builder_.texel_images.push_back(record);
    return at->second;
}

Result<void> TexelWriter::add(TexelSetRecord record, const Lookup& lookup, Written& written) {
    if (builder_.texel_sets.size() >= limits::kTexelSets) {
        return fail(ErrorKind::kLimit, "the tile has more than limits::kTexelSets");
    }
    const auto uvs_first = uvs(lookup.texture, written);
    if (!uvs_first) return fail(uvs_first.error());
    const auto made = image(lookup);
    if (!made) return fail(made.error());
    record.vertices = written.vertices;
    record.uvs_first = *uvs_first;
    record.image = *made;
    builder_.texel_sets.push_back(record);
    return {};
}

Result<TexelWriter::Lookup> TexelWriter::read_lookup(const JsonValue& stored) {
    std::vector<std::string> problems;
    ObjectReader reader(stored, {"property"}, problems);
    Lookup lookup{parse_texture_reference(reader, document_), {}};
    for (const JsonValue& item : stored["channels"].items()) {
        const auto channel = item.unsigned_integer();
        if (!channel || *channel > 3 || lookup.channels.size() == 4) {
            return fail(ErrorKind::kBadData, "its channels are not there");
        }
        lookup.channels.push_back(static_cast<std::uint8_t>(*channel));
    }
    if (!stored["channels"].present()) lookup.channels = {0};
    // A third set of coordinates is among these: it is not read, and another is no substitute.
    if (!problems.empty()) return fail(ErrorKind::kBadData, problems.front());
    if (lookup.texture.image == kNone || lookup.channels.empty()) {
        return fail(ErrorKind::kBadData, "it names no texture or no channels");
    }
    return lookup;
}

Result<TexelWriter::Property> TexelWriter::read_property(const JsonField& declared,
                                                         const JsonValue& stored) {
    auto lookup = read_lookup(stored);
    if (!lookup) return fail(lookup.error());
    const auto definition =
        tiles3d::texel_definition(metadata_.schema(), declared.value, stored,
                                  static_cast<std::uint32_t>(lookup->channels.size()));
    if (!definition) return fail(definition.error());
    if (!has_room(definition->size())) {
        return fail(ErrorKind::kLimit, "the tile is over limits::kTexelBytes");
    }
    definition_bytes_ += definition->size();
    TexelSetRecord record{};
    record.name = builder_.add_text(declared.key);
    record.unit = builder_.add_text(declared.value["unit"].text().value_or(""));
    record.declared_type = builder_.add_text(declared_type_text(declared.value));
    record.definition = builder_.add_text(*definition);
    record.null_id = kNone;
    record.kind = TexelKind::kProperty;
    return Property{std::string(declared.key), record, std::move(*lookup)};
}

const std::vector<TexelWriter::Property>& TexelWriter::properties_of(
    std::uint32_t property_texture) {
    const auto [at, is_new] = properties_.try_emplace(property_texture);
    if (!is_new) return at->second;
    const std::vector<JsonValue> all = metadata_.metadata()["propertyTextures"].items();
    const JsonValue texture = property_texture < all.size() ? all[property_texture] : JsonValue{};
    const auto class_name = texture["class"].text();
    const JsonValue declared =
        class_name ? metadata_.schema()["classes"][*class_name] : JsonValue{};
    if (!declared.is_object()) {
        builder_.warn("a property texture's class is not in the schema");
        return at->second;
    }
    const StringRef owner = builder_.add_text(texture["name"].text().value_or(*class_name));
    for (const JsonField& each : declared["properties"].fields()) {
        const JsonValue stored = texture["properties"][each.key];
        if (!stored.present()) continue;
        auto property = read_property(each, stored);
        if (property) {
            property->record.owner = owner;
            at->second.push_back(std::move(*property));
            continue;
        }
        builder_.warn("property texture: " + std::string(each.key) +
                      " is left out: " + property.error().message);
        if (property.error().kind == ErrorKind::kLimit) break;
    }
    return at->second;
}

void TexelWriter::write_feature_ids(const Primitive& primitive, Written& written) {
    for (std::size_t i = 0; i < primitive.feature_ids.size() && i < limits::kFeatureSets; ++i) {
        const FeatureIds& ids = primitive.feature_ids[i];
        if (ids.source != FeatureIds::Source::kTexture || ids.texture == kNone) continue;
        Lookup lookup{default_material().base_color_texture, ids.channels};
        lookup.texture.image = ids.texture;
        lookup.texture.uv_set = static_cast<std::uint8_t>(ids.uv_set);
        TexelSetRecord record{};
        record.owner = builder_.add_text(features_.name_of(ids, i));
        record.rows = ids.table == kNone ? Range{} : features_.rows_of_table(ids.table);
        // A table that could not be read: its numbers would mean nothing.
        if (ids.table != kNone && record.rows.count == 0) continue;
        record.null_id = kNone;
        if (ids.null_id && *ids.null_id < kNone) {
            record.null_id = static_cast<std::uint32_t>(*ids.null_id);
        }
        record.kind = TexelKind::kFeatureIds;
        // The reader of vertices has said why when it is not usable.
        (void)add(record, lookup, written);
    }
}

void TexelWriter::write(const Primitive& primitive, const PrimitiveSource& source, Range vertices) {
    Written written{source, vertices, {}};
    write_feature_ids(primitive, written);
    for (const std::uint32_t index : primitive.property_textures) {
        for (const Property& property : properties_of(index)) {
            auto added = add(property.record, property.lookup, written);
            if (added) continue;
            builder_.warn("property texture: " + property.name +
                          " is left out: " + added.error().message);
        }
    }
}

}  // namespace belvedere::content::gltf
