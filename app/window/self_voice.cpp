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
        said_key_ = 0;
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
    const bool has_one = focused != nodes.end();
    const std::string sentence = has_one ? ui::spoken(*focused) : std::string();
    if (sentence == said_) return;
    said_ = sentence;
    // Of what was called before only the new value: the name is known.
    const ui::Key64 key = has_one ? focused->key : 0;
    const std::string value = has_one ? focused->value : std::string();
    const bool is_same = std::exchange(said_key_, key) == key && has_one;
    const bool is_value = std::exchange(said_value_, value) != value && is_same && !value.empty();
    // Who walks on does not want to hear the rest of where they were.
    if (!sentence.empty()) say(is_value ? value : sentence, language, access::Live::kAssertive);
}

void SelfVoice::say(std::string_view sentence, std::string_view language, access::Live urgency) {
    if (!speaks()) return;
    if (auto said = voice_->say(sentence, language, urgency); !said) {
        log::debug("not spoken: " + said.error().message);
    }
}

}  // namespace belvedere::window
