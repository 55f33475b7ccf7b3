// SPDX-License-Identifier: Apache-2.0
// Commands that take pictures for keeps.
#include <charconv>
#include <optional>
#include <utility>

#include "app/picture/limits.hpp"
#include "app/window/picture_values.hpp"
#include "app/window/session_commands.hpp"
#include "app/words/engine_text.hpp"
#include "app/words/words.hpp"

namespace belvedere::window {
namespace {

using command::Call;
using command::ValueType;

struct Size {
    std::uint32_t width_px = 0, height_px = 0;
};

// "3840x2160", also with × or spaces as people type it; "window" is 0 x 0.
std::optional<Size> parse_size(std::string text) {
    if (text == "window") return Size{};
    for (std::size_t at = text.find("×"); at != std::string::npos; at = text.find("×"))
        text.replace(at, std::string("×").size(), "x");
    std::erase(text, ' ');
    Size size;
    const char* end = text.data() + text.size();
    const auto width = std::from_chars(text.data(), end, size.width_px);
    if (width.ec != std::errc{} || width.ptr == end) return std::nullopt;
    if (*width.ptr != 'x' && *width.ptr != 'X') return std::nullopt;
    const auto height = std::from_chars(width.ptr + 1, end, size.height_px);
    if (height.ec != std::errc{} || height.ptr != end) return std::nullopt;
    const auto is_side = [](std::uint32_t side) {
        return side > 0 && side <= picture::kPictureSideMax_px;
    };
    if (!is_side(size.width_px) || !is_side(size.height_px)) return std::nullopt;
    return size;
}

// Panels show values, and so do colours of buildings; a picture of them leaves the program with
// them. Devices themselves can be left out of a clean one.
Result<void> may_picture(const Session& session, PictureContent content) {
    const bool has_panels = content == PictureContent::kWithPanels;
    const auto allowed = has_panels ? may_picture_values(session) : may_picture_tints(session);
    if (allowed) return {};
    const Message why =
        has_panels ? Message{"problem.picture_of_values",
                             "panels with live values may not be in a picture: {cause}"}
                   : Message{"problem.picture_of_tints",
                             "buildings coloured by live values may not be in a picture: {cause}"};
    return fail(ErrorKind::kDenied,
                words::text(why, {{"cause", words::engine_text(allowed.error().message)}}));
}

Result<void> take(Session& session, const Call& call) {
    PictureState& state = session.picture;
    PictureWish wish = state.chosen;
    wish.path = call.text("path");
    if (call.has("size")) {
        const auto size = parse_size(call.text("size"));
        if (!size) {
            return fail(ErrorKind::kUsage,
                        words::text({"problem.picture_size",
                                     "a picture has 1 to {most} pixels a side, such as 3840x2160"},
                                    {{"most", std::to_string(picture::kPictureSideMax_px)}}));
        }
        wish.width_px = size->width_px;
        wish.height_px = size->height_px;
    }
    if (call.has("panels")) {
        wish.content = call.flag("panels") ? PictureContent::kWithPanels : PictureContent::kClean;
    }
    wish.has_attribution = call.flag("attribution", wish.has_attribution);
    wish.has_scale_bar = call.flag("scale_bar", wish.has_scale_bar);
    if (session.history.now().layers.empty()) {
        return fail(ErrorKind::kDenied,
                    words::text({"problem.nothing_open", "nothing is open yet"}));
    }
    if (auto allowed = may_picture(session, wish.content); !allowed) return allowed;
    if (state.stage != PictureStage::kIdle || state.asked) {
        return fail(ErrorKind::kDenied,
                    words::text({"problem.picture_under_way", "a picture is being made already"}));
    }
    state.chosen = wish;
    state.asked = std::move(wish);
    session.changed = true;
    return {};
}

}  // namespace

void add_picture_commands(command::CommandRegistry& registry, Session& session) {
    add(registry,
        {"picture.dialog", "Take a picture…", "Chooses size and contents of a picture for keeps.",
         "Ctrl+P"},
        [&](const Call&) -> Result<void> {
            session.picture.shows_dialog = !session.picture.shows_dialog;
            session.changed = true;
            return {};
        });
    add(registry,
        {"picture.take",
         "Take a picture",
         "Draws the view to a PNG file, as it was chosen last.",
         "F12",
         {may_have("size", ValueType::kText), may_have("panels", ValueType::kBool),
          may_have("attribution", ValueType::kBool), may_have("scale_bar", ValueType::kBool),
          may_have("path", ValueType::kText)}},
        [&](const Call& call) { return take(session, call); });
    add(registry,
        {"picture.cancel",
         "Give up the picture",
         "Ends the picture that is being made; nothing is left of it.",
         "",
         {},
         [&session] { return session.picture.stage != PictureStage::kIdle; }},
        [&](const Call&) -> Result<void> {
            session.picture.is_cancelled = true;
            session.changed = true;
            return {};
        });
}

}  // namespace belvedere::window
