// SPDX-License-Identifier: Apache-2.0
// The buildings' attributes as the rows of a tile's property table.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/content/encode/property_table.hpp"
#include "engine/generator/city_objects.hpp"

namespace belvedere::generator {

// "B0000001": the id of a building by its place in the whole city, the same in every format.
[[nodiscard]] std::string building_id(std::uint32_t number);

// Collects rows in the order in which they are added. One thread.
class BuildingTable {
  public:
    // `number` is the building's place in the whole city; its id is made of it. Returns the row.
    std::uint32_t add(const Building& building, std::uint32_t number);
    [[nodiscard]] bool empty() const { return ids_.empty(); }
    // Columns id, function, storeys, height, year, residents, energy_class, roof_type, street,
    // house_number, floor_area. The table is empty after.
    [[nodiscard]] content::encode::PropertyTable take();

  private:
    std::vector<std::string> ids_, streets_;
    std::vector<std::uint8_t> functions_, storeys_, energy_classes_, roofs_;
    std::vector<float> heights_, floor_areas_;
    std::vector<std::uint16_t> years_, residents_, numbers_;
};

}  // namespace belvedere::generator
