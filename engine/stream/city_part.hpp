// SPDX-License-Identifier: Apache-2.0
// One file of a city model, opened.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/content/decode/citymodel/city_file.hpp"
#include "engine/core/cancel.hpp"
#include "engine/core/result.hpp"
#include "engine/geo/world_mapping.hpp"

namespace belvedere::stream {

// Copied freely; any thread.
struct CityPart {
    std::string name;      // Relative to the source's folder: where textures start from.
    std::string identity;  // Names the file in the cache: its absolute path or URL.
    std::string stamp;     // Of the file; empty when nothing of it must be cached.
    std::shared_ptr<const content::citymodel::CityFile> file;
    std::shared_ptr<const geo::WorldMapping> mapping;
};

// A stretch of a part, whole.
struct ReadStretch {
    content::citymodel::CityBatch batch;
    std::vector<content::citymodel::CityWarning> warnings;  // Of indexing it.
};

// Indexes a stretch and reads all its members at once. For workers. kCancelled; errors of reading,
// with the part's name.
[[nodiscard]] Result<ReadStretch> read_stretch(const CityPart& part,
                                               const content::citymodel::FileRange& stretch,
                                               const content::citymodel::LodChoice& lods,
                                               const CancelToken& cancel);

}  // namespace belvedere::stream
