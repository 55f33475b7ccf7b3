// SPDX-License-Identifier: Apache-2.0
// glTF models, through the decoder that tiles have.
#include <cmath>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <glm/mat3x3.hpp>
#include <glm/mat4x4.hpp>

#include "engine/content/decode/gltf/decode_gltf.hpp"
#include "engine/content/decode/model/limits.hpp"
#include "engine/content/decode/model/model_builder.hpp"

namespace belvedere::content::model {
namespace {

// Buffers and images of a model, which are named relative to it.
class FilesOfModel final : public ResourceReader {
  public:
    FilesOfModel(const ReadFile& read, std::string folder)
        : read_(read), folder_(std::move(folder)) {}

    Result<Bytes> read(std::string_view uri) override {
        if (++files_ > limits::kModelFiles) {
            return fail(ErrorKind::kLimit, "a model names more than 64 files");
        }
        return read_(folder_ + std::string(uri.substr(0, 4096)), limits::kModelBytes);
    }

  private:
    const ReadFile& read_;
    std::string folder_;
    std::size_t files_ = 0;
};

glm::dvec3 position_of(const VertexGeometry& vertex) {
    return {vertex.position_m[0], vertex.position_m[1], vertex.position_m[2]};
}

glm::dmat4 matrix_of(const InstanceRecord& instance) {
    glm::dmat4 matrix(1.0);
    for (glm::length_t row = 0; row < 3; ++row) {
        for (glm::length_t column = 0; column < 4; ++column) {
            matrix[column][row] =
                instance.rows[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)];
        }
    }
    return matrix;
}

class TileTaker {
  public:
    explicit TileTaker(const TileContent& tile) : tile_(tile) {
        const FrameRecord& frame = tile.header().frame;
        for (glm::length_t i = 0; i < 3; ++i) {
            for (glm::length_t k = 0; k < 3; ++k)
                axes_[i][k] = frame.axes[i * 3 + k];
            origin_[i] = frame.origin[i];
        }
    }

    Result<LibraryModel> take() {
        take_images();
        for (const PrimitiveRecord& primitive : tile_.primitives()) {
            if (primitive.topology != Topology::kTriangles) {
                builder_.note("lines and points are left out");
                continue;
            }
            if (auto taken = take_instances(primitive); !taken) return fail(taken.error());
        }
        return builder_.finish();
    }

  private:
    void take_images() {
        for (const ImageRecord& image : tile_.images()) {
            auto kept = std::make_shared<citymodel::CityImage>();
            kept->record = image;
            const ByteView pixels =
                tile_.section(Section::kPixels).subspan(image.pixels_offset, image.pixels_bytes);
            kept->record.pixels_offset = 0;
            kept->pixels.assign(pixels.begin(), pixels.end());
            (void)builder_.add_image({{}, std::move(kept)});
        }
    }

    std::uint32_t material(const PrimitiveRecord& primitive) {
        const std::uint32_t smooth = primitive.flags & primitive_flags::kHasNormals;
        const auto key = std::pair(primitive.material, smooth);
        const auto known = materials_.find(key);
        if (known != materials_.end()) return known->second;
        const MaterialRecord& record = tile_.materials()[primitive.material];
        ModelMaterial made;
        for (int i = 0; i < 3; ++i) {
            made.look.diffuse[i] = to_screen(record.base_color[i]);
            made.look.emissive[i] = to_screen(record.emissive[i]);
        }
        made.look.is_smooth = smooth != 0;
        if (record.alpha_mode == AlphaMode::kBlend) {
            made.look.transparency = 1.0F - record.base_color[3];
        }
        made.look.shininess = std::clamp((1.0F - record.roughness) / 0.8F, 0.0F, 1.0F);
        const TextureRef& texture = record.base_color_texture;
        if (texture.image < builder_.images() && primitive.surface_first != kNone) {
            made.image = texture.image;
            made.wrap = texture.wrap_u;
            made.has_holes = record.alpha_mode != AlphaMode::kOpaque;
        }
        return materials_[key] = builder_.add_material(made);
    }

    Result<void> take_instances(const PrimitiveRecord& primitive) {
        if (primitive.instances.count == 0) return take_faces(primitive, glm::dmat4(1.0));
        for (std::uint32_t i = 0; i < primitive.instances.count; ++i) {
            const auto& record = tile_.instances()[primitive.instances.first + i];
            auto taken = take_faces(primitive, matrix_of(record));
            if (!taken) return taken;
        }
        return {};
    }

