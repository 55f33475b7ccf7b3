// SPDX-License-Identifier: Apache-2.0
#include "tests/pixels/pixel_checks.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>

#include "engine/access/contrast.hpp"
#include "tests/pixels/node_places.hpp"

namespace belvedere::test {
namespace {

using access::Color8;
using support::PaintedGlyph;
using support::PaintedPixel;

constexpr double kGraphics = 3.0;
constexpr double kOff = 3.0;              // Of what cannot be pressed now.
constexpr std::uint8_t kInk = 128;        // Coverage from which a pixel belongs to a letter.
constexpr double kCoveredShareMax = 0.3;  // Of a letter's ink.
constexpr float kTarget_px = 24.0F;

std::string ratio_text(double found, double wanted) {
    char text[64];
    std::snprintf(text, sizeof text, "%.2f:1, %.1f:1 wanted", found, wanted);
    return text;
}

std::string rect_text(const ui::Rect& rect) {
    char text[96];
    std::snprintf(text, sizeof text, "%.1f,%.1f %.1fx%.1f", static_cast<double>(rect.x0),
                  static_cast<double>(rect.y0), static_cast<double>(rect.width()),
                  static_cast<double>(rect.height()));
    return text;
}

bool is_high_contrast(const Shown& shown) {
    return shown.theme.name.starts_with("contrast");
}

double text_wanted(const Shown& shown, const ui::Node* node) {
    if (node != nullptr && !node->enabled) return kOff;
    return is_high_contrast(shown) ? 7.0 : 4.5;
}

Color8 over(std::uint32_t rgba, Color8 ground) {
    const double alpha = static_cast<double>(rgba >> 24U) / 255.0;
    const auto mix = [&](unsigned shift, std::uint8_t below) {
        const double ink = static_cast<double>(rgba >> shift & 255U);
        return static_cast<std::uint8_t>(std::lround(ink * alpha + below * (1.0 - alpha)));
    };
    return {mix(0, ground.r), mix(8, ground.g), mix(16, ground.b)};
}

class FrameCheck {
  public:
    explicit FrameCheck(const Shown& shown) : shown_(shown), places_(shown.nodes) {
        has_hint_ = std::any_of(shown.nodes.begin(), shown.nodes.end(), [](const ui::Node& node) {
            return node.focused && !node.description.empty();
        });
    }

    std::vector<Fault> run() {
        check_letters();
        for (std::size_t i = 0; i < shown_.nodes.size(); ++i) {
            if (!places_.is_in_top_layer(i)) continue;
            check_place(i);
            check_target(shown_.nodes[i]);
            check_words(shown_.nodes[i]);
            check_graphics(i);
        }
        if (shown_.missing_glyphs > 0) {
            report("missing glyphs", "", std::to_string(shown_.missing_glyphs));
        }
        return std::move(faults_);
    }

  private:
    void report(std::string rule, std::string node, std::string detail) {
        faults_.push_back({std::move(rule), std::move(node), std::move(detail)});
    }
    [[nodiscard]] Color8 at(int x, int y) const { return shown_.log.without_ring.at(x, y); }

    // What the letters of one widget came out as.
    struct Letters {
        double specified = 21.0;  // The least contrast of their colour with what lies behind it.
        double seen = 1.0;        // The most contrast that any pixel of them has.
        bool is_cut = false, is_covered = false;
        std::size_t ink = 0;  // Pixels well inside them that nothing hides.
        std::size_t hidden = 0;
    };

    void check_letters() {
        std::map<std::size_t, Letters> all;  // By node; of no widget by the count of nodes.
        const std::uint32_t first_list = first_list_of_top_layer();
        for (std::size_t i = 0; i < shown_.log.glyphs.size(); ++i) {
            const PaintedGlyph& glyph = shown_.log.glyphs[i];
            if (glyph.pixel_count == 0) continue;  // Scrolled away.
            const auto among =
                glyph.list >= first_list ? NodePlaces::Among::kTopLayer : NodePlaces::Among::kBelow;
            const std::size_t node = places_.node_under(glyph.box, among);
            measure(i, node, all[node]);
        }
        for (const auto& [index, letters] : all) {
            const ui::Node* node = index < shown_.nodes.size() ? &shown_.nodes[index] : nullptr;
            const std::string id = node != nullptr ? node->id : "(no widget)";
            const double wanted = text_wanted(shown_, node);
            // A dot or two may lie between pixels.
            constexpr std::size_t kInkMin = 12;
            const bool is_on = node == nullptr || node->enabled;
            // Of what lies under an open menu, edges alone may be left, and no stroke that is
            // whole.
            const bool is_mostly_seen = letters.ink >= letters.hidden;
            if (letters.ink > 0 && letters.specified < wanted) {
                report("contrast of text", id, ratio_text(letters.specified, wanted));
            } else if (letters.ink >= kInkMin && is_on && is_mostly_seen && letters.seen < wanted) {
                report("contrast of text as seen", id, ratio_text(letters.seen, wanted));
            }
            if (letters.is_cut) report("cut letters", id, node != nullptr ? node->name : "");
            if (letters.is_covered) report("covered text", id, node != nullptr ? node->name : "");
        }
    }

