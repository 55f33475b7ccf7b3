// SPDX-License-Identifier: Apache-2.0
#include "tests/support/ui_picture.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <utility>

#include "app/ui/triangle_rows.hpp"
#include "engine/text/glyph_pages.hpp"

namespace belvedere::support {
namespace {

using ui::pixels_between;
using Span = ui::PixelSpan;
constexpr double kAlong = ui::kPixelAlong, kDown = ui::kPixelDown;

struct Rgba {
    float r = 0.0F, g = 0.0F, b = 0.0F, a = 0.0F;
};

Rgba unpack(std::uint32_t rgba) {
    const auto channel = [&](int shift) {
        return static_cast<float>(rgba >> shift & 255U) / 255.0F;
    };
    return {channel(0), channel(8), channel(16), channel(24)};
}

bool is_solid(const ui::Vertex& vertex) {
    return vertex.u == text::kSolidUv && vertex.v == text::kSolidUv;
}

class Rasterizer {
  public:
    Rasterizer(Picture& picture, const GlyphSheets::Sheet& sheet, const std::array<float, 4>& clip,
               PaintLog* log)
        : picture_(picture), sheet_(sheet), log_(log) {
        columns_ = pixels_between(std::max(clip[0], 0.0F), clip[2], kAlong);
        columns_.end = std::min(columns_.end, static_cast<int>(picture.width));
        rows_ = pixels_between(std::max(clip[1], 0.0F), clip[3], kDown);
        rows_.end = std::min(rows_.end, static_cast<int>(picture.height));
    }

    // Colours run from corner to corner; shapes are solid, their edges fade by alpha.
    void triangle(const ui::Vertex& a, const ui::Vertex& b, const ui::Vertex& c) {
        const ui::TriangleRows triangle(a, b, c);
        const std::array<Rgba, 3> colors = {unpack(a.rgba), unpack(b.rgba), unpack(c.rgba)};
        const bool is_plain = a.rgba == b.rgba && b.rgba == c.rgba;
        const Span rows = triangle.rows();
        for (int y = std::max(rows.first, rows_.first); y < std::min(rows.end, rows_.end); ++y) {
            const ui::TriangleRows::Row row = triangle.row(y, columns_);
            for (int x = row.span.first; x < row.span.end; ++x) {
                if (is_plain) {
                    shape(x, y, colors[0]);
                    continue;
                }
                const auto mix = [&](float Rgba::*m) {
                    return static_cast<float>(double{colors[0].*m} * row.share(0, x) +
                                              double{colors[1].*m} * row.share(1, x) +
                                              double{colors[2].*m} * row.share(2, x));
                };
                shape(x, y, {mix(&Rgba::r), mix(&Rgba::g), mix(&Rgba::b), mix(&Rgba::a)});
            }
        }
    }

