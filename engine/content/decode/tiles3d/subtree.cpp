// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/tiles3d/subtree.hpp"

#include <bit>

#include "engine/content/decode/tiles3d/property_type.hpp"

namespace belvedere::content::tiles3d {

namespace {

bool bit_at(const Bytes& bits, std::uint64_t index) {
    const auto byte = std::to_integer<unsigned>(bits[static_cast<std::size_t>(index / 8)]);
    return (byte >> (index % 8) & 1U) != 0;
}

std::uint64_t bytes_of(const std::vector<std::string>& texts) {
    std::uint64_t bytes = texts.capacity() * sizeof(std::string);
    for (const std::string& text : texts)
        bytes += text.capacity();
    return bytes;
}

}  // namespace

bool Availability::has(std::uint64_t index) const {
    if (bits.empty()) return constant;
    return index / 8 < bits.size() && bit_at(bits, index);
}

std::uint64_t Availability::rank(std::uint64_t index) const {
    if (bits.empty()) return constant ? index : 0;
    std::uint64_t count = 0;
    for (std::uint64_t byte = 0; byte < index / 8; ++byte) {
        count += static_cast<std::uint64_t>(
            std::popcount(std::to_integer<unsigned>(bits[static_cast<std::size_t>(byte)])));
    }
    for (std::uint64_t bit = index / 8 * 8; bit < index; ++bit)
        count += bit_at(bits, bit) ? 1U : 0U;
    return count;
}

std::optional<std::uint64_t> Subtree::index_of(std::uint32_t level, std::uint64_t morton) const {
    if (level >= levels_) return std::nullopt;
    const std::uint64_t before = tiles_in_levels(scheme_, level);
    const std::uint64_t in_level = tiles_in_levels(scheme_, level + 1) - before;
    return morton < in_level ? std::optional(before + morton) : std::nullopt;
}

bool Subtree::has_tile(std::uint32_t level, std::uint64_t morton) const {
    const auto index = index_of(level, morton);
    return index && tiles_.has(*index);
}

bool Subtree::has_content(std::uint32_t content, std::uint32_t level, std::uint64_t morton) const {
    const auto index = index_of(level, morton);
    return index && content < contents_.size() && contents_[content].has(*index);
}

bool Subtree::has_child_subtree(std::uint64_t morton) const {
    const std::uint64_t count =
        tiles_in_levels(scheme_, levels_ + 1) - tiles_in_levels(scheme_, levels_);
    return morton < count && child_subtrees_.has(morton);
}

std::uint32_t Subtree::content_count() const {
    return static_cast<std::uint32_t>(contents_.size());
}

std::string Subtree::MetadataRows::entity(std::uint64_t row) const {
    if (row >= rows.size()) return {};
    std::string text = "{\"class\":";
    append_text(text, class_name);
    text += ",\"properties\":";
    text += rows[static_cast<std::size_t>(row)];
    return text + "}";
}

std::uint64_t Subtree::MetadataRows::bytes() const {
    return bytes_of(rows) + class_name.capacity();
}

std::string Subtree::tile_metadata_json(std::uint32_t level, std::uint64_t morton) const {
    const auto index = index_of(level, morton);
    if (!index || tile_rows_.rows.empty() || !tiles_.has(*index)) return {};
    return tile_rows_.entity(tiles_.rank(*index));
}

std::string Subtree::content_metadata_json(std::uint32_t content, std::uint32_t level,
                                           std::uint64_t morton) const {
    const auto index = index_of(level, morton);
    if (!index || !has_content(content, level, morton) || content >= content_rows_.size())
        return {};
    return content_rows_[content].entity(contents_[content].rank(*index));
}

const TileSemantics* Subtree::semantics(std::uint32_t level, std::uint64_t morton) const {
    const auto index = index_of(level, morton);
    if (!index || tile_semantics_.empty() || !tiles_.has(*index)) return nullptr;
    const std::uint64_t row = tiles_.rank(*index);
    return row < tile_semantics_.size() ? &tile_semantics_[static_cast<std::size_t>(row)] : nullptr;
}

std::uint64_t Subtree::bytes() const {
    std::uint64_t bytes = sizeof(Subtree) + tiles_.bits.capacity() +
                          child_subtrees_.bits.capacity() + tile_rows_.bytes() +
                          tile_semantics_.capacity() * sizeof(TileSemantics) + bytes_of(warnings_) +
                          subtree_metadata_.capacity();
    for (const Availability& content : contents_)
        bytes += sizeof(content) + content.bits.capacity();
    for (const MetadataRows& rows : content_rows_)
        bytes += rows.bytes();
    return bytes;
}

}  // namespace belvedere::content::tiles3d
