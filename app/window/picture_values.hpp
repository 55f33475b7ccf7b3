// SPDX-License-Identifier: Apache-2.0
// Live values in pictures that leave the program: whether their licences let them.
#pragma once

#include "app/window/session.hpp"
#include "engine/core/result.hpp"

namespace belvedere::window {

// Whether values of all feeds that are connected, and of all that are still drawn, may be exported;
// else kDenied with the first that may not, in English.
[[nodiscard]] Result<void> may_picture_values(const Session& session);
// The same of those that colour the city now: they are in its own picture.
[[nodiscard]] Result<void> may_picture_tints(const Session& session);

}  // namespace belvedere::window
