// SPDX-License-Identifier: Apache-2.0
#include "engine/twin/device_description.hpp"

#include <algorithm>
#include <utility>

namespace belvedere::twin {

Result<void> DescriptionBook::add(DeviceDescription device) {
    if (devices_.size() >= kDevicesMost && !devices_.contains(device.id))
        return fail(ErrorKind::kLimit, "more described devices than there is room for");
    std::string id = device.id;
    devices_.insert_or_assign(std::move(id), std::move(device));
    return {};
}

const DeviceDescription* DescriptionBook::find(std::string_view device) const {
    if (devices_.empty()) return nullptr;
    const auto found = devices_.find(std::string(device));
    return found == devices_.end() ? nullptr : &found->second;
}

const PropertyDescription* DescriptionBook::find(std::string_view device,
                                                 std::string_view property) const {
    const DeviceDescription* described = find(device);
    if (described == nullptr) return nullptr;
    const auto found =
        std::ranges::find(described->properties, property, &PropertyDescription::name);
    return found == described->properties.end() ? nullptr : &*found;
}

bool is_outside(const PropertyDescription& property, const Unit& unit, double number) {
    const auto told = find_unit(property.unit);
    // Without units on either side the numbers are compared as they are.
    const bool are_plain = !told && unit.quantity == Quantity::kUnknown;
    const auto converted = told ? convert(unit, known_units()[told->value], number)
                                : (are_plain ? std::optional(number) : std::nullopt);
    return converted && (*converted < property.least || *converted > property.most);
}

}  // namespace belvedere::twin
