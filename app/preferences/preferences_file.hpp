// SPDX-License-Identifier: Apache-2.0
// Preferences on disk.
#pragma once

#include <filesystem>

#include "app/preferences/preferences_json.hpp"
#include "engine/core/result.hpp"

namespace belvedere::preferences {

// <config>/preferences.json.
[[nodiscard]] std::filesystem::path preferences_path();

// The file as it stands; kNotFound without one.
[[nodiscard]] Result<Read> load(const std::filesystem::path& path);

struct Start {
    Preferences preferences;
    std::string problem;  // What could not be read, for the person; empty: all is well.
};
// Never fails: without a file the defaults, with a broken one too. A broken file is moved aside to
// PATH.broken, so that nothing is lost when new preferences are written.
[[nodiscard]] Start load_or_default(const std::filesystem::path& path);

// Replaces the file so that a crash leaves the old or the new one.
[[nodiscard]] Result<void> save(const std::filesystem::path& path, const Preferences& preferences);

}  // namespace belvedere::preferences
