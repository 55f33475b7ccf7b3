// SPDX-License-Identifier: Apache-2.0
// The draws of a plan as primitives of a tile.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "engine/content/decode/gltf/feature_rows.hpp"
#include "engine/content/decode/gltf/index_writer.hpp"
#include "engine/content/decode/gltf/metadata_source.hpp"
#include "engine/content/decode/gltf/property_textures.hpp"
#include "engine/content/decode/gltf/scene_plan.hpp"
#include "engine/content/decode/gltf/texture_images.hpp"
#include "engine/content/decode/gltf/tile_frame.hpp"
#include "engine/core/cancel.hpp"

namespace belvedere::content::gltf {

// A primitive of a draw with its attributes.
struct DrawItem {
    const Draw* draw = nullptr;
    const Primitive* primitive = nullptr;
    std::shared_ptr<const PrimitiveSource> source;
};

// Writes every item; unusable ones are left out with a warning. Baked primitives of one material
// that follow each other become one, so that a file of a thousand small meshes is not a thousand
// draws. kLimit over the limits of a tile, kCancelled. One job.
class TileWriter {
  public:
    TileWriter(const ScenePlan& plan, const TileFrame& tile, const MetadataSource& metadata,
               FeatureRows& features, TextureImages& images, TexelWriter& texels,
               TileContentBuilder& builder)
        : plan_(plan),
          tile_(tile),
          metadata_(metadata),
          features_(features),
          images_(images),
          texels_(texels),
          builder_(builder) {}

    [[nodiscard]] Result<void> write(std::vector<DrawItem> items, const CancelToken& cancel);
    // Why the last item was left out; empty when none was.
    [[nodiscard]] const std::string& last_fault() const { return last_fault_; }
    // Some points have become features by their property attributes.
    [[nodiscard]] bool has_read_point_properties() const { return has_read_point_properties_; }

  private:
    struct Placement {
        glm::dmat4 to_frame{1.0};  // Primitive to frame, or to the recentred model of a set.
        bool is_mapped = false;    // Each vertex goes through the mapping instead.
        Winding winding = Winding::kKept;
        Range instances;
    };
    [[nodiscard]] Placement place(const DrawItem& item);
    [[nodiscard]] const Range& write_set(std::uint32_t set, const glm::dvec3& model_center);
    [[nodiscard]] Result<void> write_item(const DrawItem& item);
    // Returns their bounds.
    Bounds4 write_vertices(const DrawItem& item, const Placement& placement,
                           PrimitiveRecord& record);
    void write_surface(const PrimitiveSource& source, const Placement& placement,
                       PrimitiveRecord& record);
    [[nodiscard]] VertexRows rows_of(const DrawItem& item);
    void write_further(const std::vector<FurtherIds>& further, Range elements, std::uint32_t flags);
    [[nodiscard]] bool try_merge(const PrimitiveRecord& record);
    [[nodiscard]] SectionCounts expected_counts(const std::vector<DrawItem>& items) const;
    [[nodiscard]] Result<void> check_limits(const PrimitiveSource& source) const;

    const ScenePlan& plan_;
    TileFrame tile_;
    const MetadataSource& metadata_;
    FeatureRows& features_;
    TextureImages& images_;
    TexelWriter& texels_;
    TileContentBuilder& builder_;
    struct WrittenSet {
        bool is_written = false;
        glm::dvec3 model_center{0.0};
        Range range;
    };
    std::vector<WrittenSet> sets_;
    std::string last_fault_;
    bool has_read_point_properties_ = false;
};

}  // namespace belvedere::content::gltf
