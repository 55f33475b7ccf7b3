// SPDX-License-Identifier: Apache-2.0
#include "app/picture/picture_drawing.hpp"

#include <algorithm>
#include <utility>

#include "app/picture/limits.hpp"
#include "engine/render/limits.hpp"

namespace belvedere::picture {
namespace {

VkExtent2D drawn_extent(const PicturePart& part) {
    return {part.width + 2 * part.margin_px, part.height + 2 * part.margin_px};
}

}  // namespace

std::uint64_t part_bytes_max(std::uint64_t memory_bytes) {
    return std::max(memory_bytes / kCeilingShare, kPartBytesMin);
}

Result<std::unique_ptr<PictureDrawing>> PictureDrawing::create(const Press& press,
                                                               const DrawingRequest& request) {
    const auto is_side = [](std::uint32_t side) { return side > 0 && side <= kPictureSideMax_px; };
    if (!is_side(request.width_px) || !is_side(request.height_px)) {
        return fail(ErrorKind::kUsage, "a picture has 1 to 16384 pixels a side");
    }
    std::vector<PicturePart> parts =
        picture_parts({.width_px = request.width_px,
                       .height_px = request.height_px,
                       .bytes_max = request.bytes_max,
                       .side_max_px = std::min(press.device.info().limits.maxImageDimension2D,
                                               render::limits::kTargetSize_px),
                       .margin_px = render::limits::kPartMargin_px});
    auto target = gpu::Offscreen::create(press.device, drawn_extent(parts.front()), request.format);
    if (!target) return fail(target.error());
    return std::unique_ptr<PictureDrawing>(
        new PictureDrawing(press, request, std::move(*target), std::move(parts)));
}

PictureDrawing::PictureDrawing(const Press& press, const DrawingRequest& request,
                               gpu::Offscreen target, std::vector<PicturePart> parts)
    : press_(press), request_(request), target_(std::move(target)), parts_(std::move(parts)) {}

PictureDrawing::~PictureDrawing() {
    press_.renderer.forget(render::Screen::kPaper);
}

double PictureDrawing::progress() const {
    return static_cast<double>(next_) / static_cast<double>(parts_.size());
}

Result<void> PictureDrawing::ensure_size(const PicturePart& part) {
    const VkExtent2D wanted = drawn_extent(part), now = target_.description().extent;
    if (wanted.width == now.width && wanted.height == now.height) return {};
    return target_.resize(wanted);
}

Result<void> PictureDrawing::draw(const PicturePart& part, const DrawnPicture& picture) {
    const VkExtent2D extent = drawn_extent(part);
    const ShownPart shown = shown_part(part, request_.width_px, request_.height_px);
    render::View view = picture.view;
    view.area = {0, 0, extent.width, extent.height};
    const glm::dvec2 sheet = picture.shown.high - picture.shown.low;
    view.part_low = picture.shown.low + (shown.low + 1.0) * 0.5 * sheet;
    view.part_high = picture.shown.low + (shown.high + 1.0) * 0.5 * sheet;
    render::FrameSettings settings;
    settings.screen = render::Screen::kPaper;
    settings.quality = picture.quality;
    settings.phase = picture.phase;
    render::UiDrawData over;
    if (picture.over != nullptr) {
        const auto margin = static_cast<float>(part.margin_px);
        const float left = static_cast<float>(part.x) - margin;
        const float top = static_cast<float>(part.y) - margin;
        vertices_.assign(picture.over->vertices.begin(), picture.over->vertices.end());
        commands_.assign(picture.over->commands.begin(), picture.over->commands.end());
        for (render::UiVertex& vertex : vertices_) {
            vertex.x -= left;
            vertex.y -= top;
        }
        for (render::UiCommand& command : commands_) {
            command.clip[0] -= left;
            command.clip[1] -= top;
            command.clip[2] -= left;
            command.clip[3] -= top;
        }
        over = {vertices_, picture.over->indices, commands_, static_cast<float>(extent.width),
                static_cast<float>(extent.height)};
    }
    auto frame = press_.ring.begin();
    if (!frame) return fail(frame.error());
    auto image = target_.acquire(**frame);
    Result<void> drawn = image ? press_.uploads.pump(**frame) : Result<void>(fail(image.error()));
    if (drawn) {
        drawn =
            press_.renderer.render(**frame, {target_.description(), **image}, picture.list,
                                   {&view, 1}, settings, picture.over != nullptr ? &over : nullptr);
    }
    // A begun frame is always submitted, also after an error.
    auto submitted = press_.ring.submit(**frame);
    if (!drawn) return drawn;
    if (!submitted) return submitted;
    return target_.present(**image);
}

void PictureDrawing::take(const PicturePart& part, const gpu::Pixels& pixels) {
    constexpr std::size_t kRgb = 3, kRgba = 4;
    if (part.x == 0) {
        rows_.height_px = part.height;
        rows_.rgb.resize(std::size_t{request_.width_px} * part.height * kRgb);
    }
    for (std::uint32_t y = 0; y < part.height; ++y) {
        const std::size_t from =
            (std::size_t{y + part.margin_px} * pixels.width + part.margin_px) * kRgba;
        std::size_t to = (std::size_t{y} * request_.width_px + part.x) * kRgb;
        for (std::uint32_t x = 0; x < part.width; ++x) {
            const std::byte* pixel = pixels.rgba.data() + from + std::size_t{x} * kRgba;
            for (std::size_t channel = 0; channel < kRgb; ++channel)
                rows_.rgb[to++] = std::to_integer<std::uint8_t>(pixel[channel]);
        }
    }
}

Result<std::optional<Rows>> PictureDrawing::draw_next(const DrawnPicture& picture) {
    if (is_done()) return std::optional<Rows>();
    const PicturePart& part = parts_[next_];
    if (auto sized = ensure_size(part); !sized) return fail(sized.error());
    if (auto drawn = draw(part, picture); !drawn) return fail(drawn.error());
    if (auto idle = press_.ring.wait_idle(); !idle) return fail(idle.error());
    const auto pixels = target_.pixels();
    if (!pixels) return fail(pixels.error());
    take(part, *pixels);
    ++next_;
    if (part.x + part.width < request_.width_px) return std::optional<Rows>();
    return std::optional(std::exchange(rows_, {}));
}

}  // namespace belvedere::picture
