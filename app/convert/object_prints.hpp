// SPDX-License-Identifier: Apache-2.0
// What is remembered of each object of a city model, to tell two versions of it apart.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <glm/vec3.hpp>

#include "app/convert/city_members.hpp"
#include "app/convert/open_city_model.hpp"
#include "engine/content/decode/citymodel/city_model.hpp"

namespace belvedere::convert {

// The shape of an object at all its levels of detail, as numbers that hardly change when it is
// written in another format or its polygons in another order.
struct ShapePrint {
    glm::dvec3 low{0.0}, high{0.0}, middle{0.0};  // Of all corners; in the coordinates compared in.
    double area = 0.0;
    std::uint32_t polygons = 0, corners = 0, levels = 0;
    // Of models that are placed, in metres from their places: turned and stretched as they stand.
    glm::dvec3 placed_low{0.0}, placed_high{0.0};
    double placed_area = 0.0;
    std::uint32_t placed_corners = 0;
};

// An object with an id, or without (then it is known by its shape).
struct ObjectPrint {
    std::string type, parent;
    ShapePrint shape;
    // Sorted by name; values as text, numbers shortest. Surfaces count as attributes: "RoofSurface"
    // is of how many polygons, "RoofSurface.slope" what the slopes of those are.
    std::vector<std::pair<std::string, std::string>> attributes;
};

// In which coordinates shapes are told.
enum class PrintPlace {
    kSource,  // The files' own: exact.
    kWorld,   // Earth-centred, for models in different CRSs.
};

struct ModelPrints {
    std::map<std::string, ObjectPrint> objects;  // By id.
    std::uint64_t without_id = 0, repeated = 0;  // Repeated ids: the first counts.
};

// Reads all of a model, stretch by stretch, one after the other on the calling thread; about 500
// bytes an object. kLimit over limits::kMembers, kCancelled, errors of reading.
[[nodiscard]] Result<ModelPrints> print_objects(const CityModel& model, PrintPlace place,
                                                const ConvertProgress& progress,
                                                const CancelToken& cancel);

// An attribute's value as people write it.
[[nodiscard]] std::string value_text(const content::citymodel::CityBatch& batch,
                                     const content::citymodel::Attribute& attribute);

}  // namespace belvedere::convert
