// SPDX-License-Identifier: Apache-2.0
// The program's commands without the program: their titles and sentences are in its catalogues.
#pragma once

#include <string>
#include <vector>

#include "app/panels/panel_state.hpp"

namespace belvedere::support {

// What menus, the palette and the help list in this language; "en" and languages without a
// catalogue: as they stand in the sources. Some have a key, for the room that it takes. Empty when
// the catalogues in `folder` cannot be read.
[[nodiscard]] std::vector<panels::CommandRow> commands_of_catalogue(const std::string& folder,
                                                                    const std::string& language);

}  // namespace belvedere::support
