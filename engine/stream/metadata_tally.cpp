// SPDX-License-Identifier: Apache-2.0
#include "engine/stream/metadata_tally.hpp"

#include <algorithm>

#include "engine/content/decode/warning_list.hpp"

namespace belvedere::stream {

namespace tiles3d = content::tiles3d;

void MetadataTally::open(const std::shared_ptr<const GraftContext>& context) {
    if (context_ == context) return;
    context_ = context;
    schema_.reset();
    // What is wrong with a schema has been said where its tileset was read.
    content::WarningList said_before;
    const std::string& json = context->schema_json.empty() ? "{}" : context->schema_json;
    if (auto schema = tiles3d::MetadataSchema::parse(json, said_before)) {
        schema_.emplace(std::move(*schema));
    }
    if (!seen_.insert(context).second) return;
    if (!context->metadata_json.empty()) count(EntityScope::kTileset, context->metadata_json);
    for (const std::string& group : context->groups)
        count(EntityScope::kGroup, group);
}

void MetadataTally::add(const TileMetadata& metadata) {
    if (metadata.context == nullptr) return;
    open(metadata.context);
    for (const TileEntity& entity : metadata.entities) {
        const bool is_shared =
            entity.scope == EntityScope::kTileset || entity.scope == EntityScope::kGroup;
        if (!is_shared) count(entity.scope, entity.json);
    }
}

void MetadataTally::count(EntityScope scope, const std::string& entity) {
    if (!schema_) return;
    const tiles3d::MetadataDescription described = schema_->describe(entity);
    MetadataClassSummary& summary = classes_[{scope, described.class_name}];
    summary.scope = scope;
    summary.class_name = described.class_name;
    ++summary.entities;
    for (const tiles3d::MetadataValue& value : described.values) {
        auto at = std::ranges::find(summary.properties, value.name, &MetadataPropertySummary::name);
        if (at == summary.properties.end()) {
            at = summary.properties.insert(
                at, {value.name, value.type, value.unit, value.semantic, value.description, 0, {}});
        }
        if (value.value.empty()) continue;
        if (at->values++ == 0) at->first_value = value.value;
    }
}

std::vector<MetadataClassSummary> MetadataTally::take() {
    std::vector<MetadataClassSummary> all;
    all.reserve(classes_.size());
    for (auto& [key, summary] : classes_)
        all.push_back(std::move(summary));
    *this = MetadataTally();
    return all;
}

std::string_view scope_word(EntityScope scope) {
    switch (scope) {
        case EntityScope::kTileset:
            return "tileset";
        case EntityScope::kSubtree:
            return "subtree";
        case EntityScope::kTile:
            return "tile";
        case EntityScope::kGroup:
            return "group";
        case EntityScope::kContent:
            return "content";
    }
    return "tile";
}

}  // namespace belvedere::stream
