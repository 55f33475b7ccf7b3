// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/model/library_model.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <tuple>
#include <utility>

#include "engine/content/decode/citymodel/limits.hpp"
#include "engine/content/decode/citymodel/texture_wrap.hpp"
#include "engine/content/decode/model/foreign_model.hpp"
#include "engine/content/decode/model/limits.hpp"
#include "engine/content/decode/model/model_builder.hpp"

namespace belvedere::content::model {
namespace {

constexpr std::string_view kGltf = "gltf";
constexpr std::array<std::string_view, 4> kGltfWords = {"gltf", "glb", "model/gltf+json",
                                                        "model/gltf-binary"};

std::string lower_case(std::string_view text) {
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return lower;
}

std::string_view format_of(std::string_view word) {
    const bool is_gltf = std::ranges::find(kGltfWords, lower_case(word)) != kGltfWords.end();
    return is_gltf ? kGltf : foreign_format(word);
}

// What the path's end says comes first: MIME types of models are often wrong.
std::string_view format_of(const ModelSource& source) {
    const std::size_t dot = source.path.rfind('.');
    if (dot != std::string::npos) {
        const auto format = format_of(std::string_view(source.path).substr(dot + 1));
        if (!format.empty()) return format;
    }
    const std::string_view mime = source.mime_type;
    return format_of(mime.substr(0, mime.find(';')));
}

bool has_room(const citymodel::CityBatch& batch, const LibraryModel& model) {
    namespace city = citymodel::limits;
    return batch.vertices.size() + model.positions.size() <= city::kCityVertices &&
           batch.corners.size() + model.triangles.size() * 3 <= city::kCityCorners;
}

std::uint32_t size_of(std::size_t size) {
    return static_cast<std::uint32_t>(size);
}

// Appends each image once for each way in which it lies on faces.
class TexturesOfModel {
  public:
    TexturesOfModel(citymodel::CityBatch& batch, const LibraryModel& model)
        : batch_(batch), model_(model) {}

    std::uint32_t texture_of(const ModelMaterial& material) {
        const auto key = std::tuple(material.image, material.wrap, material.has_holes);
        const auto [known, is_new] = textures_.try_emplace(key, size_of(batch_.textures.size()));
        if (!is_new) return known->second;
        const ModelImage& image = model_.images[material.image];
        citymodel::CityTexture texture;
        texture.image = citymodel::add_text(batch_, image.path);
        texture.wrap = citymodel::texture_wrap_of(material.wrap);
        texture.has_holes = material.has_holes;
        if (image.pixels != nullptr) {
            texture.held = size_of(batch_.images.size());
            batch_.images.push_back(image.pixels);
        }
        batch_.textures.push_back(texture);
        return known->second;
    }

  private:
    citymodel::CityBatch& batch_;
    const LibraryModel& model_;
    std::map<std::tuple<std::uint32_t, Wrap, bool>, std::uint32_t> textures_;
};

// What faces of each material look like.
std::vector<citymodel::PolygonAppearance> append_looks(citymodel::CityBatch& batch,
                                                       const LibraryModel& model) {
    TexturesOfModel textures(batch, model);
    std::vector<citymodel::PolygonAppearance> looks;
    for (const ModelMaterial& material : model.materials) {
        citymodel::PolygonAppearance look;
        look.theme = kNone;
        look.material = size_of(batch.materials.size());
        batch.materials.push_back(material.look);
        if (material.image != kNone && !model.texture_coordinates.empty()) {
            look.texture = textures.texture_of(material);
        }
        looks.push_back(look);
    }
    return looks;
}

}  // namespace

Result<LibraryModel> read_library_model(const ModelSource& source) {
    const std::string_view format = format_of(source);
    if (format.empty()) {
        if (source.mime_type.empty())
            return fail(ErrorKind::kUnsupported, "models of this kind are not read");
        return fail(ErrorKind::kUnsupported,
                    "models of this kind are not read (" + source.mime_type.substr(0, 80) + ")");
    }
    const auto bytes = source.read(source.path, limits::kModelBytes);
    if (!bytes) return fail(bytes.error());
    if (format == kGltf) return read_gltf_model(*bytes, source);
    return read_foreign_model(*bytes, format, source);
}

std::uint32_t append_template(citymodel::CityBatch& batch, const LibraryModel& model) {
    if (!has_room(batch, model)) return kNone;
    const auto looks = append_looks(batch, model);
    const std::uint32_t vertices_first = size_of(batch.vertices.size());
    batch.vertices.insert(batch.vertices.end(), model.positions.begin(), model.positions.end());
    citymodel::Geometry geometry;
    geometry.polygons = {size_of(batch.polygons.size()), size_of(model.triangles.size())};
    for (const ModelTriangle& triangle : model.triangles) {
        const std::uint32_t corners_first = size_of(batch.corners.size());
        for (const std::uint32_t corner : triangle.corners)
            batch.corners.push_back(vertices_first + corner);
        citymodel::Polygon polygon;
        polygon.rings = {size_of(batch.rings.size()), 1};
        batch.rings.push_back({{corners_first, 3}});
        if (triangle.material != kNone) {
            citymodel::PolygonAppearance look = looks[triangle.material];
            if (look.texture != kNone) {
                look.coordinates_first = size_of(batch.texture_coordinates.size());
                for (const std::uint32_t corner : triangle.corners)
                    batch.texture_coordinates.push_back(model.texture_coordinates[corner]);
            }
            polygon.appearances = {size_of(batch.appearances.size()), 1};
            batch.appearances.push_back(look);
        }
        batch.polygons.push_back(polygon);
    }
    batch.geometries.push_back(geometry);
    return size_of(batch.geometries.size() - 1);
}

}  // namespace belvedere::content::model
