// SPDX-License-Identifier: Apache-2.0
#include "engine/content/retained_content.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace belvedere::content {
namespace {

// Styles may ask for the colour of a point.
bool keeps_color(const PrimitiveRecord& primitive) {
    return primitive.topology == Topology::kPoints;
}

bool keeps_colors(const TileContent& content) {
    return std::ranges::any_of(content.primitives(), keeps_color);
}

bool is_dropped(Section section, bool with_colors) {
    return section == Section::kSurface || (section == Section::kColor && !with_colors) ||
           section == Section::kImages || section == Section::kPixels;
}

std::uint64_t aligned_16(std::uint64_t offset) {
    return (offset + 15) & ~std::uint64_t{15};
}

// Calls `change` with each record of a section, as a value that is written back.
template <class Record, class Change>
void change_records(Bytes& bytes, const SectionRecord& section, Change change) {
    for (std::uint64_t at = 0; at + sizeof(Record) <= section.bytes; at += sizeof(Record)) {
        std::byte* where = bytes.data() + section.offset + at;
        auto record = load_unaligned<Record>(where);
        change(record);
        std::memcpy(where, &record, sizeof(Record));
    }
}

void forget_dropped(Bytes& bytes, const TileContentHeader& header, bool with_colors) {
    const auto section = [&](Section s) { return header.sections[static_cast<std::size_t>(s)]; };
    change_records<PrimitiveRecord>(bytes, section(Section::kPrimitives),
                                    [with_colors](PrimitiveRecord& primitive) {
                                        primitive.surface_first = kNone;
                                        if (with_colors && keeps_color(primitive)) return;
                                        primitive.color_first = kNone;
                                    });
    change_records<MaterialRecord>(bytes, section(Section::kMaterials),
                                   [](MaterialRecord& material) {
                                       material.base_color_texture.image = kNone;
                                       material.metallic_roughness_texture.image = kNone;
                                       material.normal_texture.image = kNone;
                                       material.occlusion_texture.image = kNone;
                                       material.emissive_texture.image = kNone;
                                   });
}

}  // namespace

std::uint64_t retained_bytes(const TileContent& content) {
    const bool with_colors = keeps_colors(content);
    std::uint64_t end = aligned_16(sizeof(TileContentHeader));
    for (std::size_t i = 0; i < static_cast<std::size_t>(Section::kCount); ++i) {
        if (!is_dropped(static_cast<Section>(i), with_colors)) {
            end = aligned_16(end + content.header().sections[i].bytes);
        }
    }
    return end;
}

TileContent retained_content(const TileContent& content) {
    TileContentHeader header = content.header();
    const bool with_colors = keeps_colors(content);
    std::uint64_t end = aligned_16(sizeof(TileContentHeader));
    for (std::size_t i = 0; i < static_cast<std::size_t>(Section::kCount); ++i) {
        SectionRecord& record = header.sections[i];
        record.offset = end;
        if (is_dropped(static_cast<Section>(i), with_colors)) record.bytes = 0;
        end = aligned_16(end + record.bytes);
    }
    header.total_bytes = end;
    Bytes bytes(end, std::byte{0});  // Between sections too.
    std::memcpy(bytes.data(), &header, sizeof(header));
    for (std::size_t i = 0; i < static_cast<std::size_t>(Section::kCount); ++i) {
        const ByteView from = content.section(static_cast<Section>(i));
        if (header.sections[i].bytes == 0) continue;
        std::memcpy(bytes.data() + header.sections[i].offset, from.data(), from.size());
    }
    forget_dropped(bytes, header, with_colors);
    return TileContent(std::move(bytes));
}

}  // namespace belvedere::content
