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

// Elements of this name hold positions that are not where the object is: templates, addresses,
// envelopes, appearances, grids.
[[nodiscard]] bool holds_other_positions(std::string_view local);

// One pass over the tags of an element whose start tag `open` the scanner has just returned: counts
// polygons and objects, notes levels of detail, and takes in all positions but those of templates,
// addresses, envelopes and other CRSs. The end tag, or what stopped the scanner. `depth` receives
// the deepest nesting below `open`, `reaches_further` (if not null) whether it places templates,
// whose anchors alone are in the box, or has grids, which are not in it: it has to be read. The
// member's range is set when there is an end.
[[nodiscard]] XmlTag measure_member(XmlScanner& scanner, std::string_view text, const XmlTag& open,
                                    const MeasureRule& rule, citymodel::CityMember& member,
                                    std::size_t& depth, bool* reaches_further = nullptr);

}  // namespace belvedere::content::citygml
