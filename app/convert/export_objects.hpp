// SPDX-License-Identifier: Apache-2.0
// Some objects of a city model as a file of their own.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "app/convert/city_members.hpp"
#include "app/convert/open_city_model.hpp"

namespace belvedere::convert {

enum class ExportFormat : std::uint8_t {
    // All levels of detail, semantics, attributes, materials, textures; CityJSON 2.0. Images of
    // textures are copied into a folder beside the file ("NAME_textures").
    kCityJson,
    kGlb,  // The highest level, with textures and attributes as the tiles have them.
};

// By the name's end: .glb, or .json and .city.json; nothing for others.
[[nodiscard]] Result<ExportFormat> export_format_of(const std::filesystem::path& path);

struct ExportOptions {
    std::set<std::string, std::less<>> ids;  // Empty: all.
    ExportFormat format = ExportFormat::kCityJson;
};

struct ExportedObjects {
    std::uint64_t objects = 0;         // With parts, and what they are parts of.
    std::uint64_t bytes = 0;           // Of the file itself.
    std::uint64_t images = 0;          // Files that were made beside it.
    std::vector<std::string> missing;  // Ids that the model does not have.
    std::vector<std::string> notes;    // What the format could not say.
};

// Reads the model stretch by stretch and writes what is asked for, with all parts, and what it is
// part of without its shape. The file appears whole or not at all. A glTF stands about its own
// middle (x east, y up, z south), so that modelling programs can take it. kNotFound when the model
// has none of the ids; kUnsupported when objects for CityJSON are in different CRSs; kLimit;
// kCancelled; errors of reading and writing.
[[nodiscard]] Result<ExportedObjects> export_objects(const CityModel& model,
                                                     const ExportOptions& options,
                                                     const std::filesystem::path& path,
                                                     const ConvertProgress& progress,
                                                     const CancelToken& cancel);

}  // namespace belvedere::convert
