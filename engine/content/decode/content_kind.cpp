// SPDX-License-Identifier: Apache-2.0
// What the first bytes of a file say it is.
#include <array>
#include <cstring>
#include <string_view>
#include <utility>

#include "engine/content/decode/decode_content.hpp"
#include "engine/content/decode/gzip.hpp"

namespace belvedere::content {

namespace {

constexpr std::array<std::pair<std::string_view, ContentKind>, 8> kMagics = {
    {{"glTF", ContentKind::kGlb},
     {"b3dm", ContentKind::kB3dm},
     {"i3dm", ContentKind::kI3dm},
     {"pnts", ContentKind::kPnts},
     {"cmpt", ContentKind::kCmpt},
     {"subt", ContentKind::kSubtree},
     {"vctr", ContentKind::kVctr},
     {"geom", ContentKind::kGeom}}};

// Members of the outermost object that only one kind of document has.
constexpr std::array<std::pair<std::string_view, ContentKind>, 16> kMembers = {
    {{"root", ContentKind::kTilesetJson},
     {"geometricError", ContentKind::kTilesetJson},
     {"tileAvailability", ContentKind::kSubtree},
     {"childSubtreeAvailability", ContentKind::kSubtree},
     {"contentAvailability", ContentKind::kSubtree},
     {"features", ContentKind::kGeoJson},
     {"geometry", ContentKind::kGeoJson},
     {"coordinates", ContentKind::kGeoJson},
     {"geometries", ContentKind::kGeoJson},
     {"scenes", ContentKind::kGltf},
     {"scene", ContentKind::kGltf},
     {"nodes", ContentKind::kGltf},
     {"meshes", ContentKind::kGltf},
     {"accessors", ContentKind::kGltf},
     {"materials", ContentKind::kGltf},
     {"buffers", ContentKind::kUnknown}}};  // In glTF and subtrees: goes on looking.

ContentKind kind_of_member(std::string_view name) {
    for (const auto& [known, kind] : kMembers) {
        if (name == known) return kind;
    }
    return ContentKind::kUnknown;
}

// Walks the text once, without building anything, and looks at the outermost object's keys.
ContentKind kind_of_json(std::string_view text) {
    int depth = 0;
    bool has_asset = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char character = text[i];
        if (character == '{' || character == '[') ++depth;
        if (character == '}' || character == ']') --depth;
        if (character != '"') continue;
        const std::size_t start = ++i;
        while (i < text.size() && text[i] != '"')
            i += text[i] == '\\' ? 2U : 1U;
        if (depth != 1 || i >= text.size()) continue;
        const std::string_view word = text.substr(start, i - start);
        const std::size_t next = text.find_first_not_of(" \t\r\n", i + 1);
        if (next == text.npos || text[next] != ':') continue;
        const ContentKind kind = kind_of_member(word);
        if (kind != ContentKind::kUnknown) return kind;
        has_asset = has_asset || word == "asset";
    }
    return has_asset ? ContentKind::kGltf : ContentKind::kUnknown;
}

}  // namespace

ContentKind content_kind(ByteView bytes) {
    if (is_gzip(bytes)) return ContentKind::kGzip;
    std::string_view text = as_text(bytes);
    for (const auto& [magic, kind] : kMagics) {
        if (text.starts_with(magic)) return kind;
    }
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == text.npos || text[first] != '{') return ContentKind::kUnknown;
    return kind_of_json(text.substr(first));
}

}  // namespace belvedere::content
