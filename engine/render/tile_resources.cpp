// SPDX-License-Identifier: Apache-2.0
#include "engine/render/tile_resources.hpp"

#include <algorithm>
#include <cstring>

#include <glm/common.hpp>
#include <glm/vec3.hpp>

#include "engine/content/plain_points.hpp"
#include "engine/core/log.hpp"
#include "engine/render/derived_outline.hpp"
#include "engine/render/scene_bindings.hpp"
#include "engine/render/tile_materials.hpp"

namespace belvedere::render {
namespace {

using content::Section;
using content::TileContent;

// Where sections lie in the tile's buffer, which starts at byte `first` of the block.
struct BufferLayout {
    const TileContent& content;
    std::uint64_t first;

    [[nodiscard]] std::uint64_t offset_of(Section section) const {
        return content.header().sections[static_cast<std::size_t>(section)].offset - first;
    }
    [[nodiscard]] std::uint64_t offset_of(const content::PrimitiveRecord& primitive,
                                          const content::Range& indices) const {
        const Section section =
            primitive.index_bytes == 4 ? Section::kIndices32 : Section::kIndices16;
        return offset_of(section) + std::uint64_t{indices.first} * primitive.index_bytes;
    }
};

TilePrimitive primitive_of(const BufferLayout& layout, const content::PrimitiveRecord& record) {
    const content::MaterialRecord& material = layout.content.materials()[record.material];
    TilePrimitive primitive;
    primitive.geometry_offset =
        layout.offset_of(Section::kGeometry) +
        std::uint64_t{record.vertices.first} * sizeof(content::VertexGeometry);
    primitive.surface_offset =
        record.surface_first == content::kNone
            ? kNoStream
            : layout.offset_of(Section::kSurface) +
                  std::uint64_t{record.surface_first} * sizeof(content::VertexSurface);
    primitive.color_offset = record.color_first == content::kNone
                                 ? kNoStream
                                 : layout.offset_of(Section::kColor) +
                                       std::uint64_t{record.color_first} * sizeof(content::Rgba8);
    if (record.index_bytes != 0) {
        primitive.index_offset = layout.offset_of(record, record.indices);
        primitive.outline_offset = layout.offset_of(record, record.outline);
        primitive.index_count = record.indices.count;
        primitive.outline_count = record.outline.count;
    }
    primitive.is_instanced = record.instances.count > 0;
    primitive.instance_count = std::max(1u, record.instances.count);
    primitive.instance_offset =
        layout.offset_of(Section::kInstances) +
        std::uint64_t{record.instances.first} * sizeof(content::InstanceRecord);
    primitive.vertex_count = record.vertices.count;
    primitive.material = record.material;
    std::copy_n(material.base_color, 4, primitive.base_color.begin());
    primitive.index_type = record.index_bytes == 4 ? VK_INDEX_TYPE_UINT32 : VK_INDEX_TYPE_UINT16;
    primitive.shading = shading_of(record, material);
    primitive.is_double_sided = (material.flags & content::material_flags::kDoubleSided) != 0;
    primitive.is_blended = material.alpha_mode == content::AlphaMode::kBlend;
    primitive.is_masked = material.alpha_mode == content::AlphaMode::kMask;
    primitive.has_normals = (record.flags & content::primitive_flags::kHasNormals) != 0;
    primitive.is_unpainted = is_unpainted(record, material);
    return primitive;
}

std::vector<gpu::ImageRegion> level_regions(const content::ImageRecord& image) {
    std::vector<gpu::ImageRegion> regions;
    std::uint64_t offset = 0;
    std::uint32_t width = image.width, height = image.height;
    for (std::uint32_t level = 0; level < image.levels; ++level) {
        regions.push_back({.mip_level = level, .source_offset = offset});
        const std::uint64_t blocks = std::uint64_t{(width + 3) / 4} * ((height + 3) / 4);
        std::uint64_t bytes = std::uint64_t{width} * height * 4;
        if (image.format == content::PixelFormat::kBc1 ||
            image.format == content::PixelFormat::kBc4) {
            bytes = blocks * 8;
        } else if (image.format != content::PixelFormat::kRgba8) {
            bytes = blocks * 16;
        }
        offset += (bytes + 15) / 16 * 16;
        width = std::max(1u, width / 2);
        height = std::max(1u, height / 2);
    }
    return regions;
}

}  // namespace

Result<std::unique_ptr<TileResources>> TileResources::create(
    SceneBindings& bindings, gpu::UploadQueue& uploads,
    const std::shared_ptr<const content::TileContent>& content, BlockLifetime lifetime) {
    std::unique_ptr<TileResources> tile(new TileResources(uploads));
    const content::TileContentHeader& header = content->header();
    const content::FrameRecord& frame = header.frame;
    tile->frame_.origin = glm::dvec3(frame.origin[0], frame.origin[1], frame.origin[2]);
    for (int column = 0; column < 3; ++column) {
        const double* axis = frame.axes + 3 * column;
        tile->frame_.axes[column] = glm::dvec3(axis[0], axis[1], axis[2]);
    }
    const glm::dvec3 low(header.bounds_min_m[0], header.bounds_min_m[1], header.bounds_min_m[2]);
    const glm::dvec3 high(header.bounds_max_m[0], header.bounds_max_m[1], header.bounds_max_m[2]);
    const glm::dvec3 half = glm::max((high - low) * 0.5, glm::dvec3(0.0));
    tile->box_.center = tile->frame_.to_world((low + high) * 0.5);
    tile->box_.half_axes = glm::dmat3(tile->frame_.axes[0] * half.x, tile->frame_.axes[1] * half.y,
                                      tile->frame_.axes[2] * half.z);
    tile->ground_m_ = header.bounds_min_m[2];
    tile->style_row_count_ = header.feature_count;
    tile->triangle_count_ = header.triangle_count;
    if (content->gpu_bytes().empty()) return tile;
    const auto first = tile->make_buffer(bindings.device(), content, lifetime);
    if (!first) return fail(first.error());
    tile->add_primitives(*content, *first);
    if (auto made = tile->make_images(bindings, content); !made) return fail(made.error());
    if (auto made = tile->make_materials(bindings, *content); !made) return fail(made.error());
    return tile;
}

TileResources::~TileResources() {
    for (const gpu::Ticket& ticket : tickets_) {
        if (!uploads_.complete(ticket)) uploads_.cancel(ticket);
    }
    if (!uploads_.complete(outline_ticket_)) uploads_.cancel(outline_ticket_);
    if (style_owner_ != nullptr) style_owner_->release(style_range_);
}

bool TileResources::lacks_outlines() const {
    bool has_triangles = false;
    for (const TilePrimitive& primitive : primitives_) {
        if (primitive.outline_count > 0) return false;
        has_triangles = has_triangles || (primitive.shading != TileShading::kPoints &&
                                          primitive.shading != TileShading::kLines);
    }
    return has_triangles && !outline_buffer_.handle();
}

Result<void> TileResources::add_outlines(gpu::Device& device, const content::TileContent& content) {
    std::vector<std::uint32_t> indices;
    std::vector<std::uint32_t> counts;
    for (const content::PrimitiveRecord& record : content.primitives()) {
        if (record.vertices.count == 0) continue;
        const std::vector<std::uint32_t> outline = derived_outline(content, record);
        indices.insert(indices.end(), outline.begin(), outline.end());
        counts.push_back(static_cast<std::uint32_t>(outline.size()));
    }
    if (indices.empty() || counts.size() != primitives_.size()) return {};
    auto buffer = gpu::Buffer::create(device, {.name = "tile outlines",
                                               .bytes = indices.size() * sizeof(std::uint32_t),
                                               .usage = VK_BUFFER_USAGE_INDEX_BUFFER_BIT,
                                               .category = gpu::MemoryCategory::kTiles});
    if (!buffer) return fail(buffer.error());
    auto ticket = uploads_.upload(*buffer, 0, {std::as_bytes(std::span(indices)), nullptr});
    if (!ticket) return fail(ticket.error());
    outline_buffer_ = std::move(*buffer);
    outline_ticket_ = *ticket;
    gpu_bytes_ += outline_buffer_.memory_bytes();
    std::uint64_t offset = 0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        primitives_[i].outline_offset = offset;
        primitives_[i].outline_count = counts[i];
        offset += counts[i] * sizeof(std::uint32_t);
    }
    return {};
}

