// SPDX-License-Identifier: Apache-2.0
// What appearances say of which geometry: found by the id of their target.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <glm/mat4x4.hpp>
#include <glm/vec2.hpp>

#include "engine/content/decode/citygml/stretches.hpp"
#include "engine/content/decode/citymodel/city_model.hpp"

namespace belvedere::content::citygml {

enum class SurfaceDataKind : std::uint8_t { kMaterial, kTexture, kGeoreferenced };

// X3DMaterial, ParameterizedTexture or GeoreferencedTexture (CityGML 2.0 section 9, 3.0
// section 7.3).
struct SurfaceData {
    SurfaceDataKind kind = SurfaceDataKind::kMaterial;
    std::uint32_t theme = 0;  // In AppearanceIndex::themes().
    bool is_front = true;
    std::string id;
    citymodel::CityMaterial material;  // kMaterial; its name is not set.
    std::string image;                 // Else: as written.
    citymodel::TextureWrap wrap = citymodel::TextureWrap::kWrap;
    float border[4] = {0.0F, 0.0F, 0.0F, 0.0F};
    // kGeoreferenced: where the file itself says that the pixels lie, axes in its own order.
    std::optional<std::array<double, 4>> orientation;  // Row by row.
    std::optional<std::array<double, 2>> reference_point;
};

// One target of surface data.
struct AppearanceTarget {
    std::uint64_t id_hash = 0;       // Of the geometry, or the ring of nothing.
    std::uint64_t offset = 0;        // In the indexed text: of the element with the coordinates.
    std::uint32_t surface_data = 0;  // In surface_data().
};

// How the image lies on one target.
struct TargetMapping {
    struct Ring {
        std::uint64_t id_hash = 0;  // 0: it has no id.
        std::vector<glm::vec2> coordinates;
    };
    std::vector<Ring> rings;  // In the order of their ids.
    // Instead of coordinates: the first three rows turn (x, y, z, 1) in the file's own order of
    // axes into (s, t, q); u = s / q, v = t / q (TexCoordGen).
    std::optional<glm::dmat4> world_to_texture;

    // Null when the ring has none, and for the id 0.
    [[nodiscard]] const Ring* ring(std::uint64_t id) const;
};

// The appearances of one text, or of stretches of it. Coordinates stay in the text: 24 bytes a
// target are kept. Filled by one thread, then read by any.
class AppearanceIndex {
  public:
    // Adds all appearances inside text.substr(begin, end - begin); `text` is the same in each call.
    void add(std::string_view text, std::uint64_t begin, std::uint64_t end,
             const Passed& passed = {});
    // After the last add(), before the first find().
    void sort();

    [[nodiscard]] bool empty() const { return targets_.empty(); }
    // All targets of this geometry, in file order.
    [[nodiscard]] std::span<const AppearanceTarget> find(std::uint64_t id_hash) const;
    [[nodiscard]] const std::vector<SurfaceData>& surface_data() const { return surface_data_; }
    [[nodiscard]] const std::vector<std::string>& themes() const { return themes_; }
    // Reads what stands at a target; empty rings where it cannot be read. `text` as in add().
    [[nodiscard]] static TargetMapping mapping_at(std::string_view text, std::uint64_t offset);

  private:
    struct Walk;
    [[nodiscard]] std::uint32_t theme_number(std::string_view name);

    std::vector<SurfaceData> surface_data_;
    std::vector<AppearanceTarget> targets_;
    std::vector<std::string> themes_;
};

}  // namespace belvedere::content::citygml
