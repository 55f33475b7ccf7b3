// SPDX-License-Identifier: Apache-2.0
// What is known of single devices before any value: names for people, units, ranges, where to ask.
#pragma once

#include <limits>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/core/result.hpp"
#include "engine/twin/unit.hpp"

namespace belvedere::twin {

// One way to reach a property.
struct DeviceForm {
    std::string target;  // Absolute where a base was given.
    std::string content_type, subprotocol;
    std::vector<std::string> operations;  // "readproperty", "observeproperty" ...
};

struct PropertyDescription {
    std::string name;   // Short, as values have it.
    std::string title;  // For a person; may be empty.
    std::string unit;   // UN/CEFACT or UCUM code, or a name; may be empty.
    double least = -std::numeric_limits<double>::infinity();  // In `unit`.
    double most = std::numeric_limits<double>::infinity();
    bool is_writable = false;  // Only where the description says so.
    std::vector<DeviceForm> forms;
};

struct DeviceDescription {
    std::string id;  // As its source has it.
    std::string title, text;
    std::vector<PropertyDescription> properties;
};

// Descriptions by device. A store that has one takes units and ranges from it where values bring
// none. One thread.
class DescriptionBook {
  public:
    static constexpr std::size_t kDevicesMost = 1'000'000;
    // Takes the place of an earlier one of that device. kLimit.
    [[nodiscard]] Result<void> add(DeviceDescription device);
    // Null when it is not described.
    [[nodiscard]] const DeviceDescription* find(std::string_view device) const;
    [[nodiscard]] const PropertyDescription* find(std::string_view device,
                                                  std::string_view property) const;
    [[nodiscard]] std::size_t size() const { return devices_.size(); }

  private:
    std::unordered_map<std::string, DeviceDescription> devices_;
};

// Whether a number in `unit` is outside what the description allows. False where it says nothing,
// or where the two units cannot be compared.
[[nodiscard]] bool is_outside(const PropertyDescription& property, const Unit& unit, double number);

}  // namespace belvedere::twin
