// SPDX-License-Identifier: Apache-2.0
// Inside platform only: begins to watch for screens that come and go.
#pragma once

namespace belvedere::platform {

// After the window system was opened, once.
void watch_monitors();

}  // namespace belvedere::platform
