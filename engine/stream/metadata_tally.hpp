// SPDX-License-Identifier: Apache-2.0
// Counts what metadata the tiles of a source have.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "engine/content/decode/tiles3d/metadata_schema.hpp"
#include "engine/stream/tile_tree.hpp"

namespace belvedere::stream {

struct MetadataPropertySummary {
    std::string name, type, unit, semantic, description;
    std::uint64_t values = 0;  // Entities that have one.
    std::string first_value;   // Of the first that has.
};

// All entities of one scope and class.
struct MetadataClassSummary {
    EntityScope scope = EntityScope::kTile;
    std::string class_name;
    std::uint64_t entities = 0;
    std::vector<MetadataPropertySummary> properties;
};

// One walk; not thread-safe. Tilesets and groups count once a document, however many tiles they
// hold for. Keeps the documents' contexts until it is destroyed.
class MetadataTally {
  public:
    void add(const TileMetadata& metadata);
    // By scope, then class. The tally is empty afterwards.
    [[nodiscard]] std::vector<MetadataClassSummary> take();

  private:
    void open(const std::shared_ptr<const GraftContext>& context);
    void count(EntityScope scope, const std::string& entity);

    std::shared_ptr<const GraftContext> context_;
    std::optional<content::tiles3d::MetadataSchema> schema_;
    std::unordered_set<std::shared_ptr<const GraftContext>> seen_;
    std::map<std::pair<EntityScope, std::string>, MetadataClassSummary> classes_;
};

// "tileset", "subtree", "tile", "group" or "content".
[[nodiscard]] std::string_view scope_word(EntityScope scope);

}  // namespace belvedere::stream
