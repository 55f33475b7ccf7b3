// SPDX-License-Identifier: Apache-2.0
// Text fields: what is typed, in every script, with caret and selection.
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "app/ui/controls.hpp"
#include "app/ui/form_row.hpp"
#include "app/ui/item.hpp"
#include "app/ui/label.hpp"
#include "engine/text/caret.hpp"

namespace belvedere::ui {
namespace {

using input::Key;
using input::Modifiers;
using Move = TextEdit::Move;
using Selecting = TextEdit::Selecting;

// What a field is drawn with.
struct FieldBox {
    Rect inner;    // Where text may be.
    SetText text;  // As typed; of a hint when there is nothing.
    bool is_hint = false;
};

std::size_t line_of(const text::ShapedText& text, std::size_t byte) {
    for (std::size_t i = 0; i + 1 < text.lines.size(); ++i) {
        if (byte < text.lines[i + 1].byte_begin) return i;
    }
    return text.lines.size() - 1;
}

// Left end of a line from the field's left edge on the screen; the part with the caret is shown.
float line_left(const FieldBox& box, const text::ShapedLine& line, float scroll_px) {
    const float rest = std::max(0.0F, box.inner.width() - line.width_px);
    return (line.is_right_to_left ? rest : 0.0F) - scroll_px;
}

// The layout's place of a distance from the field's left edge on the screen.
float in_layout(const FieldBox& box, float from_left) {
    return context().is_mirrored ? box.inner.x1 - from_left : box.inner.x0 + from_left;
}

// The byte under a point of the layout.
std::size_t byte_under(const FieldBox& box, ImVec2 point, float scroll_px) {
    if (box.is_hint) return 0;
    const float y = point.y - box.inner.y0;
    std::size_t index = 0;
    while (index + 1 < box.text->lines.size() &&
           y > box.text->lines[index].baseline + box.text->lines[index].descent) {
        ++index;
    }
    const text::ShapedLine& line = box.text->lines[index];
    const float inside = context().is_mirrored ? box.inner.x1 - point.x : point.x - box.inner.x0;
    return text::byte_at(line, inside - line_left(box, line, scroll_px));
}

struct KeyMove {
    Key key;
    Move plain, with_control;
};
constexpr KeyMove kMoves[] = {{Key::kLeft, Move::kPrevious, Move::kPreviousWord},
                              {Key::kRight, Move::kNext, Move::kNextWord},
                              {Key::kHome, Move::kLineStart, Move::kStart},
                              {Key::kEnd, Move::kLineEnd, Move::kEnd}};

// What typing and keys do to the text.
class FieldKeys {
  public:
    FieldKeys(TextEdit& edit, const FieldBox& box) : edit_(edit), box_(box) {}

    // Whether the text is another now.
    bool apply(bool is_area) {
        Context& ui = context();
        bool changed = !ui.typed.empty() && edit_.insert(ui.typed);
        ui.typed.clear();
        if (!ui.press) return changed;
        const input::KeyChord press = *ui.press;
        const bool is_known = press.modifiers.has(Modifiers::kControl) && letter(press, changed);
        if (is_known || move(press) || erase(press, changed) ||
            (is_area && line_keys(press, changed))) {
            ui.press.reset();
        }
        return changed;
    }

  private:
    bool letter(const input::KeyChord& press, bool& changed) {
        const Clipboard& clipboard = context().clipboard;
        switch (press.key) {
            case Key::kA:
                edit_.select_all();
                return true;
            case Key::kC:
            case Key::kX:
                if (clipboard.set && !edit_.selection().empty()) {
                    clipboard.set(std::string(edit_.selected()));
                }
                if (press.key == Key::kX && !edit_.selection().empty()) {
                    changed |= edit_.erase(Move::kNext);
                }
                return true;
            case Key::kV:
                if (clipboard.get) changed |= edit_.insert(clipboard.get());
                return true;
            case Key::kZ:
                changed |= press.modifiers.has(Modifiers::kShift) ? edit_.redo() : edit_.undo();
                return true;
            case Key::kY:
                changed |= edit_.redo();
                return true;
            default:
                return false;
        }
    }

