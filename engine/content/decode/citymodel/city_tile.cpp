// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/citymodel/city_tile.hpp"

#include <map>
#include <span>
#include <string>
#include <vector>

#include <glm/geometric.hpp>

#include "engine/content/decode/citymodel/city_features.hpp"
#include "engine/content/decode/citymodel/city_mesh.hpp"
#include "engine/content/decode/citymodel/city_placer.hpp"
#include "engine/content/decode/citymodel/city_shapes.hpp"
#include "engine/content/limits.hpp"

namespace belvedere::content::citymodel {
namespace {

bool is_surface_set(const std::string& name) {
    return name == "surface" || name == "1";
}

class TileWriter {
  public:
    TileWriter(const CityBatch& batch, const CityTileOptions& options, CityPlacer placer)
        : batch_(batch),
          options_(options),
          placer_(placer),
          materials_(batch, options.theme, options.resources, builder_),
          rows_(write_city_features(batch, builder_)) {
        builder_.frame = placer_.frame();
    }

    Result<TileContent> write() {
        CityShapes shapes(batch_, rows_, mesh_, materials_,
                          {options_.cell_m, is_surface_set(options_.feature_id_set)});
        for (const Geometry& geometry : batch_.geometries) {
            if (options_.cancel.cancelled()) return fail(ErrorKind::kCancelled, "city tile");
            if (geometry.object == kNone) continue;  // A template.
            if (geometry.kind == GeometryKind::kInstance) {
                place_instance(geometry);
                continue;
            }
            placer_.begin_object(bounds_of(batch_, geometry));
            shapes.add(geometry, placer_);
            if (mesh_.vertices_are_over(content::limits::kVertices)) {
                return fail(ErrorKind::kLimit, "more vertices than content::limits::kVertices");
            }
        }
        for (const auto& [index, placed] : placed_)
            shapes.add_template(index, batch_.names.name(placed.type));
        shapes.finish();
        return finish(shapes);
    }

  private:
    void place_instance(const Geometry& geometry) {
        const bool is_sound = geometry.template_geometry < batch_.geometries.size() &&
                              geometry.placement < batch_.placements.size() &&
                              builder_.instance_count < content::limits::kInstances;
        if (!is_sound) return;
        const Placement& placement = batch_.placements[geometry.placement];
        const glm::dmat4 matrix = placer_.frame_at(placement.anchor) * placement.matrix;
        InstanceRecord record{};
        for (int row = 0; row < 3; ++row) {
            for (int column = 0; column < 4; ++column) {
                record.rows[row][column] = static_cast<float>(matrix[column][row]);
            }
        }
        record.feature = rows_.of_object[geometry.object];
        Placed& placed = placed_[geometry.template_geometry];
        placed.instances.push_back(record);
        placed.type = batch_.objects[geometry.object].type;
        ++builder_.instance_count;
    }

    Result<TileContent> finish(const CityShapes& shapes) {
        std::map<std::uint32_t, Range> ranges;
        for (const auto& [index, placed] : placed_) {
            ranges[index] = {static_cast<std::uint32_t>(builder_.instances.size()),
                             static_cast<std::uint32_t>(placed.instances.size())};
            builder_.instances.insert(builder_.instances.end(), placed.instances.begin(),
                                      placed.instances.end());
        }
        mesh_.write(builder_, is_surface_set(options_.feature_id_set) ? "object" : "surface",
                    ranges);
        for (const auto* warnings : {&batch_.warnings, &shapes.warnings()}) {
            for (const CityWarning& warning : *warnings) {
                builder_.warn(sentence_of(warning));
            }
        }
        if (options_.shape_warnings != nullptr) *options_.shape_warnings = shapes.warnings();
        builder_.set_generator("");
        return builder_.finish();
    }

    struct Placed {
        std::vector<InstanceRecord> instances;
        NameId type = kNoName;  // Of the last object that has it.
    };
    const CityBatch& batch_;
    const CityTileOptions& options_;
    CityPlacer placer_;
    TileContentBuilder builder_;
    CityMaterials materials_;
    FeatureRowNumbers rows_;
    CityMesh mesh_;
    std::map<std::uint32_t, Placed> placed_;  // By template.
};

}  // namespace

CityBox bounds_of(const CityBatch& batch, const Geometry& geometry) {
    CityBox bounds;
    const auto add_corners = [&](Range corners) {
        for (std::uint32_t i = 0; i < corners.count; ++i)
            bounds.add(batch.vertices[batch.corners[corners.first + i]]);
    };
    const auto add_rings = [&](Range rings) {
        for (std::uint32_t i = 0; i < rings.count; ++i)
            add_corners(batch.rings[rings.first + i].corners);
    };
    for (std::uint32_t i = 0; i < geometry.polygons.count; ++i)
        add_rings(batch.polygons[geometry.polygons.first + i].rings);
    add_rings(geometry.lines);
    add_corners(geometry.points);
    if (geometry.placement < batch.placements.size()) {
        bounds.add(batch.placements[geometry.placement].anchor);
    }
    return bounds;
}

CityBox bounds_of(const CityBatch& batch) {
    CityBox bounds;
    for (const Geometry& geometry : batch.geometries) {
        if (geometry.object != kNone) bounds.add(bounds_of(batch, geometry));
    }
    return bounds;
}

Result<TileContent> write_city_tile(const CityBatch& batch, const CityTileOptions& options) {
    auto placer = CityPlacer::about(bounds_of(batch), *options.mapping);
    if (!placer) return fail(placer.error());
    return TileWriter(batch, options, *placer).write();
}

}  // namespace belvedere::content::citymodel
