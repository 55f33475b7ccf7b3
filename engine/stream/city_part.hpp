// SPDX-License-Identifier: Apache-2.0
// One file of a city model, opened.
#pragma once

#include <memory>
#include <string>

#include "engine/content/decode/citymodel/city_file.hpp"
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

}  // namespace belvedere::stream
