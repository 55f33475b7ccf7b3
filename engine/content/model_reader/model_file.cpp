// SPDX-License-Identifier: Apache-2.0
#include "engine/content/model_reader/model_file.hpp"

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <system_error>

#include "engine/content/decode/model/limits.hpp"

namespace belvedere::content::model {
namespace {

// Elements nested deeper than a reader that calls itself may go.
bool is_nested_too_deep(std::string_view xml) {
    std::size_t depth = 0;
    for (std::size_t at = xml.find('<'); at != xml.npos; at = xml.find('<', at + 1)) {
        const std::size_t end = xml.find('>', at);
        if (end == xml.npos) return false;
        const char next = at + 1 < xml.size() ? xml[at + 1] : ' ';
        if (next == '!' || next == '?') continue;
        if (next == '/') {
            depth -= depth > 0 ? 1 : 0;
        } else if (xml[end - 1] != '/' && ++depth > limits::kModelDepth) {
            return true;
        }
    }
    return false;
}

// Whether a PLY header ends and promises no more elements than the file has bytes: Assimp's reader
// waits for the end for ever.
bool is_sound_ply(std::string_view file) {
    constexpr std::size_t kHeaderBytes = std::size_t{64} << 10;
    const std::string_view start = file.substr(0, kHeaderBytes);
    const std::size_t end = start.find("\nend_header");
    if (end == start.npos) return false;
    constexpr std::string_view kElement = "\nelement ";
    for (std::size_t at = start.find(kElement); at < end; at = start.find(kElement, at + 1)) {
        const std::string_view rest = start.substr(at + kElement.size());
        const std::string_view line = rest.substr(0, rest.find_first_of("\r\n"));
        const std::size_t space = line.rfind(' ');
        if (space == line.npos) return false;
        const std::string_view number = line.substr(space + 1);
        std::uint64_t count = 0;
        const auto read = std::from_chars(number.data(), number.data() + number.size(), count);
        if (read.ec != std::errc() || count > file.size()) return false;
    }
    return true;
}

}  // namespace

Result<void> check_model_file(std::string_view file, std::string_view format) {
    const bool is_xml = format == "dae" || format == "x3d";
    if (is_xml && is_nested_too_deep(file)) {
        return fail(ErrorKind::kLimit, "its elements are nested over 128 deep");
    }
    if (format == "ply" && !is_sound_ply(file)) {
        return fail(ErrorKind::kBadData, "its header does not end or promises more than it holds");
    }
    return {};
}

}  // namespace belvedere::content::model
