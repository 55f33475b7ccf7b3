// SPDX-License-Identifier: Apache-2.0
#include "app/picture/surround_layout.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/picture/limits.hpp"
#include "engine/access/legend_pattern.hpp"

namespace belvedere::picture {
namespace {

// Colours of paper, not of a theme: a picture is read by others than who made it.
constexpr std::uint32_t kGround = 0xC8201812;  // Dark, four fifths opaque.
constexpr std::uint32_t kInk = 0xFFFFFFFF;
constexpr std::uint32_t kWarningGround = 0xF000B4FF;  // Amber.
constexpr std::uint32_t kWarningInk = 0xFF000000;
constexpr std::uint32_t kBlack = 0xFF000000, kWhite = 0xFFFFFFFF;
constexpr std::uint32_t kPointerRim = 0xFF000000, kPointerBody = 0xFF30D5FF;

// Sizes in parts of the em of the smallest text.
constexpr float kTitle = 1.6F;
constexpr float kPad = 0.45F, kMargin = 0.8F, kSwatch = 0.9F, kBarLine = 0.14F, kBarTick = 0.45F;
constexpr float kPointerRadius = 0.55F;
// Widths at most, in parts of the sheet.
constexpr float kTitleWidth = 0.6F, kLegendWidth = 0.34F, kCaptionWidth = 0.76F,
                kCreditsWidth = 0.62F;
// Of all legends below one another, in parts of the sheet; and what one needs, in ems.
constexpr float kLegendHeight = 0.62F, kLegendLeast = 5.0F;
constexpr float kFileEm = 1.0F / 52.0F;
constexpr float kFileEmMin_px = 11.0F;
// Noto's capitals are 0.714 em high.
constexpr float kAudienceEm = 1.0F / 40.0F / 0.7F;

struct Block {
    std::vector<PlacedText> lines;  // From the block's own corner.
    float width = 0.0F, height = 0.0F;
};

struct Setting {
    float size = 1.0F;  // Of the em.
    float width_px = 0.0F;
    std::uint32_t lines_max = 6;
    text::FontWeight weight = text::FontWeight::kRegular;
    std::uint32_t rgba = kInk;
};

class Layout {
  public:
    Layout(const Surround& surround, const Sheet& sheet, text::Typesetter& setter)
        : surround_(surround), sheet_(sheet), setter_(setter) {}

    PlacedSurround make() {
        if (surround_.blank != Blank::kNone) {
            const std::uint32_t rgba = surround_.blank == Blank::kBlack ? kBlack : kWhite;
            placed_.boxes.push_back({{0.0F, 0.0F, sheet_.width_px, sheet_.height_px}, rgba});
            return std::move(placed_);
        }
        lay_title();
        lay_legends();
        lay_scale();
        lay_foot();
        lay_values();
        lay_pointer();
        return std::move(placed_);
    }

  private:
    [[nodiscard]] float em(float parts) const { return parts * sheet_.em_px; }

    [[nodiscard]] std::shared_ptr<const text::ShapedText> set(const Phrase& phrase,
                                                              const Setting& setting) {
        text::TextStyle style;
        style.size_px = std::round(em(setting.size));
        style.weight = setting.weight;
        style.language = phrase.language;
        text::TextLayout layout;
        layout.width_px = setting.width_px;
        layout.lines_max = setting.lines_max;
        layout.overflow = text::Overflow::kEllipsis;
        return setter_.set(phrase.text, style, layout);
    }

    // The phrases below one another, those that read from the right at the right edge.
    [[nodiscard]] Block stack(const Phrases& phrases, const Setting& setting) {
        Block block;
        for (const Phrase& phrase : phrases) {
            if (phrase.text.empty()) continue;
            PlacedText line{set(phrase, setting), 0.0F, block.height, setting.rgba};
            block.width = std::max(block.width, line.text->width_px);
            block.height += line.text->height_px;
            block.lines.push_back(std::move(line));
        }
        for (PlacedText& line : block.lines) {
            const bool from_right = line.text->lines.front().is_right_to_left;
            if (!from_right) continue;
            // A wrapped text was set to its full width, one line to its own.
            const float own = line.text->lines.size() > 1 ? setting.width_px : line.text->width_px;
            line.x = block.width - own;
        }
        return block;
    }

    void put(const Block& block, float x, float y, std::uint32_t ground) {
        const float pad = em(kPad);
        placed_.boxes.push_back(
            {{x, y, x + block.width + 2.0F * pad, y + block.height + 2.0F * pad}, ground});
        for (PlacedText line : block.lines) {
            line.x += x + pad;
            line.y += y + pad;
            placed_.texts.push_back(std::move(line));
        }
    }

