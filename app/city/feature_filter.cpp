// SPDX-License-Identifier: Apache-2.0
#include "app/city/feature_filter.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <utility>

#include "app/city/tile_family.hpp"
#include "app/city/tile_properties.hpp"

namespace belvedere::city {
namespace {

// As text in a JSON document.
std::string json_text(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            out += ' ';
        } else {
            out += c;
        }
    }
    return out + '"';
}

bool is_number(const std::string& text) {
    double value = 0.0;
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, value);
    return read.ec == std::errc() && read.ptr == end && std::isfinite(value);
}

// Inside single quotes of the styling language.
std::string style_text(const std::string& text) {
    std::string out = "'";
    for (const char c : text) {
        if (c == '\'' || c == '\\') out += '\\';
        out += c;
    }
    return out + '\'';
}

}  // namespace

Result<FeatureFilter> FeatureFilter::make(std::vector<std::string> hidden_types,
                                          const std::string& condition) {
    FeatureFilter filter;
    filter.hidden_types_ = std::move(hidden_types);
    if (condition.empty()) return filter;
    auto style = expression::TileStyle::parse("{\"show\":" + json_text(condition) + "}");
    if (!style) return fail(style.error());
    filter.condition_ = std::make_shared<const expression::TileStyle>(std::move(*style));
    return filter;
}

std::vector<bool> FeatureFilter::rows_away(const content::TileContent& tile,
                                           const std::vector<std::uint32_t>& parents) const {
    const std::uint32_t rows = tile.header().feature_count;
    std::vector<bool> has_hidden_type(rows), passes(rows, condition_ == nullptr);
    for (const content::FeatureClassRecord& row_class : tile.classes()) {
        if (std::ranges::find(hidden_types_, tile.text(row_class.name)) == hidden_types_.end())
            continue;
        for (std::uint32_t i = 0; i < row_class.rows.count; ++i)
            has_hidden_type[row_class.rows.first + i] = true;
    }
    if (condition_ != nullptr) {
        const TileProperties properties(tile);
        const expression::BoundTileStyle bound = condition_->bind(properties);
        expression::Scratch scratch;
        for (std::uint32_t row = 0; row < rows; ++row)
            passes[row] = bound.appearance(row, scratch).is_shown;
    }
    std::vector<bool> away(rows);
    for (std::uint32_t row = 0; row < rows; ++row) {
        bool is_hidden = false, is_met = false;
        std::uint32_t at = row;
        for (std::uint32_t up = 0; up < kFamilyDepth && at < rows; ++up) {
            is_hidden = is_hidden || has_hidden_type[at];
            is_met = is_met || passes[at];
            at = at < parents.size() ? parents[at] : content::kNone;
        }
        away[row] = is_hidden || !is_met;
    }
    return away;
}

Result<std::string> condition_text(const std::string& attribute, const std::string& relation,
                                   const std::string& value) {
    constexpr const char* kRelations[] = {"==", "!=", "<", "<=", ">", ">=", "~"};
    if (std::ranges::find(kRelations, relation) == std::end(kRelations)) {
        return fail(ErrorKind::kUsage, "a relation is one of == != < <= > >= ~");
    }
    if (attribute.empty() || attribute.find_first_of("'\"[]{}\\") != std::string::npos) {
        return fail(ErrorKind::kUsage,
                    "the styling language cannot name an attribute with "
                    "quotes, brackets or backslashes");
    }
    const std::string property = "${feature['" + attribute + "']}";
    // Text inside a larger one, as regular expressions of the language find it.
    if (relation == "~") {
        std::string pattern;
        for (const char c : value) {
            if (std::string("\\^$.|?*+()[]{}/").find(c) != std::string::npos) pattern += '\\';
            pattern += c;
        }
        return "regExp(" + style_text(pattern) + ", 'i').test(String(" + property + "))";
    }
    const std::string same = relation == "==" || relation == "!=" ? relation + '=' : relation;
    if (is_number(value)) return "Number(" + property + ") " + same + ' ' + value;
    return "String(" + property + ") " + same + ' ' + style_text(value);
}

}  // namespace belvedere::city
