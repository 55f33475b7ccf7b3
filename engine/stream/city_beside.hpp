// SPDX-License-Identifier: Apache-2.0
// Files that a city file on this machine names: code lists, and other files of the same city.
#pragma once

#include <filesystem>
#include <string_view>

#include "engine/content/decode/citygml/codelists.hpp"
#include "engine/core/result.hpp"

namespace belvedere::stream {

// Code lists and models (.xml, .gml) and world files of images (.jgw, .wld ...), by the end of the
// name, whatever its case: all that a city file's text may refer to. (Images are fetched as
// resources.)
[[nodiscard]] bool is_named_by_city_files(std::string_view name);

// Where such a name leads from a city file. kDenied for names that read_beside() refuses.
[[nodiscard]] Result<std::filesystem::path> path_beside(const std::filesystem::path& file,
                                                        std::string_view named);

// Serves relative names ("../../codelists/Building_class.xml") of files that city files may refer
// to, and nothing else of this machine. Such files lie in sibling folders,
// so that up to limits::kFoldersUp steps up are followed; links are not, once they lead out of the
// folder that is reached so. kDenied for other names. Any thread; blocks.
[[nodiscard]] content::citygml::ReadBeside read_beside(const std::filesystem::path& file);

}  // namespace belvedere::stream
