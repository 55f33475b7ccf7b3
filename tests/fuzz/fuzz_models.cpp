// SPDX-License-Identifier: Apache-2.0
// Models that city files place by name. What is read must make a sound batch and a sound tile.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "engine/content/decode/citymodel/city_tile.hpp"
#include "engine/content/decode/model/library_model.hpp"

namespace {

using namespace belvedere;
namespace citymodel = content::citymodel;

void write_tile(const content::model::LibraryModel& model) {
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

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const Bytes file(reinterpret_cast<const std::byte*>(data),
                     reinterpret_cast<const std::byte*>(data) + size);
    const auto model = content::model::read_library_model(
        {"m.gltf", "", [&](std::string_view, std::uint64_t) -> Result<Bytes> { return file; }});
    if (model) write_tile(*model);
    return 0;
}
