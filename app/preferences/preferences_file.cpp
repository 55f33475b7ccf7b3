// SPDX-License-Identifier: Apache-2.0
#include "app/preferences/preferences_file.hpp"

#include <span>

#include "engine/core/file.hpp"
#include "engine/core/folders.hpp"

namespace belvedere::preferences {

std::filesystem::path preferences_path() {
    return folders::config() / "preferences.json";
}

Result<Read> load(const std::filesystem::path& path) {
    const auto bytes = read_file(path, kPreferencesBytesMax);
    if (!bytes) return fail(bytes.error());
    const std::string_view text(reinterpret_cast<const char*>(bytes->data()), bytes->size());
    auto read = from_json(text);
    if (!read) return fail_in(path.string(), read.error());
    return read;
}

Start load_or_default(const std::filesystem::path& path) {
    Start start;
    auto read = load(path);
    if (!read) {
        if (read.error().kind == ErrorKind::kNotFound) return start;
        start.problem = read.error().message;
        std::error_code ignored;  // What cannot be moved is overwritten; the notice has said so.
        std::filesystem::rename(path, path.string() + ".broken", ignored);
        return start;
    }
    start.preferences = std::move(read->preferences);
    for (const std::string& fault : read->faults)
        start.problem += (start.problem.empty() ? path.string() + ": " : ", ") + fault;
    return start;
}

Result<void> save(const std::filesystem::path& path, const Preferences& preferences) {
    std::error_code error;
    if (path.has_parent_path()) std::filesystem::create_directories(path.parent_path(), error);
    if (error) {
        return fail(ErrorKind::kDenied, path.parent_path().string() + ": " + error.message());
    }
    const std::string text = to_json(preferences);
    return write_file_atomic(path, std::as_bytes(std::span(text)));
}

}  // namespace belvedere::preferences
