// SPDX-License-Identifier: Apache-2.0
#include "engine/content/encode/content_pictures.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include <glm/common.hpp>

namespace belvedere::content::encode {

namespace {

// Texture coordinates this far outside are meant to be on the edge.
constexpr float kEdge = 0.002F;

ImageWrap wrap_of(Wrap wrap) {
    switch (wrap) {
        case Wrap::kRepeat:
            return ImageWrap::kRepeat;
        case Wrap::kClamp:
            return ImageWrap::kClamp;
        case Wrap::kMirror:
            return ImageWrap::kMirror;
    }
    return ImageWrap::kRepeat;
}

// JPEG unless something shows through.
Result<EmbeddedImage> embed(const PixelImage& image, bool is_blended, int jpeg_quality) {
    auto bytes = is_blended ? encode_png(image) : encode_jpeg(image, jpeg_quality);
    if (!bytes) return fail(bytes.error());
    return EmbeddedImage{is_blended ? "image/png" : "image/jpeg", std::move(*bytes)};
}

Material material_as_glb(const MaterialRecord& record) {
    Material material;
    std::ranges::copy(record.base_color, material.base_color.begin());
    std::ranges::copy(record.emissive, material.emissive.begin());
    material.metallic = std::clamp(record.metallic, 0.0F, 1.0F);
    material.roughness = std::clamp(record.roughness, 0.0F, 1.0F);
    material.is_double_sided = (record.flags & material_flags::kDoubleSided) != 0;
    material.is_blended = record.alpha_mode == AlphaMode::kBlend;
    return material;
}

auto key_of(const Material& m) {
    return std::tuple(m.base_color, m.emissive, m.metallic, m.roughness, m.is_double_sided,
                      m.is_blended, m.base_color_image);
}

}  // namespace

glm::vec2 coordinates_of(const TextureRef& texture, const VertexSurface& vertex) {
    const float* uv = texture.uv_set == 1 ? vertex.uv1 : vertex.uv0;
    const glm::vec2 scaled(uv[0] * texture.scale[0], uv[1] * texture.scale[1]);
    const float c = std::cos(texture.rotation_rad), s = std::sin(texture.rotation_rad);
    return {c * scaled.x + s * scaled.y + texture.offset[0],
            c * scaled.y - s * scaled.x + texture.offset[1]};
}

ContentPictures::ContentPictures(const TileContent& content)
    : content_(content), pictures_(content.images().size()) {
    measure();
    choose();
}

bool ContentPictures::has_image(std::uint32_t of_content) const {
    const std::uint32_t image = content_.materials()[of_content].base_color_texture.image;
    return image != kNone && pictures_[image].image != kNone;
}

void ContentPictures::measure() {
    for (const PrimitiveRecord& primitive : content_.primitives()) {
        const MaterialRecord& material = content_.materials()[primitive.material];
        const TextureRef& texture = material.base_color_texture;
        if (texture.image == kNone || primitive.surface_first == kNone) continue;
        Picture& picture = pictures_[texture.image];
        picture.is_used = true;
        picture.wrap = texture.wrap_u;
        picture.is_blended = picture.is_blended || material.alpha_mode != AlphaMode::kOpaque;
        for (std::uint32_t i = 0; i < primitive.vertices.count; ++i) {
            const glm::vec2 at =
                coordinates_of(texture, content_.surfaces()[primitive.surface_first + i]);
            picture.low = glm::min(picture.low, at);
            picture.high = glm::max(picture.high, at);
        }
    }
}

void ContentPictures::choose() {
    std::vector<AtlasSize> sizes;
    std::vector<Picture*> shared;
    for (std::size_t i = 0; i < pictures_.size(); ++i) {
        Picture& picture = pictures_[i];
        const ImageRecord& image = content_.images()[i];
        const bool is_inside = picture.low.x >= -kEdge && picture.low.y >= -kEdge &&
                               picture.high.x <= 1.0F + kEdge && picture.high.y <= 1.0F + kEdge;
        if (!picture.is_used || !is_inside || image.format != PixelFormat::kRgba8) continue;
        const auto first = [](float at, std::uint32_t side) {
            const float px = std::floor(at * static_cast<float>(side)) - 1.0F;
            return static_cast<std::uint32_t>(std::clamp(px, 0.0F, static_cast<float>(side - 1)));
        };
        const auto end = [](float at, std::uint32_t side) {
            const float px = std::ceil(at * static_cast<float>(side)) + 1.0F;
            return static_cast<std::uint32_t>(std::clamp(px, 1.0F, static_cast<float>(side)));
        };
        picture.x_px = first(picture.low.x, image.width);
        picture.y_px = first(picture.low.y, image.height);
        picture.size = {std::max(1U, end(picture.high.x, image.width) - picture.x_px),
                        std::max(1U, end(picture.high.y, image.height) - picture.y_px)};
        picture.is_shared =
            picture.size.width_px <= kAtlasItem_px && picture.size.height_px <= kAtlasItem_px;
        if (!picture.is_shared) continue;
        sizes.push_back(picture.size);
        shared.push_back(&picture);
    }
    atlas_ = plan_atlas(sizes);
    for (std::size_t i = 0; i < shared.size(); ++i)
        shared[i]->place = atlas_.places[i];
}

Result<void> ContentPictures::write_pages(GlbModel& model, int jpeg_quality) {
    for (std::uint32_t page = 0; page < atlas_.pages.size(); ++page) {
        const AtlasSize& size = atlas_.pages[page];
        PixelImage image{size.width_px, size.height_px, 4, {}};
        // Grey where nothing is: what the small mip levels mix in should not be a glaring colour.
        image.pixels.assign(std::size_t{4} * size.width_px * size.height_px, 128);
        bool is_blended = false;
        for (std::size_t i = 0; i < pictures_.size(); ++i) {
            Picture& picture = pictures_[i];
            if (!picture.is_shared || picture.place.page != page) continue;
            const ImageRecord& source = content_.images()[i];
            paint(image, picture.place,
                  {content_.pixels(source, 0), source.width, picture.x_px, picture.y_px,
                   picture.size});
            is_blended = is_blended || picture.is_blended;
            picture.image = static_cast<std::uint32_t>(model.images.size());
        }
        auto embedded = embed(image, is_blended, jpeg_quality);
        if (!embedded) return fail(embedded.error());
        embedded->wrap = ImageWrap::kClamp;
        model.images.push_back(std::move(*embedded));
    }
    return {};
}

Result<void> ContentPictures::write_alone(GlbModel& model, int jpeg_quality) {
    for (std::size_t i = 0; i < pictures_.size(); ++i) {
        Picture& picture = pictures_[i];
        const ImageRecord& source = content_.images()[i];
        if (!picture.is_used || picture.is_shared || source.format != PixelFormat::kRgba8) continue;
        PixelImage image{source.width, source.height, 4, {}};
        const ByteView pixels = content_.pixels(source, 0);
        image.pixels.resize(std::size_t{4} * source.width * source.height);
        std::memcpy(image.pixels.data(), pixels.data(), image.pixels.size());
        auto embedded = embed(image, picture.is_blended, jpeg_quality);
        if (!embedded) return fail(embedded.error());
        embedded->wrap = wrap_of(picture.wrap);
        picture.image = static_cast<std::uint32_t>(model.images.size());
        model.images.push_back(std::move(*embedded));
    }
    return {};
}

void ContentPictures::write_materials(GlbModel& model) {
    std::map<decltype(key_of(Material{})), std::uint32_t> known;
    for (const MaterialRecord& record : content_.materials()) {
        Material material = material_as_glb(record);
        const std::uint32_t image = record.base_color_texture.image;
        if (image != kNone && pictures_[image].image != kNone) {
            material.base_color_image = pictures_[image].image;
        }
        const auto [found, is_new] =
            known.try_emplace(key_of(material), static_cast<std::uint32_t>(model.materials.size()));
        if (is_new) model.materials.push_back(std::move(material));
        materials_.push_back(found->second);
    }
}

Result<void> ContentPictures::write(GlbModel& model, int jpeg_quality) {
    if (const auto done = write_pages(model, jpeg_quality); !done) return fail(done.error());
    if (const auto done = write_alone(model, jpeg_quality); !done) return fail(done.error());
    write_materials(model);
    return {};
}

glm::vec2 ContentPictures::coordinates(std::uint32_t of_content, const VertexSurface& at) const {
    const TextureRef& texture = content_.materials()[of_content].base_color_texture;
    const glm::vec2 own = coordinates_of(texture, at);
    const Picture& picture = pictures_[texture.image];
    if (!picture.is_shared) return own;
    const ImageRecord& source = content_.images()[texture.image];
    const AtlasSize& page = atlas_.pages[picture.place.page];
    const glm::vec2 in_piece(glm::clamp(own.x, 0.0F, 1.0F) * static_cast<float>(source.width) -
                                 static_cast<float>(picture.x_px),
                             glm::clamp(own.y, 0.0F, 1.0F) * static_cast<float>(source.height) -
                                 static_cast<float>(picture.y_px));
    return {
        (static_cast<float>(picture.place.x_px) + in_piece.x) / static_cast<float>(page.width_px),
        (static_cast<float>(picture.place.y_px) + in_piece.y) / static_cast<float>(page.height_px)};
}

}  // namespace belvedere::content::encode
