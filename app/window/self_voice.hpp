// SPDX-License-Identifier: Apache-2.0
// SelfVoice: the program speaks by itself, for who has no screen reader: what the keyboard comes
// to, and news.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "app/ui/frame.hpp"
#include "engine/access/speech.hpp"

namespace belvedere::window {

// Main thread. Silent until it is wanted; then the speech service is looked for behind its back.
class SelfVoice {
  public:
    using MakeVoice = std::function<std::unique_ptr<access::Voice>()>;
    explicit SelfVoice(MakeVoice make) : make_(std::move(make)) {}

    // `is_muted`: a screen reader speaks, and two voices at once are understood by nobody.
    struct Wish {
        bool is_wanted = false;
        bool is_muted = false;
    };
    void set(Wish wish);
    [[nodiscard]] bool speaks() const { return voice_ != nullptr && !is_muted_; }

    // After a frame: says what has newly got the keyboard, or has changed while it has it; of a
    // dialog that opened first what it is called.
    void follow(const ui::Frame& frame, std::string_view language);
    void say(std::string_view sentence, std::string_view language, access::Live urgency);

  private:
    // The topmost dialog when the keyboard has newly come into it.
    [[nodiscard]] const ui::Node* entered(std::span<const ui::Node> nodes, const ui::Node* focused);

    MakeVoice make_;
    std::unique_ptr<access::Voice> voice_;
    bool is_muted_ = false;
    std::string said_by_;     // Of the widget that has the keyboard; see ui::spoken_by(),
    ui::Key64 said_key_ = 0;  // which one that is, and its value then.
    std::string said_value_;
    std::string said_dialog_;  // Its id.
};

}  // namespace belvedere::window
