// SPDX-License-Identifier: Apache-2.0
// The window, from the command line.
#pragma once

#include <optional>
#include <string>

#include "app/cli/common_options.hpp"

namespace belvedere::cli {

// What only a window has.
struct WindowRequest {
    bool opens_demo = false;             // Makes the demo city while the window already stands.
    std::string demo_feed = "sim:demo";  // Of the demo city's devices; empty: it has none.
    std::string script;                  // File of commands, one a line; empty: none.
    std::string accessible_tree;  // File for what a screen reader is told at the end; empty: none.
    bool is_accessible = true;    // Serves assistive technology.
    bool resumes = false;         // Goes on where the last session was, presenting included.
    std::optional<std::string> present = std::nullopt;  // On this screen; empty: the best there is.
    std::string show;                                   // File of a scripted show; empty: none.
};

// Opens a window on the sources (the start page when there are none) and returns an ExitCode once
// it is closed. kFailed without a display or a device, when the device was lost, or when validation
// is on and has found something.
[[nodiscard]] int view_window(const CommonOptions& options, const WindowRequest& request = {});

}  // namespace belvedere::cli
