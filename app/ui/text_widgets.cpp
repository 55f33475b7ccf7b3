// SPDX-License-Identifier: Apache-2.0
#include "app/ui/text_widgets.hpp"

#include <algorithm>
#include <cmath>

#include "app/ui/item.hpp"
#include "app/ui/label.hpp"
#include "app/words/words.hpp"
#include "engine/access/legend_pattern.hpp"

namespace belvedere::ui {
namespace {

Color color_of(Tone tone) {
    const Colors& c = context().theme->colors;
    switch (tone) {
        case Tone::kNormal:
            return c.text;
        case Tone::kMuted:
            return c.text_muted;
        case Tone::kAccent:
            return c.accent;
        case Tone::kSuccess:
            return c.success;
        case Tone::kWarning:
            return c.warning;
        case Tone::kError:
            return c.error;
    }
    return c.text;
}

struct TextLook {
    std::string_view id;
    Role role = Role::kStaticText;
    TextSize size = TextSize::kBody;
    Color color;
    int level = 0;
};

// Wrapped at the container's edge.
Item draw_text(const TextLook& look, const std::string& content) {
    Context& ui = context();
    const float width = std::max(1.0F, ImGui::GetContentRegionAvail().x);
    const SetText text = ui.type.paragraph(content, look.size, width);
    const bool is_one = text->lines.size() == 1;
    const Item result = item({.id = look.id,
                              .role = look.role,
                              .name = content,
                              .size = {is_one ? text->width_px : width, text->height_px},
                              .activation = Activation::kNone,
                              .takes_focus = false});
    ui.nodes[result.node].level = look.level;
    if (result.is_visible) {
        ui.type.paint(*ImGui::GetWindowDrawList(), *text, low_corner(result.rect),
                      packed(look.color), width);
    }
    return result;
}

// Where the two texts of a value's row stand in it.
struct ValuePlaces {
    SetText name, value;
    ImVec2 value_at;  // From the row's corner.
    float value_width = 0.0F;
    float height = 0.0F;
};

// Side by side in two columns; a long name moves its value along, a long value goes below its name.
ValuePlaces place_value(const std::string& name, const std::string& value, float width) {
    Type& type = context().type;
    const float gap = px(context().theme->metrics.spacing_px);
    ValuePlaces places;
    places.name = type.line(name, TextSize::kBody);
    places.value = type.line(value, TextSize::kBody);
    const float least = px(context().theme->metrics.row_px);
    const float along = std::max(width * kNameShare, places.name->width_px + gap);
    if (along + places.value->width_px <= width) {
        places.value_at = {along, 0.0F};
        places.value_width = width - along;
        places.height = std::max(places.name->height_px + gap * 0.5F, least);
        return places;
    }
    constexpr std::uint32_t kNameLines = 2;
    constexpr std::uint32_t kValueLines = 3;
    places.name = type.lines(name, TextSize::kBody, width, kNameLines);
    places.value = type.lines(value, TextSize::kBody, width - gap, kValueLines);
    places.value_at = {gap, places.name->height_px};
    places.value_width = width - gap;
    places.height = std::max(places.name->height_px + places.value->height_px + gap * 0.5F, least);
    return places;
}

void draw_value_row(std::string_view id, const std::string& name, const std::string& value,
                    const std::string& copied) {
    Context& ui = context();
    const float width = std::max(1.0F, ImGui::GetContentRegionAvail().x);
    const ValuePlaces places = place_value(name, value, width);
    ItemSpec spec{.id = id, .role = Role::kButton, .name = name, .value = value};
    spec.size = {width, places.height};
    if (places.name->is_cut || places.value->is_cut) {
        spec.hint = words::text({"ui.name_and_value", "{name}: {value}"},
                                {{"name", name}, {"value", value}});
    }
    const Item row = item(std::move(spec));
    // Values are data of any length; names are ours to choose.
    ui.nodes[row.node].is_cut = places.name->is_cut;
    ui.nodes[row.node].told_by = name;
    if (row.is_pressed && ui.clipboard.set) ui.clipboard.set(copied);
    if (!row.is_visible) return;
    if (row.is_hovered) fill_box(row.rect, ui.theme->colors.control);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImU32 muted = packed(ui.theme->colors.text_muted);
    const ImU32 ink = packed(ui.theme->colors.text);
    if (places.value_at.y == 0.0F) {
        paint_in_row(*places.name, row.rect.x0, row.rect, ui.theme->colors.text_muted);
        paint_in_row(*places.value, row.rect.x0 + places.value_at.x, row.rect,
                     ui.theme->colors.text);
        return;
    }
    const ImVec2 at = low_corner(row.rect);
    ui.type.paint(list, *places.name, at, muted, width);
    ui.type.paint(list, *places.value, {at.x + places.value_at.x, at.y + places.value_at.y}, ink,
                  places.value_width);
}

const char* sign_of(Tone tone) {
    switch (tone) {
        case Tone::kSuccess:
            return "●";
        case Tone::kWarning:
            return "▲";
        case Tone::kError:
            return "■";
        default:
            return "○";
    }
}

}  // namespace

void title(std::string_view id, const Message& message) {
    draw_text({id, Role::kHeading, TextSize::kTitle, context().theme->colors.text, 1},
              translated(message));
}

void heading(std::string_view id, const Message& message) {
    plain_heading(id, translated(message));
}

void plain_heading(std::string_view id, const std::string& content) {
    draw_text({id, Role::kHeading, TextSize::kHeading, context().theme->colors.text, 2}, content);
}

void text(std::string_view id, const Message& message, Tone tone) {
    plain_text(id, translated(message), tone);
}

void plain_text(std::string_view id, const std::string& content, Tone tone) {
    draw_text({id, Role::kStaticText, TextSize::kBody, color_of(tone)}, content);
}

void status(std::string_view id, const std::string& content, Tone tone) {
    Context& ui = context();
    const float width = std::max(1.0F, ImGui::GetContentRegionAvail().x);
    const SetText sign = ui.type.line(sign_of(tone), TextSize::kBody);
    // Further lines stand below the first one's words, not below the sign.
    const float along = sign->width_px + px(ui.theme->metrics.spacing_px);
    const float room = std::max(1.0F, width - along);
    const SetText text = ui.type.paragraph(content, TextSize::kBody, room);
    const Item result = item({.id = id,
                              .role = Role::kStatus,
                              .name = content,
                              .size = {width, text->height_px},
                              .activation = Activation::kNone,
                              .takes_focus = false});
    if (!result.is_visible) return;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 at = low_corner(result.rect);
    const ImU32 ink = packed(color_of(tone));
    ui.type.paint(list, *sign, at, ink);
    ui.type.paint(list, *text, {at.x + along, at.y}, ink, room);
}

void value_row(std::string_view id, const Message& message, const std::string& value) {
    draw_value_row(id, translated(message), value, value);
}

void value_row(std::string_view id, const Message& message, const ShownValue& value) {
    draw_value_row(id, translated(message), value.shown, value.copied);
}

void value_row(std::string_view id, const std::string& name, const std::string& value) {
    draw_value_row(id, name, value, value);
}

void progress(std::string_view id, const Message& message, double fraction,
              const std::string& value) {
    Context& ui = context();
    const Colors& c = ui.theme->colors;
    const std::string name = translated(message);
    const float width = ImGui::GetContentRegionAvail().x;
    // Of thinner ones rounding and outline leave nothing.
    constexpr float kBarMin_px = 4.0F;
    const float lines = 2.0F * std::max(1.0F, std::round(px(ui.theme->metrics.outline_px)));
    const float bar = std::max(
        {kBarMin_px, lines + 0.5F * kBarMin_px, std::round(px(ui.theme->metrics.rounding_px))});
    const SetText right = ui.type.line(value, TextSize::kBody, width);
    const SetText left =
        ui.type.line(name, TextSize::kBody,
                     std::max(1.0F, width - right->width_px - px(ui.theme->metrics.spacing_px)));
    const double share = std::clamp(fraction, 0.0, 1.0);
    const Item result = item({.id = id,
                              .role = Role::kProgress,
                              .name = name,
                              .value = value,
                              .size = {width, left->height_px + 2.0F * bar},
                              .activation = Activation::kNone,
                              .takes_focus = false});
    ui.nodes[result.node].numeric = access::NumericValue{share * 100.0, 0.0, 100.0, 0.0};
    if (!result.is_visible) return;
    const Rect texts{result.rect.x0, result.rect.y0, result.rect.x1,
                     result.rect.y0 + left->height_px};
    paint_in_row(*left, texts.x0, texts, c.text_muted);
    paint_before(*right, texts.x1, texts, c.text);
    const float bottom = std::round(result.rect.y1);
    const Rect track{result.rect.x0, bottom - bar, result.rect.x1, bottom};
    fill_box(track, c.control);
    outline_control(track);
    fill_box({track.x0, track.y0, track.x0 + width * static_cast<float>(share), track.y1},
             c.accent);
}

void legend_entry(std::string_view id, const Swatch& swatch, const std::string& meaning) {
    const float size = context().type.line_height(TextSize::kBody);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const Rect square{at.x, at.y, at.x + size, at.y + size};
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(low_corner(square), high_corner(square), swatch.rgba,
                       px(context().theme->metrics.rounding_px));
    const auto channel = [&swatch](int shift) {
        return static_cast<std::uint8_t>(swatch.rgba >> shift & 255U);
    };
    const access::Color8 ink = access::pattern_ink({channel(0), channel(8), channel(16)});
    for (const access::PatternBox& box : access::legend_pattern(swatch.place)) {
        list.AddRectFilled({std::round(at.x + box.x0 * size), std::round(at.y + box.y0 * size)},
                           {std::round(at.x + box.x1 * size), std::round(at.y + box.y1 * size)},
                           packed({ink.r, ink.g, ink.b}));
    }
    outline_control(square);
    ImGui::Dummy({size, size});
    ImGui::SameLine();
    plain_text(id, meaning);
}

void legend_shape(std::string_view id, const ShapeSwatch& swatch, const std::string& meaning) {
    const float size = context().type.line_height(TextSize::kBody);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    std::vector<ImVec2> path;
    // A dark rim below, as the symbols on the picture have it.
    for (const float reach : {1.0F, 0.8F}) {
        const std::uint32_t color =
            reach == 1.0F ? packed(context().theme->colors.focus_back) : swatch.rgba;
        for (const std::vector<Point>& part : swatch.parts) {
            path.clear();
            for (const Point& point : part) {
                path.emplace_back(at.x + size * 0.5F * (1.0F + point.x * reach),
                                  at.y + size * 0.5F * (1.0F + point.y * reach));
            }
            list.AddConvexPolyFilled(path.data(), static_cast<int>(path.size()), color);
        }
    }
    ImGui::Dummy({size, size});
    ImGui::SameLine();
    plain_text(id, meaning);
}

void bar_text(std::string_view id, const std::string& content, Tone tone, float room_px) {
    // What fits its content has no width of its own yet.
    const float widest = px(context().theme->metrics.dock_width_px) * 2.0F;
    const float left = fits_content() ? widest : std::max(1.0F, ImGui::GetContentRegionAvail().x);
    const float room = room_px > 0.0F ? std::min(room_px, left) : left;
    const SetText text = context().type.line(content, TextSize::kBody, room);
    const Item result = item({.id = id,
                              .role = Role::kStaticText,
                              .name = content,
                              .hint = text->is_cut ? content : std::string(),
                              .size = {text->width_px, control_height()},
                              .activation = Activation::kNone,
                              .takes_focus = false});
    if (result.is_visible) paint_in_row(*text, result.rect.x0, result.rect, color_of(tone));
}

void overlay_text(std::string_view id, const std::string& content, Tone tone, float width_px) {
    constexpr std::uint32_t kLines = 4;
    const float width = std::max(width_px, 1.0F);
    const SetText text = context().type.lines(content, TextSize::kBody, width, kLines);
    const Item result =
        item({.id = id,
              .role = Role::kStaticText,
              .name = content,
              .hint = text->is_cut ? content : std::string(),
              .size = {text->lines.size() == 1 ? text->width_px : width, height_around(*text)},
              .activation = Activation::kNone,
              .takes_focus = false});
    if (result.is_visible) paint_in_row(*text, result.rect.x0, result.rect, color_of(tone), width);
}

std::string shortened(const std::string& content, std::size_t characters) {
    if (content.size() <= characters) return content;
    std::size_t end = characters;
    // Never inside a UTF-8 sequence.
    while (end > 0 && (static_cast<unsigned char>(content[end]) & 0xC0) == 0x80)
        --end;
    return content.substr(0, end) + "…";
}

void separator() {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float line = std::max(1.0F, std::round(px(1.0F)));
    ImGui::GetWindowDrawList()->AddRectFilled(
        at, {at.x + ImGui::GetContentRegionAvail().x, at.y + line},
        packed(context().theme->colors.border));
    ImGui::Dummy({0.0F, line + px(context().theme->metrics.spacing_px) * 0.25F});
}

void space() {
    ImGui::Dummy({0.0F, px(context().theme->metrics.spacing_px)});
}

}  // namespace belvedere::ui
