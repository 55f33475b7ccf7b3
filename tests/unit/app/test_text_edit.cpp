// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <string>

#include "app/ui/text_edit.hpp"

namespace belvedere::ui {
namespace {

using Move = TextEdit::Move;
using Selecting = TextEdit::Selecting;

TextEdit one_line(std::string_view content = {}) {
    TextEdit edit(TextEdit::Lines::kOne, 1000);
    edit.set_content(content);
    edit.move(Move::kEnd, Selecting::kNo);
    return edit;
}

TEST(TextEdit, MovesByCharactersWithTheirMarks) {
    // "é" composed of two code points, Arabic with a vowel mark, a hanzi.
    TextEdit edit = one_line("ae\u0301b\u0628\u064E\u57CE");
    std::vector<std::size_t> stops{edit.caret()};
    while (edit.caret() > 0) {
        edit.move(Move::kPrevious, Selecting::kNo);
        stops.push_back(edit.caret());
    }
    EXPECT_EQ(stops, (std::vector<std::size_t>{12, 9, 5, 4, 1, 0}));
    std::vector<std::size_t> back{edit.caret()};
    while (edit.caret() < edit.content().size()) {
        edit.move(Move::kNext, Selecting::kNo);
        back.insert(back.begin(), edit.caret());
    }
    EXPECT_EQ(back, stops);
}

TEST(TextEdit, SelectsAndReplaces) {
    TextEdit edit = one_line("Town hall");
    edit.move(Move::kPreviousWord, Selecting::kYes);
    EXPECT_EQ(edit.selected(), "hall");
    EXPECT_TRUE(edit.insert("square"));
    EXPECT_EQ(edit.content(), "Town square");
    EXPECT_EQ(edit.caret(), 11U);
    edit.select_all();
    edit.move(Move::kPrevious, Selecting::kNo);
    EXPECT_EQ(edit.caret(), 0U);
    EXPECT_TRUE(edit.selection().empty());
    edit.select_word(6);
    EXPECT_EQ(edit.selected(), "square");
    EXPECT_TRUE(edit.erase(Move::kPrevious));
    EXPECT_EQ(edit.content(), "Town ");
}

TEST(TextEdit, ErasesCharactersAndWords) {
    TextEdit edit = one_line("one two  three");
    EXPECT_TRUE(edit.erase(Move::kPrevious));
    EXPECT_EQ(edit.content(), "one two  thre");
    EXPECT_TRUE(edit.erase(Move::kPreviousWord));
    EXPECT_EQ(edit.content(), "one two  ");
    EXPECT_TRUE(edit.erase(Move::kPreviousWord));
    EXPECT_EQ(edit.content(), "one ");
    EXPECT_FALSE(edit.erase(Move::kNext));
    edit.move(Move::kStart, Selecting::kNo);
    EXPECT_TRUE(edit.erase(Move::kNextWord));
    EXPECT_EQ(edit.content(), "");
}

TEST(TextEdit, KeepsToItsLinesAndItsLimit) {
    TextEdit line(TextEdit::Lines::kOne, 8);
    EXPECT_TRUE(line.insert("a\nb\tc\x01"));
    EXPECT_EQ(line.content(), "a b c");
    EXPECT_TRUE(line.insert("\u57CE\u57CE"));
    EXPECT_EQ(line.content(), "a b c\u57CE") << "never half a character";
    EXPECT_FALSE(line.insert("\u57CE"));
    TextEdit area(TextEdit::Lines::kMany, 100);
    area.insert("first\nsecond");
    area.move(Move::kLineStart, Selecting::kNo);
    EXPECT_EQ(area.caret(), 6U);
    area.move(Move::kPrevious, Selecting::kNo);
    area.move(Move::kLineStart, Selecting::kYes);
    EXPECT_EQ(area.selected(), "first");
}

TEST(TextEdit, UndoesARunOfTypingAtOnce) {
    TextEdit edit = one_line();
    for (const char* letter : {"h", "o", "u", "s", "e"})
        edit.insert(letter);
    edit.move(Move::kStart, Selecting::kNo);
    edit.insert("a ");
    EXPECT_EQ(edit.content(), "a house");
    EXPECT_TRUE(edit.undo());
    EXPECT_EQ(edit.content(), "house");
    EXPECT_TRUE(edit.undo());
    EXPECT_EQ(edit.content(), "");
    EXPECT_FALSE(edit.undo());
    EXPECT_TRUE(edit.redo());
    EXPECT_TRUE(edit.redo());
    EXPECT_FALSE(edit.redo());
    EXPECT_EQ(edit.content(), "a house");
    edit.undo();
    edit.insert("x");
    EXPECT_FALSE(edit.redo()) << "what was undone is gone once one goes on";
}

TEST(TextEdit, OutsideChangesKeepTheCaretInside) {
    TextEdit edit = one_line("a long text");
    edit.set_content("\u57CE");
    EXPECT_EQ(edit.caret(), 3U);
    EXPECT_FALSE(edit.undo());
    // Broken UTF-8 neither hangs nor leaves the text.
    edit.set_content("\xE5\x9F");
    edit.move(Move::kStart, Selecting::kNo);
    edit.move(Move::kNext, Selecting::kNo);
    EXPECT_LE(edit.caret(), edit.content().size());
}

}  // namespace
}  // namespace belvedere::ui
