// SPDX-License-Identifier: Apache-2.0
#include "app/binding/reference.hpp"

#include <algorithm>
#include <array>

namespace belvedere::binding {
namespace {

constexpr auto kProperties = std::to_array<std::string_view>(
    {"bldgid", "building", "buildingid", "buildingref", "citygmlid", "cityobject", "cityobjectid",
     "featureid", "gmlid", "iscontainedin", "islocatedin", "locatedin", "refbuilding",
     "refcityobject", "reffeature"});
static_assert(std::ranges::is_sorted(kProperties));
constexpr std::size_t kNameBytesMax = 64;  // Longer than all of them.

void add_name(std::string_view name, std::vector<std::string>& names) {
    if (name.empty() || names.size() >= kReferenceNamesMax) return;
    if (std::ranges::find(names, name) == names.end()) names.emplace_back(name);
}

void add_names_of(std::string_view text, std::vector<std::string>& names) {
    add_name(text, names);
    if (const auto hash = text.rfind('#'); hash != std::string_view::npos)
        add_name(text.substr(hash + 1), names);
    if (text.starts_with("urn:")) {
        // Behind "urn:NAMESPACE:", then behind what may be a type.
        const auto space = text.find(':', 4);
        if (space == std::string_view::npos) return;
        const std::string_view inside = text.substr(space + 1);
        add_name(inside, names);
        if (const auto type = inside.find(':'); type != std::string_view::npos)
            add_name(inside.substr(type + 1), names);
        return;
    }
    if (text.find("://") == std::string_view::npos) return;
    const std::string_view path = text.substr(0, text.find_first_of("?#"));
    if (const auto slash = path.rfind('/'); slash != std::string_view::npos)
        add_name(path.substr(slash + 1), names);
}

}  // namespace

bool is_reference_property(std::string_view short_name) {
    if (short_name.size() > kNameBytesMax) return false;
    std::string plain;
    for (const char letter : short_name) {
        if (letter >= 'A' && letter <= 'Z') {
            plain += static_cast<char>(letter - 'A' + 'a');
        } else if ((letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9')) {
            plain += letter;
        }
    }
    return std::ranges::binary_search(kProperties, std::string_view(plain));
}

std::vector<std::string> names_in_reference(std::string_view text) {
    std::vector<std::string> names;
    if (!text.starts_with('[')) {
        add_names_of(text, names);
        return names;
    }
    // Ids need no escapes: a text that has one is no id.
    std::size_t at = 0;
    while (names.size() < kReferenceNamesMax) {
        const std::size_t begin = text.find('"', at);
        if (begin == std::string_view::npos) break;
        const std::size_t end = text.find('"', begin + 1);
        if (end == std::string_view::npos) break;
        add_names_of(text.substr(begin + 1, end - begin - 1), names);
        at = end + 1;
    }
    return names;
}

}  // namespace belvedere::binding
