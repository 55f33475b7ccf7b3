// SPDX-License-Identifier: Apache-2.0
#include "app/ui/memory_painter.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "app/ui/triangle_rows.hpp"
#include "engine/text/glyph_pages.hpp"

namespace belvedere::ui {
namespace {

struct Rgba {
    float r = 0.0F, g = 0.0F, b = 0.0F, a = 0.0F;
};

Rgba unpack(std::uint32_t rgba) {
    const auto channel = [&](int shift) {
        return static_cast<float>(rgba >> shift & 255U) / 255.0F;
    };
    return {channel(0), channel(8), channel(16), channel(24)};
}

bool is_solid(const Vertex& vertex) {
    return vertex.u == text::kSolidUv && vertex.v == text::kSolidUv;
}

}  // namespace

// The strip of one picture.
class MemoryPainter::Canvas {
  public:
    Canvas(std::uint32_t width_px, const Strip& strip, Color ground)
        : width_(static_cast<int>(width_px)),
          top_(static_cast<int>(strip.first_row)),
          bottom_(top_ + static_cast<int>(strip.rows)),
          rgb_(std::size_t{width_px} * strip.rows * 3) {
        for (std::size_t i = 0; i < rgb_.size(); i += 3) {
            rgb_[i] = ground.r;
            rgb_[i + 1] = ground.g;
            rgb_[i + 2] = ground.b;
        }
    }

    void clip_to(const std::array<float, 4>& clip) {
        columns_ = pixels_between(std::max(clip[0], 0.0F), clip[2], kPixelAlong);
        columns_.end = std::min(columns_.end, width_);
        rows_ = pixels_between(std::max(clip[1], 0.0F), clip[3], kPixelDown);
        rows_.first = std::max(rows_.first, top_);
        rows_.end = std::min(rows_.end, bottom_);
    }

    // Colours run from corner to corner; edges of shapes fade by alpha.
    void triangle(const Vertex& a, const Vertex& b, const Vertex& c) {
        const TriangleRows triangle(a, b, c);
        const std::array<Rgba, 3> colors = {unpack(a.rgba), unpack(b.rgba), unpack(c.rgba)};
        const bool is_plain = a.rgba == b.rgba && b.rgba == c.rgba;
        const int end = std::min(triangle.rows().end, rows_.end);
        for (int y = std::max(triangle.rows().first, rows_.first); y < end; ++y) {
            const TriangleRows::Row row = triangle.row(y, columns_);
            for (int x = row.span.first; x < row.span.end; ++x) {
                const auto mix = [&](float Rgba::*channel) {
                    double sum = 0.0;
                    for (std::size_t i = 0; i < 3; ++i)
                        sum += double{colors[i].*channel} * row.share(i, x);
                    return static_cast<float>(sum);
                };
                blend(x, y,
                      is_plain ? colors[0]
                               : Rgba{mix(&Rgba::r), mix(&Rgba::g), mix(&Rgba::b), mix(&Rgba::a)});
            }
        }
    }

    // A letter between two opposite corners.
    void glyph(Vertex low, Vertex high, const Sheet& sheet) {
        if (low.x > high.x) {
            std::swap(low.x, high.x);
            std::swap(low.u, high.u);
        }
        const Rgba color = unpack(low.rgba);
        const PixelSpan rows = pixels_between(low.y, high.y, kPixelDown);
        const PixelSpan columns = pixels_between(low.x, high.x, kPixelAlong);
        for (int y = std::max(rows.first, rows_.first); y < std::min(rows.end, rows_.end); ++y) {
            const std::size_t v =
                texel(sheet, {low.v, high.v}, {low.y, high.y}, static_cast<double>(y) + kPixelDown);
            const int end = std::min(columns.end, columns_.end);
            for (int x = std::max(columns.first, columns_.first); x < end; ++x) {
                const std::size_t u = texel(sheet, {low.u, high.u}, {low.x, high.x},
                                            static_cast<double>(x) + kPixelAlong);
                Rgba mixed = color;
                mixed.a *= static_cast<float>(sheet.coverage[v * sheet.side_px + u]) / 255.0F;
                blend(x, y, mixed);
            }
        }
    }

    [[nodiscard]] std::vector<std::uint8_t> take() { return std::move(rgb_); }

  private:
    // The row or column of a page at a place between two ends of a letter.
    static std::size_t texel(const Sheet& sheet, std::pair<float, float> of_page,
                             std::pair<float, float> of_picture, double place) {
        const double share = (place - double{of_picture.first}) /
                             (double{of_picture.second} - double{of_picture.first});
        const double at = double{of_page.first} + double{of_page.second - of_page.first} * share;
        const double most = static_cast<double>(sheet.side_px) - 1.0;
        return static_cast<std::size_t>(
            std::clamp(at * static_cast<double>(sheet.side_px), 0.0, most));
    }

    void blend(int x, int y, const Rgba& color) {
        if (color.a <= 0.0F) return;
        std::uint8_t* pixel =
            &rgb_[(static_cast<std::size_t>(y - top_) * static_cast<std::size_t>(width_) +
                   static_cast<std::size_t>(x)) *
                  3];
        const std::array<float, 3> rgb = {color.r, color.g, color.b};
        for (std::size_t i = 0; i < 3; ++i) {
            const float below = static_cast<float>(pixel[i]) * (1.0F - color.a);
            const float mixed = rgb[i] * color.a * 255.0F + below + 0.5F;
            pixel[i] = static_cast<std::uint8_t>(std::clamp(mixed, 0.0F, 255.0F));
        }
    }

    int width_, top_, bottom_;
    std::vector<std::uint8_t> rgb_;
    PixelSpan columns_, rows_;
};

void MemoryPainter::take(Frame& frame) {
    constexpr std::size_t kRgba = 4;
    for (const GlyphUpdate& update : frame.take_glyph_updates()) {
        if (sheets_.size() <= update.page) sheets_.resize(update.page + 1);
        Sheet& sheet = sheets_[update.page];
        sheet.side_px = update.page_side_px;
        sheet.coverage.resize(std::size_t{sheet.side_px} * sheet.side_px);
        for (std::size_t row = 0; row < update.height; ++row) {
            for (std::size_t column = 0; column < update.width; ++column) {
                sheet.coverage[(update.y + row) * sheet.side_px + update.x + column] =
                    update.rgba[(row * update.width + column) * kRgba + 3];
            }
        }
    }
}

std::vector<std::uint8_t> MemoryPainter::paint(const DrawData& data, const Strip& strip,
                                               Color ground) const {
    Canvas canvas(static_cast<std::uint32_t>(data.width_px), strip, ground);
    for (const DrawCommand& command : data.commands) {
        if (command.image.value >= sheets_.size()) continue;
        canvas.clip_to(command.clip_px);
        const auto vertex = [&](std::uint32_t i) -> const Vertex& {
            return data.vertices[data.indices[command.first_index + i] + command.vertex_offset];
        };
        for (std::uint32_t i = 0; i + 2 < command.index_count; i += 3) {
            if (is_solid(vertex(i))) {
                canvas.triangle(vertex(i), vertex(i + 1), vertex(i + 2));
                continue;
            }
            // Letters are rectangles: two triangles about one diagonal.
            canvas.glyph(vertex(i), vertex(i + 2), sheets_[command.image.value]);
            i += 3;
        }
    }
    return canvas.take();
}

}  // namespace belvedere::ui
