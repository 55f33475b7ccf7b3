// SPDX-License-Identifier: Apache-2.0
// One language's translations, read from gettext's .po text at run time, so that anybody can add a
// language or mend a word without building the program.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/core/result.hpp"
#include "engine/text/plural_rule.hpp"

namespace belvedere::text {

// Whether a speaker of the language has read a translation.
enum class Review { kReviewed, kNotYet };

// One message. In the file: msgctxt is our message key, msgid the English text, the flag `fuzzy`
// says that no speaker has reviewed it yet.
struct CatalogueEntry {
    std::string key;
    std::string english;
    std::string english_plural;             // Empty: not a plural.
    std::vector<std::string> translations;  // One, or one for each plural form.
    Review review = Review::kReviewed;
};

// Immutable once read; any thread may look things up.
//
// A text is found by key and English together, as gettext does it: when the English of a key is
// changed, the old translation is no longer shown.
class Catalogue {
  public:
    // Reads .po text (GNU gettext manual, "The Format of PO Files"; UTF-8 only). Errors: kBadData
    // with the line, kLimit with the limit. A translation with other places than its English, or
    // with control characters, is left out with a warning; untranslated entries are no entries.
    [[nodiscard]] static Result<Catalogue> parse(std::string_view po);

    // The translation; nullptr when there is none.
    [[nodiscard]] const std::string* find(std::string_view key, std::string_view english) const;
    // The form that goes with `n`, for a message whose English singular is `one`.
    [[nodiscard]] const std::string* find_plural(std::string_view key, std::string_view one,
                                                 std::uint64_t n) const;

    [[nodiscard]] const std::vector<CatalogueEntry>& entries() const { return entries_; }
    // A field of the header ("Language", "Last-Translator", "X-Reviewed"); empty when absent.
    [[nodiscard]] std::string header(std::string_view field) const;
    // kNotYet when the header says "X-Reviewed: no" or any entry is fuzzy.
    [[nodiscard]] Review review() const { return review_; }
    [[nodiscard]] const PluralRule& plural_rule() const { return rule_; }
    // What was left out and why, at most kCatalogueWarningsMax.
    [[nodiscard]] const std::vector<std::string>& warnings() const { return warnings_; }

  private:
    struct Id {
        std::string key, english;
    };
    struct IdView {
        std::string_view key, english;
    };
    struct IdHash {
        using is_transparent = void;
        std::size_t operator()(const Id& id) const { return of(id.key, id.english); }
        std::size_t operator()(const IdView& id) const { return of(id.key, id.english); }
        static std::size_t of(std::string_view key, std::string_view english);
    };
    struct IdEqual {
        using is_transparent = void;
        template <class A, class B>
        bool operator()(const A& a, const B& b) const {
            return a.key == b.key && a.english == b.english;
        }
    };
    [[nodiscard]] Result<void> read_header(std::string text);
    [[nodiscard]] Result<void> add(CatalogueEntry entry);
    [[nodiscard]] const CatalogueEntry* entry(std::string_view key, std::string_view english) const;
    void warn(const CatalogueEntry& entry, std::string_view what);

    std::vector<CatalogueEntry> entries_;
    std::unordered_map<Id, std::size_t, IdHash, IdEqual> index_;
    std::string header_;
    PluralRule rule_;
    Review review_ = Review::kReviewed;
    std::vector<std::string> warnings_;
};

}  // namespace belvedere::text
