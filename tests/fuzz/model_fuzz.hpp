// SPDX-License-Identifier: Apache-2.0
// What is done with a model that was read, whoever read it.
#pragma once

#include <cstdlib>
#include <utility>

#include "engine/content/decode/citymodel/city_tile.hpp"
#include "engine/content/decode/model/library_model.hpp"
#include "engine/core/bytes.hpp"

namespace belvedere::fuzz {

// Ends the process unless the model placed once makes a sound batch and a sound tile.
inline void write_tile(const content::model::LibraryModel& model) {
    namespace citymodel = content::citymodel;
    citymodel::CityBatch batch;
    citymodel::Geometry instance;
    instance.template_geometry = content::model::append_template(batch, model);
    if (instance.template_geometry == content::kNone) return;
    batch.objects.emplace_back();
    batch.placements.emplace_back();
    instance.object = 0;
    instance.kind = citymodel::GeometryKind::kInstance;
    instance.placement = 0;
    batch.geometries.push_back(instance);
    const auto mapping = geo::local_mapping();
    citymodel::CityTileOptions options;
    options.mapping = mapping.get();
    const auto tile = citymodel::write_city_tile(batch, options);
    if (!tile) return;
    Bytes block(tile->bytes().begin(), tile->bytes().end());
    if (!content::TileContent::adopt(std::move(block))) std::abort();
}

}  // namespace belvedere::fuzz
