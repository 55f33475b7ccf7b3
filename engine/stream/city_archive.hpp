// SPDX-License-Identifier: Apache-2.0
// City files in a zip archive, as cities hand them out.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "engine/content/decode/citygml/codelists.hpp"
#include "engine/content/decode/citymodel/city_file.hpp"
#include "engine/core/file.hpp"
#include "engine/core/result.hpp"
#include "engine/stream/zip_directory.hpp"

namespace belvedere::stream {

// Which entries of an archive are city files, and their bytes. What is refused of other archives
// is refused here (archive_source.hpp); an entry may be larger, though, since it is unpacked into a
// file (unpacked_file.hpp). Immutable; any thread.
class CityArchive : public std::enable_shared_from_this<CityArchive> {
  public:
    // kBadData, kLimit or kNotFound when this is no archive that can be read.
    [[nodiscard]] static Result<std::shared_ptr<const CityArchive>> open(
        const std::filesystem::path& path);

    // Of the city files inside, in order; none when it holds no city: entries whose names and
    // first bytes are those of one. The first limits::kCityFiles.
    [[nodiscard]] const std::vector<std::string>& city_names() const { return names_; }
    [[nodiscard]] bool has_more_cities() const { return has_more_; }
    // What an entry holds, gzip inside it unpacked as well.
    [[nodiscard]] Result<std::shared_ptr<const content::citymodel::CityBytes>> bytes_of(
        const std::string& name) const;
    [[nodiscard]] std::uint64_t stored_bytes(const std::string& name) const;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  private:
    CityArchive(std::filesystem::path path, MappedFile file)
        : path_(std::move(path)), file_(std::move(file)) {}
    [[nodiscard]] ReadAt read_at() const;
    [[nodiscard]] Result<ByteView> packed(const ZipEntry& entry) const;
    [[nodiscard]] bool is_city(const ZipEntry& entry) const;
    void find_cities();

    std::filesystem::path path_;
    MappedFile file_;
    ZipDirectory directory_;
    std::vector<std::string> names_;
    bool has_more_ = false;
};

// Reads code lists and other entries that the entry `name` refers to: those of names that
// read_beside() allows, inside the archive.
[[nodiscard]] content::citygml::ReadBeside read_beside_in(
    std::shared_ptr<const CityArchive> archive, const std::string& name);

}  // namespace belvedere::stream
