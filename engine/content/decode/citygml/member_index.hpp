// SPDX-License-Identifier: Apache-2.0
// How large a member is and where it lies, without reading it.
#pragma once

#include <functional>
#include <string_view>

#include "engine/content/decode/citygml/geometry_reader.hpp"
#include "engine/content/decode/citygml/xml_scanner.hpp"
#include "engine/content/decode/citymodel/city_file.hpp"

namespace belvedere::content::citygml {

struct MeasureRule {
    PositionRule positions;
    const PositionConverter* converter = nullptr;
};

// One pass over the tags of an element whose start tag `open` the scanner has just returned: counts
// polygons and objects, notes levels of detail, and takes in all positions but those of templates,
// addresses, envelopes and other CRSs. The end tag, or what stopped the scanner. `depth` receives
// the deepest nesting below `open`. The member's range is set when there is an end.
[[nodiscard]] XmlTag measure_member(XmlScanner& scanner, std::string_view text, const XmlTag& open,
                                    const MeasureRule& rule, citymodel::CityMember& member,
                                    std::size_t& depth);

}  // namespace belvedere::content::citygml
