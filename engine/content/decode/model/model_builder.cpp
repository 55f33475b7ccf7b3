// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/model/model_builder.hpp"

#include <algorithm>
#include <cmath>

#include <glm/common.hpp>
#include <glm/geometric.hpp>

#include "engine/content/decode/model/limits.hpp"

namespace belvedere::content::model {
namespace {

constexpr float kScreenGamma = 2.2F;
// Vertex colours become materials, so near ones become one.
constexpr float kColorSteps = 15.0F;
constexpr double kFarthest_m = 1e7;

}  // namespace

bool is_place(const glm::dvec3& position) {
    return std::abs(position.x) < kFarthest_m && std::abs(position.y) < kFarthest_m &&
           std::abs(position.z) < kFarthest_m;
}

float to_screen(float light) {
    return std::pow(std::clamp(light, 0.0F, 1.0F), 1.0F / kScreenGamma);
}

std::string folder_of(const std::string& path) {
    const std::size_t slash = path.rfind('/');
    return slash == std::string::npos ? std::string() : path.substr(0, slash + 1);
}

void ModelBuilder::note(std::string sentence) {
    const bool is_known = std::ranges::find(model_.notes, sentence) != model_.notes.end();
    if (!is_known && model_.notes.size() < limits::kModelNotes)
        model_.notes.push_back(std::move(sentence));
}

std::uint32_t ModelBuilder::add_material(const ModelMaterial& material) {
    if (model_.materials.size() >= limits::kModelMaterials) {
        note("materials over 256 are left out");
        return kNone;
    }
    model_.materials.push_back(material);
    return static_cast<std::uint32_t>(model_.materials.size() - 1);
}

std::uint32_t ModelBuilder::add_image(ModelImage image) {
    if (model_.images.size() >= limits::kModelImages) {
        note("images over 64 are left out");
        return kNone;
    }
    model_.images.push_back(std::move(image));
    return static_cast<std::uint32_t>(model_.images.size() - 1);
}

Result<std::uint32_t> ModelBuilder::add_vertex(const glm::dvec3& position,
                                               const glm::vec2& texture) {
    if (model_.positions.size() >= limits::kModelVertices) {
        return fail(ErrorKind::kLimit, "it has more than 1,500,000 vertices");
    }
    // Numbers stay in step with the source's; what is no place is on no triangle.
    model_.positions.push_back(position);
    const bool is_sound = std::isfinite(texture.x) && std::isfinite(texture.y);
    model_.texture_coordinates.push_back(is_sound ? texture : glm::vec2(0.0F));
    has_coordinates_ = has_coordinates_ || texture != glm::vec2(0.0F);
    return static_cast<std::uint32_t>(model_.positions.size() - 1);
}

std::uint32_t ModelBuilder::colored(std::uint32_t material, const glm::vec3& color) {
    const glm::vec3 sound = glm::clamp(color, 0.0F, 1.0F);
    if (!(sound.x >= 0.0F && sound.y >= 0.0F && sound.z >= 0.0F)) return material;
    const glm::vec3 steps = glm::round(sound * kColorSteps);
    if (steps == glm::vec3(kColorSteps)) return material;  // White.
    const std::uint32_t key = static_cast<std::uint32_t>(steps.x) << 16 |
                              static_cast<std::uint32_t>(steps.y) << 8 |
                              static_cast<std::uint32_t>(steps.z);
    const auto known = colored_.find({material, key});
    if (known != colored_.end()) return known->second;
    ModelMaterial made;
    for (float& channel : made.look.diffuse)
        channel = 1.0F;
    if (material != kNone) made = model_.materials[material];
    if (made.image != kNone) return material;
    for (glm::length_t i = 0; i < 3; ++i)
        made.look.diffuse[i] *= steps[i] / kColorSteps;
    std::uint32_t number = add_material(made);
    if (number == kNone) number = material;
    colored_.emplace(std::pair(material, key), number);
    return number;
}

Result<void> ModelBuilder::add_triangle(ModelTriangle triangle,
                                        const std::optional<glm::vec3>& color) {
    for (const std::uint32_t corner : triangle.corners) {
        if (corner >= model_.positions.size() || !is_place(model_.positions[corner])) {
            note("faces with broken corners are left out");
            return {};
        }
    }
    const glm::dvec3& a = model_.positions[triangle.corners[0]];
    const glm::dvec3& b = model_.positions[triangle.corners[1]];
    const glm::dvec3& c = model_.positions[triangle.corners[2]];
    if (glm::cross(b - a, c - a) == glm::dvec3(0.0)) return {};
    if (model_.triangles.size() >= limits::kModelTriangles) {
        return fail(ErrorKind::kLimit, "it has more than 500,000 triangles");
    }
    if (triangle.material >= model_.materials.size()) triangle.material = kNone;
    if (color) triangle.material = colored(triangle.material, *color);
    model_.triangles.push_back(triangle);
    return {};
}

Result<LibraryModel> ModelBuilder::finish() {
    if (model_.triangles.empty()) return fail(ErrorKind::kBadData, "it has no faces");
    for (glm::dvec3& position : model_.positions) {
        if (!is_place(position)) position = glm::dvec3(0.0);  // No triangle has it.
    }
    if (!has_coordinates_) model_.texture_coordinates.clear();
    return std::move(model_);
}

}  // namespace belvedere::content::model
