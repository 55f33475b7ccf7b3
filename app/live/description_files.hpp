// SPDX-License-Identifier: Apache-2.0
// What devices are described as, out of files of W3C Thing Descriptions.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/core/result.hpp"
#include "engine/twin/device_description.hpp"

namespace belvedere::live {

// All descriptions of those files; of a device that several describe, the last. What is wrong with
// one of them is said and costs that file alone. Any thread.
struct ReadDescriptions {
    twin::DescriptionBook book;
    std::vector<Error> problems;
};
[[nodiscard]] ReadDescriptions read_descriptions(std::span<const std::string> paths);

}  // namespace belvedere::live
