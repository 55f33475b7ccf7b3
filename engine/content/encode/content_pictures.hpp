// SPDX-License-Identifier: Apache-2.0
// The materials and base colour images of a tile as those of a glTF model, on atlases.
#pragma once

#include <cstdint>
#include <vector>

#include <glm/vec2.hpp>

#include "engine/content/encode/glb_writer.hpp"
#include "engine/content/encode/texture_atlas.hpp"
#include "engine/content/tile_content.hpp"
#include "engine/core/result.hpp"

namespace belvedere::content::encode {

// One job at a time; borrows content and model.
class ContentPictures {
  public:
    // Plans what goes where; writes nothing yet.
    explicit ContentPictures(const TileContent& content);

    // Adds the images that are used and the materials, each kind once, to the model.
    [[nodiscard]] Result<void> write(GlbModel& model, int jpeg_quality);

    // Of a material of the content, once written.
    [[nodiscard]] std::uint32_t material(std::uint32_t of_content) const {
        return materials_[of_content];
    }
    [[nodiscard]] bool has_image(std::uint32_t of_content) const;
    // Where a vertex of that material lies in the image that is written.
    [[nodiscard]] glm::vec2 coordinates(std::uint32_t of_content, const VertexSurface& at) const;

  private:
    // What is used of one image, and where it went.
    struct Picture {
        glm::vec2 low{1e30F}, high{-1e30F};  // Texture coordinates.
        bool is_used = false, is_shared = false;
        bool is_blended = false;
        Wrap wrap = Wrap::kRepeat;
        std::uint32_t x_px = 0, y_px = 0;  // Of the piece that is kept of a shared one.
        AtlasSize size;
        AtlasPlace place;
        std::uint32_t image = kNone;  // In the model.
    };
    void measure();
    void choose();
    [[nodiscard]] Result<void> write_pages(GlbModel& model, int jpeg_quality);
    [[nodiscard]] Result<void> write_alone(GlbModel& model, int jpeg_quality);
    void write_materials(GlbModel& model);

    const TileContent& content_;
    std::vector<Picture> pictures_;         // One for each image of the content.
    std::vector<std::uint32_t> materials_;  // In the model, one for each of the content.
    AtlasPlan atlas_;
};

// Texture coordinates of a vertex under KHR_texture_transform.
[[nodiscard]] glm::vec2 coordinates_of(const TextureRef& texture, const VertexSurface& vertex);

}  // namespace belvedere::content::encode