bool TileResources::is_ready() const {
    is_ready_ =
        is_ready_ || std::all_of(tickets_.begin(), tickets_.end(),
                                 [this](gpu::Ticket ticket) { return uploads_.complete(ticket); });
    return is_ready_;
}

VkDescriptorSet TileResources::material_set(std::uint32_t material) const {
    return material < material_sets_.size() ? material_sets_[material].get() : VK_NULL_HANDLE;
}

void TileResources::set_style_range(StyleBuffer& owner, StyleRange range) {
    if (style_owner_ != nullptr) style_owner_->release(style_range_);
    style_owner_ = &owner;
    style_range_ = range;
}

// Where in the block the buffer starts.
Result<std::uint64_t> TileResources::make_buffer(
    gpu::Device& device, const std::shared_ptr<const content::TileContent>& content,
    BlockLifetime lifetime) {
    const ByteView bytes = content->gpu_bytes();
    const gpu::BufferOptions options{
        .name = "tile",
        .bytes = bytes.size(),
        .usage = VK_BUFFER_USAGE_VERTEX_BUFFER_BIT | VK_BUFFER_USAGE_INDEX_BUFFER_BIT,
        .category = gpu::MemoryCategory::kTiles};
    const std::uint64_t first = content->gpu_bytes_offset();
    if (lifetime == BlockLifetime::kOfTile && content->bytes().size() >= kWholePagesFromBytes) {
        auto buffer = gpu::Buffer::over(device, options,
                                        content->bytes().first(first + bytes.size()), content);
        if (buffer) {
            buffer_ = std::move(*buffer);
            return 0;
        }
        if (buffer.error().kind != ErrorKind::kUnsupported) return fail(buffer.error());
    }
    auto buffer = gpu::Buffer::create(device, options);
    if (!buffer) return fail(buffer.error());
    buffer_ = std::move(*buffer);
    gpu_bytes_ += buffer_.memory_bytes();
    auto ticket = uploads_.upload(buffer_, 0, {bytes, content});
    if (!ticket) return fail(ticket.error());
    tickets_.push_back(*ticket);
    return first;
}

