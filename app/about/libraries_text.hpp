// SPDX-License-Identifier: Apache-2.0
// third_party/libraries.json as it was when the program was built.
#pragma once

namespace belvedere::about {

[[nodiscard]] const char* libraries_text();

}  // namespace belvedere::about
