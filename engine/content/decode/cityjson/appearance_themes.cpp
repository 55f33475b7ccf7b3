// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/cityjson/appearance_themes.hpp"

#include <simdjson.h>

#include "engine/content/decode/cityjson/json_parser.hpp"
#include "engine/content/decode/cityjson/json_scan.hpp"

namespace belvedere::content::cityjson {
namespace {

// An attribute may be called "material" as well: what a theme has is "value" or "values".
bool is_theme(std::string_view text, std::size_t value) {
    if (value >= text.size() || text[value] != '{') return false;
    const std::size_t key = skip_space(text, value + 1);
    return text.substr(key).starts_with("\"value");
}

void add_theme(std::string_view text, const ScannedMember& member, citymodel::ThemeNames& themes) {
    if (member.key.find('\\') == std::string_view::npos) {
        return citymodel::note_theme(themes, member.key);
    }
    PieceParser parser;
    const std::size_t end = skip_value(text, member.first);
    const auto* key =
        static_cast<const simdjson::dom::element*>(parser.parse(text, member.first, end));
    std::string_view name;
    if (key != nullptr && key->get(name) == simdjson::SUCCESS) citymodel::note_theme(themes, name);
}

}  // namespace

void find_themes(std::string_view text, citymodel::ThemeNames& themes) {
    for (const std::string_view part : {"\"material\"", "\"texture\""}) {
        scan_keys(text, part, [&](std::size_t value) {
            if (value >= text.size() || text[value] != '{') return;
            (void)scan_members(text, value, [&](ScannedMember& member) {
                if (!is_theme(text, member.value)) return false;
                add_theme(text, member, themes);
                return true;
            });
        });
    }
}

}  // namespace belvedere::content::cityjson
