// SPDX-License-Identifier: Apache-2.0
// Inside text only: the grammar of .po files, entry by entry, without meaning.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/result.hpp"

namespace belvedere::text {

// What one entry says, unescaped.
struct PoEntry {
    std::string context, id, id_plural;
    std::vector<std::string> translations;  // By the number in msgstr[N].
    bool is_fuzzy = false;
    std::size_t line = 0;  // Of its first keyword.
};

// Reads entry after entry; obsolete ones ("#~") and previous ones ("#|") are comments. The text
// must outlive the reader.
class PoReader {
  public:
    explicit PoReader(std::string_view text) : text_(text) {}
    // The next entry; none at the end. kBadData with the line, kLimit.
    [[nodiscard]] Result<std::optional<PoEntry>> next();

  private:
    // Keywords come in this order; one that steps back begins the next entry.
    enum class Field { kNone, kContext, kId, kIdPlural, kTranslation };

    [[nodiscard]] std::string_view line_at_cursor() const;
    void advance(std::string_view line);
    [[nodiscard]] Result<void> read_keyword(std::string_view line, PoEntry& entry);
    [[nodiscard]] Result<std::string*> translation_of(std::string_view keyword, PoEntry& entry);
    [[nodiscard]] Result<void> append_string(std::string_view quoted, std::string& out) const;
    [[nodiscard]] Failure wrong(const std::string& what) const;

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
    Field field_ = Field::kNone;   // The last of the entry being read.
    std::string* open_ = nullptr;  // Where continued strings go.
    bool is_fuzzy_ = false;        // Said of the entry that follows.
};

}  // namespace belvedere::text