    // Letters that can be seen inside an open layer are its own; what is drawn after it, too.
    [[nodiscard]] std::uint32_t first_list_of_top_layer() const {
        const ui::Node* layer = places_.top_layer();
        if (layer == nullptr) return 0;
        std::map<std::uint32_t, std::size_t> seen;  // Pixels of letters by the list they are in.
        // Beside its round corners and its outline.
        const float edge = shown_.theme.metrics.rounding_px * shown_.look.scale;
        const ui::Rect inside{layer->rect.x0 + edge, layer->rect.y0 + edge, layer->rect.x1 - edge,
                              layer->rect.y1 - edge};
        for (std::size_t i = 0; i < shown_.log.glyphs.size(); ++i) {
            const PaintedGlyph& glyph = shown_.log.glyphs[i];
            for (std::size_t p = 0; p < glyph.pixel_count; ++p) {
                const PaintedPixel& pixel = shown_.log.pixels[glyph.first_pixel + p];
                // Of an edge little is left to be told from what is painted over it.
                if (pixel.coverage < kInk) continue;
                const bool is_inside =
                    inside.contains(static_cast<float>(pixel.x), static_cast<float>(pixel.y));
                if (is_inside && !is_covered(pixel, i)) ++seen[glyph.list];
            }
        }
        // What lies below shows through at an edge at most.
        constexpr std::size_t kLeastShare = 50;
        std::size_t most = 0;
        for (const auto& [list, pixels] : seen)
            most = std::max(most, pixels);
        for (const auto& [list, pixels] : seen) {
            if (pixels * kLeastShare >= most) return list;
        }
        return support::PaintLog::kNobody;
    }

    // Letters of one word may run into each other; anything else over a letter hides it.
    [[nodiscard]] bool is_covered(const PaintedPixel& pixel, std::size_t glyph) const {
        const auto& log = shown_.log;
        constexpr std::size_t kNeighbours = 4;
        const std::size_t at = static_cast<std::size_t>(pixel.y) * log.without_ring.width +
                               static_cast<std::size_t>(pixel.x);
        const std::uint32_t owner = log.owners[at];
        if (owner == support::PaintLog::kShape) return true;
        if (owner == support::PaintLog::kNobody) return at_is_other(pixel);
        return owner > glyph + kNeighbours || log.glyphs[owner].rgba != log.glyphs[glyph].rgba;
    }
    // The focus ring may have come over it; that is not in the way.
    [[nodiscard]] bool at_is_other(const PaintedPixel& pixel) const {
        return at(pixel.x, pixel.y) != pixel.after;
    }

    void measure(std::size_t index, std::size_t node, Letters& letters) {
        const PaintedGlyph& glyph = shown_.log.glyphs[index];
        const bool is_known = node < shown_.nodes.size();
        const bool is_field = is_known && shown_.nodes[node].role == ui::Role::kTextField;
        // A field's text runs on beyond its edges; what scrolls is cut at an edge of its view.
        if (glyph.is_cut_aside && !is_field) letters.is_cut = true;
        if (glyph.is_cut_above_or_below && is_known && !places_.scrolls(node)) {
            letters.is_cut = true;
        }
        std::size_t ink = 0;
        std::size_t covered = 0;
        for (std::size_t i = 0; i < glyph.pixel_count; ++i) {
            const PaintedPixel& pixel = shown_.log.pixels[glyph.first_pixel + i];
            if (pixel.coverage < kInk) continue;
            ++ink;
            if (is_covered(pixel, index)) {
                ++covered;
                ++letters.hidden;
                continue;
            }
            ++letters.ink;
            letters.specified =
                std::min(letters.specified,
                         access::contrast_ratio(over(glyph.rgba, pixel.ground), pixel.ground));
            letters.seen =
                std::max(letters.seen, access::contrast_ratio(pixel.after, pixel.ground));
        }
        // What lies under an open menu, a dialog or a hint is covered, and meant to be.
        const bool counts = is_known && places_.is_in_top_layer(node) && !has_hint_;
        if (counts && static_cast<double>(covered) > kCoveredShareMax * static_cast<double>(ink)) {
            letters.is_covered = true;
        }
    }

