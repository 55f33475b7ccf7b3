// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/city_kind.hpp"

#include <algorithm>
#include <utility>

#include "engine/content/decode/citygml/citygml_file.hpp"
#include "engine/content/decode/cityjson/cityjson_file.hpp"

namespace belvedere::content {
namespace {

constexpr std::size_t kLookedAt = std::size_t{64} << 10;  // At either end of a file.
constexpr std::string_view kBlank = " \t\r\n";

// `"type" : "CityJSON"`, with any white space.
bool names_type(std::string_view text) {
    constexpr std::string_view kType = "\"CityJSON\"";
    for (std::size_t at = text.find(kType); at != text.npos; at = text.find(kType, at + 1)) {
        std::string_view before = text.substr(0, at);
        const auto trim = [&before] {
            const std::size_t last = before.find_last_not_of(kBlank);
            before = before.substr(0, last == before.npos ? 0 : last + 1);
        };
        trim();
        if (!before.ends_with(':')) continue;
        before.remove_suffix(1);
        trim();
        if (before.ends_with("\"type\"")) return true;
    }
    return false;
}

// Members that other JSON documents hardly begin with.
bool begins_like_city(std::string_view text) {
    constexpr std::string_view kFirst[] = {"\"CityObjects\"", "\"vertices\"", "\"transform\"",
                                           "\"geometry-templates\"", "\"appearance\""};
    const std::size_t first = text.find_first_not_of(kBlank, 1);
    return first != text.npos && std::ranges::any_of(kFirst, [&](std::string_view key) {
               return text.substr(first).starts_with(key);
           });
}

// A second JSON text on a line of its own.
bool has_second_line(std::string_view text) {
    const std::size_t end = text.find('\n');
    if (end == text.npos) return false;
    const std::size_t last = text.find_last_not_of(kBlank, end);
    const std::size_t next = text.find_first_not_of(kBlank, end);
    return last != text.npos && text[last] == '}' && next != text.npos && text[next] == '{' &&
           names_type(text.substr(0, end));
}

bool ends_with_any(std::string_view name, std::initializer_list<std::string_view> endings) {
    return std::ranges::any_of(endings,
                               [&](std::string_view ending) { return name.ends_with(ending); });
}

}  // namespace

CityKind city_kind(std::string_view text) {
    if (citygml::is_citygml(as_bytes(text))) return CityKind::kCityGml;
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    const std::size_t first = text.find_first_not_of(kBlank);
    if (first == text.npos || text[first] != '{') return CityKind::kNoCity;
    text.remove_prefix(first);
    if (has_second_line(text)) return CityKind::kCityJsonSequence;
    const std::string_view start = text.substr(0, kLookedAt);
    const std::string_view end = text.substr(text.size() - std::min(text.size(), kLookedAt));
    if (names_type(start) || names_type(end)) return CityKind::kCityJson;
    return begins_like_city(start) && names_type(text) ? CityKind::kCityJson : CityKind::kNoCity;
}

bool may_be_city_file(std::string_view name) {
    std::string lower(name);
    std::ranges::transform(lower, lower.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    if (lower.ends_with(".gz")) lower.resize(lower.size() - 3);
    return ends_with_any(
        lower, {".json", ".jsonl", ".cityjson", ".cityjsonl", ".gml", ".xml", ".citygml"});
}

Result<std::shared_ptr<const citymodel::CityFile>> open_city_file(
    std::shared_ptr<const citymodel::CityBytes> bytes, const std::string& name,
    citygml::ReadBeside read_beside) {
    switch (city_kind(as_text(bytes->view()))) {
        case CityKind::kCityJson:
            return cityjson::open_cityjson(std::move(bytes), name);
        case CityKind::kCityJsonSequence:
            return cityjson::open_cityjson_sequence(std::move(bytes), name);
        case CityKind::kCityGml:
            return citygml::open_citygml(std::move(bytes), {name, std::move(read_beside)});
        case CityKind::kNoCity:
            break;
    }
    return fail(ErrorKind::kUnsupported, name + ": this is no city model");
}

}  // namespace belvedere::content
