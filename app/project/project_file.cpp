// SPDX-License-Identifier: Apache-2.0
#include "app/project/project_file.hpp"

#include <algorithm>
#include <fstream>
#include <span>

#include "app/project/project_json.hpp"
#include "app/project/source_path.hpp"
#include "engine/core/file.hpp"
#include "engine/core/folders.hpp"

namespace belvedere::project {
namespace {

constexpr std::uint64_t kRecentBytesMax = 64U << 10;

std::filesystem::path recent_path() {
    return folders::data() / "recent.txt";
}

std::string as_text(const Bytes& bytes) {
    std::string text(bytes.size(), '\0');
    std::transform(bytes.begin(), bytes.end(), text.begin(),
                   [](auto byte) { return static_cast<char>(byte); });
    return text;
}

Result<void> write_text(const std::filesystem::path& path, const std::string& text) {
    std::error_code error;
    if (path.has_parent_path()) std::filesystem::create_directories(path.parent_path(), error);
    if (error)
        return fail(ErrorKind::kDenied, path.parent_path().string() + ": " + error.message());
    return write_file_atomic(path, std::as_bytes(std::span(text)));
}

}  // namespace

Result<Project> load(const std::filesystem::path& path) {
    auto bytes = read_file(path, kProjectBytesMax);
    if (!bytes) return fail(bytes.error());
    auto project = from_json(as_text(*bytes));
    if (!project) return fail_in(path.string(), project.error());
    return with_whole_sources(std::move(*project), path.parent_path());
}

bool is_project(const std::filesystem::path& path) {
    // The key that names the format comes first in what to_json() writes.
    constexpr std::size_t kLook_bytes = 4096;
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error)) return false;
    std::ifstream file(path, std::ios::binary);
    std::string begin(kLook_bytes, '\0');
    file.read(begin.data(), static_cast<std::streamsize>(begin.size()));
    begin.resize(static_cast<std::size_t>(file.gcount()));
    return begin.find("\"belvedere_project\"") != std::string::npos;
}

Result<void> save(const std::filesystem::path& path, const Project& project) {
    return write_text(path, to_json(with_relative_sources(project, path.parent_path())));
}

std::vector<std::string> recent_sources() {
    std::vector<std::string> sources;
    const auto bytes = read_file(recent_path(), kRecentBytesMax);
    if (!bytes) return sources;
    const std::string text = as_text(*bytes);
    for (std::size_t begin = 0; begin < text.size() && sources.size() < kRecentMax;) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        if (end > begin) sources.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return sources;
}

Result<void> remember_source(const std::string& uri) {
    if (uri.find('\n') != std::string::npos) {
        return fail(ErrorKind::kUsage, "a source's name has a line break");
    }
    std::vector<std::string> sources = recent_sources();
    std::erase(sources, uri);
    sources.insert(sources.begin(), uri);
    if (sources.size() > kRecentMax) sources.resize(kRecentMax);
    std::string text;
    for (const std::string& source : sources)
        text += source + '\n';
    return write_text(recent_path(), text);
}

}  // namespace belvedere::project
