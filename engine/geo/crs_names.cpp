// SPDX-License-Identifier: Apache-2.0
#include "engine/geo/crs_names.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <utility>
#include <vector>

namespace belvedere::geo {
namespace {

using Row = std::pair<std::string_view, std::string_view>;

// AdV short names (GeoInfoDok 6.0 and 7.1) of horizontal systems.
constexpr std::array kAdvHorizontal = {
    Row{"ETRS89_UTM31", "25831"},     Row{"ETRS89_UTM32", "25832"},
    Row{"ETRS89_UTM33", "25833"},     Row{"ETRS89_LAT-LON", "4258"},
    Row{"ETRS89_LAT-LON-H", "4937"},  Row{"ETRS89_X-Y-Z", "4936"},
    Row{"DE_DHDN_3GK2", "31466"},     Row{"DE_DHDN_3GK3", "31467"},
    Row{"DE_DHDN_3GK4", "31468"},     Row{"DE_DHDN_3GK5", "31469"},
    Row{"DE_DHDN_LAT-LON", "4314"},   Row{"DE_42-83_3GK3", "2397"},
    Row{"DE_42-83_3GK4", "2398"},     Row{"DE_42-83_3GK5", "2399"},
    Row{"DE_RD-83_3GK4", "3398"},     Row{"DE_RD-83_3GK5", "3399"},
    Row{"DE_PD-83_3GK3", "3396"},     Row{"DE_PD-83_3GK4", "3397"},
    Row{"DE_SOLDNER-BERLIN", "3068"}, Row{"DE_DHDN_SOLDNER-BERLIN", "3068"},
    Row{"ETRS89_3GK3", "5653"},
};

constexpr std::array kAdvVertical = {
    Row{"DE_DHHN2016_NH", "7837"}, Row{"DE_DHHN92_NH", "5783"}, Row{"DE_DHHN85_NOH", "5784"},
    Row{"DE_DHHN12_NOH", "7699"},  Row{"DE_HN76_NH", "5785"},   Row{"DE_SNN76_NH", "5785"},
};

// Names that PROJ either does not know or takes for the geographic system of the datum, while files
// that use them hold metres.
constexpr std::array kBareNames = {
    Row{"CH1903", "EPSG:21781"}, Row{"CH1903/LV03", "EPSG:21781"}, Row{"LV03", "EPSG:21781"},
    Row{"CH1903+", "EPSG:2056"}, Row{"CH1903+/LV95", "EPSG:2056"}, Row{"LV95", "EPSG:2056"},
    Row{"RD", "EPSG:28992"},     Row{"RDNAP", "EPSG:7415"},        Row{"RD/NAP", "EPSG:7415"},
    Row{"WGS84", "EPSG:4326"},   Row{"CRS84", "OGC:CRS84"},        Row{"CRS84H", "OGC:CRS84h"},
    Row{"JGD2011", "EPSG:6668"}, Row{"ETRS89", "EPSG:4258"},
};

std::string upper(std::string_view text) {
    std::string result(text);
    std::ranges::transform(result, result.begin(),
                           [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return result;
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kSpace = " \t\r\n";
    const std::size_t first = text.find_first_not_of(kSpace);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

template <std::size_t N>
std::optional<std::string_view> find(const std::array<Row, N>& rows, std::string_view key) {
    const auto* found = std::ranges::find(rows, key, &Row::first);
    if (found == rows.end()) return std::nullopt;
    return found->second;
}

std::vector<std::string_view> split(std::string_view text, std::string_view separators) {
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t at = text.find_first_of(separators);
        parts.push_back(text.substr(0, at));
        if (at == std::string_view::npos) return parts;
        text.remove_prefix(at + 1);
    }
}

bool is_code(std::string_view text) {
    return !text.empty() && text.size() <= 9 &&
           std::ranges::all_of(text, [](unsigned char c) { return std::isdigit(c) != 0; });
}

// "urn:adv:crs:HORIZONTAL[*VERTICAL[*GEOID]]"; the geoid model is implied by the vertical datum.
Result<std::string> from_adv(const std::string& name) {
    const auto parts = split(std::string_view(name).substr(name.rfind(':') + 1), "*");
    const auto horizontal = find(kAdvHorizontal, parts[0]);
    if (!horizontal) {
        return fail(ErrorKind::kBadData,
                    "unknown AdV coordinate system \"" + std::string(parts[0]) + "\"");
    }
    std::string result = "EPSG:" + std::string(*horizontal);
    if (parts.size() < 2) return result;
    const auto vertical = find(kAdvVertical, parts[1]);
    if (!vertical) {
        return fail(ErrorKind::kBadData,
                    "unknown AdV height system \"" + std::string(parts[1]) + "\"");
    }
    return result + "+" + std::string(*vertical);
}

// Authority and code out of one part of a URN, URL or list: the last word is the code, and the
// authority is the nearest word before it that is neither empty nor a version.
std::optional<std::pair<std::string, std::string>> authority_and_code(std::string_view text) {
    const auto words = split(text, ":/#,");
    const std::string code(trimmed(words.back()));
    if (code.empty()) return std::nullopt;
    for (std::size_t i = words.size() - 1; i-- > 0;) {
        std::string word = upper(trimmed(words[i]));
        if (word == "EPSG.XML") word = "EPSG";
        const bool is_version = word.empty() || std::ranges::all_of(word, [](unsigned char c) {
                                    return std::isdigit(c) != 0 || c == '.';
                                });
        if (!is_version) return std::pair(std::move(word), code);
    }
    return std::pair(std::string("EPSG"), code);
}

// Compound systems that the EPSG registry has got after the one that PROJ 9.1 comes with: JGD2011
// plane rectangular I to XIII with JGD2011 heights (EPSG:10162 to 10174), by their two parts.
std::string in_known_codes(const std::string& spelling) {
    constexpr int kFirstCompound = 10162;
    constexpr int kCompounds = 13;
    constexpr int kFirstPlane = 6669;
    if (!spelling.starts_with("EPSG:1016") && !spelling.starts_with("EPSG:1017")) return spelling;
    for (int i = 0; i < kCompounds; ++i) {
        if (spelling == "EPSG:" + std::to_string(kFirstCompound + i)) {
            return "EPSG:" + std::to_string(kFirstPlane + i) + "+6695";
        }
    }
    return spelling;
}

// A compound of parts that each name a code: "EPSG:25832+5783".
Result<std::string> compound_of(const std::vector<std::string_view>& parts,
                                std::string_view whole) {
    std::string result;
    for (const std::string_view part : parts) {
        const auto named = authority_and_code(part);
        if (!named || (named->first == "EPSG" && !is_code(named->second))) {
            return fail(ErrorKind::kBadData,
                        "\"" + std::string(whole) + "\" names no coordinate system");
        }
        if (result.empty()) {
            result = named->first + ":" + named->second;
        } else {
            result +=
                "+" + (result.starts_with(named->first + ":") ? named->second
                                                              : named->first + ":" + named->second);
        }
    }
    return in_known_codes(result);
}

Result<std::string> from_url(std::string_view name) {
    const std::size_t query = name.find('?');
    if (query == std::string_view::npos) return compound_of({name}, name);
    std::vector<std::string_view> parts;
    for (const std::string_view assignment : split(name.substr(query + 1), "&")) {
        parts.push_back(assignment.substr(assignment.find('=') + 1));
    }
    return compound_of(parts, name);
}

// "urn:ogc:def:crs:EPSG::4326", or the compound form with commas between its members.
Result<std::string> from_urn(std::string_view name) {
    auto parts = split(name, ",");
    if (parts.size() > 1 && upper(parts[0]).ends_with(":CRS")) parts.erase(parts.begin());
    return compound_of(parts, name);
}

// PROJ opens grids named by path; a file from elsewhere must not choose paths on this machine.
bool names_paths(std::string_view definition) {
    if (definition.find("+init") != std::string_view::npos) return true;
    std::size_t at = 0;
    while ((at = definition.find("grids=", at)) != std::string_view::npos) {
        const std::size_t end = definition.find_first_of(" \"", at);
        const std::string_view value = definition.substr(
            at, end == std::string_view::npos ? std::string_view::npos : end - at);
        if (value.find('/') != std::string_view::npos ||
            value.find('\\') != std::string_view::npos) {
            return true;
        }
        at += value.size();
    }
    return definition.find("PARAMETERFILE[") != std::string_view::npos;
}

bool is_definition(const std::string& uppercase) {
    return uppercase.starts_with("{") || uppercase.find('[') != std::string::npos ||
           uppercase.find("+PROJ=") != std::string::npos || uppercase.starts_with("PROJ=") ||
           uppercase.find("+INIT") != std::string::npos;
}

}  // namespace

Result<std::string> proj_spelling_of(std::string_view name) {
    if (name.size() > kCrsNameBytesMax) {
        return fail(ErrorKind::kLimit, "the name of the coordinate system is longer than 64 kB");
    }
    name = trimmed(name);
    if (name.empty()) return fail(ErrorKind::kBadData, "the coordinate system has no name");
    if (name.find('\0') != std::string_view::npos) {
        return fail(ErrorKind::kBadData, "the name of the coordinate system holds a zero byte");
    }
    const std::string uppercase = upper(name);
    if (is_definition(uppercase)) {
        if (names_paths(name)) {
            return fail(ErrorKind::kDenied, "the coordinate system wants to open files by path");
        }
        return std::string(name);
    }
    if (name.front() == '#') {
        return fail(ErrorKind::kBadData,
                    "\"" + std::string(name) + "\" is a local system without a place on Earth");
    }
    if (uppercase.starts_with("URN:ADV:")) return from_adv(uppercase);
    if (uppercase.starts_with("URN:")) return from_urn(name);
    if (uppercase.starts_with("HTTP://") || uppercase.starts_with("HTTPS://"))
        return from_url(name);
    if (is_code(name)) return in_known_codes("EPSG:" + std::string(name));
    if (const auto known = find(kBareNames, uppercase)) return std::string(*known);
    if (find(kAdvHorizontal, split(uppercase, "*").front())) return from_adv(uppercase);
    if (uppercase.starts_with("EPSG:")) return compound_of(split(name, ",+"), name);
    return std::string(name);
}

}  // namespace belvedere::geo
