// SPDX-License-Identifier: Apache-2.0
// References inside local sources: paths below a root that nothing can leave.
#pragma once

#include <string>
#include <string_view>

#include "engine/core/result.hpp"

namespace belvedere::stream {

// The path below the root ("a/b.b3dm": no leading slash, no dot segments, unescaped) that
// `reference` means in the document at the path `base`. kDenied for another scheme, an authority,
// an absolute path, or a path that climbs above the root, also with escaped dots; kBadData for NUL
// and broken escapes. Queries and fragments are dropped: files have none.
[[nodiscard]] Result<std::string> resolve_path(std::string_view base, std::string_view reference);

}  // namespace belvedere::stream
