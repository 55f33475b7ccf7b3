// SPDX-License-Identifier: Apache-2.0
#include "engine/generator/city_model.hpp"

#include <cmath>
#include <utility>

#include "engine/generator/building_table.hpp"
#include "engine/generator/district_layout.hpp"
#include "engine/generator/place.hpp"
#include "engine/generator/street_names.hpp"
#include "engine/geo/geodetic.hpp"

namespace belvedere::generator {

namespace {

constexpr std::uint32_t kTexturedEvery = 8;
constexpr std::uint32_t kColouredEvery = 4;

}  // namespace

ModelPlace::ModelPlace(std::shared_ptr<const geo::WorldMapping> mapping)
    : mapping_(std::move(mapping)), frame_(place_frame(kWaterHeight_m)) {}

Result<ModelPlace> ModelPlace::make() {
    auto mapping = geo::projected_mapping(kModelCrs, geo::VerticalReference::kOfTheCrs);
    if (!mapping) return fail(mapping.error());
    return ModelPlace(std::move(*mapping));
}

void ModelPlace::place(std::vector<SolidPolygon>& polygons) const {
    std::vector<glm::dvec3> corners;
    for (const SolidPolygon& polygon : polygons) {
        for (glm::dvec3 corner : polygon.corners) {
            // As the tiles do: the land drops away from the plane that touches it at its origin.
            corner.z -= (corner.x * corner.x + corner.y * corner.y) / (2 * geo::kSemiMajorAxis_m);
            corners.push_back(frame_.to_world(corner));
        }
    }
    (void)mapping_->to_source(corners);
    std::size_t next = 0;
    for (SolidPolygon& polygon : polygons) {
        for (glm::dvec3& corner : polygon.corners) {
            const glm::dvec3& at = corners[next++];
            for (int axis = 0; axis < 3; ++axis)
                corner[axis] = std::round(at[axis] / kModelStep_m) * kModelStep_m;
        }
    }
}

std::vector<ModelBuilding> model_district(const CityPlan& plan, std::size_t district,
                                          const ModelPlace& place) {
    const District& source = plan.districts[district];
    std::vector<ModelBuilding> buildings;
    if (source.building_count == 0) return buildings;
    const DistrictLayout layout = lay_out_district(source, plan.landscape, source.building_count);
    buildings.reserve(layout.buildings.size());
    for (std::uint32_t i = 0; i < layout.buildings.size(); ++i) {
        const std::uint32_t number = source.building_first + i;
        ModelBuilding building;
        building.id = building_id(number);
        building.about = layout.buildings[i];
        building.street = street_name(building.about.street);
        building.is_textured = number % kTexturedEvery == 0;
        building.has_materials = number % kColouredEvery == 1;
        for (std::uint32_t k = 0; k < building.about.part_count; ++k) {
            ModelPart part;
            const bool is_alone = building.about.part_count == 1;
            part.id = is_alone ? building.id : building.id + "_" + std::to_string(k + 1);
            part.polygons = solid_of(layout.parts[building.about.part_first + k]);
            place.place(part.polygons);
            building.parts.push_back(std::move(part));
        }
        buildings.push_back(std::move(building));
    }
    return buildings;
}

}  // namespace belvedere::generator