void TileResources::add_primitives(const content::TileContent& content,
                                   std::uint64_t buffer_first) {
    const std::vector<content::PlainPoints> plain = content::plain_points(content);
    auto next_plain = plain.begin();
    for (std::uint32_t i = 0; i < content.primitives().size(); ++i) {
        const content::PrimitiveRecord& record = content.primitives()[i];
        if (record.vertices.count == 0) continue;
        primitives_.push_back(primitive_of({content, buffer_first}, record));
        if (next_plain != plain.end() && next_plain->primitive == i) {
            primitives_.back().point_rows_first = next_plain->rows.first;
            style_row_count_ += next_plain->rows.count;
            ++next_plain;
        }
        has_points_ = has_points_ || primitives_.back().shading == TileShading::kPoints;
    }
}

Result<void> TileResources::make_images(
    SceneBindings& bindings, const std::shared_ptr<const content::TileContent>& content) {
    const bool has_bc = bindings.device().info().bc_textures;
    for (const content::ImageRecord& record : content->images()) {
        const VkFormat format = format_of(record, has_bc);
        images_.emplace_back();
        if (format == VK_FORMAT_UNDEFINED || record.pixels_bytes == 0) {
            log::warning("a compressed texture is shown white: this device cannot read its format");
            continue;
        }
        auto image =
            gpu::Image::create(bindings.device(), {.name = "tile texture",
                                                   .format = format,
                                                   .extent = {record.width, record.height},
                                                   .mip_levels = record.levels,
                                                   .category = gpu::MemoryCategory::kTextures});
        if (!image) return fail(image.error());
        images_.back() = std::move(*image);
        gpu_bytes_ += images_.back().memory_bytes();
        const ByteView pixels =
            content->section(Section::kPixels).subspan(record.pixels_offset, record.pixels_bytes);
        auto ticket = uploads_.upload(images_.back(), level_regions(record), {pixels, content});
        if (!ticket) return fail(ticket.error());
        tickets_.push_back(*ticket);
    }
    return {};
}

