// SPDX-License-Identifier: Apache-2.0
// How texels of a format lie in memory.
#pragma once

#include <volk.h>

#include <cstdint>
#include <optional>

namespace belvedere::gpu {

// The smallest unit of a format: one texel, or the block of a compressed one.
struct FormatBlock {
    std::uint32_t width = 1;
    std::uint32_t height = 1;
    std::uint32_t bytes = 4;
};

// Nothing for formats that are not uploaded (depth, vendor's own).
[[nodiscard]] std::optional<FormatBlock> format_block(VkFormat format);

}  // namespace belvedere::gpu
