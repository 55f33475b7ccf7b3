// SPDX-License-Identifier: Apache-2.0
// TextEdit: what a person does to a text: caret, selection, typing, undo. Pure; nothing is drawn
// and no keys are known here.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace belvedere::ui {

// Offsets are bytes of UTF-8, always between characters: a letter and the marks on it are one.
// Logical order throughout; what is left and right on the screen is the caller's business.
class TextEdit {
  public:
    enum class Lines { kOne, kMany };
    enum class Move {
        kPrevious,
        kNext,
        kPreviousWord,
        kNextWord,
        kLineStart,
        kLineEnd,
        kStart,
        kEnd,
    };
    enum class Selecting { kNo, kYes };
    struct Range {
        std::size_t begin = 0, end = 0;
        [[nodiscard]] bool empty() const { return begin == end; }
        friend bool operator==(const Range&, const Range&) = default;
    };
    // Changes kept for undo(); the oldest go first.
    static constexpr std::size_t kUndoMax = 100;

    TextEdit(Lines lines, std::size_t bytes_max) : lines_(lines), bytes_max_(bytes_max) {}

    [[nodiscard]] const std::string& content() const { return content_; }
    [[nodiscard]] std::size_t caret() const { return caret_; }
    [[nodiscard]] Range selection() const;
    [[nodiscard]] std::string_view selected() const;

    // From outside: the caret stays where it can, undo begins anew. Nothing when it is equal.
    void set_content(std::string_view content);
    void move(Move move, Selecting selecting);
    void move_to(std::size_t offset, Selecting selecting);
    void select_all();
    void select_word(std::size_t offset);
    // In place of the selection. Line ends become spaces in one line, other control characters go;
    // what would exceed the limit is left out. All three: whether anything changed.
    bool insert(std::string_view utf8);
    // The selection, or what lies between the caret and where `move` would take it.
    bool erase(Move move);
    bool undo();
    bool redo();

  private:
    struct Version {
        std::string content;
        std::size_t caret = 0;
    };
    [[nodiscard]] std::size_t target(Move move) const;
    [[nodiscard]] std::size_t previous(std::size_t offset) const;
    [[nodiscard]] std::size_t next(std::size_t offset) const;
    void remember(Version before);
    bool replace(Range range, std::string_view by);

    Lines lines_;
    std::size_t bytes_max_;
    std::string content_;
    std::size_t caret_ = 0, anchor_ = 0;
    std::vector<Version> undo_, redo_;
    bool is_typing_ = false;  // One run of typing is one change to undo.
};

}  // namespace belvedere::ui
