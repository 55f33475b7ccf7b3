// SPDX-License-Identifier: Apache-2.0
// A CityGML file (OGC CityGML 1.0, 2.0 and 3.0 in GML 3.1.1 and 3.2.1) as streaming sees it.
#pragma once

#include <memory>
#include <string>

#include "engine/content/decode/citygml/codelists.hpp"
#include "engine/content/decode/citygml/long_member.hpp"
#include "engine/content/decode/citymodel/city_file.hpp"
#include "engine/content/decode/model/library_model.hpp"
#include "engine/core/result.hpp"

namespace belvedere::content::citygml {

// Whether bytes are a city model in XML, in any encoding, by their first 64 kB.
[[nodiscard]] bool is_citygml(ByteView bytes);

struct CityGmlSource {
    std::string name;  // For messages: the file's.
    // Reads code lists and other files of the city that this one refers to; may be empty.
    ReadBeside read_beside;
    CutSizes cuts;
    model::ModelReader reader;  // Of models that are placed.
};

// Reads the head and finds where the members are split: about 0.2 s a gigabyte that is in memory.
// `bytes` must not be gzip any more. kBadData for no XML or no city model, with its outermost
// element; kUnsupported for a document type declaration or an unknown encoding; kLimit.
[[nodiscard]] Result<std::shared_ptr<const citymodel::CityFile>> open_citygml(
    std::shared_ptr<const citymodel::CityBytes> bytes, CityGmlSource source);

}  // namespace belvedere::content::citygml
