// SPDX-License-Identifier: Apache-2.0
#include "app/devices/language_map.hpp"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

namespace belvedere::devices {
namespace {

using MapJson = nlohmann::ordered_json;

constexpr std::size_t kMapBytes = std::size_t{64} << 10U;
constexpr std::size_t kTexts = 256;
constexpr std::string_view kNoLanguage = "@none";
// ISO 639-1, those that stand for nothing else in data.
constexpr auto kLanguages = std::to_array<std::string_view>(
    {"ar", "bg", "bn", "ca", "cs", "cy", "da", "de", "el", "en", "es", "et", "eu", "fa", "fi", "fr",
     "ga", "gl", "he", "hi", "hr", "hu", "ja", "ko", "lt", "lv", "nb", "nl", "nn", "pl", "pt", "ro",
     "ru", "sk", "sl", "sq", "sr", "sv", "sw", "ta", "th", "tr", "uk", "ur", "vi", "zh"});

std::string primary_of(std::string_view tag) {
    std::string primary(tag.substr(0, tag.find('-')));
    for (char& letter : primary)
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    return primary;
}

bool is_tag(std::string_view key) {
    const std::string primary = primary_of(key);
    return primary.size() >= 2 && primary.size() <= 3 && key.size() <= 35 &&
           std::ranges::all_of(primary, [](char letter) { return letter >= 'a' && letter <= 'z'; });
}

std::optional<std::string> text_in(const MapJson& value) {
    if (value.is_string()) return value.get<std::string>();
    if (!value.is_array()) return std::nullopt;
    std::string all;
    for (const MapJson& one : value) {
        if (!one.is_string()) return std::nullopt;
        all += (all.empty() ? "" : ", ") + one.get<std::string>();
    }
    return all;
}

bool is_language_map(const MapJson& map) {
    if (!map.is_object() || map.empty() || map.size() > kTexts) return false;
    bool names_language = false;
    for (const auto& [key, value] : map.items()) {
        if ((key != kNoLanguage && !is_tag(key)) || !text_in(value)) return false;
        names_language = names_language || std::ranges::binary_search(kLanguages, primary_of(key));
    }
    return names_language;
}

}  // namespace

std::optional<std::string> text_in_language(std::string_view json, std::string_view language) {
    if (json.size() > kMapBytes || !json.starts_with('{')) return std::nullopt;
    const MapJson map = MapJson::parse(json, nullptr, false);
    if (!is_language_map(map)) return std::nullopt;
    const auto find = [&map](const auto& is_wanted) -> std::optional<std::string> {
        for (const auto& [key, value] : map.items())
            if (is_wanted(key)) return text_in(value);
        return std::nullopt;
    };
    const std::string primary = primary_of(language);
    if (auto text = find([&](const std::string& key) { return key == language; })) return text;
    if (auto text = find([&](const std::string& key) { return primary_of(key) == primary; }))
        return text;
    if (auto text = find([](const std::string& key) { return primary_of(key) == "en"; }))
        return text;
    if (auto text = find([](const std::string& key) { return key == kNoLanguage; })) return text;
    return text_in(map.front());
}

}  // namespace belvedere::devices