    void lay_title() {
        const Block block = stack(surround_.title, {.size = kTitle,
                                                    .width_px = sheet_.width_px * kTitleWidth,
                                                    .lines_max = 2,
                                                    .weight = text::FontWeight::kBold});
        title_bottom_ = em(kMargin);
        if (block.lines.empty()) return;
        put(block, em(kMargin), em(kMargin), kGround);
        title_bottom_ += block.height + 2.0F * em(kPad);
    }

    // Beside the colour, for whoever does not tell it from the others.
    void put_pattern(const Box& swatch, std::uint32_t rgba, std::size_t place) {
        const auto channel = [rgba](int shift) {
            return static_cast<std::uint8_t>(rgba >> shift & 255U);
        };
        const access::Color8 ink = access::pattern_ink({channel(0), channel(8), channel(16)});
        const float side = swatch.x1 - swatch.x0;
        for (const access::PatternBox& box : access::legend_pattern(place)) {
            placed_.boxes.push_back({{swatch.x0 + box.x0 * side, swatch.y0 + box.y0 * side,
                                      swatch.x0 + box.x1 * side, swatch.y0 + box.y1 * side},
                                     0xFF000000U | static_cast<std::uint32_t>(ink.b) << 16 |
                                         static_cast<std::uint32_t>(ink.g) << 8 | ink.r});
        }
    }

    // A line as high as its text and its swatch.
    void add_legend_line(Block& all, const LegendLine& line, float width_px) {
        const float indent = em(kSwatch + kPad);
        Block words = stack(line.meaning, {.width_px = width_px - indent, .lines_max = 2});
        for (PlacedText& text : words.lines) {
            text.x += indent;
            text.y += all.height;
            all.lines.push_back(std::move(text));
        }
        all.width = std::max(all.width, words.width + indent);
        all.height += std::max(words.height, em(kSwatch)) + em(kPad) * 0.5F;
    }

    void put_swatch(const LegendLine& line, float x, float y, std::size_t place) {
        const float side = em(kSwatch), half = side * 0.5F;
        if (line.shape.empty()) {
            const Box swatch{x, y, x + side, y + side};
            placed_.boxes.push_back({swatch, line.rgba | 0xFF000000U});
            put_pattern(swatch, line.rgba, place);
            return;
        }
        for (const std::vector<glm::vec2>& part : line.shape) {
            PlacedPart placed{part, line.rgba | 0xFF000000U};
            for (glm::vec2& corner : placed.corners)
                corner = glm::vec2{x + half, y + half} + corner * half;
            placed_.parts.push_back(std::move(placed));
        }
    }

    // Below one another, and beside the first, below the title, where there is no room.
    void lay_legends() {
        const float width = sheet_.width_px * kLegendWidth;
        const float most = sheet_.height_px * kLegendHeight;
        float top = em(kMargin), right = sheet_.width_px - em(kMargin), left = right;
        for (const Legend& legend : surround_.legends) {
            if (legend.lines.empty()) continue;
            if (top > em(kMargin) && top + em(kLegendLeast) > most) {
                right = left - em(kPad);
                top = title_bottom_ + em(kPad);
            }
            Block all =
                stack(legend.title,
                      {.width_px = width, .lines_max = 2, .weight = text::FontWeight::kBold});
            std::vector<float> tops;
            for (const LegendLine& line : legend.lines) {
                if (tops.size() >= kLegendLinesMax || top + all.height >= most) break;
                tops.push_back(all.height);
                add_legend_line(all, line, width);
            }
            const float x = right - all.width - 2.0F * em(kPad);
            put(all, x, top, kGround);
            for (std::size_t i = 0; i < tops.size(); ++i) {
                put_swatch(legend.lines[i], x + em(kPad), top + em(kPad) + tops[i] + em(0.15F), i);
            }
            left = std::min(left, x);
            top += all.height + 3.0F * em(kPad);
        }
    }

    // Last: what has a place of its own keeps it.
    void lay_values() {
        const float pad = em(kPad) * 0.5F;
        for (const ValueMark& value : surround_.values) {
            Block text = stack(Phrases{Phrase{value.text}},
                               {.width_px = sheet_.width_px * kLegendWidth, .lines_max = 1});
            if (text.lines.empty()) continue;
            const float half = text.width * 0.5F + pad;
            const Box box{value.x - half, value.y - text.height, value.x + half, value.y};
            const bool is_off = box.x0 < 0.0F || box.y0 < 0.0F || box.x1 > sheet_.width_px ||
                                box.y1 > sheet_.height_px;
            const bool is_taken = std::ranges::any_of(
                placed_.boxes, [&](const PlacedBox& other) { return other.box.overlaps(box); });
            if (is_off || is_taken) continue;
            placed_.boxes.push_back({box, kGround});
            text.lines.front().x = box.x0 + pad;
            text.lines.front().y = box.y0;
            placed_.texts.push_back(std::move(text.lines.front()));
        }
    }

