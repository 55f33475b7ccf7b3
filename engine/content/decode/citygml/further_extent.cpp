// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/citygml/further_extent.hpp"

#include <algorithm>

#include "engine/content/decode/citygml/limits.hpp"
#include "engine/content/decode/citymodel/city_tile.hpp"

namespace belvedere::content::citygml {

FurtherExtent::FurtherExtent(const ReadContext& context, const citymodel::SourceUnits& units)
    : context_(context), units_(units) {
    context_.lods = {.every_lod = true};
}

void FurtherExtent::measure(citymodel::CityMember& member) {
    begin();
    const std::size_t first = reading_->batch.geometries.size();
    reading_->reader.read(context_.text.substr(member.range.offset, member.range.bytes),
                          member.range);
    take(first, member);
}

void FurtherExtent::measure_piece(const LongMember& whole, citymodel::CityMember& piece) {
    begin();
    const std::size_t first = reading_->batch.geometries.size();
    reading_->reader.read_partial(whole.text_with(context_.text, {piece.range}), whole.range);
    take(first, piece);
}

void FurtherExtent::begin() {
    if (reading_ != nullptr && reading_->batch.vertices.size() < limits::kMeasuredVertices) return;
    reading_ = std::make_unique<Reading>(context_, units_);
}

void FurtherExtent::take(std::size_t first, citymodel::CityMember& member) {
    const citymodel::CityBatch& batch = reading_->batch;
    std::uint64_t polygons = 0;
    for (std::size_t i = first; i < batch.geometries.size(); ++i) {
        const citymodel::Geometry& geometry = batch.geometries[i];
        if (geometry.object == kNone) continue;
        member.bounds.add(citymodel::bounds_of(batch, geometry));
        member.bounds.add(reading_->boxes.box_of(geometry));
        polygons += geometry.polygons.count;
    }
    member.polygons = std::max(member.polygons, static_cast<std::uint32_t>(polygons));
}

}  // namespace belvedere::content::citygml
