// SPDX-License-Identifier: Apache-2.0
// The files beside a city file, as its text named them: what was read of them, and whether it still
// holds.
//
// Code lists, models, other files of the same city and grids are read while members are, and some
// of them once for all members. What the cache keeps of a city therefore depends on every such file
// that was asked for until then: those that were there, and those that were not.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/content/decode/citygml/codelists.hpp"
#include "engine/stream/tile_cache.hpp"

namespace belvedere::stream {

// Of one city file on this machine. Any thread; reading blocks.
class SideFiles : public std::enable_shared_from_this<SideFiles> {
  public:
    explicit SideFiles(std::filesystem::path city_file) : city_file_(std::move(city_file)) {}

    // Serves what read_beside() does, and remembers each name with the stamp it had right before.
    [[nodiscard]] content::citygml::ReadBeside reading();
    // Everything asked for so far: what is made now depends on it. Nothing when it was over
    // limits::kSideFiles names, so that what is made must not be kept.
    [[nodiscard]] std::optional<std::vector<TileDependency>> dependencies() const;
    // The stamp of a dependency; kAbsentStamp of a file that is not there or is refused. Asked of
    // the disk once: whoever opens the city again looks again.
    [[nodiscard]] std::string stamp(const std::string& name);

  private:
    [[nodiscard]] std::string stamp_now(const std::string& name) const;

    std::filesystem::path city_file_;
    mutable std::mutex mutex_;
    // A file that was changed between two readings stands here with both stamps, of which one is
    // wrong at any time: what was made of it is not used again.
    std::set<std::pair<std::string, std::string>> asked_;  // Name and stamp.
    std::map<std::string, std::string> stamps_;
    bool is_overfull_ = false;
};

}  // namespace belvedere::stream
