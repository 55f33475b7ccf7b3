// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/citygml/appearance_themes.hpp"

#include <string>

#include "engine/content/decode/citygml/number_text.hpp"
#include "engine/content/decode/citygml/xml_scanner.hpp"
#include "engine/content/decode/citygml/xml_tree.hpp"
#include "engine/core/find_text.hpp"

namespace belvedere::content::citygml {
namespace {

constexpr std::string_view kAppearance = "Appearance";
constexpr std::size_t kPrefixBytes = 64;  // "<app:", longer ones are no honest file's.

// Where the tag begins whose name the place is in; npos when it is in none.
std::size_t tag_begin(std::string_view text, std::size_t at) {
    const std::size_t from = at > kPrefixBytes ? at - kPrefixBytes : 0;
    const std::size_t open = text.substr(from, at - from).rfind('<');
    return open == std::string_view::npos ? open : from + open;
}

// Reads the children of the element whose start tag the scanner has just returned, as far as the
// theme.
void read_theme(XmlScanner& scanner, std::string_view text, citymodel::ThemeNames& themes) {
    while (true) {
        const XmlTag tag = scanner.next();
        if (tag.kind == XmlTagKind::kEmpty) continue;
        if (tag.kind != XmlTagKind::kStart) return;
        if (local_name(tag) == "theme") {
            const std::string_view rest = text.substr(tag.end);
            std::string name;
            append_decoded(trimmed(rest.substr(0, rest.find('<'))), name);
            return citymodel::note_theme(themes, name);
        }
        std::size_t depth = 0;
        if (scanner.skip_element(depth).kind != XmlTagKind::kEnd) return;
    }
}

}  // namespace

void find_themes(std::string_view text, AppearanceCount count, citymodel::ThemeNames& themes) {
    std::size_t at = 0;
    while ((at = find_text(text, kAppearance, at)) != std::string_view::npos) {
        const std::size_t open = tag_begin(text, at);
        at += kAppearance.size();
        if (open == std::string_view::npos || text[open + 1] == '/') continue;
        XmlScanner scanner(text, open);
        const XmlTag tag = scanner.next();
        if (tag.kind != XmlTagKind::kStart || local_name(tag) != kAppearance) continue;
        read_theme(scanner, text, themes);
        at = scanner.position();  // What was passed over is not looked at again.
        if (count == AppearanceCount::kOne) return;
    }
}

}  // namespace belvedere::content::citygml
