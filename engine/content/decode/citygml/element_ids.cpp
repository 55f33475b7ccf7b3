// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/citygml/element_ids.hpp"

#include <algorithm>

#include "engine/content/decode/citygml/geometry_reader.hpp"
#include "engine/content/decode/citygml/gml_names.hpp"
#include "engine/content/decode/citygml/limits.hpp"

namespace belvedere::content::citygml {

std::string_view id_of(const XmlTag& tag) {
    AttributeCursor cursor(tag.contents);
    while (cursor.next()) {
        if (local_name(cursor.name()) == "id") return cursor.value();
    }
    return {};
}

ElementIds ElementIds::of(std::string_view text, const Passed& passed) {
    ElementIds ids;
    PassedPages pages(passed, 0);
    XmlScanner scanner(text);
    while (true) {
        const XmlTag tag = scanner.next();
        pages.at(tag.end);
        if (tag.kind == XmlTagKind::kFinish || tag.kind == XmlTagKind::kBroken) break;
        if (tag.kind == XmlTagKind::kEnd || tag.contents.empty()) continue;
        if (!is_geometry_object(gml_element(local_name(tag)))) continue;
        const std::string_view id = id_of(tag);
        if (id.empty()) continue;
        if (ids.entries_.size() >= limits::kElementIds) {
            ids.is_partial_ = true;
            break;
        }
        ids.entries_.push_back({id_hash(id), tag.begin});
    }
    std::ranges::stable_sort(ids.entries_, {}, &Entry::id_hash);
    ids.entries_.shrink_to_fit();
    return ids;
}

std::string_view ElementIds::find(std::string_view text, std::string_view id) const {
    const auto found = std::ranges::equal_range(entries_, id_hash(id), {}, &Entry::id_hash);
    for (const Entry& entry : found) {
        XmlScanner scanner(text, entry.offset);
        const XmlTag open = scanner.next();
        if (id_of(open) != id) continue;
        if (open.kind == XmlTagKind::kEmpty) return text.substr(open.begin, open.end - open.begin);
        std::size_t depth = 0;
        const XmlTag close = scanner.skip_element(depth);
        if (close.kind != XmlTagKind::kEnd || depth >= limits::kElementDepth) return {};
        return text.substr(open.begin, close.end - open.begin);
    }
    return {};
}

}  // namespace belvedere::content::citygml
