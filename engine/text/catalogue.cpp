// SPDX-License-Identifier: Apache-2.0
#include "engine/text/catalogue.hpp"

#include <algorithm>

#include "engine/core/hash.hpp"
#include "engine/text/limits.hpp"
#include "engine/text/message_text.hpp"
#include "engine/text/po_reader.hpp"
#include "engine/text/utf8.hpp"

namespace belvedere::text {
namespace {

std::uint64_t mixed(std::string_view text, std::uint64_t seed) {
    return hash_64(ByteView(reinterpret_cast<const std::byte*>(text.data()), text.size()), seed);
}

// Control characters could break a line of the interface or hide what follows.
bool has_control_characters(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7F;
    });
}

}  // namespace

std::size_t Catalogue::IdHash::of(std::string_view key, std::string_view english) {
    return static_cast<std::size_t>(mixed(english, mixed(key, 0)));
}

Result<Catalogue> Catalogue::parse(std::string_view po) {
    if (po.size() > kCatalogueBytesMax) {
        return fail(ErrorKind::kLimit, "catalogue is larger than 4 MiB");
    }
    if (!is_valid_utf8(po)) return fail(ErrorKind::kBadData, "catalogue is not UTF-8");
    if (po.substr(0, 3) == "\xEF\xBB\xBF") po.remove_prefix(3);
    Catalogue catalogue;
    PoReader reader(po);
    bool is_first = true;
    while (true) {
        auto entry = reader.next();
        if (!entry) return fail(entry.error());
        if (!entry->has_value()) return catalogue;
        PoEntry& found = **entry;
        const bool is_header = found.id.empty() && found.context.empty();
        if (is_header && !is_first) {
            return fail(ErrorKind::kBadData,
                        "line " + std::to_string(found.line) + ": an empty msgid");
        }
        is_first = false;
        const auto done =
            is_header ? catalogue.read_header(std::move(found.translations[0]))
                      : catalogue.add({std::move(found.context), std::move(found.id),
                                       std::move(found.id_plural), std::move(found.translations),
                                       found.is_fuzzy ? Review::kNotYet : Review::kReviewed});
        if (!done) return fail_in("line " + std::to_string(found.line), done.error());
    }
}

Result<void> Catalogue::read_header(std::string text) {
    header_ = std::move(text);
    const std::string type = header("Content-Type");
    if (!type.empty() && type.find("charset=UTF-8") == std::string::npos &&
        type.find("charset=utf-8") == std::string::npos) {
        return fail(ErrorKind::kUnsupported, "the charset of a catalogue is UTF-8");
    }
    if (const std::string rule = header("Plural-Forms"); !rule.empty()) {
        auto parsed = PluralRule::parse(rule);
        if (!parsed) return fail(parsed.error());
        rule_ = std::move(*parsed);
    }
    if (header("X-Reviewed") == "no") review_ = Review::kNotYet;
    return {};
}

std::string Catalogue::header(std::string_view field) const {
    for (std::size_t at = 0; at < header_.size();) {
        const std::size_t end = std::min(header_.find('\n', at), header_.size());
        const std::string_view line = std::string_view(header_).substr(at, end - at);
        if (line.size() > field.size() && line.substr(0, field.size()) == field &&
            line[field.size()] == ':') {
            const std::size_t value = line.find_first_not_of(" \t", field.size() + 1);
            return value == std::string_view::npos ? std::string()
                                                   : std::string(line.substr(value));
        }
        at = end + 1;
    }
    return {};
}

void Catalogue::warn(const CatalogueEntry& entry, std::string_view what) {
    if (warnings_.size() >= kCatalogueWarningsMax) return;
    warnings_.push_back(entry.key + " \"" + entry.english.substr(0, 60) +
                        "\": " + std::string(what));
}

Result<void> Catalogue::add(CatalogueEntry entry) {
    if (entries_.size() >= kCatalogueEntriesMax) {
        return fail(ErrorKind::kLimit, "catalogue has more than 20,000 messages");
    }
    const auto places = placeholders(entry.english + entry.english_plural);
    for (const std::string& translation : entry.translations) {
        if (translation.empty()) return {};
        if (has_control_characters(translation)) {
            warn(entry, "control characters");
            return {};
        }
        // "one tile" may do without its number, so a plural form may lack places, never add any.
        const auto here = placeholders(translation);
        const bool fits = entry.english_plural.empty() ? here == places
                                                       : std::includes(places.begin(), places.end(),
                                                                       here.begin(), here.end());
        if (!fits) {
            warn(entry, "places in braces differ from the English");
            return {};
        }
    }
    if (!entry.english_plural.empty() && entry.translations.size() != rule_.forms()) {
        warn(entry, "number of plural forms differs from the header");
        return {};
    }
    if (!index_.emplace(Id{entry.key, entry.english}, entries_.size()).second) {
        return fail(ErrorKind::kBadData, "message " + entry.key + " stands there twice");
    }
    if (entry.review == Review::kNotYet) review_ = Review::kNotYet;
    entries_.push_back(std::move(entry));
    return {};
}

const CatalogueEntry* Catalogue::entry(std::string_view key, std::string_view english) const {
    const auto found = index_.find(IdView{key, english});
    return found == index_.end() ? nullptr : &entries_[found->second];
}

const std::string* Catalogue::find(std::string_view key, std::string_view english) const {
    const CatalogueEntry* found = entry(key, english);
    return found == nullptr ? nullptr : &found->translations[0];
}

const std::string* Catalogue::find_plural(std::string_view key, std::string_view one,
                                          std::uint64_t n) const {
    const CatalogueEntry* found = entry(key, one);
    if (found == nullptr || found->english_plural.empty()) return nullptr;
    return &found->translations[rule_.form_of(n)];
}

}  // namespace belvedere::text
