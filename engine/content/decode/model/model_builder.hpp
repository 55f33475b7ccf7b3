// SPDX-License-Identifier: Apache-2.0
// What a reader of models writes into.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include <glm/mat4x4.hpp>
#include <glm/vec3.hpp>
#include <glm/vec4.hpp>

#include "engine/content/decode/model/library_model.hpp"

namespace belvedere::content::model {

// Keeps to limits.hpp: a model that is too large fails, and what is broken in it is left out with a
// note. One thread.
class ModelBuilder {
  public:
    // Materials that faces name by what this returns.
    std::uint32_t add_material(const ModelMaterial& material);
    std::uint32_t add_image(ModelImage image);
    [[nodiscard]] std::size_t images() const { return model_.images.size(); }

    // Positions follow, with `texture` coordinates (v up) or without. kLimit.
    [[nodiscard]] Result<std::uint32_t> add_vertex(const glm::dvec3& position,
                                                   const glm::vec2& texture);
    // `color`: of the corners' colours their mean, for the screen; it is multiplied with the
    // material's. Faces with a corner that is no vertex, no position or without area are left out.
    // kLimit.
    [[nodiscard]] Result<void> add_triangle(ModelTriangle triangle,
                                            const std::optional<glm::vec3>& color);
    void note(std::string sentence);
    // kBadData when there is nothing to show.
    [[nodiscard]] Result<LibraryModel> finish();

  private:
    [[nodiscard]] std::uint32_t colored(std::uint32_t material, const glm::vec3& color);

    LibraryModel model_;
    bool has_coordinates_ = false;
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> colored_;
};

// Whether a position is a number and not beyond any model.
[[nodiscard]] bool is_place(const glm::dvec3& position);
// Linear light as a colour for the screen, the reverse of what city materials are read with.
[[nodiscard]] float to_screen(float light);
// The folder of a path with its slash; empty without one.
[[nodiscard]] std::string folder_of(const std::string& path);

[[nodiscard]] Result<LibraryModel> read_gltf_model(ByteView bytes, const ModelSource& source);

}  // namespace belvedere::content::model
