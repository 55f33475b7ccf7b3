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

// Whether what is drawn of a layer is what its source has now; an audience is told when not.
enum class Currency {
    kCurrent,
    kKept,    // The source cannot be reached, or must not: it is shown as it was kept earlier.
    kPartial  // Parts cannot be loaded now; coarser ones or hatched boxes stand in.
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
    std::string title;              // What the files of a city model call themselves; may be empty.
    bool is_city_model = false;     // Files of city objects (CityGML, CityJSON), not tiles.
    bool lacks_crs = false;         // A city model that stands nowhere: it names no CRS.
    std::vector<std::string> lods;  // Levels of detail of a city model found so far: "1", "2.2".
    std::vector<std::string> themes;  // And of its appearances.
    std::string crs;  // As shown, of all its files: "EPSG:4978", "EPSG:3857 (recognised)".
    bool has_feature_sets = false;  // Some tile had several sets of feature ids to choose from.
    std::string vertical;           // "ellipsoidal", "orthometric by EGM96 (estimated)".
    // WorldMapping::is_height_estimated() of any of its files, whose heights `vertical` then names.
    bool is_height_estimated = false;
    std::uint64_t tiles_loaded = 0, tiles_drawn = 0, tiles_pending = 0;
    std::uint64_t features_loaded = 0;
    bool has_shapes = false;  // Some loaded tile has something to draw.
    // Rows of the feature tables of drawn tiles, and how many of them are hidden, filtered or
    // styled away.
    std::uint64_t rows_drawn = 0, rows_away = 0;
    Currency currency = Currency::kCurrent;
    std::vector<std::string> warnings;
    std::vector<TileProblem> problems;
};

}  // namespace belvedere::city
