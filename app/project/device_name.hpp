// SPDX-License-Identifier: Apache-2.0
// A device as a project names it.
#pragma once

#include <compare>
#include <string>

namespace belvedere::project {

// A device as its source calls it: the same id in two sources is two devices.
struct DeviceName {
    std::string source;  // The address of the feed without its options.
    std::string id;
    friend auto operator<=>(const DeviceName&, const DeviceName&) = default;
};

}  // namespace belvedere::project
