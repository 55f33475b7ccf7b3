// SPDX-License-Identifier: Apache-2.0
// How far members reach beyond the positions that are written in them: templates are as large as
// they are where they are placed, and grids lie where their posts are.
#pragma once

#include <memory>
#include <string_view>

#include "engine/content/decode/citygml/feature_reader.hpp"
#include "engine/content/decode/citygml/long_member.hpp"
#include "engine/content/decode/citymodel/city_file.hpp"
#include "engine/content/decode/citymodel/instance_boxes.hpp"

namespace belvedere::content::citygml {

// Reads such members and adds their extent to what is known of them. Members share what is read,
// models among it, until limits::kMeasuredVertices of it are in memory; then it begins anew. One
// thread; blocks, also for the models that members place.
class FurtherExtent {
  public:
    // `context` as for reading; its levels are all read. Everything in it outlives this.
    FurtherExtent(const ReadContext& context, const citymodel::SourceUnits& units);
    FurtherExtent(const FurtherExtent&) = delete;  // What it reads with refers to it.
    FurtherExtent& operator=(const FurtherExtent&) = delete;

    // A member that is whole.
    void measure(citymodel::CityMember& member);
    // A piece of one that is cut inside, with what stands around it.
    void measure_piece(const LongMember& whole, citymodel::CityMember& piece);

  private:
    void begin();
    void take(std::size_t first, citymodel::CityMember& member);

    // What refers to itself stays where it is.
    struct Reading {
        Reading(const ReadContext& context, const citymodel::SourceUnits& units)
            : reader(context, batch), boxes(batch, units) {}

        citymodel::CityBatch batch;
        FeatureReader reader;
        citymodel::InstanceBoxes boxes;
    };

    ReadContext context_;
    citymodel::SourceUnits units_;
    std::unique_ptr<Reading> reading_;
};

}  // namespace belvedere::content::citygml