Result<void> TileResources::make_materials(SceneBindings& bindings,
                                           const content::TileContent& content) {
    const bool needs_sets =
        std::any_of(primitives_.begin(), primitives_.end(), [](const TilePrimitive& primitive) {
            return primitive.shading == TileShading::kMaterial ||
                   primitive.shading == TileShading::kGlossy;
        });
    // Most tiles of a city are plain: no sets, no material buffer.
    const auto records = content.materials();
    if (!needs_sets || records.empty()) return {};
    const gpu::DeviceInfo& info = bindings.device().info();
    const std::uint64_t alignment =
        std::max<std::uint64_t>(16, info.limits.minStorageBufferOffsetAlignment);
    const std::uint64_t stride =
        (sizeof(shared::MaterialData) + alignment - 1) / alignment * alignment;
    Bytes bytes(stride * records.size(), std::byte{0});
    for (std::size_t i = 0; i < records.size(); ++i) {
        const shared::MaterialData data = material_data(records[i]);
        std::memcpy(bytes.data() + i * stride, &data, sizeof(data));
    }
    auto buffer =
        gpu::Buffer::create(bindings.device(), {.name = "tile materials",
                                                .bytes = bytes.size(),
                                                .usage = VK_BUFFER_USAGE_STORAGE_BUFFER_BIT,
                                                .category = gpu::MemoryCategory::kTiles});
    if (!buffer) return fail(buffer.error());
    material_buffer_ = std::move(*buffer);
    gpu_bytes_ += material_buffer_.memory_bytes();
    auto ticket = uploads_.upload(material_buffer_, 0, {bytes, nullptr});
    if (!ticket) return fail(ticket.error());
    tickets_.push_back(*ticket);

    const float anisotropy = info.is_software ? 1.0f : std::min(8.0f, info.anisotropy_max);
    for (std::size_t i = 0; i < records.size(); ++i) {
        auto set = bindings.descriptors().allocate(bindings.material_layout(), "tile material");
        if (!set) return fail(set.error());
        set->write_buffer(0, VK_DESCRIPTOR_TYPE_STORAGE_BUFFER,
                          {material_buffer_.handle(), i * stride, sizeof(shared::MaterialData)});
        const content::TextureRef* textures[5] = {
            &records[i].base_color_texture, &records[i].metallic_roughness_texture,
            &records[i].normal_texture, &records[i].occlusion_texture,
            &records[i].emissive_texture};
        for (std::uint32_t map = 0; map < 5; ++map) {
            auto sampler = bindings.samplers().sampler(sampler_of(*textures[map], anisotropy));
            if (!sampler) return fail(sampler.error());
            const std::uint32_t image = textures[map]->image;
            VkImageView view = image < images_.size() ? images_[image].view() : VK_NULL_HANDLE;
            if (view == VK_NULL_HANDLE) {
                view = map == 2 ? bindings.flat_normal() : bindings.white();
            }
            set->write_image(map + 1, {.view = view, .sampler = *sampler});
        }
        material_sets_.push_back(std::move(*set));
    }
    return {};
}

}  // namespace belvedere::render