    // "Left" moves to the left of what is seen: forward in a line that runs from the right.
    bool move(const input::KeyChord& press) {
        Key key = press.key;
        const auto& line = box_.text->lines[box_.is_hint ? 0 : line_of(*box_.text, edit_.caret())];
        if (line.is_right_to_left && (key == Key::kLeft || key == Key::kRight)) {
            key = key == Key::kLeft ? Key::kRight : Key::kLeft;
        }
        const bool is_word = press.modifiers.has(Modifiers::kControl);
        const auto selecting =
            press.modifiers.has(Modifiers::kShift) ? Selecting::kYes : Selecting::kNo;
        for (const KeyMove& each : kMoves) {
            if (each.key != key) continue;
            edit_.move(is_word ? each.with_control : each.plain, selecting);
            return true;
        }
        return false;
    }

    bool erase(const input::KeyChord& press, bool& changed) {
        const bool is_word = press.modifiers.has(Modifiers::kControl);
        if (press.key == Key::kBackspace) {
            changed |= edit_.erase(is_word ? Move::kPreviousWord : Move::kPrevious);
            return true;
        }
        if (press.key == Key::kDelete) {
            changed |= edit_.erase(is_word ? Move::kNextWord : Move::kNext);
            return true;
        }
        return false;
    }

    bool line_keys(const input::KeyChord& press, bool& changed) {
        if (press.key == Key::kEnter && !press.modifiers.has(Modifiers::kControl)) {
            changed |= edit_.insert("\n");
            return true;
        }
        const int down = press.key == Key::kDown ? 1 : press.key == Key::kUp ? -1 : 0;
        if (down == 0 || box_.is_hint) return false;
        const auto now = static_cast<int>(line_of(*box_.text, edit_.caret()));
        const int to = std::clamp(now + down, 0, static_cast<int>(box_.text->lines.size()) - 1);
        const auto& from = box_.text->lines[static_cast<std::size_t>(now)];
        const auto& target = box_.text->lines[static_cast<std::size_t>(to)];
        const float x = text::caret_x(from, static_cast<std::uint32_t>(edit_.caret()));
        edit_.move_to(text::byte_at(target, x),
                      press.modifiers.has(Modifiers::kShift) ? Selecting::kYes : Selecting::kNo);
        return true;
    }

