// SPDX-License-Identifier: Apache-2.0
// What the cache keeps of a city file, so that its next opening need not look through it.
//
// Finding the stretches of a file means passing over all of it: CityJSON has its vertices last, and
// a comment of CityGML may hold what looks like a member. The outline is what that pass found.
// Indexes and contents lie in the cache beside it, so that a second visit to a city reads nothing
// of the file until something is wanted that was never shown.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "engine/content/decode/citymodel/city_file.hpp"
#include "engine/core/bytes.hpp"
#include "engine/core/result.hpp"

namespace belvedere::stream {

struct CityOutline {
    content::citymodel::CityFileHead head;
    std::vector<content::citymodel::FileRange> stretches;
    // What stands in it was found to take, with a margin; none where nobody asked.
    std::optional<content::citymodel::CityBox> bounds;
};

// For the cache: as bytes, and back. kBadData when they are not what an outline is; what is read
// back is in order, and its counts are bounded by the bytes it came from.
[[nodiscard]] Bytes pack_city_outline(const CityOutline& outline);
[[nodiscard]] Result<CityOutline> unpack_city_outline(ByteView bytes);

using OpenCityFile = std::function<Result<std::shared_ptr<const content::citymodel::CityFile>>()>;

// A file that is known by its outline and opened when an index or members of it are first wanted;
// others wait meanwhile. What opening it says is what index() and read() then say.
[[nodiscard]] std::shared_ptr<const content::citymodel::CityFile> city_file_by_outline(
    CityOutline outline, OpenCityFile open);

}  // namespace belvedere::stream
