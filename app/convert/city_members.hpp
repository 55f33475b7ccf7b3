// SPDX-License-Identifier: Apache-2.0
// All objects of a city model with their boxes: what a plan of tiles is made of.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "app/convert/open_city_model.hpp"
#include "app/convert/tile_plan.hpp"
#include "engine/content/decode/citymodel/city_file.hpp"
#include "engine/core/cancel.hpp"
#include "engine/core/job_pool.hpp"
#include "engine/core/result.hpp"
#include "engine/geo/local_frame.hpp"

namespace belvedere::convert {

struct CityMembers {
    std::vector<PlanMember> members;                  // By file, then by their place in it.
    std::vector<content::citymodel::FileRange> more;  // Parts that lie elsewhere in the file.
    geo::LocalFrame frame;    // Where boxes are: about the first object, east, north and up.
    bool is_on_earth = true;  // Else `frame` is the source's own metres.
    std::uint64_t objects = 0;
    std::vector<std::string> warnings;  // Each once, at most limits::kWarnings.
    std::vector<std::string> errors;    // Files that are left out.
};

// Fraction done, 0 ... 1, on the calling thread.
using ConvertProgress = std::function<void(double fraction)>;

// Indexes every stretch of every file on the pool. Objects without geometry get the box of the one
// before them, so that they come into some tile. Files without a
// place on Earth are left out beside files that have one. Blocks; not from a job of `jobs`. The
// same files give the same members. kLimit over limits::kMembers, kCancelled, errors of indexing.
[[nodiscard]] Result<CityMembers> list_members(JobPool& jobs, const CityModel& model,
                                               const ConvertProgress& progress,
                                               const CancelToken& cancel);

}  // namespace belvedere::convert
