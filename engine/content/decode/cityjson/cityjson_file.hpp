// SPDX-License-Identifier: Apache-2.0
// CityJSON 1.0, 1.1 and 2.0 (OGC 20-072) and CityJSONSeq as city files.
#pragma once

#include <memory>
#include <string>

#include "engine/content/decode/citymodel/city_file.hpp"
#include "engine/core/result.hpp"

namespace belvedere::content::cityjson {

// One CityJSON object: finds its parts, and reads all vertices (24 bytes each are kept). Takes
// about as long as reading the bytes does. `name` is for messages. kBadData, kLimit.
[[nodiscard]] Result<std::shared_ptr<const citymodel::CityFile>> open_cityjson(
    std::shared_ptr<const citymodel::CityBytes> bytes, const std::string& name);

// A line with the metadata, then a feature a line (CityJSONSeq): only the first line is read.
[[nodiscard]] Result<std::shared_ptr<const citymodel::CityFile>> open_cityjson_sequence(
    std::shared_ptr<const citymodel::CityBytes> bytes, const std::string& name);

}  // namespace belvedere::content::cityjson
