// SPDX-License-Identifier: Apache-2.0
// Stage: the whole window over a made-up city, in any language, theme, size and spacing, drawn
// without a GPU so that its pixels can be measured.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "app/panels/shell.hpp"
#include "app/ui/frame.hpp"
#include "app/ui/theme.hpp"
#include "engine/text/translator.hpp"
#include "tests/support/ui_picture.hpp"

namespace belvedere::test {

// How the window is looked at.
struct Look {
    std::string theme = "dark";
    float scale = 1.0F;
    std::string language = "en";  // "qps" and "qps-rtl" are the pseudo-languages.
    ui::FrameSize size{1280, 720};
    ui::TextSettings text;
    float target_min_px = 0.0F;
    std::uint8_t city_grey = 120;  // Where the picture of the city would be.
};
// "dark 200 % ar 1280x720".
[[nodiscard]] std::string name_of(const Look& look);

// A frame as it came out.
struct Shown {
    const Look& look;
    const ui::Theme& theme;
    std::span<const ui::Node> nodes;
    const support::Picture& picture;
    const support::PaintLog& log;
    std::uint64_t missing_glyphs = 0;
    ui::Rect view;  // Where the city is seen.
};

// One at a time in a process, as ui::Frame is. `state` may be changed between calls.
class Stage {
  public:
    explicit Stage(const Look& look);
    ~Stage();
    Stage(const Stage&) = delete;
    Stage& operator=(const Stage&) = delete;

    // Another look from the next draw() on; the language stays.
    void set_look(const Look& look);
    // Two docks have no room side by side.
    [[nodiscard]] bool is_narrow() const;
    // Frames until all is at rest.
    void draw();
    // Does to a widget what assistive technology would, and draws. False when it is not there.
    bool press(const std::string& id);
    bool focus(const std::string& id);
    void tap(input::Key key, std::uint8_t modifiers = 0);
    void move_pointer(float x, float y);
    // Takes what has the keyboard away from it, and closes what is open.
    void leave();
    // The last frame in pixels; valid until the next call.
    [[nodiscard]] Shown shown();

    [[nodiscard]] const ui::Node* find(const std::string& id) const;
    [[nodiscard]] const ui::Node* focused() const;
    [[nodiscard]] std::span<const ui::Node> nodes() const { return frame_.nodes(); }
    [[nodiscard]] std::vector<command::Call> calls() { return commands_.take(); }

    panels::PanelState state;

  private:
    bool ask(const std::string& id, access::Action action);

    Look look_;
    text::Translator translator_;
    command::CommandQueue commands_;
    ui::Frame frame_;
    std::unique_ptr<panels::Shell> shell_;
    support::GlyphSheets sheets_;
    support::Picture picture_;
    support::PaintLog log_;
    ui::Rect view_;
    const ui::DrawData* data_ = nullptr;
    std::uint64_t missing_before_ = 0;
};

}  // namespace belvedere::test
