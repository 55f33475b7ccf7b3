// SPDX-License-Identifier: Apache-2.0
// One file of a city model, opened.
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "engine/content/decode/citymodel/city_file.hpp"
#include "engine/core/cancel.hpp"
#include "engine/core/result.hpp"
#include "engine/geo/world_mapping.hpp"
#include "engine/stream/side_files.hpp"

namespace belvedere::stream {

// Whether something that a file names on its server could not be had for now: what is made without
// it must not be kept as if it were whole.
struct BesideLack {
    std::atomic<bool> is_there = false;
};

// Copied freely; any thread.
struct CityPart {
    std::string name;      // Relative to the source's folder: where textures start from.
    std::string identity;  // Names the file in the cache: its absolute path or URL.
    std::string stamp;     // Of the file; empty when nothing of it must be cached.
    std::shared_ptr<const content::citymodel::CityFile> file;
    std::shared_ptr<const geo::WorldMapping> mapping;
    // Of a file in a folder; null where the stamp tells of files beside it as well (an archive), or
    // they are on a server.
    std::shared_ptr<SideFiles> side_files;
    std::shared_ptr<const BesideLack> lack;  // Null: nothing is fetched from a server.

    [[nodiscard]] bool lacks_something() const { return lack != nullptr && lack->is_there; }
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
