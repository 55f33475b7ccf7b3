// SPDX-License-Identifier: Apache-2.0
#include "app/convert/name_texts.hpp"

#include <algorithm>
#include <initializer_list>
#include <utility>

#include <nlohmann/json.hpp>

#include "app/convert/limits.hpp"

namespace belvedere::convert {
namespace {

using Json = nlohmann::ordered_json;
using content::citymodel::Attribute;
using content::citymodel::AttributeType;

// What is said in `value`, in its order; geometries (the "location" of an address) say nothing.
void collect_words(const std::string& name, const Json& value, std::vector<NamedWord>& words) {
    if (value.is_string()) return words.push_back({name, value.get<std::string>()});
    if (value.is_number()) return words.push_back({name, value.dump()});
    if (!value.is_structured() || (value.is_object() && value.contains("boundaries"))) return;
    for (const auto& [key, member] : value.items())
        collect_words(value.is_object() ? key : name, member, words);
}

std::string joined_words(const std::vector<NamedWord>& words) {
    std::string line;
    for (const NamedWord& word : words) {
        if (word.text.empty()) continue;
        if (!line.empty()) line += ' ';
        line += word.text;
    }
    return line;
}

// Files have the number of a house first where people say it last. True when one was moved.
bool move_numbers_behind_streets(std::vector<NamedWord>& words) {
    const auto is_any_of = [](const std::string& name, std::initializer_list<const char*> names) {
        return std::ranges::find(names, name) != names.end();
    };
    bool has_moved = false;
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        if (!is_any_of(words[i].name, {"number", "ThoroughfareNumber", "thoroughfareNumber"}) ||
            !is_any_of(words[i + 1].name, {"street", "ThoroughfareName", "thoroughfareName"})) {
            continue;
        }
        std::swap(words[i], words[i + 1]);
        has_moved = true;
        ++i;
    }
    return has_moved;
}

// The name of what an attribute is a part of; empty for none.
std::string_view whole_of(std::string_view name) {
    const std::size_t dot = name.rfind('.');
    return dot == std::string_view::npos ? std::string_view{} : name.substr(0, dot);
}

// The longest beginning of at most so many bytes that ends between characters.
std::string_view beginning_of(std::string_view text, std::size_t bytes) {
    if (text.size() <= bytes) return text;
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U)
        --bytes;
    return text.substr(0, bytes);
}

}  // namespace

// Line feeds part the texts of an object.
void NameTexts::add_line(std::string_view line) {
    const std::string_view kept = beginning_of(line, limits::kNameLineBytes);
    if (lines_.size() + kept.size() > limits::kNameObjectBytes) {
        is_cut_ = true;
        return;
    }
    is_cut_ = is_cut_ || kept.size() < line.size();
    for (const char c : kept)
        lines_ += c == '\n' || c == '\r' ? ' ' : c;
    lines_ += '\n';
}

void NameTexts::add_joined(std::vector<NamedWord>& words) {
    if (words.size() > 1) {
        add_line(joined_words(words));
        if (move_numbers_behind_streets(words)) add_line(joined_words(words));
    }
    words.clear();
}

void NameTexts::add_json(std::string_view text) {
    const Json value = Json::parse(text, nullptr, false);
    if (value.is_discarded()) return add_line(text);
    const Json all = value.is_array() ? value : Json::array({value});
    for (const Json& one : all) {
        std::vector<NamedWord> words;
        collect_words({}, one, words);
        for (const NamedWord& word : words) {
            if (!word.text.empty()) add_line(word.text);
        }
        add_joined(words);
    }
}

std::string NameTexts::lines(std::string_view type, std::string_view id) {
    add_line(type);
    add_line(id);
    std::vector<NamedWord> parts;  // Of one thing, so far,
    std::string_view part_of;      // which is called so.
    for (std::uint32_t i = 0; i < attributes_.count; ++i) {
        const Attribute& one = batch_.attributes[attributes_.first + i];
        const std::string_view name = batch_.names.name(one.name);
        const std::string_view whole = whole_of(name);
        if (whole != part_of) add_joined(parts);
        part_of = whole;
        const std::string_view text = batch_.text_of(one.text);
        if (one.type == AttributeType::kJson) add_json(text);
        if (one.type != AttributeType::kText || text.empty()) continue;
        add_line(text);
        if (whole.empty()) continue;
        parts.push_back({std::string(name.substr(whole.size() + 1)), std::string(text)});
    }
    add_joined(parts);
    return std::move(lines_);
}

}  // namespace belvedere::convert
