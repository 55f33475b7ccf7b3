// SPDX-License-Identifier: Apache-2.0
// What is in a source: counts, extent, attributes, and what is wrong with it.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <unordered_set>
#include <vector>

#include "engine/content/summary.hpp"
#include "engine/content/tile_content.hpp"
#include "engine/stream/source_walk.hpp"

namespace belvedere::cli {

// Collects tile by tile; a feature that several tiles or levels repeat counts once. Memory: 8 bytes
// a distinct feature, and the attributes' names.
class InspectReport {
  public:
    void add(const stream::WalkedTile& tile);
    // One JSON document with the documented keys.
    [[nodiscard]] std::string to_json(const stream::WalkSummary& summary,
                                      const std::string& uri) const;
    // The same for a person.
    [[nodiscard]] std::string to_text(const stream::WalkSummary& summary,
                                      const std::string& uri) const;

  private:
    struct Attribute {
        std::string type, declared_type;
        std::uint64_t values = 0;
    };
    void add_features(const content::TileContent& content, const std::string& tile_name);
    void add_extent(const content::TileContent& content);

    std::map<std::string, std::uint64_t> features_;  // Distinct, by type.
    std::unordered_set<std::uint64_t> seen_;         // Hashes of type and id.
    std::map<std::string, Attribute> attributes_;
    std::set<std::string> warnings_, attributions_, extensions_;
    std::set<int> levels_;
    std::uint64_t triangles_ = 0, points_ = 0, instances_ = 0, textures_ = 0;
    double west_ = 1e9, south_ = 1e9, east_ = -1e9, north_ = -1e9;
    double lowest_m_ = 1e30, highest_m_ = -1e30;
};

}  // namespace belvedere::cli
