// SPDX-License-Identifier: Apache-2.0
// What a session knows of the city models it shows beyond their tiles: reports, comparisons, and
// what was asked about their place.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <glm/vec3.hpp>

#include "app/convert/compare_models.hpp"
#include "app/convert/import_report.hpp"
#include "app/words/words.hpp"
#include "engine/core/ids.hpp"
#include "engine/geo/crs_candidates.hpp"

namespace belvedere::window {

struct ModelReport {
    bool is_shown = false, is_making = false;
    SourceId source;
    std::string name;  // The layer's.
    convert::ImportReport report;
    words::Sentence problem;
    std::string saved;           // Where it was written last.
    std::uint64_t revision = 0;  // Rises when the report is another.
};

struct ModelChanges {
    bool is_shown = false, is_making = false, is_coloured = false;
    SourceId before, after;
    std::string before_name, after_name;
    convert::ModelDifference difference;
    words::Sentence problem;
    std::uint64_t revision = 0;
};

// The question where a model stands.
struct CrsQuestion {
    bool is_shown = false, is_looking = false;
    SourceId source;
    glm::dvec3 middle{0.0};  // In the file's own coordinates.
    std::vector<geo::CrsCandidate> candidates;
    words::Sentence problem;
};

struct ModelState {
    ModelReport report;
    ModelChanges changes;
    CrsQuestion crs;
    // Levels of detail and themes of sources that are being opened anew, as they had them before.
    std::map<SourceId, std::vector<std::string>> lods, themes;
    std::vector<SourceId> asked;  // Sources whose place was asked for, or need not be.
    bool picks_surfaces = false;  // A click inspects the wall or roof, not the building.
    FeatureId surface;            // Of the inspected object, that was clicked.
};

}  // namespace belvedere::window
