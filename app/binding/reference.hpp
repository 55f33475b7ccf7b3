// SPDX-License-Identifier: Apache-2.0
// How devices name the object of the city that they belong to.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace belvedere::binding {

// Whether a property names such an object: refBuilding and building of Smart Data Models, locatedIn
// and isContainedIn of NGSI-LD examples, gml:id, CityGML id, feature id. By its short name, letters
// and digits alone, any case. Pure; any thread.
[[nodiscard]] bool is_reference_property(std::string_view short_name);

// What the object may be called, most literal first, each once: the whole text, the last part of an
// IRI's path or fragment, a URN without its name space and type ("urn:ngsi-ld:Building:B17" is
// "Building:B17" and "B17"). A JSON list gives the names of all its texts. At most
// kReferenceNamesMax. Pure; any thread.
[[nodiscard]] std::vector<std::string> names_in_reference(std::string_view text);
inline constexpr std::size_t kReferenceNamesMax = 16;

}  // namespace belvedere::binding
