// SPDX-License-Identifier: Apache-2.0
// One complete picture of the sources to a PNG file.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/cli/common_options.hpp"
#include "app/describe/view_sentence.hpp"
#include "engine/core/result.hpp"

namespace belvedere::cli {

// What is burnt into the picture beside the city.
struct PictureMarks {
    bool has_attribution = true;  // Credits that the data ask for.
    bool has_scale_bar = false;
    bool has_legend = false;    // Of --style.
    bool has_patterns = false;  // What the style colours carries the patterns of the legend.
};

// What is made of the view; at least one of them.
struct PictureOutput {
    std::filesystem::path png = {};                          // Empty: no picture is drawn.
    std::optional<describe::Verbosity> told = std::nullopt;  // In words, on standard output.
    PictureMarks marks = {};
    std::string color_vision = {};            // As --color-vision has it.
    std::string color_correction = {};        // As --color-correction has it; one of the two.
    std::filesystem::path cameras = {};       // Told are the views of this list; no picture then.
    std::vector<std::string> languages = {};  // Told in these too.
};

// Waits for the complete view (options.timeout_s; says so on standard error when it was not
// reached), draws it at the preset's full effort, writes the picture, the words and the statistics.
// A large picture is drawn in parts, so that its size costs no memory; its file says of itself what
// it shows (picture::picture_texts).
// Returns an ExitCode: kUsage for wrong options, kFailed when no source opens or there is no
// device.
[[nodiscard]] int render_picture(const CommonOptions& options, const PictureOutput& out);

// Prints the error as a message and returns the exit code it means.
[[nodiscard]] int report(const Error& error);

}  // namespace belvedere::cli
