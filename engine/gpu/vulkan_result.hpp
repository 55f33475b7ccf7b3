// SPDX-License-Identifier: Apache-2.0
// VkResult as words and as an Error.
#pragma once

#include <volk.h>

#include <string>
#include <string_view>

#include "engine/core/result.hpp"

namespace belvedere::gpu {

// "device lost", "out of device memory", ... ; the number for codes this program does not know.
[[nodiscard]] std::string result_text(VkResult result);

// An Error whose message is "`what`: text"; kLimit when memory ran out, kDevice otherwise.
[[nodiscard]] Error vulkan_error(VkResult result, std::string_view what);

}  // namespace belvedere::gpu
