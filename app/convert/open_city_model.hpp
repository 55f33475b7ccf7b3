// SPDX-License-Identifier: Apache-2.0
// Opening city files for conversion: the files themselves, not tiles of them.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/core/cancel.hpp"
#include "engine/core/job_pool.hpp"
#include "engine/core/result.hpp"
#include "engine/geo/world_mapping.hpp"
#include "engine/stream/byte_source.hpp"
#include "engine/stream/city_part.hpp"

namespace belvedere::convert {

struct CityModelOptions {
    std::string uri;  // A file, a folder of them, or an http(s) URL of a file.
    std::string crs;  // Of files that say none.
    geo::VerticalReference vertical = geo::VerticalReference::kEllipsoidal;
    bool offline = false;
};

// Copied freely; any thread.
struct CityModel {
    std::string name;
    std::vector<stream::CityPart> parts;         // At least one.
    std::shared_ptr<stream::ByteSource> source;  // Serves textures, relative to a part's name.
    std::vector<std::string> warnings;
};

// Blocks; not from a job of `jobs`. kUnsupported when the source is something else than a city
// model; errors of opening; kCancelled.
[[nodiscard]] Result<CityModel> open_city_model(JobPool& jobs, const CityModelOptions& options,
                                                const CancelToken& cancel);

}  // namespace belvedere::convert