    // What is drawn from now on is not noted.
    void forget_log() { log_ = nullptr; }
    // A letter: the corners before and behind everything else of it.
    void glyph(ui::Vertex low, ui::Vertex high, std::uint32_t list) {
        if (low.x > high.x) {
            std::swap(low.x, high.x);
            std::swap(low.u, high.u);
        }
        PaintedGlyph painted;
        painted.rgba = low.rgba;
        painted.list = list;
        painted.box = {low.x, low.y, high.x, high.y};
        painted.first_pixel = log_ != nullptr ? log_->pixels.size() : 0;
        const Rgba color = unpack(low.rgba);
        const Span rows = pixels_between(low.y, high.y, kDown);
        const Span columns = pixels_between(low.x, high.x, kAlong);
        for (int y = rows.first; y < rows.end; ++y) {
            const float down =
                (static_cast<float>(y) + static_cast<float>(kDown) - low.y) / (high.y - low.y);
            const std::uint32_t row = texel(low.v + (high.v - low.v) * down);
            for (int x = columns.first; x < columns.end; ++x) {
                const float along =
                    (static_cast<float>(x) + static_cast<float>(kAlong) - low.x) / (high.x - low.x);
                const std::uint32_t column = texel(low.u + (high.u - low.u) * along);
                const std::size_t at = (std::size_t{row} * sheet_.side_px + column) * 4;
                const std::uint8_t coverage = sheet_.rgba[at + 3];
                if (coverage == 0) continue;
                // Of an edge's last sixteenth nobody sees that it is missing.
                const bool is_ink = coverage >= 16;
                if (is_ink && (x < columns_.first || x >= columns_.end)) {
                    painted.is_cut_aside = true;
                }
                if (is_ink && (y < rows_.first || y >= rows_.end)) {
                    painted.is_cut_above_or_below = true;
                }
                if (!holds(x, y)) continue;
                Rgba mixed = color;
                mixed.a *= static_cast<float>(coverage) / 255.0F;
                blend(picture_, x, y, mixed);
                if (log_ == nullptr) continue;
                const auto ground = log_->ground.at(x, y);
                log_->pixels.push_back({x, y, coverage, ground, picture_.at(x, y)});
                log_->owners[picture_.offset(x, y) / 3] =
                    static_cast<std::uint32_t>(log_->glyphs.size());
            }
        }
        if (log_ != nullptr) note(painted);
    }

  private:
    [[nodiscard]] bool holds(int x, int y) const {
        return x >= columns_.first && x < columns_.end && y >= rows_.first && y < rows_.end;
    }
    [[nodiscard]] std::uint32_t texel(float t) const {
        const float at = std::clamp(t, 0.0F, 1.0F) * static_cast<float>(sheet_.side_px);
        return std::min(static_cast<std::uint32_t>(at), sheet_.side_px - 1);
    }
    void note(PaintedGlyph painted) {
        painted.pixel_count = log_->pixels.size() - painted.first_pixel;
        for (std::size_t i = 0; i < painted.pixel_count; ++i) {
            const PaintedPixel& pixel = log_->pixels[painted.first_pixel + i];
            const auto x = static_cast<float>(pixel.x);
            const auto y = static_cast<float>(pixel.y);
            ui::Rect& box = painted.box;
            if (i == 0) box = {x, y, x, y};
            box = {std::min(box.x0, x), std::min(box.y0, y), std::max(box.x1, x + 1.0F),
                   std::max(box.y1, y + 1.0F)};
        }
        log_->glyphs.push_back(painted);
    }
    void shape(int x, int y, const Rgba& color) {
        blend(picture_, x, y, color);
        if (log_ == nullptr) return;
        blend(log_->ground, x, y, color);
        constexpr float kHides = 0.9F;
        log_->owners[picture_.offset(x, y) / 3] =
            color.a >= kHides ? PaintLog::kShape : PaintLog::kNobody;
    }
    static void blend(Picture& picture, int x, int y, const Rgba& color) {
        std::uint8_t* pixel = &picture.rgb[picture.offset(x, y)];
        const std::array<float, 3> rgb = {color.r, color.g, color.b};
        for (std::size_t i = 0; i < 3; ++i) {
            const float below = static_cast<float>(pixel[i]) * (1.0F - color.a);
            pixel[i] = static_cast<std::uint8_t>(rgb[i] * color.a * 255.0F + below + 0.5F);
        }
    }

