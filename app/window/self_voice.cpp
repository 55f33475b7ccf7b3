// SPDX-License-Identifier: Apache-2.0
#include "app/window/self_voice.hpp"

#include <algorithm>
#include <utility>

#include "app/ui/spoken.hpp"
#include "engine/core/log.hpp"

namespace belvedere::window {

void SelfVoice::set(Wish wish) {
    if (!wish.is_wanted) {
        voice_.reset();
        said_.clear();
        return;
    }
    if (voice_ == nullptr) voice_ = make_();
    if (std::exchange(is_muted_, wish.is_muted) != wish.is_muted) voice_->set_muted(is_muted_);
}

void SelfVoice::follow(const ui::Frame& frame, std::string_view language) {
    if (!speaks()) return;
    const auto nodes = frame.nodes();
    const auto focused =
        std::find_if(nodes.begin(), nodes.end(), [](const ui::Node& node) { return node.focused; });
    const std::string sentence = focused == nodes.end() ? std::string() : ui::spoken(*focused);
    if (sentence == said_) return;
    said_ = sentence;
    // Who walks on does not want to hear the rest of where they were.
    if (!sentence.empty()) say(sentence, language, access::Live::kAssertive);
}

void SelfVoice::say(std::string_view sentence, std::string_view language, access::Live urgency) {
    if (!speaks()) return;
    if (auto said = voice_->say(sentence, language, urgency); !said) {
        log::debug("not spoken: " + said.error().message);
    }
}

}  // namespace belvedere::window
