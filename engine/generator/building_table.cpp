// SPDX-License-Identifier: Apache-2.0
#include "engine/generator/building_table.hpp"

#include <span>
#include <utility>

#include "engine/generator/street_names.hpp"

namespace belvedere::generator {

namespace encode = content::encode;

namespace {

encode::EnumColumn make_enum(const char* type, std::span<const char* const> names,
                             std::vector<std::uint8_t> values) {
    return {type, {names.begin(), names.end()}, std::move(values)};
}

}  // namespace

std::string building_id(std::uint32_t number) {
    std::string digits = std::to_string(number + 1);
    return "B" + std::string(digits.size() < 7 ? 7 - digits.size() : 0, '0') + digits;
}

std::uint32_t BuildingTable::add(const Building& building, std::uint32_t number) {
    ids_.push_back(building_id(number));
    streets_.push_back(street_name(building.street));
    functions_.push_back(static_cast<std::uint8_t>(building.function));
    storeys_.push_back(building.storeys);
    energy_classes_.push_back(building.energy_class);
    roofs_.push_back(static_cast<std::uint8_t>(building.roof));
    heights_.push_back(building.height_m);
    floor_areas_.push_back(building.floor_area_m2);
    years_.push_back(building.year);
    residents_.push_back(building.residents);
    numbers_.push_back(building.house_number);
    return static_cast<std::uint32_t>(ids_.size() - 1);
}

encode::PropertyTable BuildingTable::take() {
    encode::PropertyTable table{"building", "Buildings of a generated city", {}};
    const auto add = [&](const char* name, const char* description, const char* semantic,
                         encode::ColumnValues values) {
        table.columns.push_back({name, description, semantic, std::move(values)});
    };
    add("id", "Identifier, the same in every tile", "ID", std::exchange(ids_, {}));
    add("function", "Main use", "",
        make_enum("buildingFunction", kFunctionNames, std::exchange(functions_, {})));
    add("storeys", "Storeys above ground", "", std::exchange(storeys_, {}));
    add("height", "Ground to the highest point in metres", "", std::exchange(heights_, {}));
    add("year", "Year of construction", "", std::exchange(years_, {}));
    add("residents", "People who live here", "", std::exchange(residents_, {}));
    add("energy_class", "Energy class", "",
        make_enum("energyClass", kEnergyNames, std::exchange(energy_classes_, {})));
    add("roof_type", "Shape of the main roof", "",
        make_enum("roofType", kRoofNames, std::exchange(roofs_, {})));
    add("street", "Street of the address", "", std::exchange(streets_, {}));
    add("house_number", "House number of the address", "", std::exchange(numbers_, {}));
    add("floor_area", "Gross floor area in square metres", "", std::exchange(floor_areas_, {}));
    return table;
}

}  // namespace belvedere::generator
