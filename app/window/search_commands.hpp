// SPDX-License-Identifier: Apache-2.0
// What a search finds beside the loaded features: objects in the files of city models.
#pragma once

#include "app/window/name_searcher.hpp"
#include "app/window/session.hpp"

namespace belvedere::window {

// Takes an answer as the rest of the results, unless something else was searched meanwhile. Objects
// that are loaded stand among the results already and are left out.
void take_files_searched(Session& session, FilesSearched answer);
// Flies to an object that may not be loaded; there it will be, and is then selected. kDenied when
// it has no place.
[[nodiscard]] Result<void> go_to_found(Session& session, const FoundInFile& found);
// Selects what was chosen before it was loaded, as soon as it is. Once a round; cheap while nothing
// is awaited or nothing was loaded since.
void follow_awaited(Session& session);

}  // namespace belvedere::window
