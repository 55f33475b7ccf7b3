// SPDX-License-Identifier: Apache-2.0
// A tree of tiles to the text of a tileset.json (3D Tiles 1.1, explicit tree).
#pragma once

#include <string>
#include <vector>

#include <glm/mat4x4.hpp>
#include <glm/vec3.hpp>

namespace belvedere::content::encode {

// An axis-aligned box in the tile's coordinates, z up.
struct TileBox {
    glm::dvec3 min{0.0};
    glm::dvec3 max{0.0};
};

enum class Refinement { kReplace, kAdd };

struct TilesetNode {
    TileBox box;
    double geometric_error_m = 0.0;
    Refinement refinement = Refinement::kReplace;
    std::string content_uri;  // Relative to the tileset.json, already escaped; empty: no content.
    std::vector<TilesetNode> children;
};

struct TilesetDocument {
    TilesetNode root;
    glm::dmat4 root_transform{1.0};  // The root's coordinates to Earth-centred metres.
    double geometric_error_m = 0.0;  // Error when nothing at all is drawn.
    std::string title{};             // asset.extras.title; may be empty.
    std::string description{};
};

// Deterministic UTF-8 JSON; boxes to the millimetre, rounded outwards.
[[nodiscard]] std::string write_tileset(const TilesetDocument& document);

}  // namespace belvedere::content::encode
