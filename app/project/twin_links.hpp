// SPDX-License-Identifier: Apache-2.0
// What people said of twins: which object of the city a device belongs to, which identifiers are
// one device, and which values they want drawn over time. Part of a project; statements of the data
// themselves are not kept here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/project/device_name.hpp"
#include "app/project/shared_list.hpp"
#include "app/project/twin_chart.hpp"

namespace belvedere::project {

struct Project;

// A person's word on where a device belongs.
struct DeviceBinding {
    DeviceName device;
    std::string layer;              // Uri of the layer; empty where `is_refused`.
    std::string feature;            // Id of the object or surface in it; likewise.
    bool is_refused = false;        // It belongs to none that is suggested by its place.
    std::string unknown_json = {};  // As Project::unknown_json.
    friend bool operator==(const DeviceBinding&, const DeviceBinding&) = default;
};

// A statement that two devices are related (twin::IdentityMapping, as a project keeps it). Revoked
// ones stay: one can ask what was believed at any time.
struct IdentityStatement {
    DeviceName a, b;
    std::string relation = "same_device";  // Or part_of, successor_of, observes.
    std::string asserted_by, method;
    std::vector<std::string> evidence;
    std::int64_t established_us = 0;  // UTC.
    std::int64_t revoked_us = 0;      // 0: it holds.
    std::string revoked_by;
    std::string unknown_json = {};  // As Project::unknown_json.
    friend bool operator==(const IdentityStatement&, const IdentityStatement&) = default;
};

inline constexpr std::size_t kDeviceBindingsMax = 20'000;
inline constexpr std::size_t kIdentityStatementsMax = 20'000;
inline constexpr std::size_t kEvidenceMax = 32;
inline constexpr std::size_t kDescriptionsMax = 64;

struct TwinLinks {
    SharedList<DeviceBinding> bindings;  // One a device at most.
    SharedList<IdentityStatement> identity;
    // Buildings are coloured by the shown value of their devices: "bound" by those that are known
    // to belong to them, "place" also by those that stand on them; empty: not.
    std::string tint;
    TwinChart chart;                        // What is drawn over time.
    bool groups_devices = false;            // Devices whose symbols would overlap are one.
    std::vector<std::string> descriptions;  // Files of W3C Thing Descriptions.
    friend bool operator==(const TwinLinks&, const TwinLinks&) = default;
};

// The members of a project's file that tell of it: "device_bindings", "identity", "tint",
// "chart", "groups_devices", "descriptions".
[[nodiscard]] std::string twin_links_to_json(const TwinLinks& links);
// Takes those members out of the text of a project's JSON document. What is wrong with them; empty
// when nothing is. Any input is safe.
[[nodiscard]] std::string read_twin_links(std::string_view document, TwinLinks& links);

}  // namespace belvedere::project
