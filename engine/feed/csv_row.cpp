// SPDX-License-Identifier: Apache-2.0
#include "engine/feed/csv_row.hpp"

#include <utility>

#include "engine/feed/limits.hpp"

namespace belvedere::feed {

bool take_row(std::string_view& rest, char separator, std::vector<std::string>& cells) {
    cells.clear();
    if (rest.empty()) return false;
    std::string cell;
    bool is_quoted = false;
    std::size_t at = 0, length = 0;
    for (; at < rest.size() && length < limits::kCsvLineBytes; ++at, ++length) {
        const char letter = rest[at];
        if (is_quoted) {
            const bool is_doubled = letter == '"' && at + 1 < rest.size() && rest[at + 1] == '"';
            if (letter != '"') cell += letter;
            if (is_doubled) {
                cell += '"';
                ++at;
            } else if (letter == '"') {
                is_quoted = false;
            }
        } else if (letter == '"' && cell.empty()) {
            is_quoted = true;
        } else if (letter == separator) {
            cells.push_back(std::move(cell));
            cell.clear();
        } else if (letter == '\n') {
            ++at;
            break;
        } else if (letter != '\r') {
            cell += letter;
        }
    }
    cells.push_back(std::move(cell));
    rest.remove_prefix(at);
    return true;
}

}  // namespace belvedere::feed
