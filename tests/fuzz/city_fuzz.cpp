// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/city_fuzz.hpp"

#include <cstdlib>
#include <memory>
#include <vector>

#include "engine/content/decode/city_kind.hpp"
#include "engine/content/decode/citygml/citygml_file.hpp"
#include "engine/content/decode/citymodel/city_tile.hpp"

namespace belvedere::fuzz {
namespace {

namespace citymodel = content::citymodel;

class FuzzBytes final : public citymodel::CityBytes {
  public:
    explicit FuzzBytes(ByteView bytes) : bytes_(bytes.begin(), bytes.end()) {}
    ByteView view() const override { return bytes_; }
    void release(const citymodel::FileRange&) const override {}

  private:
    Bytes bytes_;
};

void write_tiles(const citymodel::CityBatch& batch) {
    const auto mapping = geo::local_mapping();
    for (const double cell_m : {0.0, 5.0}) {
        citymodel::CityTileOptions options;
        options.mapping = mapping.get();
        options.cell_m = cell_m;
        const auto content = citymodel::write_city_tile(batch, options);
        if (!content) continue;
        const ByteView bytes = content->bytes();
        const auto checked = content::TileContent::adopt(Bytes(bytes.begin(), bytes.end()));
        if (!checked) std::abort();
    }
}

void read_all(const Result<std::shared_ptr<const citymodel::CityFile>>& file) {
    if (!file) return;
    std::vector<citymodel::FileRange> ranges;
    for (const citymodel::FileRange& stretch : (*file)->stretches()) {
        const auto index = (*file)->index(stretch, {});
        if (!index) continue;
        for (const citymodel::CityMember& member : index->members) {
            ranges.push_back(member.range);
            ranges.insert(ranges.end(), member.parts.begin(), member.parts.end());
        }
    }
    citymodel::LodChoice every;
    every.every_lod = every.checks_solids = true;
    for (const citymodel::LodChoice& lods : {every, citymodel::LodChoice{}}) {
        const auto batch = (*file)->read(ranges, lods, {});
        if (batch) write_tiles(*batch);
    }
}

}  // namespace

void read_city(ByteView bytes) {
    read_all(content::open_city_file(std::make_shared<FuzzBytes>(bytes), "fuzz"));
}

void read_cut_citygml(ByteView bytes) {
    content::citygml::CityGmlSource source{"fuzz", {}, {}};
    source.cuts = {.stretch_bytes = 512, .whole_bytes = 256, .piece_bytes = 128};
    read_all(content::citygml::open_citygml(std::make_shared<FuzzBytes>(bytes), source));
}

}  // namespace belvedere::fuzz
