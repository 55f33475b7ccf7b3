// SPDX-License-Identifier: Apache-2.0
// What panels show of city models: import reports, what objects are made of, comparisons, and the
// question where a model stands that does not say.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace belvedere::panels {

enum class ReportTone { kWarning, kError };

struct ReportRow {
    ReportTone tone = ReportTone::kWarning;
    std::string object, file;
    std::string sentence;  // As the engine writes it; said in the person's language when shown.
    std::uint64_t count = 1;
};

struct ReportState {
    bool is_shown = false;   // One was asked for.
    bool is_making = false;  // Still being read.
    std::string name;        // The layer's.
    std::string problem;     // Why there is none.
    std::string why_empty;   // Why nothing of the layer is seen; empty: something is.
    std::vector<std::pair<std::string, std::uint64_t>> counts;  // Type of object or surface.
    std::uint64_t polygons = 0, shapeless = 0;
    std::string lods;                     // "0, 1, 2.2".
    std::vector<std::string> extensions;  // "uro https://www.geospatial.jp/iur/uro/3.1".
    std::string themes;                   // Of appearances: "summer, winter".
    std::uint64_t warnings = 0, errors = 0, left_out = 0;
    std::vector<ReportRow> rows;
    std::string saved;  // Where it was written last.
};

enum class ChangeKind { kAdded, kRemoved, kChanged };

struct ChangeRow {
    ChangeKind kind = ChangeKind::kChanged;
    std::string object, type;
    std::string what;  // "moved 0.4 m, measuredHeight 12 → 14"; empty for added and removed ones.
};

struct ChangesState {
    bool is_shown = false;
    bool is_making = false;
    std::string before, after;  // Names of layers.
    std::string problem;
    std::uint64_t added = 0, removed = 0, changed = 0, same = 0;
    bool is_in_one_crs = true;
    bool is_coloured = false;  // In the picture.
    // Of the legend, as LegendEntry has it.
    std::uint32_t added_rgba = 0, removed_rgba = 0, changed_rgba = 0, same_rgba = 0;
    std::vector<ChangeRow> rows;
};

// An object or a surface, and what it is made of.
struct PartNode {
    std::int64_t feature = 0;  // What commands call it by.
    std::string id, type, name;
    bool is_current = false;   // What the inspector shows.
    bool is_at_point = false;  // The surface that was clicked.
    bool leads_to_current = false;
    std::vector<PartNode> parts;
};

struct PartsState {
    std::vector<PartNode> roots;  // None or one.
    std::uint64_t count = 0;      // Of all nodes.
    std::int64_t current = -1;    // The node that is inspected.
    bool is_cut = false;          // There are more.
    // Of the inspected surface: what it is a part of.
    std::string parent_id, parent_type;
    std::string surface_id, surface_type;  // That was clicked on the inspected object.
    std::int64_t surface = -1;
};

struct CrsCandidateRow {
    std::string crs;    // "EPSG:25832".
    std::string name;   // "ETRS89 / UTM zone 32N".
    std::string place;  // Where the model would stand: "51.23000° N  6.78000° E".
};

// A model that names no coordinate reference system.
struct CrsQuestionState {
    bool is_shown = false;
    std::size_t layer = 0;
    std::string layer_name;
    std::string coordinates;  // Of its middle, as the file has them.
    std::vector<CrsCandidateRow> candidates;
    bool is_looking = false;  // For candidates.
    std::string problem;      // Of what was typed.
};

struct ModelsState {
    ReportState report;
    ChangesState changes;
    PartsState parts;
    CrsQuestionState crs;
    bool picks_surfaces = false;
};

}  // namespace belvedere::panels
