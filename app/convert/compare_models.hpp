// SPDX-License-Identifier: Apache-2.0
// Two versions of a city model: what was added, removed and changed.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/convert/object_prints.hpp"
#include "app/convert/open_city_model.hpp"

namespace belvedere::convert {

struct ChangedAttribute {
    std::string name;
    std::string before, after;  // Empty: there was, or is, none.
    bool had_value = false, has_value = false;
};

struct ChangedObject {
    std::string id, type;
    bool is_type_changed = false, is_parent_changed = false;
    // Another number of polygons or levels of detail, another area, or a corner farther away than
    // the tolerance.
    bool is_shape_changed = false;
    double moved_m = 0.0;  // How far the middle of its corners and the sides of its box went.
    std::vector<ChangedAttribute> attributes;
};

struct NamedObject {
    std::string id, type;
};

// Each list in the order of the ids.
struct ModelDifference {
    std::vector<NamedObject> added, removed;
    std::vector<ChangedObject> changed;
    std::uint64_t same = 0;
    std::uint64_t without_id = 0;  // Of both: objects that cannot be told apart.
    std::uint64_t repeated = 0;    // Ids that come again in the same model.
    bool is_in_one_crs = true;     // Else compared in the world.
};

// Objects are the same when their ids are. `tolerance_m`: what rounding to another format may move.
// Pure.
[[nodiscard]] ModelDifference compare_prints(const ModelPrints& before, const ModelPrints& after,
                                             double tolerance_m);

// Reads both. In the coordinates of the files where they are in the same CRS, else in the world,
// where nothing below 5 mm counts. Errors as print_objects().
[[nodiscard]] Result<ModelDifference> compare_models(const CityModel& before,
                                                     const CityModel& after, double tolerance_m,
                                                     const ConvertProgress& progress,
                                                     const CancelToken& cancel);

}  // namespace belvedere::convert
