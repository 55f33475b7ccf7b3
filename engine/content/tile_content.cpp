// SPDX-License-Identifier: Apache-2.0
#include "engine/content/tile_content.hpp"

#include <cassert>

#include "engine/content/pixel_layout.hpp"

namespace belvedere::content {

namespace {

template <class Record>
std::span<const Record> records(ByteView bytes) {
    // Sections start at multiples of 16 and a vector's memory does too, so this is aligned.
    return {reinterpret_cast<const Record*>(bytes.data()), bytes.size() / sizeof(Record)};
}

}  // namespace

const TileContentHeader& TileContent::header() const {
    assert(bytes_.size() >= sizeof(TileContentHeader));
    return *reinterpret_cast<const TileContentHeader*>(bytes_.data());
}

ByteView TileContent::section(Section section) const {
    const SectionRecord& record = header().sections[static_cast<std::size_t>(section)];
    return ByteView(bytes_).subspan(record.offset, record.bytes);
}

ByteView TileContent::gpu_bytes() const {
    const SectionRecord& last = header().sections[static_cast<std::size_t>(kLastGpuSection)];
    const std::uint64_t first = gpu_bytes_offset();
    return ByteView(bytes_).subspan(first, last.offset + last.bytes - first);
}

std::uint64_t TileContent::gpu_bytes_offset() const {
    return header().sections[static_cast<std::size_t>(Section::kGeometry)].offset;
}

std::span<const VertexGeometry> TileContent::geometry() const {
    return records<VertexGeometry>(section(Section::kGeometry));
}

std::span<const VertexSurface> TileContent::surfaces() const {
    return records<VertexSurface>(section(Section::kSurface));
}

std::span<const Rgba8> TileContent::colors() const {
    return records<Rgba8>(section(Section::kColor));
}

std::span<const std::uint16_t> TileContent::indices_16() const {
    return records<std::uint16_t>(section(Section::kIndices16));
}

std::span<const std::uint32_t> TileContent::indices_32() const {
    return records<std::uint32_t>(section(Section::kIndices32));
}

std::span<const InstanceRecord> TileContent::instances() const {
    return records<InstanceRecord>(section(Section::kInstances));
}

std::span<const PrimitiveRecord> TileContent::primitives() const {
    return records<PrimitiveRecord>(section(Section::kPrimitives));
}

std::span<const MaterialRecord> TileContent::materials() const {
    return records<MaterialRecord>(section(Section::kMaterials));
}

std::span<const ImageRecord> TileContent::images() const {
    return records<ImageRecord>(section(Section::kImages));
}

std::span<const FeatureClassRecord> TileContent::classes() const {
    return records<FeatureClassRecord>(section(Section::kClasses));
}

std::span<const ColumnRecord> TileContent::columns() const {
    return records<ColumnRecord>(section(Section::kColumns));
}

std::span<const StringRef> TileContent::warnings() const {
    return records<StringRef>(section(Section::kWarnings));
}

std::span<const StringRef> TileContent::extensions() const {
    return records<StringRef>(section(Section::kExtensions));
}

std::span<const FeatureSetRecord> TileContent::feature_sets() const {
    return records<FeatureSetRecord>(section(Section::kFeatureSets));
}

std::span<const std::uint32_t> TileContent::set_rows() const {
    return records<std::uint32_t>(section(Section::kSetRows));
}

std::span<const TexelSetRecord> TileContent::texel_sets() const {
    return records<TexelSetRecord>(section(Section::kTexelSets));
}

std::span<const TexelUv> TileContent::texel_uvs() const {
    return records<TexelUv>(section(Section::kTexelUvs));
}

std::span<const TexelImageRecord> TileContent::texel_images() const {
    return records<TexelImageRecord>(section(Section::kTexelImages));
}

const ContentFrameRecord* TileContent::content_frame() const {
    const auto frames = records<ContentFrameRecord>(section(Section::kContentFrame));
    return frames.empty() ? nullptr : &frames.front();
}

std::string_view TileContent::text(StringRef ref) const {
    return as_text(section(Section::kText).subspan(ref.offset, ref.length));
}

ByteView TileContent::pixels(const ImageRecord& image, std::uint32_t level) const {
    assert(level < image.levels);
    const ImageSize size{image.width, image.height};
    const std::uint64_t offset = image.pixels_offset + level_offset(image.format, size, level);
    return section(Section::kPixels)
        .subspan(offset, level_bytes(image.format, level_size(size, level)));
}

}  // namespace belvedere::content
