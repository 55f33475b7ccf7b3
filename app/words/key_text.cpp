// SPDX-License-Identifier: Apache-2.0
#include "app/words/key_text.hpp"

#include <algorithm>
#include <iterator>

#include "app/words/words.hpp"

namespace belvedere::words {
namespace {

using input::Key;
using input::Modifiers;

struct NamedKey {
    Key key;
    Message name;
};

// Those that are more than the letter, digit or number on them.
constexpr NamedKey kKeys[] = {
    {Key::kEscape, {"key.escape", "Escape"}},
    {Key::kEnter, {"key.enter", "Enter"}},
    {Key::kTab, {"key.tab", "Tab"}},
    {Key::kBackspace, {"key.backspace", "Backspace"}},
    {Key::kInsert, {"key.insert", "Insert"}},
    {Key::kDelete, {"key.delete", "Delete"}},
    {Key::kSpace, {"key.space", "Space"}},
    {Key::kLeft, {"key.left", "Left"}},
    {Key::kRight, {"key.right", "Right"}},
    {Key::kUp, {"key.up", "Up"}},
    {Key::kDown, {"key.down", "Down"}},
    {Key::kPageUp, {"key.page_up", "PageUp"}},
    {Key::kPageDown, {"key.page_down", "PageDown"}},
    {Key::kHome, {"key.home", "Home"}},
    {Key::kEnd, {"key.end", "End"}},
    {Key::kPlus, {"key.plus", "Plus"}},
    {Key::kMinus, {"key.minus", "Minus"}},
    {Key::kComma, {"key.comma", "Comma"}},
    {Key::kPeriod, {"key.period", "Period"}},
    {Key::kSlash, {"key.slash", "Slash"}},
    {Key::kMenu, {"key.menu", "Menu"}},
};

}  // namespace

std::string key_text(input::KeyChord chord) {
    if (!chord.valid()) return {};
    std::string keys;
    const auto add = [&](std::uint8_t bit, const Message& name) {
        if (chord.modifiers.has(bit)) keys += text(name) + "+";
    };
    add(Modifiers::kControl, {"key.control", "Ctrl"});
    add(Modifiers::kAlt, {"key.alt", "Alt"});
    add(Modifiers::kShift, {"key.shift", "Shift"});
    add(Modifiers::kSuper, {"key.super", "Super"});
    const auto* named = std::find_if(std::begin(kKeys), std::end(kKeys),
                                     [&](const NamedKey& each) { return each.key == chord.key; });
    return keys + (named != std::end(kKeys) ? text(named->name) : input::to_text({chord.key, {}}));
}

}  // namespace belvedere::words