    void lay_scale() {
        foot_right_ = sheet_.width_px - em(kMargin);
        if (!surround_.scale) return;
        const Block label = stack(Phrases{Phrase{surround_.scale->length}},
                                  {.width_px = sheet_.width_px, .lines_max = 1});
        const float width = std::max(label.width, surround_.scale->width_px);
        const float pad = em(kPad), line = std::max(em(kBarLine), 1.0F);
        const float left = foot_right_ - width - 2.0F * pad;
        const float bottom = sheet_.height_px - em(kMargin);
        const float top = bottom - label.height - em(kBarTick) - 2.0F * pad;
        placed_.boxes.push_back({{left, top, foot_right_, bottom}, kGround});
        const float from = foot_right_ - pad - surround_.scale->width_px;
        const float to = foot_right_ - pad, low = bottom - pad;
        placed_.boxes.push_back({{from, low - line, to, low}, kInk});
        placed_.boxes.push_back({{from, low - em(kBarTick), from + line, low}, kInk});
        placed_.boxes.push_back({{to - line, low - em(kBarTick), to, low}, kInk});
        for (PlacedText text : label.lines) {
            text.x += from + (surround_.scale->width_px - label.width) * 0.5F;
            text.x = std::min(text.x, to - label.width);
            text.y += top + pad;
            placed_.texts.push_back(std::move(text));
        }
        foot_right_ = left - em(kPad);
    }

    // From below: credits, what is not current, the caption.
    void lay_foot() {
        float bottom = sheet_.height_px - em(kMargin);
        const float gap = em(kPad), left = em(kMargin);
        const float credits_px =
            std::min(sheet_.width_px * kCreditsWidth, foot_right_ - left - 2.0F * em(kPad));
        const Block credits = stack(Phrases{Phrase{surround_.credits}},
                                    {.width_px = std::max(credits_px, 1.0F), .lines_max = 4});
        if (!credits.lines.empty()) {
            bottom -= credits.height + 2.0F * em(kPad);
            put(credits, left, bottom, kGround);
            bottom -= gap;
        }
        for (const Phrases& phrases : surround_.not_current) {
            const Block note = stack(phrases, {.width_px = sheet_.width_px * kCreditsWidth,
                                               .lines_max = 2,
                                               .weight = text::FontWeight::kBold,
                                               .rgba = kWarningInk});
            if (note.lines.empty()) continue;
            bottom -= note.height + 2.0F * em(kPad);
            put(note, left, bottom, kWarningGround);
            bottom -= gap;
        }
        const Block caption =
            stack(surround_.caption,
                  {.size = 1.15F, .width_px = sheet_.width_px * kCaptionWidth, .lines_max = 4});
        if (caption.lines.empty()) return;
        // Above the scale bar as well.
        if (surround_.scale) bottom = std::min(bottom, sheet_.height_px - em(kMargin + 3.2F));
        const float x = (sheet_.width_px - caption.width) * 0.5F - em(kPad);
        put(caption, x, bottom - caption.height - 2.0F * em(kPad), kGround);
    }

    void lay_pointer() {
        if (!surround_.pointer) return;
        const float x = surround_.pointer->x, y = surround_.pointer->y;
        // A dark rim, a bright body: seen on any ground.
        placed_.discs.push_back({x, y, em(kPointerRadius), kPointerRim});
        placed_.discs.push_back({x, y, em(kPointerRadius * 0.82F), kPointerBody});
        placed_.discs.push_back({x, y, em(kPointerRadius * 0.3F), kPointerRim});
    }

    const Surround& surround_;
    const Sheet& sheet_;
    text::Typesetter& setter_;
    PlacedSurround placed_;
    float foot_right_ = 0.0F;
    float title_bottom_ = 0.0F;
};

Sheet sheet_of(std::uint32_t width_px, std::uint32_t height_px, float em_px) {
    return {static_cast<float>(width_px), static_cast<float>(height_px), em_px};
}

}  // namespace

std::string credits_text(const std::vector<std::string>& attributions) {
    std::string credits;
    for (const std::string& attribution : attributions)
        credits += (credits.empty() ? "" : " · ") + attribution;
    return credits;
}

Sheet sheet_for_file(std::uint32_t width_px, std::uint32_t height_px) {
    const auto height = static_cast<float>(std::min(width_px, height_px));
    return sheet_of(width_px, height_px, std::max(kFileEmMin_px, std::ceil(height * kFileEm)));
}

Sheet sheet_for_audience(std::uint32_t width_px, std::uint32_t height_px) {
    return sheet_of(width_px, height_px, std::ceil(static_cast<float>(height_px) * kAudienceEm));
}

PlacedSurround lay_out(const Surround& surround, const Sheet& sheet, text::Typesetter& setter) {
    return Layout(surround, sheet, setter).make();
}

}  // namespace belvedere::picture
