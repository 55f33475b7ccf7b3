// SPDX-License-Identifier: Apache-2.0
// What was left out, mended or missing when a city model was read, object by object.
//
// Reading for the screen looks at what is in view and counts alike sentences; a report reads all of
// the model, every level of detail of it, and says for each sentence which object it is about.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "app/convert/city_members.hpp"
#include "app/convert/open_city_model.hpp"
#include "engine/core/cancel.hpp"
#include "engine/core/result.hpp"
#include "engine/stream/city_survey.hpp"

namespace belvedere::convert {

enum class ReportKind : std::uint8_t {
    kWarning,  // Shown, but not as it stands in the file.
    kError,    // Left out.
};

struct ReportEntry {
    ReportKind kind = ReportKind::kWarning;
    std::string file;         // Part of the model, relative to its folder.
    std::string object;       // Its id; empty where the sentence is about the file.
    std::string sentence;     // English, as decoders write it.
    std::uint64_t count = 1;  // How often in that object.
};

struct ImportReport {
    std::vector<ReportEntry> entries;  // In the order of the files; at most limits::kReportEntries.
    std::uint64_t left_out = 0;        // Entries beyond that.
    stream::CitySurvey counts;         // Of the whole model.
    std::uint64_t shapeless = 0;       // Top-level objects without any geometry.
};

// Reads a model whole, a piece at a time: memory is bounded by limits::kReadBytes of text. About as
// long as converting it; a piece with warnings is read again object by object. Textures are read of
// local sources alone, each once, to see whether they can be. `progress` on the calling thread.
// Blocks; for workers. What cannot be read is an entry, not a failure: kCancelled alone.
[[nodiscard]] Result<ImportReport> make_import_report(const CityModel& model,
                                                      const ConvertProgress& progress,
                                                      const CancelToken& cancel);

// RFC 4180 with a heading: kind, file, object, count, sentence; extensions of the model first, by
// their names in place of sentences. Cells that a spreadsheet would take
// for a formula begin with an apostrophe.
[[nodiscard]] std::string report_as_csv(const ImportReport& report);
// Lines for a person, the counts first. English.
[[nodiscard]] std::string report_as_text(const ImportReport& report, const std::string& name);

}  // namespace belvedere::convert
