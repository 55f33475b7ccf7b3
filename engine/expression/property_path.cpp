// SPDX-License-Identifier: Apache-2.0
#include "engine/expression/property_path.hpp"

#include <charconv>
#include <utility>

#include "engine/expression/limits.hpp"

namespace belvedere::expression {
namespace {

std::string_view without_blanks(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

// The inside of one pair of brackets; advances `rest` past it.
Result<PathStep> bracket_step(std::string_view& rest) {
    rest = without_blanks(rest.substr(1));
    PathStep step;
    if (!rest.empty() && (rest.front() == '\'' || rest.front() == '"')) {
        const std::size_t end = rest.find(rest.front(), 1);
        if (end == std::string_view::npos)
            return fail(ErrorKind::kBadData, "a quote is not closed");
        step.kind = PathStep::Kind::kQuoted;
        step.name = rest.substr(1, end - 1);
        rest.remove_prefix(end + 1);
    } else {
        step.kind = PathStep::Kind::kElement;
        const auto [end, error] =
            std::from_chars(rest.data(), rest.data() + rest.size(), step.element);
        if (error != std::errc()) {
            return fail(ErrorKind::kBadData, "brackets hold a quoted name or a whole number");
        }
        rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
    }
    rest = without_blanks(rest);
    if (rest.empty() || rest.front() != ']') return fail(ErrorKind::kBadData, "']' is expected");
    rest.remove_prefix(1);
    return step;
}

Result<PathStep> name_step(std::string_view& rest) {
    const std::size_t end = rest.find_first_of(".[]{}'\"");
    const std::string_view name = without_blanks(rest.substr(0, end));
    if (name.empty()) return fail(ErrorKind::kBadData, "a property has no name");
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end);
    return PathStep{PathStep::Kind::kName, std::string(name), 0};
}

}  // namespace

Result<PropertyPath> parse_property_path(std::string_view text) {
    PropertyPath path;
    std::string_view rest = without_blanks(text);
    auto first = name_step(rest);
    if (!first) return fail(std::move(first.error()));
    path.steps.push_back(std::move(*first));
    while (!rest.empty()) {
        if (path.steps.size() > static_cast<std::size_t>(kNestingMax)) {
            return fail(ErrorKind::kLimit, "a property goes more than 64 levels deep");
        }
        const bool is_bracket = rest.front() == '[';
        if (!is_bracket && rest.front() != '.') {
            return fail(ErrorKind::kBadData, "'.' or '[' is expected inside ${...}");
        }
        if (!is_bracket) rest.remove_prefix(1);
        auto step = is_bracket ? bracket_step(rest) : name_step(rest);
        if (!step) return fail(std::move(step.error()));
        path.steps.push_back(std::move(*step));
    }
    const bool names_feature = path.steps[0].name == "feature" && path.steps.size() > 1 &&
                               path.steps[1].kind != PathStep::Kind::kElement;
    if (names_feature) {
        path.steps.erase(path.steps.begin());
        path.is_of_feature = true;
    }
    return path;
}

}  // namespace belvedere::expression
