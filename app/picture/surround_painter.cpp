// SPDX-License-Identifier: Apache-2.0
#include "app/picture/surround_painter.hpp"

#include <cmath>
#include <cstdint>
#include <limits>
#include <numbers>
#include <optional>
#include <span>

#include "app/picture/surround_layout.hpp"
#include "engine/text/font_faces.hpp"
#include "engine/text/glyph_pages.hpp"
#include "engine/text/typesetter.hpp"

namespace belvedere::picture {
namespace {

constexpr int kDiscCorners = 48;
// Pages are looked through once more when drawing has emptied one: what was set before is void.
constexpr int kPassesMax = 2;

}  // namespace

struct SurroundPainter::State {
    explicit State(render::FrameRenderer& renderer_in) : renderer(renderer_in) {}

    void add_box(const PlacedBox& placed);
    void add_part(const PlacedPart& placed);
    void add_disc(const PlacedDisc& disc);
    void add_text(const PlacedText& placed);
    // Joins the command before where image and order allow.
    void add_command(std::uint32_t indices, render::UiImageId image, std::uint32_t page);
    void build(const PlacedSurround& placed, const Sheet& sheet_now);
    Result<void> upload();

    render::FrameRenderer& renderer;
    text::FontFaces faces;
    text::Typesetter setter{faces};
    text::GlyphPages pages{faces};
    std::vector<render::UiImageId> images;  // By page.
    std::vector<text::GlyphQuad> quads;
    Sheet sheet;
    std::vector<render::UiVertex> vertices;
    std::vector<std::uint32_t> indices;
    std::vector<render::UiCommand> commands;
    std::vector<std::uint32_t> command_pages;  // By command; kNoPage: plain.
    std::uint64_t missing = 0;
    static constexpr std::uint32_t kNoPage = std::numeric_limits<std::uint32_t>::max();
};

void SurroundPainter::State::add_command(std::uint32_t count, render::UiImageId image,
                                         std::uint32_t page) {
    if (!commands.empty() && command_pages.back() == page) {
        commands.back().index_count += count;
        return;
    }
    commands.push_back({count,
                        static_cast<std::uint32_t>(indices.size()) - count,
                        0,
                        {0.0F, 0.0F, sheet.width_px, sheet.height_px},
                        image});
    command_pages.push_back(page);
}

void SurroundPainter::State::add_box(const PlacedBox& placed) {
    const auto base = static_cast<std::uint32_t>(vertices.size());
    const Box& b = placed.box;
    vertices.push_back({b.x0, b.y0, 0.0F, 0.0F, placed.rgba});
    vertices.push_back({b.x1, b.y0, 0.0F, 0.0F, placed.rgba});
    vertices.push_back({b.x1, b.y1, 0.0F, 0.0F, placed.rgba});
    vertices.push_back({b.x0, b.y1, 0.0F, 0.0F, placed.rgba});
    for (const std::uint32_t corner : {0U, 1U, 2U, 0U, 2U, 3U})
        indices.push_back(base + corner);
    add_command(6, {}, kNoPage);
}

void SurroundPainter::State::add_part(const PlacedPart& placed) {
    if (placed.corners.size() < 3) return;
    const auto base = static_cast<std::uint32_t>(vertices.size());
    for (const glm::vec2 corner : placed.corners)
        vertices.push_back({corner.x, corner.y, 0.0F, 0.0F, placed.rgba});
    const auto triangles = static_cast<std::uint32_t>(placed.corners.size()) - 2;
    for (std::uint32_t i = 0; i < triangles; ++i)
        indices.insert(indices.end(), {base, base + i + 1, base + i + 2});
    add_command(3 * triangles, {}, kNoPage);
}

void SurroundPainter::State::add_disc(const PlacedDisc& disc) {
    const auto base = static_cast<std::uint32_t>(vertices.size());
    vertices.push_back({disc.x, disc.y, 0.0F, 0.0F, disc.rgba});
    for (int i = 0; i < kDiscCorners; ++i) {
        const float angle = 2.0F * std::numbers::pi_v<float> * static_cast<float>(i) / kDiscCorners;
        vertices.push_back({disc.x + std::cos(angle) * disc.radius_px,
                            disc.y + std::sin(angle) * disc.radius_px, 0.0F, 0.0F, disc.rgba});
        indices.push_back(base);
        indices.push_back(base + 1 + static_cast<std::uint32_t>(i));
        indices.push_back(base + 1 + static_cast<std::uint32_t>((i + 1) % kDiscCorners));
    }
    add_command(3 * kDiscCorners, {}, kNoPage);
}

void SurroundPainter::State::add_text(const PlacedText& placed) {
    missing += placed.text->missing;
    for (const text::ShapedLine& line : placed.text->lines) {
        quads.clear();
        // A single line was set to its own width, its place says where it stands.
        const float x = placed.x + (placed.text->lines.size() == 1 ? 0.0F : line.x);
        missing += pages.append_quads(line, placed.text->size_px,
                                      {x, std::round(placed.y + line.baseline)}, quads);
        for (const text::GlyphQuad& q : quads) {
            const auto base = static_cast<std::uint32_t>(vertices.size());
            vertices.push_back({q.x0, q.y0, q.u0, q.v0, placed.rgba});
            vertices.push_back({q.x1, q.y0, q.u1, q.v0, placed.rgba});
            vertices.push_back({q.x1, q.y1, q.u1, q.v1, placed.rgba});
            vertices.push_back({q.x0, q.y1, q.u0, q.v1, placed.rgba});
            for (const std::uint32_t corner : {0U, 1U, 2U, 0U, 2U, 3U})
                indices.push_back(base + corner);
            add_command(6, {}, q.page);
        }
    }
}

void SurroundPainter::State::build(const PlacedSurround& placed, const Sheet& sheet_now) {
    sheet = sheet_now;
    vertices.clear();
    indices.clear();
    commands.clear();
    command_pages.clear();
    for (const PlacedBox& box : placed.boxes)
        add_box(box);
    for (const PlacedPart& part : placed.parts)
        add_part(part);
    for (const PlacedText& text : placed.texts)
        add_text(text);
    for (const PlacedDisc& disc : placed.discs)
        add_disc(disc);
}

Result<void> SurroundPainter::State::upload() {
    constexpr std::size_t kRgba = 4;
    for (std::size_t page = 0; page < pages.pages().size(); ++page) {
        const text::PageRect dirty = pages.take_dirty(page);
        if (dirty.is_empty()) continue;
        if (page >= images.size()) {
            const Bytes blank(std::size_t{text::kPageSidePx} * text::kPageSidePx * kRgba);
            auto image = renderer.add_ui_image({blank, text::kPageSidePx, text::kPageSidePx});
            if (!image) return fail(image.error());
            images.push_back(*image);
        }
        const std::uint32_t width = dirty.x1 - dirty.x0, height = dirty.y1 - dirty.y0;
        Bytes rgba;
        rgba.reserve(std::size_t{width} * height * kRgba);
        const std::vector<std::uint8_t>& coverage = pages.pages()[page].coverage;
        for (std::uint32_t y = dirty.y0; y < dirty.y1; ++y) {
            for (std::uint32_t x = dirty.x0; x < dirty.x1; ++x) {
                const std::uint8_t alpha = coverage[std::size_t{y} * text::kPageSidePx + x];
                rgba.insert(rgba.end(), 3, std::byte{0xFF});
                rgba.push_back(std::byte{alpha});
            }
        }
        auto updated =
            renderer.update_ui_image(images[page], {dirty.x0, dirty.y0}, {rgba, width, height});
        if (!updated) return updated;
    }
    return {};
}

SurroundPainter::SurroundPainter(render::FrameRenderer& renderer)
    : state_(std::make_unique<State>(renderer)) {}

SurroundPainter::~SurroundPainter() {
    for (const render::UiImageId image : state_->images)
        state_->renderer.remove_ui_image(image);
}

std::uint64_t SurroundPainter::missing_glyphs() const {
    return state_->missing;
}

Result<render::UiDrawData> SurroundPainter::paint(const Surround& surround, const Sheet& sheet) {
    State& s = *state_;
    const PlacedSurround placed = lay_out(surround, sheet, s.setter);
    s.pages.begin_frame();
    for (int pass = 0; pass < kPassesMax; ++pass) {
        const std::uint32_t before = s.pages.generation();
        s.build(placed, sheet);
        if (s.pages.generation() == before) break;
    }
    if (auto uploaded = s.upload(); !uploaded) return fail(uploaded.error());
    for (std::size_t i = 0; i < s.commands.size(); ++i) {
        const std::uint32_t page = s.command_pages[i];
        if (page != State::kNoPage) s.commands[i].image = s.images[page];
    }
    return render::UiDrawData{s.vertices, s.indices, s.commands, sheet.width_px, sheet.height_px};
}

}  // namespace belvedere::picture
