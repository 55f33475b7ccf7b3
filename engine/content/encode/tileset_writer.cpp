// SPDX-License-Identifier: Apache-2.0
#include "engine/content/encode/tileset_writer.hpp"

#include <algorithm>
#include <cmath>

#include "engine/content/encode/json_writer.hpp"

namespace belvedere::content::encode {

namespace {

double to_millimetres(double value) {
    return std::round(value * 1000.0) / 1000.0;
}

// Centre and half axes (3D Tiles 1.1, section "Box"); rounding may not cut anything off.
void write_box(JsonWriter& json, const TileBox& box) {
    json.key("boundingVolume").begin_object().key("box").begin_array();
    glm::dvec3 half{0.0};
    for (int axis = 0; axis < 3; ++axis) {
        const double center = to_millimetres((box.min[axis] + box.max[axis]) / 2);
        const double reach = std::max(box.max[axis] - center, center - box.min[axis]);
        half[axis] = std::ceil(reach * 1000.0) / 1000.0 + 0.001;
        json.number(center);
    }
    for (int row = 0; row < 3; ++row) {
        for (int column = 0; column < 3; ++column)
            json.number(row == column ? half[row] : 0.0);
    }
    json.end_array().end_object();
}

void write_node(JsonWriter& json, const TilesetNode& node, const glm::dmat4* transform) {
    json.begin_object();
    if (transform != nullptr) {
        json.key("transform").begin_array();
        for (int column = 0; column < 4; ++column) {
            // Libraries differ in the last bit of sine and cosine; 1e-12 of a turn is 6 um on
            // Earth.
            const double unit = column < 3 ? 1e12 : 1e4;
            for (int row = 0; row < 4; ++row) {
                json.number(std::round((*transform)[column][row] * unit) / unit);
            }
        }
        json.end_array();
    }
    write_box(json, node.box);
    json.key("geometricError").number(node.geometric_error_m).key("refine");
    json.text(node.refinement == Refinement::kReplace ? "REPLACE" : "ADD");
    if (!node.content_uri.empty()) {
        json.key("content").begin_object().key("uri").text(node.content_uri).end_object();
    }
    if (!node.children.empty()) {
        json.key("children").begin_array();
        for (const TilesetNode& child : node.children)
            write_node(json, child, nullptr);
        json.end_array();
    }
    json.end_object();
}

}  // namespace

std::string write_tileset(const TilesetDocument& document) {
    JsonWriter json;
    json.begin_object().key("asset").begin_object().key("version").text("1.1");
    if (!document.title.empty() || !document.description.empty()) {
        json.key("extras").begin_object();
        if (!document.title.empty()) json.key("title").text(document.title);
        if (!document.description.empty()) json.key("description").text(document.description);
        json.end_object();
    }
    json.end_object().key("geometricError").number(document.geometric_error_m).key("root");
    write_node(json, document.root, &document.root_transform);
    json.end_object();
    return json.take();
}

}  // namespace belvedere::content::encode
