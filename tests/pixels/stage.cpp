// SPDX-License-Identifier: Apache-2.0
#include "tests/pixels/stage.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "app/words/words.hpp"
#include "tests/support/catalogue_commands.hpp"
#include "tests/unit/app/panel_sample.hpp"

namespace belvedere::test {
namespace {

// Layout that hangs on the last frame's settles in two; more than twenty would be a fault.
constexpr int kFramesMax = 20;

ui::FrameSettings settings_of(const Look& look) {
    ui::FrameSettings settings;
    settings.theme = look.theme;
    settings.scale = look.scale;
    settings.motion = ui::Motion::kReduced;
    settings.text = look.text;
    settings.target_min_px = look.target_min_px;
    return settings;
}

std::uint32_t vertex_color(ui::Color color) {
    return static_cast<std::uint32_t>(color.r) | static_cast<std::uint32_t>(color.g) << 8U |
           static_cast<std::uint32_t>(color.b) << 16U | static_cast<std::uint32_t>(color.a) << 24U;
}

}  // namespace

std::string name_of(const Look& look) {
    std::string name = look.theme + " " + std::to_string(std::lround(look.scale * 100.0F)) + " % " +
                       look.language + " " + std::to_string(look.size.width_px) + "x" +
                       std::to_string(look.size.height_px);
    if (look.text.letter_spacing_em > 0.0F) name += " spaced";
    if (look.target_min_px > 0.0F) name += " large targets";
    return name;
}

Stage::Stage(const Look& look)
    : state(sample_panel_state()),
      look_(look),
      translator_({BELVEDERE_TRANSLATIONS, "none"}),
      frame_(settings_of(look), ui::Clipboard{}),
      shell_(std::make_unique<panels::Shell>()) {
    if (look.language != "en") {
        EXPECT_TRUE(translator_.choose(look.language)) << look.language;
    }
    words::use(&translator_);
    state.commands = support::commands_of_catalogue(BELVEDERE_TRANSLATIONS, look.language);
    EXPECT_GT(state.commands.size(), 50U);
}

Stage::~Stage() {
    words::use(nullptr);
}

void Stage::set_look(const Look& look) {
    EXPECT_EQ(look.language, look_.language);
    look_ = look;
    frame_.set_settings(settings_of(look));
}

bool Stage::is_narrow() const {
    constexpr float kTwoDocks_px = 2.25F * 336.0F;
    return static_cast<float>(look_.size.width_px) < kTwoDocks_px * look_.scale;
}

void Stage::draw() {
    state.accessibility.theme = look_.theme;
    missing_before_ = frame_.missing_glyphs();
    for (int i = 0; i < kFramesMax && (i < 3 || frame_.wants_another()); ++i) {
        frame_.begin(look_.size, 0.016);
        view_ = shell_->draw(state, look_.size, commands_);
        data_ = &frame_.end();
        sheets_.take(frame_);
    }
    EXPECT_FALSE(frame_.wants_another()) << "the window does not come to rest";
}

bool Stage::ask(const std::string& id, access::Action action) {
    if (find(id) == nullptr) return false;
    access::Request request;
    request.node = access::node_id(id);
    request.action = action;
    frame_.ask(request);
    draw();
    return true;
}

bool Stage::press(const std::string& id) {
    return ask(id, access::Action::kPress);
}

bool Stage::focus(const std::string& id) {
    return ask(id, access::Action::kFocus);
}

void Stage::tap(input::Key key, std::uint8_t modifiers) {
    for (const auto press : {input::Press::kDown, input::Press::kUp})
        frame_.push(input::KeyEvent{key, press, {modifiers}});
    draw();
}

void Stage::move_pointer(float x, float y) {
    frame_.push(input::PointerMoveEvent{x, y});
    draw();
}

void Stage::leave() {
    const auto is_layer = [](const ui::Node& node) { return node.is_layer; };
    for (int i = 0; i < 4; ++i) {
        if (std::none_of(nodes().begin(), nodes().end(), is_layer)) break;
        tap(input::Key::kEscape);
    }
    frame_.push(input::PointerLeaveEvent{});
    frame_.give_keyboard_to_picture();
    draw();
}

Shown Stage::shown() {
    const ui::Theme& theme = ui::theme_named(look_.theme);
    log_.ring_colors = {vertex_color(theme.colors.focus), vertex_color(theme.colors.focus_back)};
    log_.glyphs.clear();
    log_.pixels.clear();
    picture_ = support::draw_ui(*data_, sheets_, look_.city_grey, &log_);
    return {look_, theme, nodes(), picture_, log_, frame_.missing_glyphs() - missing_before_,
            view_};
}

const ui::Node* Stage::find(const std::string& id) const {
    const auto all = frame_.nodes();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const ui::Node& node) { return node.id == id; });
    return found == all.end() ? nullptr : &*found;
}

const ui::Node* Stage::focused() const {
    const auto all = frame_.nodes();
    const auto found =
        std::find_if(all.begin(), all.end(), [](const ui::Node& node) { return node.focused; });
    return found == all.end() ? nullptr : &*found;
}

}  // namespace belvedere::test
