// SPDX-License-Identifier: Apache-2.0
// What a model says of itself before its members.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/content/decode/citygml/geometry_reader.hpp"
#include "engine/content/decode/citygml/namespaces.hpp"
#include "engine/content/decode/citygml/stretches.hpp"
#include "engine/content/decode/citymodel/city_file.hpp"
#include "engine/core/result.hpp"

namespace belvedere::content::citygml {

struct FileHead {
    citymodel::CityFileHead head;
    NamespaceTable namespaces;
    PositionRule positions;
    std::uint64_t body_begin = 0;  // After the root's start tag.
};

// Version, CRS with the order of its axes, extent, title, extensions. A model without an envelope
// has the CRS that the first geometry names. Errors as of read_model_root().
[[nodiscard]] Result<FileHead> read_file_head(std::string_view text);

// Members of a stretch that are longer than `whole_bytes`.
[[nodiscard]] std::vector<citymodel::FileRange> long_ranges(std::string_view text,
                                                            const citymodel::FileRange& stretch,
                                                            std::uint64_t whole_bytes,
                                                            const Passed& passed = {});

}  // namespace belvedere::content::citygml
