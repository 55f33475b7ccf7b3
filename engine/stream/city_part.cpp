// SPDX-License-Identifier: Apache-2.0
#include "engine/stream/city_part.hpp"

#include <utility>

namespace belvedere::stream {

namespace citymodel = content::citymodel;

Result<ReadStretch> read_stretch(const CityPart& part, const citymodel::FileRange& stretch,
                                 const citymodel::LodChoice& lods, const CancelToken& cancel) {
    auto index = part.file->index(stretch, cancel);
    if (!index) return fail_in(part.name, index.error());
    std::vector<citymodel::FileRange> ranges;
    for (const citymodel::CityMember& member : index->members) {
        ranges.push_back(member.range);
        ranges.insert(ranges.end(), member.parts.begin(), member.parts.end());
    }
    auto batch = part.file->read(ranges, lods, cancel);
    if (!batch) return fail_in(part.name, batch.error());
    return ReadStretch{std::move(*batch), std::move(index->warnings)};
}

}  // namespace belvedere::stream
