// SPDX-License-Identifier: Apache-2.0
#include "engine/content/tile_content_builder.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>
#include <cstring>

#include "engine/content/float4.hpp"
#include "engine/content/limits.hpp"

namespace belvedere::content {

namespace {

std::uint64_t reserve(Bytes& bytes, std::uint64_t size, std::uint64_t alignment) {
    const std::uint64_t offset = (bytes.size() + alignment - 1) & ~(alignment - 1);
    bytes.resize(offset + size, std::byte{0});
    return offset;
}

constexpr std::size_t kGpuSections = static_cast<std::size_t>(kLastGpuSection) + 1;

struct SectionSource {
    const void* data;
    std::uint64_t bytes;
};

template <class Records>
SectionSource source_of(const Records& records) {
    return {records.data(), records.size() * sizeof(records[0])};
}

std::uint64_t drawn_count(const PrimitiveRecord& primitive) {
    return primitive.indices.count > 0 ? primitive.indices.count : primitive.vertices.count;
}

void add_counts(TileContentHeader& header, const PrimitiveRecord& primitive) {
    const std::uint64_t times = std::max(primitive.instances.count, 1U);
    if (primitive.topology == Topology::kTriangles) {
        header.triangle_count += drawn_count(primitive) / 3 * times;
    } else if (primitive.topology == Topology::kPoints) {
        header.point_count += drawn_count(primitive) * times;
    }
    for (int axis = 0; axis < 3; ++axis) {
        header.bounds_min_m[axis] =
            std::min(header.bounds_min_m[axis], primitive.bounds_min_m[axis]);
        header.bounds_max_m[axis] =
            std::max(header.bounds_max_m[axis], primitive.bounds_max_m[axis]);
    }
}

FrameRecord frame_record(const geo::LocalFrame& frame) {
    FrameRecord record{};
    for (int column = 0; column < 3; ++column) {
        record.origin[column] = frame.origin[column];
        for (int row = 0; row < 3; ++row) {
            record.axes[column * 3 + row] = frame.axes[column][row];
        }
    }
    return record;
}

}  // namespace

StringRef TileContentBuilder::add_text(std::string_view text) {
    if (text.empty()) return {};
    if (last_text_.length == text.size() &&
        std::string_view(text_).substr(last_text_.offset, last_text_.length) == text) {
        return last_text_;
    }
    // Beyond 4 GiB an offset no longer fits; limits::kDecodedBytes keeps decoders far below.
    if (text_.size() + text.size() > limits::kDecodedBytes) return {};
    last_text_ = {static_cast<std::uint32_t>(text_.size()),
                  static_cast<std::uint32_t>(text.size())};
    text_.append(text);
    return last_text_;
}

void TileContentBuilder::warn(std::string_view sentence) {
    for (Warning& warning : warnings_) {
        if (warning.sentence == sentence) {
            ++warning.count;
            return;
        }
    }
    if (warnings_.size() < limits::kWarnings) {
        warnings_.push_back({std::string(sentence), 1});
    } else {
        ++warnings_left_out_;
    }
}

void TileContentBuilder::set_attribution(std::string_view text) {
    attribution_ = add_text(text);
}

void TileContentBuilder::set_generator(std::string_view text) {
    generator_ = add_text(text);
}

void TileContentBuilder::add_extension(std::string_view name) {
    if (extensions_.size() >= limits::kExtensions || name.empty()) return;
    if (std::ranges::find(extensions_, name) == extensions_.end()) extensions_.emplace_back(name);
}

std::uint64_t TileContentBuilder::add_column_data(std::uint64_t bytes) {
    return reserve(column_data_, bytes, 8);
}

std::uint64_t TileContentBuilder::add_pixels(std::uint64_t bytes) {
    return reserve(pixels_, bytes, 16);
}

void TileContentBuilder::fit_bounds(PrimitiveRecord& primitive) const {
    const auto vertices =
        std::span(geometry).subspan(primitive.vertices.first, primitive.vertices.count);
    Bounds4 bounds[2];
    // The fourth lane is the vertex's normal, and ignored.
    for (std::size_t i = 0; i < vertices.size(); ++i)
        bounds[i % 2].add(load4(&vertices[i]));
    bounds[0].add(bounds[1]);
    set_bounds(primitive, bounds[0]);
}

void TileContentBuilder::set_bounds(PrimitiveRecord& primitive, const Bounds4& bounds) const {
    constexpr float kHuge = std::numeric_limits<float>::max();
    const Float4 low = bounds.low, high = bounds.high;
    const auto placed =
        std::span(instances).subspan(primitive.instances.first, primitive.instances.count);
    if (placed.empty()) {
        store3(primitive.bounds_min_m, low);
        store3(primitive.bounds_max_m, high);
        return;
    }
    std::fill_n(primitive.bounds_min_m, 3, kHuge);
    std::fill_n(primitive.bounds_max_m, 3, -kHuge);
    for (const InstanceRecord& instance : placed) {
        for (int axis = 0; axis < 3; ++axis) {
            const float* row = instance.rows[axis];
            float center = row[3], reach = 0.0F;
            for (int k = 0; k < 3; ++k) {
                center += row[k] * (low[k] + high[k]) * 0.5F;
                reach += std::abs(row[k]) * (high[k] - low[k]) * 0.5F;
            }
            primitive.bounds_min_m[axis] = std::min(primitive.bounds_min_m[axis], center - reach);
            primitive.bounds_max_m[axis] = std::max(primitive.bounds_max_m[axis], center + reach);
        }
    }
}

void TileContentBuilder::expect(const SectionCounts& counts) {
    // Records, material names and warnings that are not known yet.
    constexpr std::uint64_t kUnforeseen = 4096;
    const std::uint64_t sizes[] = {counts.vertices * sizeof(VertexGeometry),
                                   counts.surfaces * sizeof(VertexSurface),
                                   counts.colors * sizeof(Rgba8),
                                   counts.indices_16 * sizeof(std::uint16_t),
                                   counts.indices_32 * sizeof(std::uint32_t),
                                   counts.instances * sizeof(InstanceRecord)};
    static_assert(std::size(sizes) == kGpuSections);
    const std::uint64_t first = section_aligned(sizeof(TileContentHeader));
    std::uint64_t end = first;
    for (const std::uint64_t size : sizes)
        end = section_aligned(end) + size;
    const bool is_first = geometry.capacity() + surfaces.capacity() + colors.capacity() +
                              indices_16.capacity() + indices_32.capacity() +
                              instances.capacity() ==
                          0;
    // Too large is refused by the decoder, in its own words.
    if (!is_first || end == first || end > limits::kDecodedBytes) return;
    const std::uint64_t known =
        text_.size() + column_data_.size() + pixels_.size() + columns.size() * sizeof(ColumnRecord);
    memory_->reserve(end + known + kUnforeseen, first, end);
    // In the order of the sections.
    geometry.reserve(counts.vertices);
    surfaces.reserve(counts.surfaces);
    colors.reserve(counts.colors);
    indices_16.reserve(counts.indices_16);
    indices_32.reserve(counts.indices_32);
    instances.reserve(counts.instances);
}

void TileContentBuilder::expect_text(std::uint64_t bytes) {
    text_.reserve(text_.size() + std::min(bytes, limits::kDecodedBytes));
}

// Every large section stands in the block, and little of what was reserved is empty.
bool TileContentBuilder::is_laid_out() const {
    const SectionSource sources[] = {source_of(geometry),   source_of(surfaces),
                                     source_of(colors),     source_of(indices_16),
                                     source_of(indices_32), source_of(instances)};
    static_assert(std::size(sources) == kGpuSections);
    std::uint64_t used = 0;
    for (const SectionSource& source : sources) {
        if (source.bytes > 0 && !memory_->owns(source.data)) return false;
        used += source.bytes;
    }
    constexpr std::uint64_t kEmptyShare = 8;
    return used > 0 && memory_->bytes() - used <= used / kEmptyShare + sizeof(TileContentHeader) +
                                                      kGpuSections * kSectionAlignment;
}

std::vector<StringRef> TileContentBuilder::write_warnings() {
    std::vector<StringRef> refs;
    refs.reserve(warnings_.size());
    for (const Warning& warning : warnings_) {
        refs.push_back(
            add_text(warning.count == 1
                         ? warning.sentence
                         : warning.sentence + " (" + std::to_string(warning.count) + " times)"));
    }
    if (warnings_left_out_ > 0) {
        refs.push_back(add_text(std::to_string(warnings_left_out_) + " further warnings left out"));
    }
    return refs;
}

TileContent TileContentBuilder::finish() {
    TileContentHeader header{};
    header.magic = kTileContentMagic;
    header.version = kTileContentVersion;
    header.frame = frame_record(frame);
    constexpr float kHuge = std::numeric_limits<float>::max();
    std::fill_n(header.bounds_min_m, 3, kHuge);
    std::fill_n(header.bounds_max_m, 3, -kHuge);
    header.feature_count = feature_count;
    header.instance_count = instance_count;
    header.attribution = attribution_;
    header.generator = generator_;
    for (const PrimitiveRecord& primitive : primitives)
        add_counts(header, primitive);

    const std::vector<StringRef> warning_refs = write_warnings();
    std::vector<StringRef> extension_refs;
    extension_refs.reserve(extensions_.size());
    for (const std::string& name : extensions_)
        extension_refs.push_back(add_text(name));
    const SectionSource sources[] = {source_of(geometry),      source_of(surfaces),
                                     source_of(colors),        source_of(indices_16),
                                     source_of(indices_32),    source_of(instances),
                                     source_of(primitives),    source_of(materials),
                                     source_of(images),        source_of(pixels_),
                                     source_of(classes),       source_of(columns),
                                     source_of(column_data_),  {text_.data(), text_.size()},
                                     source_of(warning_refs),  source_of(extension_refs),
                                     source_of(feature_sets),  source_of(set_rows),
                                     source_of(content_frame), source_of(texel_sets),
                                     source_of(texel_uvs),     source_of(texel_images),
                                     source_of(texels)};
    static_assert(std::size(sources) == static_cast<std::size_t>(Section::kCount));

    const std::size_t in_place = is_laid_out() ? kGpuSections : 0;
    std::uint64_t end = sizeof(TileContentHeader);
    for (std::size_t i = 0; i < std::size(sources); ++i) {
        const bool stands = i < in_place && sources[i].bytes > 0;
        const std::uint64_t at =
            stands ? memory_->offset_of(sources[i].data) : section_aligned(end);
        header.sections[i] = {at, sources[i].bytes};
        end = at + sources[i].bytes;
    }
    header.total_bytes = end;
    Bytes bytes = in_place > 0 ? memory_->hand_over() : Bytes();
    bytes.resize(end);
    end = sizeof(TileContentHeader);
    std::memcpy(bytes.data(), &header, sizeof(header));
    for (std::size_t i = 0; i < std::size(sources); ++i) {
        const SectionRecord& section = header.sections[i];
        // What no section covers is zero, so that equal tiles are equal bytes.
        std::memset(bytes.data() + end, 0, section.offset - end);
        if (i >= in_place && section.bytes > 0) {
            std::memcpy(bytes.data() + section.offset, sources[i].data, section.bytes);
        }
        end = section.offset + section.bytes;
    }
    return TileContent(std::move(bytes));
}

OctNormal encode_normal(float x, float y, float z) {
    const float length = std::abs(x) + std::abs(y) + std::abs(z);
    if (!(length > 0.0F) || !std::isfinite(length)) return {kNoNormal, kNoNormal};
    float u = x / length, v = y / length;
    if (z < 0.0F) {
        const float folded_u = (1.0F - std::abs(v)) * std::copysign(1.0F, u);
        v = (1.0F - std::abs(u)) * std::copysign(1.0F, v);
        u = folded_u;
    }
    const auto quantise = [](float value) {
        return static_cast<std::int16_t>(
            std::clamp(value * 32767.0F + std::copysign(0.5F, value), -32767.0F, 32767.0F));
    };
    return {quantise(u), quantise(v)};
}

MaterialRecord default_material() {
    MaterialRecord material{};
    std::fill_n(material.base_color, 4, 1.0F);
    material.metallic = 1.0F;
    material.roughness = 1.0F;
    material.normal_scale = 1.0F;
    material.occlusion_strength = 1.0F;
    material.alpha_cutoff = 0.5F;
    const TextureRef none{.image = kNone,
                          .offset = {0.0F, 0.0F},
                          .scale = {1.0F, 1.0F},
                          .rotation_rad = 0.0F,
                          .wrap_u = Wrap::kRepeat,
                          .wrap_v = Wrap::kRepeat,
                          .filter = Filter::kLinear,
                          .uv_set = 0};
    material.base_color_texture = none;
    material.metallic_roughness_texture = none;
    material.normal_texture = none;
    material.occlusion_texture = none;
    material.emissive_texture = none;
    material.alpha_mode = AlphaMode::kOpaque;
    return material;
}

}  // namespace belvedere::content