    Picture& picture_;
    const GlyphSheets::Sheet& sheet_;
    PaintLog* log_;
    Span columns_, rows_;
};

// Reads the triangles of a DrawData in their order.
struct Triangles {
    const ui::DrawData& data;
    [[nodiscard]] const ui::Vertex& vertex(const ui::DrawCommand& command, std::uint32_t i) const {
        return data.vertices.at(data.indices.at(command.first_index + i) + command.vertex_offset);
    }
};

// The focus ring is drawn last of all, from colours of its own: how many indices of the last
// commands are its.
std::size_t ring_indices(const ui::DrawData& data, const RingColors& colors) {
    constexpr std::uint32_t kRgb = 0x00FF'FFFF;
    const Triangles triangles{data};
    std::size_t count = 0;
    bool has_inner = false;  // Grounds may have the outer colour.
    const auto result = [&] { return has_inner ? count / 3 * 3 : 0; };
    for (auto command = data.commands.rbegin(); command != data.commands.rend(); ++command) {
        for (std::uint32_t i = command->index_count; i-- > 0;) {
            const ui::Vertex& vertex = triangles.vertex(*command, i);
            const std::uint32_t rgb = vertex.rgba & kRgb;
            const bool is_ring = rgb == (colors.inner & kRgb) || rgb == (colors.outer & kRgb);
            if (!is_ring || !is_solid(vertex)) return result();
            has_inner = has_inner || rgb == (colors.inner & kRgb);
            ++count;
        }
    }
    return result();
}

}  // namespace

void GlyphSheets::take(ui::Frame& frame) {
    for (const ui::GlyphUpdate& update : frame.take_glyph_updates()) {
        if (sheets_.size() <= update.page) sheets_.resize(update.page + 1);
        Sheet& sheet = sheets_[update.page];
        sheet.side_px = update.page_side_px;
        sheet.rgba.resize(std::size_t{sheet.side_px} * sheet.side_px * 4);
        for (std::size_t row = 0; row < update.height; ++row) {
            const std::size_t to = ((update.y + row) * sheet.side_px + update.x) * 4;
            std::copy_n(update.rgba.begin() + static_cast<std::ptrdiff_t>(row * update.width * 4),
                        update.width * 4, sheet.rgba.begin() + static_cast<std::ptrdiff_t>(to));
        }
    }
}

Picture draw_ui(const ui::DrawData& data, const GlyphSheets& sheets, std::uint8_t background,
                PaintLog* log) {
    Picture picture;
    picture.width = static_cast<std::uint32_t>(data.width_px);
    picture.height = static_cast<std::uint32_t>(data.height_px);
    picture.rgb.assign(std::size_t{picture.width} * picture.height * 3, background);
    if (log != nullptr) {
        log->ground = picture;
        log->owners.assign(std::size_t{picture.width} * picture.height, PaintLog::kNobody);
    }
    const Triangles triangles{data};
    std::size_t left = 0;
    for (const ui::DrawCommand& command : data.commands)
        left += command.index_count;
    const std::size_t ring = log != nullptr ? ring_indices(data, log->ring_colors) : 0;
    for (const ui::DrawCommand& command : data.commands) {
        Rasterizer rasterizer(picture, sheets.sheet(command.image), command.clip_px,
                              ring > 0 && left < ring ? nullptr : log);
        for (std::uint32_t i = 0; i + 2 < command.index_count; i += 3) {
            if (log != nullptr && ring > 0 && left == ring) {
                log->without_ring = picture;
                rasterizer.forget_log();
            }
            left -= 3;
            const ui::Vertex& first = triangles.vertex(command, i);
            const ui::Vertex& third = triangles.vertex(command, i + 2);
            // What a picture shows is no letter: it stands as a plain shape.
            if (is_solid(first) || command.image.value >= ui::kFirstPicture) {
                rasterizer.triangle(first, triangles.vertex(command, i + 1), third);
                continue;
            }
            // Letters are rectangles: two triangles about one diagonal.
            rasterizer.glyph(first, third, command.vertex_offset);
            i += 3;
            left -= 3;
        }
    }
    if (log != nullptr && ring == 0) log->without_ring = picture;
    return picture;
}

void write_ppm(const Picture& picture, const std::string& path) {
    std::ofstream file(path, std::ios::binary);
    file << "P6\n" << picture.width << ' ' << picture.height << "\n255\n";
    file.write(reinterpret_cast<const char*>(picture.rgb.data()),
               static_cast<std::streamsize>(picture.rgb.size()));
}

}  // namespace belvedere::support