    TextEdit& edit_;
    const FieldBox& box_;
};

void follow_pointer(const Item& field, FieldState& state, const FieldBox& box) {
    const ImGuiIO& io = ImGui::GetIO();
    if (field.is_hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_TextInput);
    if (!field.is_held) return;
    const std::size_t byte = byte_under(box, io.MousePos, state.scroll_px);
    if (ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) {
        state.edit.select_word(byte);
        return;
    }
    const bool is_click = ImGui::IsMouseClicked(ImGuiMouseButton_Left);
    const bool has_moved = io.MouseDelta.x != 0.0F || io.MouseDelta.y != 0.0F;
    if (!is_click && !has_moved) return;
    state.edit.move_to(byte, is_click && !io.KeyShift ? Selecting::kNo : Selecting::kYes);
}

// Code points before a byte: what assistive technology counts in.
int characters_before(std::string_view content, std::size_t byte) {
    return static_cast<int>(
        std::count_if(content.begin(), content.begin() + static_cast<std::ptrdiff_t>(byte),
                      [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::size_t byte_of_character(std::string_view content, int characters) {
    std::size_t byte = 0;
    for (; byte < content.size(); ++byte) {
        const bool begins = (static_cast<unsigned char>(content[byte]) & 0xC0) != 0x80;
        if (begins && characters-- <= 0) break;
    }
    return byte;
}

bool follow_requests(const Item& field, TextEdit& edit) {
    bool changed = false;
    const auto range = [&](const access::Request& request) {
        edit.move_to(byte_of_character(edit.content(), request.start), Selecting::kNo);
        edit.move_to(byte_of_character(edit.content(), request.end), Selecting::kYes);
    };
    if (const auto set = take_request(field.key, access::Action::kSetText)) {
        edit.select_all();
        changed |= set->text.empty() ? edit.erase(Move::kNext) : edit.insert(set->text);
    }
    if (const auto replace = take_request(field.key, access::Action::kReplaceText)) {
        range(*replace);
        changed |= replace->text.empty() ? edit.erase(Move::kNext) : edit.insert(replace->text);
    }
    if (const auto select = take_request(field.key, access::Action::kSetTextSelection)) {
        range(*select);
    }
    return changed;
}

void keep_caret_in_sight(FieldState& state, const FieldBox& box) {
    if (box.is_hint) {
        state.scroll_px = 0.0F;
        return;
    }
    const std::size_t caret = state.edit.caret();
    const auto& line = box.text->lines[line_of(*box.text, caret)];
    const float room = box.inner.width();
    const float x = line_left(box, line, state.scroll_px) +
                    text::caret_x(line, static_cast<std::uint32_t>(caret));
    if (x < 0.0F) state.scroll_px += x;
    if (x > room) state.scroll_px += x - room;
    if (line.width_px <= room) state.scroll_px = 0.0F;
}

void draw_selection(const text::ShapedLine& line, const FieldBox& box, float left,
                    TextEdit::Range range) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float top = box.inner.y0 + line.baseline - line.ascent;
    const float low = box.inner.y0 + line.baseline + line.descent;
    for (const auto& part : text::selected_parts(line, static_cast<std::uint32_t>(range.begin),
                                                 static_cast<std::uint32_t>(range.end))) {
        const float a = in_layout(box, left + part.x0);
        const float b = in_layout(box, left + part.x1);
        list.AddRectFilled({std::min(a, b), top}, {std::max(a, b), low},
                           packed(context().theme->colors.selection));
    }
}

void draw_caret(const text::ShapedLine& line, const FieldBox& box, float left, std::size_t byte) {
    const float half = std::max(1.0F, px(context().theme->metrics.caret_px)) * 0.5F;
    float along = text::caret_x(line, box.is_hint ? 0U : static_cast<std::uint32_t>(byte));
    // Before a hint, on the side where its language begins; not over its first letter.
    if (box.is_hint && along > 0.0F) along += half;
    const float x = in_layout(box, left + along);
    ImGui::GetWindowDrawList()->AddRectFilled(
        {x - half, box.inner.y0 + line.baseline - line.ascent},
        {x + half, box.inner.y0 + line.baseline + line.descent},
        packed(context().theme->colors.text));
}

void draw(const Item& field, const FieldState& state, const FieldBox& box, bool is_edited) {
    Context& ui = context();
    const Colors& c = ui.theme->colors;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    fill_box(field.rect, field.is_hovered && !is_edited ? c.control_hover : c.control);
    outline_control(field.rect);
    list.PushClipRect({box.inner.x0, field.rect.y0}, {box.inner.x1 + px(1.0F), field.rect.y1},
                      true);
    const std::size_t caret_line = box.is_hint ? 0 : line_of(*box.text, state.edit.caret());
    for (std::size_t i = 0; i < box.text->lines.size(); ++i) {
        const text::ShapedLine& line = box.text->lines[i];
        const float left = line_left(box, line, state.scroll_px);
        if (is_edited && !box.is_hint) draw_selection(line, box, left, state.edit.selection());
        ui.type.paint_line(list, line, box.text->size_px,
                           {screen_x(in_layout(box, left)), box.inner.y0 + line.baseline},
                           packed(box.is_hint ? c.text_muted : c.text));
        if (is_edited && i == caret_line) draw_caret(line, box, left, state.edit.caret());
    }
    list.PopClipRect();
}

struct FieldSpec {
    std::string_view id;
    std::string name;
    std::string hint;  // Shown while it is empty.
    float width = 0.0F;
    int lines = 1;
};

FieldState& state_of(Key64 key, bool is_area) {
    const auto lines = is_area ? TextEdit::Lines::kMany : TextEdit::Lines::kOne;
    auto& fields = context().fields;
    const auto found = fields.try_emplace(key, FieldState{TextEdit(lines, kFieldBytesMax)}).first;
    found->second.was_built = true;
    return found->second;
}

// The text as it is now, and where it stands.
FieldBox box_of(const Item& field, const FieldSpec& spec, const TextEdit& edit) {
    Context& ui = context();
    const float padding = ImGui::GetStyle().FramePadding.x;
    FieldBox box;
    box.inner = {field.rect.x0 + padding, field.rect.y0, field.rect.x1 - padding, field.rect.y1};
    box.is_hint = edit.content().empty();
    const bool is_area = spec.lines > 1;
    const float room = is_area ? box.inner.width() : std::numeric_limits<float>::infinity();
    box.text = box.is_hint ? ui.type.line(spec.hint, TextSize::kBody, box.inner.width())
                           : ui.type.typed(edit.content(), room);
    box.inner.y0 += is_area ? padding * 0.5F : (field.rect.height() - box.text->height_px) * 0.5F;
    return box;
}

Item field_item(const FieldSpec& spec, const std::string& content) {
    const bool is_area = spec.lines > 1;
    const float line = context().type.line_height(TextSize::kBody);
    const float area = line * static_cast<float>(spec.lines) + ImGui::GetStyle().FramePadding.x;
    ItemSpec wanted{.id = spec.id, .role = Role::kTextField, .name = spec.name, .value = content};
    wanted.size = {spec.width, is_area ? area : control_height()};
    wanted.states.set(access::State::kMultiLine, is_area);
    wanted.actions = {access::Action::kSetText, access::Action::kReplaceText,
                      access::Action::kSetTextSelection};
    wanted.activation = Activation::kText;
    return item(std::move(wanted));
}

Edit run_field(const FieldSpec& spec, std::string& content) {
    Context& ui = context();
    const Item field = field_item(spec, content);
    FieldState& state = state_of(field.key, spec.lines > 1);
    state.edit.set_content(content);
    if (std::exchange(ui.edit_takes_next, false)) {
        set_focus(field.key);
        ui.shows_focus = true;
        state.edit.select_all();
    }
    const bool is_edited = ui.focus == field.key;
    if (is_edited) ui.edited = field.key;
    FieldBox box = box_of(field, spec, state.edit);
    follow_pointer(field, state, box);
    bool changed = follow_requests(field, state.edit);
    if (is_edited) changed |= FieldKeys(state.edit, box).apply(spec.lines > 1);
    const bool is_submitted = is_edited && spec.lines == 1 && take_press(Key::kEnter);
    if (changed) {
        content = state.edit.content();
        ui.nodes[field.node].value = content;
        box = box_of(field, spec, state.edit);
    }
    keep_caret_in_sight(state, box);
    if (field.is_visible) draw(field, state, box, is_edited);
    const TextEdit::Range range = state.edit.selection();
    ui.nodes[field.node].selection = {characters_before(content, state.edit.caret()),
                                      characters_before(content, range.begin),
                                      characters_before(content, range.end)};
    return is_submitted ? Edit::kSubmitted : changed ? Edit::kChanged : Edit::kNone;
}

}  // namespace

Edit text_field(std::string_view id, const Message& message, std::string& content, LabelPlace label,
                float room_after_px) {
    return text_field(id, ReadyText{translated(message)}, content, label, room_after_px);
}

Edit text_field(std::string_view id, const ReadyText& ready, std::string& content, LabelPlace label,
                float room_after_px) {
    const std::string& name = ready.text;
    FieldSpec spec{.id = id, .name = name};
    if (label == LabelPlace::kBeside) {
        spec.width = begin_form_row(id, name);
    } else {
        spec.width = ImGui::GetContentRegionAvail().x;
        if (room_after_px < spec.width * 0.5F) spec.width = std::floor(spec.width - room_after_px);
        const float room = spec.width - 2.0F * ImGui::GetStyle().FramePadding.x;
        // A hint that has no room inside stands above, where it can take lines.
        if (context().type.line(name, TextSize::kBody)->width_px <= room) {
            spec.hint = name;
        } else {
            label_above(id, name);
        }
    }
    return run_field(spec, content);
}

Edit text_area(std::string_view id, const Message& message, std::string& content, int lines) {
    const std::string name = translated(message);
    label_above(id, name);
    return run_field({.id = id,
                      .name = name,
                      .width = ImGui::GetContentRegionAvail().x,
                      .lines = std::max(lines, 2)},
                     content);
}

}  // namespace belvedere::ui
