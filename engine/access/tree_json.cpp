// SPDX-License-Identifier: Apache-2.0
#include "engine/access/tree_json.hpp"

#include <nlohmann/json.hpp>

namespace belvedere::access {
namespace {

using Json = nlohmann::ordered_json;

void put(Json& json, const char* name, const std::string& text) {
    if (!text.empty()) json[name] = text;
}

void put(Json& json, const char* name, int number, int absent) {
    if (number != absent) json[name] = number;
}

template <class Enum>
void put(Json& json, const char* name, BitSet<Enum> set) {
    if (set.empty()) return;
    Json list = Json::array();
    set.each([&list](Enum value) { list.push_back(name_of(value)); });
    json[name] = std::move(list);
}

Json one(const AccessibleNode& node) {
    Json json;
    json["key"] = node.key;
    json["role"] = name_of(node.role);
    put(json, "name", node.name);
    put(json, "description", node.description);
    put(json, "value", node.value_text);
    if (node.numeric) {
        json["number"] = {{"value", node.numeric->value},
                          {"minimum", node.numeric->minimum},
                          {"maximum", node.numeric->maximum},
                          {"step", node.numeric->step}};
    }
    put(json, "states", node.states);
    put(json, "actions", node.actions);
    json["rect"] = {node.rect.x0, node.rect.y0, node.rect.x1, node.rect.y1};
    put(json, "row", node.row, -1);
    put(json, "column", node.column, -1);
    put(json, "rows", node.row_count, -1);
    put(json, "columns", node.column_count, -1);
    put(json, "level", node.level, 0);
    if (node.live != Live::kOff) json["live"] = name_of(node.live);
    put(json, "language", node.language);
    put(json, "shortcut", node.shortcut);
    put(json, "label_for", node.label_for);
    if (node.selection != TextSelection{}) {
        json["selection"] = {{"caret", node.selection.caret},
                             {"start", node.selection.start},
                             {"end", node.selection.end}};
    }
    return json;
}

// As deep as the tree, which TreeBuilder bounds by limits::kDepth.
Json subtree(const AccessibleTree& tree, std::uint32_t index) {
    Json json = one(tree.node(index));
    for (const std::uint32_t child : tree.children(index)) {
        json["children"].push_back(subtree(tree, child));
    }
    return json;
}

}  // namespace

std::string to_json(const AccessibleTree& tree) {
    if (tree.nodes().empty()) return "null";
    return subtree(tree, 0).dump(2, ' ', false, Json::error_handler_t::replace);
}

}  // namespace belvedere::access
