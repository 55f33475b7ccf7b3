// SPDX-License-Identifier: Apache-2.0
// What a person is told about one open source.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/core/ids.hpp"
#include "engine/core/result.hpp"

namespace belvedere::city {

enum class LayerVisibility { kShown, kHidden };

enum class LayerPhase {
    kOpening,  // The source's first document is on its way.
    kOpen,     // Tiles stream as the view asks for them.
    kFailed,   // The source could not be opened; `problem` says why.
};

// A tile that could not be shown.
struct TileProblem {
    std::string tile;   // Content URI.
    std::string cause;  // A sentence.
};

// Plain values; rebuilt by Scene::update when something changed.
struct LayerState {
    SourceId source;
    std::string name;  // File name or last path part.
    std::string uri;
    LayerPhase phase = LayerPhase::kOpening;
    std::string problem;  // Why it failed.
    ErrorKind problem_kind = ErrorKind::kBadData;
    LayerVisibility visibility = LayerVisibility::kShown;
    float opacity = 1.0F;
    std::string kind;               // "3D Tiles 1.1", "glTF 2.0" ...
    std::string crs;                // As shown: "EPSG:4978", "EPSG:3857 (recognised)".
    bool has_feature_sets = false;  // Some tile had several sets of feature ids to choose from.
    std::string vertical;           // "ellipsoidal", "orthometric by EGM96 (estimated)".
    std::uint64_t tiles_loaded = 0, tiles_drawn = 0, tiles_pending = 0;
    std::uint64_t features_loaded = 0;
    std::vector<std::string> warnings;
    std::vector<TileProblem> problems;
};

}  // namespace belvedere::city
