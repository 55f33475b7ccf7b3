// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "app/ui/containers.hpp"
#include "app/ui/controls.hpp"
#include "app/ui/frame.hpp"
#include "app/ui/spoken.hpp"
#include "app/ui/text_widgets.hpp"
#include "app/window/self_voice.hpp"

namespace belvedere::window {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// What would have been heard.
struct FakeVoice final : access::Voice {
    explicit FakeVoice(std::vector<std::string>& to) : said(to) {}
    Result<void> say(std::string_view text, std::string_view language, access::Live) override {
        said.push_back(std::string(language) + ": " + std::string(text));
        return {};
    }
    void hush() override {}
    void set_muted(bool is_muted) override { said.emplace_back(is_muted ? "muted" : "loud"); }
    std::vector<std::string>& said;
};

class SelfVoiceTest : public testing::Test {
  protected:
    void draw() {
        for (int i = 0; i < 6; ++i) {
            frame.begin({400, 300}, 0.016);
            ui::region("panel", {"test.panel", "Panel"}, {0.0F, 0.0F, 300.0F, 300.0F},
                       ui::RegionLook::kPanel, [&] {
                           if (const auto now = ui::check("c", {"test.c", "Trees"}, on)) on = *now;
                           const ui::SliderRange hours{0.0, 24.0, clock, 0.5};
                           if (ui::slider("t", {"test.t", "Time"}, 14.5, hours)) clock = "15:00";
                           if (!dust.empty()) ui::value_row("v", Message{"test.v", "Dust"}, dust);
                       });
            shows_dialog = ui::dialog("d", {"test.d", "Where to"}, shows_dialog, [&] {
                if (is_empty) return ui::text("wait", {"test.wait", "A moment"});
                (void)ui::button("b", {"test.b", "There"});
                (void)ui::button("e", {"test.e", "Elsewhere"});
            });
            frame.end();
            voice.follow(frame, "en");
        }
    }
    void tap(input::Key key) {
        frame.push(input::KeyEvent{key, input::Press::kDown, {}});
        frame.push(input::KeyEvent{key, input::Press::kUp, {}});
        draw();
    }
    bool on = true;
    std::string clock = "14:30";
    std::string dust;
    bool shows_dialog = false, is_empty = false;
    std::vector<std::string> said;
    ui::Frame frame{ui::FrameSettings{}, ui::Clipboard{}};
    SelfVoice voice{[this] { return std::make_unique<FakeVoice>(said); }};
};

TEST_F(SelfVoiceTest, SaysWhatTheKeyboardComesToAndWhatBecomesOfIt) {
    voice.set({.is_wanted = true});
    draw();
    tap(input::Key::kTab);
    tap(input::Key::kSpace);
    tap(input::Key::kTab);
    EXPECT_THAT(said, ElementsAre("en: Trees, check box, checked",
                                  "en: Trees, check box, not checked", "en: Time, slider, 14:30"));
}

TEST_F(SelfVoiceTest, SaysOnlyTheNewValueOfWhatItHasNamed) {
    voice.set({.is_wanted = true});
    draw();
    tap(input::Key::kTab);
    tap(input::Key::kTab);
    tap(input::Key::kRight);
    tap(input::Key::kTab);
    EXPECT_THAT(said, ElementsAre("en: Trees, check box, checked", "en: Time, slider, 14:30",
                                  "en: 15:00", "en: Trees, check box, checked"));
}

TEST_F(SelfVoiceTest, SaysAMeasuredValueOnceHoweverOftenItChanges) {
    dust = "12 µg/m³";
    voice.set({.is_wanted = true});
    draw();
    for (int i = 0; i < 3; ++i)
        tap(input::Key::kTab);
    dust = "13 µg/m³";
    draw();
    EXPECT_EQ(said.back(), "en: Dust, button, 12 µg/m³");
    tap(input::Key::kTab);
    for (int i = 0; i < 2; ++i)
        tap(input::Key::kTab);
    EXPECT_EQ(said.back(), "en: Dust, button, 13 µg/m³") << "as it is when one comes back";
}

TEST_F(SelfVoiceTest, NamesADialogAsTheKeyboardComesIntoIt) {
    voice.set({.is_wanted = true});
    draw();
    tap(input::Key::kTab);
    said.clear();
    shows_dialog = true;
    draw();
    tap(input::Key::kTab);
    tap(input::Key::kEscape);
    EXPECT_THAT(said, ElementsAre("en: Where to, dialog. There, button", "en: Elsewhere, button",
                                  "en: Trees, check box, checked"));
    said.clear();
    shows_dialog = true;
    draw();
    EXPECT_THAT(said, ElementsAre("en: Where to, dialog. There, button")) << "and each time anew";
}

TEST_F(SelfVoiceTest, NamesADialogWithoutAPlaceForTheKeyboard) {
    voice.set({.is_wanted = true});
    is_empty = shows_dialog = true;
    draw();
    EXPECT_THAT(said, ElementsAre("en: Where to, dialog"));
}

TEST_F(SelfVoiceTest, IsSilentUntilWantedAndBesideAScreenReader) {
    tap(input::Key::kTab);
    voice.say("news", "en", access::Live::kPolite);
    EXPECT_THAT(said, IsEmpty());
    voice.set({.is_wanted = true, .is_muted = true});
    tap(input::Key::kTab);
    EXPECT_THAT(said, ElementsAre("muted"));
    voice.set({.is_wanted = true});
    voice.say("news", "fr", access::Live::kPolite);
    EXPECT_THAT(said, ElementsAre("muted", "loud", "fr: news"));
    voice.set({});
    voice.say("more", "en", access::Live::kPolite);
    EXPECT_EQ(said.size(), 3U);
}

}  // namespace
}  // namespace belvedere::window