    void check_place(std::size_t index) {
        const ui::Node& node = shown_.nodes[index];
        constexpr float kRounding_px = 1.0F;
        const auto width = static_cast<float>(shown_.look.size.width_px);
        const auto height = static_cast<float>(shown_.look.size.height_px);
        const ui::Rect window{0.0F, 0.0F, width, height};
        const ui::Rect bound = node.is_layer ? window : places_.container_rect(index, window);
        const bool is_aside =
            node.rect.x0 < bound.x0 - kRounding_px || node.rect.x1 > bound.x1 + kRounding_px;
        const bool stays = node.is_layer || !places_.scrolls(index);
        const bool is_lost = stays && (node.rect.y0 < bound.y0 - kRounding_px ||
                                       node.rect.y1 > bound.y1 + kRounding_px);
        if (is_aside || is_lost) {
            report("outside its container", node.id,
                   rect_text(node.rect) + " in " + rect_text(bound));
        }
    }

    void check_target(const ui::Node& node) {
        if (node.key == 0) return;
        const float asked = shown_.look.target_min_px * shown_.look.scale;
        const float wanted = std::max(kTarget_px * std::max(1.0F, shown_.look.scale), asked) - 0.5F;
        if (node.rect.width() < wanted || node.rect.height() < wanted) {
            report("small target", node.id, rect_text(node.rect));
        }
    }

    void check_words(const ui::Node& node) {
        if (node.is_cut) report("words left out", node.id, node.name + ": " + node.value);
    }

    // The most contrast of a pixel of `part` with `ground`.
    [[nodiscard]] double stands_out(const ui::Rect& part, Color8 ground) const {
        double most = 1.0;
        for_each(part, [&](Color8 color) {
            most = std::max(most, access::contrast_ratio(color, ground));
        });
        return most;
    }
    template <class Body>
    void for_each(const ui::Rect& part, Body&& body) const {
        const auto& picture = shown_.log.without_ring;
        const int x1 = std::min(static_cast<int>(part.x1), static_cast<int>(picture.width));
        const int y1 = std::min(static_cast<int>(part.y1), static_cast<int>(picture.height));
        for (int y = std::max(0, static_cast<int>(part.y0)); y < y1; ++y) {
            for (int x = std::max(0, static_cast<int>(part.x0)); x < x1; ++x)
                body(at(x, y));
        }
    }
    void expect(double found, const char* what, const ui::Node& node) {
        if (found < kGraphics) report(what, node.id, ratio_text(found, kGraphics));
    }

