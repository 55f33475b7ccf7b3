// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/tiles3d/tile_feature_table.hpp"

#include <cmath>
#include <string>
#include <utility>

#include "engine/content/limits.hpp"

namespace belvedere::content::tiles3d {

TileFeatureTable::TileFeatureTable(std::optional<JsonDocument> document, ByteView binary)
    : document_(std::move(document)), binary_(binary) {
    if (document_) root_ = document_->root();
}

Result<TileFeatureTable> TileFeatureTable::read(ByteView json, ByteView binary) {
    if (as_text(json).find_first_not_of(std::string_view(" \0", 2)) == std::string_view::npos) {
        return TileFeatureTable(std::nullopt, binary);
    }
    auto document = JsonDocument::parse(json, limits::kJsonDepth);
    if (!document) return fail_in("feature table", document.error());
    if (!document->root().is_object()) {
        return fail(ErrorKind::kBadData, "feature table: no JSON object");
    }
    return TileFeatureTable(std::move(*document), binary);
}

std::optional<std::uint64_t> TileFeatureTable::integer(std::string_view name) const {
    const JsonValue value = root_[name];
    if (!value.is_object()) return value.unsigned_integer();
    const auto bytes = values(name, 1, sizeof(std::uint32_t));
    if (!bytes) return std::nullopt;
    return load_unaligned<std::uint32_t>(bytes->data());
}

std::optional<glm::dvec3> TileFeatureTable::vector(std::string_view name) const {
    const JsonValue value = root_[name];
    glm::dvec3 vector(0.0);
    if (value.is_object()) {
        const auto bytes = values(name, 1, 3 * sizeof(float));
        if (!bytes) return std::nullopt;
        for (int axis = 0; axis < 3; ++axis) {
            vector[axis] = static_cast<double>(load_unaligned<float>(bytes->data() + axis * 4));
        }
    } else {
        const auto numbers = value.numbers(3);
        if (!numbers || numbers->size() != 3) return std::nullopt;
        vector = {(*numbers)[0], (*numbers)[1], (*numbers)[2]};
    }
    if (!std::isfinite(vector.x + vector.y + vector.z)) return std::nullopt;
    return vector;
}

Result<ByteView> TileFeatureTable::values(std::string_view name, std::uint64_t count,
                                          std::uint64_t bytes_each) const {
    const std::string label(name);
    const auto offset = root_[name]["byteOffset"].unsigned_integer();
    if (!offset) return fail(ErrorKind::kBadData, label + " has no valid byteOffset");
    const auto length = checked_multiply(count, bytes_each);
    const auto part = length ? checked_slice(binary_, *offset, *length) : std::nullopt;
    if (!part) return fail(ErrorKind::kBadData, label + " ends after the feature table's bytes");
    return *part;
}

}  // namespace belvedere::content::tiles3d
