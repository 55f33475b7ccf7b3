// SPDX-License-Identifier: Apache-2.0
// The bytes of city files: read, mapped or unpacked.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "engine/content/decode/citymodel/city_file.hpp"
#include "engine/core/bytes.hpp"
#include "engine/core/file.hpp"
#include "engine/core/result.hpp"
#include "engine/stream/limits.hpp"

namespace belvedere::stream {

// Of a file: up to limits::kCityReadBytes are read, so that another program may write it meanwhile;
// larger files are mapped. Gzip is unpacked (unpacked_file.hpp). For workers.
[[nodiscard]] Result<std::shared_ptr<const content::citymodel::CityBytes>> open_city_bytes(
    const std::filesystem::path& path);
// Of bytes that were fetched already.
[[nodiscard]] Result<std::shared_ptr<const content::citymodel::CityBytes>> hold_city_bytes(
    Bytes bytes, const std::string& name);
// Of a file that nobody writes any more.
[[nodiscard]] std::shared_ptr<const content::citymodel::CityBytes> map_city_bytes(MappedFile file);

struct FoundCityFiles {
    std::vector<std::filesystem::path> paths;
    bool has_more = false;  // There are others, which were left out.
};
// A file or folder as a city: the city files that it is or holds (in the order of their names,
// below it as well), none when it is something else; of more than `most` the first ones. Looks into
// each file's ends.
[[nodiscard]] FoundCityFiles find_city_files(const std::filesystem::path& path,
                                             std::size_t most = limits::kCityFiles);

// Time and size of a file; empty when it is not there.
[[nodiscard]] std::string file_stamp(const std::filesystem::path& path);

}  // namespace belvedere::stream