    void check_graphics(std::size_t index) {
        const ui::Node& node = shown_.nodes[index];
        if (!places_.is_in_sight(index) || !node.enabled) return;
        const float line = std::max(2.0F, std::ceil(shown_.look.scale * 2.0F));
        const ui::Rect& r = node.rect;
        switch (node.role) {
            case ui::Role::kTextField:
            case ui::Role::kComboBox:
            case ui::Role::kSlider:
                check_outline(node, r, line);
                break;
            case ui::Role::kCheckBox:
                check_box(node);
                break;
            case ui::Role::kChart:
                check_chart(node);
                break;
            case ui::Role::kProgress:
                expect(most_between({r.x0, r.y1 - line, r.x1, r.y1}), "contrast of a bar", node);
                break;
            case ui::Role::kTab:
                if (!node.states.has(access::State::kSelected)) break;
                expect(most_between({r.center_x(), r.y1 - line * 2.0F, r.center_x() + 1.0F, r.y1}),
                       "contrast of a mark", node);
                break;
            default:
                break;
        }
        const bool folds =
            node.role == ui::Role::kButton && node.states.has(access::State::kExpandable);
        if (folds) expect(most_between(start_of(r, line)), "contrast of an arrow", node);
        if (node.role == ui::Role::kSlider) {
            // The knob stands on the field's own ground.
            const float middle = r.center_y() - r.height() * 0.3F;
            const ui::Rect row{r.x0 + line * 2.0F, middle, r.x1 - line * 2.0F, middle + 1.0F};
            expect(most_between(row), "contrast of a knob", node);
        }
        if (node.role == ui::Role::kComboBox) {
            expect(most_between(end_of(r, line)), "contrast of an arrow", node);
        }
    }
    // A square where a line begins, and where it ends, within what outlines a widget.
    [[nodiscard]] ui::Rect start_of(const ui::Rect& r, float line) const {
        return is_mirrored() ? right_of(r, line) : left_of(r, line);
    }
    [[nodiscard]] ui::Rect end_of(const ui::Rect& r, float line) const {
        return is_mirrored() ? left_of(r, line) : right_of(r, line);
    }
    [[nodiscard]] bool is_mirrored() const {
        return shown_.look.language == "ar" || shown_.look.language == "qps-rtl";
    }
    static ui::Rect left_of(const ui::Rect& r, float line) {
        const float in = line * 2.0F;
        return {r.x0 + in, r.y0 + in, r.x0 + r.height(), r.y1 - in};
    }
    static ui::Rect right_of(const ui::Rect& r, float line) {
        const float in = line * 2.0F;
        return {r.x1 - r.height(), r.y0 + in, r.x1 - in, r.y1 - in};
    }

    // The most contrast of any two pixels of a part.
    [[nodiscard]] double most_between(const ui::Rect& part) const {
        Color8 darkest{255, 255, 255};
        Color8 lightest{0, 0, 0};
        for_each(part, [&](Color8 color) {
            const double light = access::luminance(access::linear(color));
            if (light < access::luminance(access::linear(darkest))) darkest = color;
            if (light > access::luminance(access::linear(lightest))) lightest = color;
        });
        return access::contrast_ratio(darkest, lightest);
    }

    // Each edge in its middle, where corners are far: between what is outside and what is inside.
    void check_outline(const ui::Node& node, const ui::Rect& r, float line) {
        const float x = r.x0 + r.width() * 0.27F;
        const ui::Rect edges[] = {{x, r.y0, x + 1.0F, r.y0 + line},
                                  {x, r.y1 - line, x + 1.0F, r.y1},
                                  {r.x0, r.center_y(), r.x0 + line, r.center_y() + 1.0F},
                                  {r.x1 - line, r.center_y(), r.x1, r.center_y() + 1.0F}};
        const Color8 outside = outside_of(r);
        for (const ui::Rect& edge : edges)
            expect(stands_out(edge, outside), "contrast of an outline", node);
    }
    [[nodiscard]] Color8 outside_of(const ui::Rect& r) const {
        const int x = std::clamp(static_cast<int>(r.x0) - 2, 0,
                                 static_cast<int>(shown_.log.without_ring.width) - 1);
        return at(x, static_cast<int>(r.center_y()));
    }

    void check_box(const ui::Node& node) {
        const ui::Rect box = places_.check_box(node, shown_);
        expect(stands_out(box, outside_of(node.rect)), "contrast of a box", node);
        if (!node.states.has(access::State::kChecked)) return;
        const float in = box.width() * 0.2F;
        expect(most_between({box.x0 + in, box.y0 + in, box.x1 - in, box.y1 - in}),
               "contrast of a mark", node);
    }

    // A line in nearly every column.
    void check_chart(const ui::Node& node) {
        const ui::Rect& r = node.rect;
        const Color8 ground = at(static_cast<int>(r.x1) - 3, static_cast<int>(r.y1) - 2);
        int columns = 0;
        int lines = 0;
        for (float x = r.x0 + 2.0F; x < r.x1 - 2.0F; x += 1.0F) {
            ++columns;
            if (stands_out({x, r.y0, x + 1.0F, r.y1}, ground) >= kGraphics) ++lines;
        }
        if (lines * 20 < columns * 19) {
            report("contrast of a chart", node.id,
                   std::to_string(lines) + " of " + std::to_string(columns) + " columns");
        }
    }

    const Shown& shown_;
    NodePlaces places_;
    bool has_hint_ = false;
    std::vector<Fault> faults_;
};

}  // namespace

std::vector<Fault> faults_of(const Shown& shown) {
    return FrameCheck(shown).run();
}

}  // namespace belvedere::test
