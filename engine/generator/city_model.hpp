// SPDX-License-Identifier: Apache-2.0
// The generated city as buildings of polygons in a coordinate reference system: what its CityGML
// and CityJSON say, whatever the encoding.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/core/result.hpp"
#include "engine/generator/building_solid.hpp"
#include "engine/generator/city_objects.hpp"
#include "engine/generator/city_plan.hpp"
#include "engine/geo/local_frame.hpp"
#include "engine/geo/world_mapping.hpp"

namespace belvedere::generator {

// UTM zone 32 with heights above the sea by EGM96, as a state survey would say it.
inline constexpr const char* kModelCrs = "urn:ogc:def:crs,crs:EPSG::25832,crs:EPSG::5773";
// Coordinates are written to the millimetre.
inline constexpr double kModelStep_m = 0.001;

struct ModelPart {
    std::string id;                      // The building's own where it has one part.
    std::vector<SolidPolygon> polygons;  // Corners in kModelCrs, whole millimetres.
};

struct ModelBuilding {
    std::string id;
    Building about;
    std::string street;
    std::vector<ModelPart> parts;
    bool is_textured = false;    // Its walls show their windows; of every eighth building.
    bool has_materials = false;  // Its roofs have a colour of their own; of every fourth.
};

// Turns the land's coordinates into those of the CRS. Immutable; any thread.
class ModelPlace {
  public:
    // kBadData when the CRS is not known to PROJ here.
    [[nodiscard]] static Result<ModelPlace> make();
    void place(std::vector<SolidPolygon>& polygons) const;

  private:
    explicit ModelPlace(std::shared_ptr<const geo::WorldMapping> mapping);
    std::shared_ptr<const geo::WorldMapping> mapping_;
    geo::LocalFrame frame_;
};

// Those of one district that the plan gives it. A pure function of plan and place; any thread.
[[nodiscard]] std::vector<ModelBuilding> model_district(const CityPlan& plan, std::size_t district,
                                                        const ModelPlace& place);

}  // namespace belvedere::generator