    // glTF's v goes down.
    [[nodiscard]] glm::vec2 coordinate(const PrimitiveRecord& primitive, const TextureRef& texture,
                                       std::uint32_t vertex) const {
        if (primitive.surface_first == kNone || texture.image == kNone) return glm::vec2(0.0F);
        const VertexSurface& surface = tile_.surfaces()[primitive.surface_first + vertex];
        const float* uv = texture.uv_set == 1 ? surface.uv1 : surface.uv0;
        const float x = uv[0] * texture.scale[0], y = uv[1] * texture.scale[1];
        const float c = std::cos(texture.rotation_rad), s = std::sin(texture.rotation_rad);
        return {c * x + s * y + texture.offset[0], 1.0F - (c * y - s * x + texture.offset[1])};
    }

    [[nodiscard]] std::optional<glm::vec3> color_of(const PrimitiveRecord& primitive,
                                                    const ModelTriangle& local) const {
        if (primitive.color_first == kNone) return std::nullopt;
        glm::vec3 sum(0.0F);
        for (const std::uint32_t corner : local.corners) {
            const Rgba8& one = tile_.colors()[primitive.color_first + corner];
            sum += glm::vec3(one.r, one.g, one.b) / (3.0F * 255.0F);
        }
        return glm::vec3(to_screen(sum.x), to_screen(sum.y), to_screen(sum.z));
    }

    Result<void> take_faces(const PrimitiveRecord& primitive, const glm::dmat4& matrix) {
        const std::uint32_t number = material(primitive);
        const TextureRef& texture = tile_.materials()[primitive.material].base_color_texture;
        std::uint32_t first = 0;
        for (std::uint32_t i = 0; i < primitive.vertices.count; ++i) {
            const auto& vertex = tile_.geometry()[primitive.vertices.first + i];
            const glm::dvec3 placed(matrix * glm::dvec4(position_of(vertex), 1.0));
            const auto added =
                builder_.add_vertex(axes_ * placed + origin_, coordinate(primitive, texture, i));
            if (!added) return fail(added.error());
            if (i == 0) first = *added;
        }
        const bool is_turned = glm::determinant(glm::dmat3(matrix)) < 0.0;
        const std::uint32_t corners =
            primitive.index_bytes == 0 ? primitive.vertices.count : primitive.indices.count;
        for (std::uint32_t i = 0; i + 2 < corners; i += 3) {
            ModelTriangle local;
            for (std::uint32_t k = 0; k < 3; ++k)
                local.corners[is_turned ? 2 - k : k] = index_at(primitive, i + k);
            const auto color = color_of(primitive, local);
            local.material = number;
            for (std::uint32_t& corner : local.corners)
                corner += first;
            if (auto added = builder_.add_triangle(local, color); !added) return added;
        }
        return {};
    }

    [[nodiscard]] std::uint32_t index_at(const PrimitiveRecord& primitive, std::uint32_t i) const {
        if (primitive.index_bytes == 2) return tile_.indices_16()[primitive.indices.first + i];
        if (primitive.index_bytes == 4) return tile_.indices_32()[primitive.indices.first + i];
        return i;
    }

    const TileContent& tile_;
    ModelBuilder builder_;
    glm::dmat3 axes_{1.0};
    glm::dvec3 origin_{0.0};
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> materials_;
};

}  // namespace

Result<LibraryModel> read_gltf_model(ByteView bytes, const ModelSource& source) {
    FilesOfModel files(source.read, folder_of(source.path));
    DecodeContext content;
    content.name = source.path;
    content.mapping = geo::local_mapping();
    content.resources = &files;
    const GltfContext context{
        .content = &content, .rtc_center = {}, .placements = {}, .batch_rows = {}};
    const auto tile = decode_gltf(bytes, context);
    if (!tile) return fail(tile.error());
    auto model = TileTaker(*tile).take();
    if (!model) return model;
    for (const StringRef warning : tile->warnings()) {
        if (model->notes.size() < 16) model->notes.emplace_back(tile->text(warning));
    }
    return model;
}

}  // namespace belvedere::content::model
