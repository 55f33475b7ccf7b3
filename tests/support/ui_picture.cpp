// SPDX-License-Identifier: Apache-2.0
#include "tests/support/ui_picture.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>

namespace belvedere::support {
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

class Rasterizer {
  public:
    Rasterizer(Picture& picture, const GlyphSheets::Sheet& sheet)
        : picture_(picture), sheet_(sheet) {}

    void triangle(const ui::Vertex& a, const ui::Vertex& b, const ui::Vertex& c,
                  const std::array<float, 4>& clip) {
        const float area = edge(a, b, c.x, c.y);
        if (area == 0.0F) return;
        const float x_low = std::max({std::min({a.x, b.x, c.x}), clip[0], 0.0F});
        const float y_low = std::max({std::min({a.y, b.y, c.y}), clip[1], 0.0F});
        const float x_high =
            std::min({std::max({a.x, b.x, c.x}), clip[2], static_cast<float>(picture_.width)});
        const float y_high =
            std::min({std::max({a.y, b.y, c.y}), clip[3], static_cast<float>(picture_.height)});
        const std::array<Rgba, 3> colors = {unpack(a.rgba), unpack(b.rgba), unpack(c.rgba)};
        for (auto y = static_cast<int>(y_low); static_cast<float>(y) < y_high; ++y) {
            for (auto x = static_cast<int>(x_low); static_cast<float>(x) < x_high; ++x) {
                // A little aside of the middle: edges of thin lines run exactly through it, and
                // which of two triangles has the pixel would hang on rounding.
                const float px = static_cast<float>(x) + 0.5F + 1.0F / 256.0F;
                const float py = static_cast<float>(y) + 0.5F + 1.0F / 300.0F;
                if (px < clip[0] || px >= clip[2] || py < clip[1] || py >= clip[3]) continue;
                const float wa = edge(b, c, px, py) / area;
                const float wb = edge(c, a, px, py) / area;
                const float wc = 1.0F - wa - wb;
                if (wa < 0.0F || wb < 0.0F || wc < 0.0F) continue;
                const Rgba texel =
                    sample(a.u * wa + b.u * wb + c.u * wc, a.v * wa + b.v * wb + c.v * wc);
                const auto mix = [&](float Rgba::*m) {
                    return colors[0].*m * wa + colors[1].*m * wb + colors[2].*m * wc;
                };
                blend(x, y,
                      {mix(&Rgba::r) * texel.r, mix(&Rgba::g) * texel.g, mix(&Rgba::b) * texel.b,
                       mix(&Rgba::a) * texel.a});
            }
        }
    }

  private:
    static float edge(const ui::Vertex& a, const ui::Vertex& b, float x, float y) {
        return (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x);
    }
    [[nodiscard]] Rgba sample(float u, float v) const {
        const auto texel = [](float t, std::uint32_t size) {
            const float at = std::clamp(t, 0.0F, 1.0F) * static_cast<float>(size);
            return std::min(static_cast<std::uint32_t>(at), size - 1);
        };
        const std::size_t at =
            (std::size_t{texel(v, sheet_.side_px)} * sheet_.side_px + texel(u, sheet_.side_px)) * 4;
        const auto channel = [&](std::size_t i) {
            return static_cast<float>(sheet_.rgba[at + i]) / 255.0F;
        };
        return {channel(0), channel(1), channel(2), channel(3)};
    }
    void blend(int x, int y, const Rgba& color) {
        const std::size_t at =
            (static_cast<std::size_t>(y) * picture_.width + static_cast<std::size_t>(x)) * 3;
        const std::array<float, 3> rgb = {color.r, color.g, color.b};
        for (std::size_t i = 0; i < 3; ++i) {
            const float below = static_cast<float>(picture_.rgb[at + i]) / 255.0F;
            const float mixed = rgb[i] * color.a + below * (1.0F - color.a);
            picture_.rgb[at + i] = static_cast<std::uint8_t>(std::lround(mixed * 255.0F));
        }
    }

    Picture& picture_;
    const GlyphSheets::Sheet& sheet_;
};

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

Picture draw_ui(const ui::DrawData& data, const GlyphSheets& sheets, std::uint8_t background) {
    Picture picture;
    picture.width = static_cast<std::uint32_t>(data.width_px);
    picture.height = static_cast<std::uint32_t>(data.height_px);
    picture.rgb.assign(std::size_t{picture.width} * picture.height * 3, background);
    for (const ui::DrawCommand& command : data.commands) {
        Rasterizer rasterizer(picture, sheets.sheet(command.image));
        for (std::uint32_t i = 0; i + 2 < command.index_count; i += 3) {
            const auto vertex = [&](std::uint32_t corner) {
                const std::uint32_t index = data.indices.at(command.first_index + i + corner);
                return data.vertices.at(index + command.vertex_offset);
            };
            rasterizer.triangle(vertex(0), vertex(1), vertex(2), command.clip_px);
        }
    }
    return picture;
}

void write_ppm(const Picture& picture, const std::string& path) {
    std::ofstream file(path, std::ios::binary);
    file << "P6\n" << picture.width << ' ' << picture.height << "\n255\n";
    file.write(reinterpret_cast<const char*>(picture.rgb.data()),
               static_cast<std::streamsize>(picture.rgb.size()));
}

}  // namespace belvedere::support
