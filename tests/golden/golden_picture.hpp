// SPDX-License-Identifier: Apache-2.0
// Pictures that drawing is compared with.
#pragma once

#include <string>

#include "engine/gpu/offscreen.hpp"

namespace belvedere::test {

// How far two pictures of one size are apart.
struct PictureDifference {
    double share_off = 0.0;    // Of pixels with a channel more than 4/255 off.
    double worst_block = 0.0;  // Mean difference (of 255) of the worst 16 x 16 block.
};
[[nodiscard]] PictureDifference compare(const gpu::Pixels& a, const gpu::Pixels& b);

// Fails the running test unless >= 99.9 % of pixels are within 4/255 of
// tests/golden/images/NAME.png and no 16 x 16 block differs on average by more than 8/255. The
// picture is always written to the build folder (golden/NAME.png); with BELVEDERE_ACCEPT_GOLDEN=1
// it becomes the golden one (tools/accept_golden sets that).
void expect_golden(const std::string& name, const gpu::Pixels& pixels);

}  // namespace belvedere::test
