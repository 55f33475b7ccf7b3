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
        said_by_.clear();
        said_key_ = 0;
        said_dialog_.clear();
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
    const ui::Node* dialog = entered(nodes, has_one ? &*focused : nullptr);
    const std::string told_by = has_one ? ui::spoken_by(*focused) : std::string();
    const ui::Key64 key = has_one ? focused->key : 0;
    if (told_by == said_by_ && key == said_key_ && dialog == nullptr) return;
    said_by_ = told_by;
    // Of what was called before only the new value: the name is known.
    const std::string value = has_one ? focused->value : std::string();
    const bool is_same = std::exchange(said_key_, key) == key && has_one;
    const bool is_value = std::exchange(said_value_, value) != value && is_same && !value.empty();
    // Who walks on does not want to hear the rest of where they were.
    if (dialog != nullptr) {
        say(ui::spoken_inside(*dialog, sentence), language, access::Live::kAssertive);
    } else if (!sentence.empty()) {
        say(is_value ? value : sentence, language, access::Live::kAssertive);
    }
}

const ui::Node* SelfVoice::entered(std::span<const ui::Node> nodes, const ui::Node* focused) {
    const ui::Node* dialog = nullptr;
    for (const ui::Node& node : nodes) {
        if (node.is_layer && node.role == ui::Role::kDialog) dialog = &node;
    }
    const std::string id = dialog != nullptr ? dialog->id : std::string();
    if (id == said_dialog_) return nullptr;
    const auto is_inside = [&](const ui::Node& node) {
        for (std::uint32_t up = node.parent; up != ui::kNoNode; up = nodes[up].parent) {
            if (&nodes[up] == dialog) return true;
        }
        return false;
    };
    // The keyboard comes a frame later, and is told together with it, where it has a place to be.
    const bool has_stop = std::any_of(nodes.begin(), nodes.end(), [&](const ui::Node& node) {
        return node.key != 0 && is_inside(node);
    });
    if (has_stop && (focused == nullptr || !is_inside(*focused))) return nullptr;
    said_dialog_ = id;
    return dialog;
}

void SelfVoice::say(std::string_view sentence, std::string_view language, access::Live urgency) {
    if (!speaks()) return;
    if (auto said = voice_->say(sentence, language, urgency); !said) {
        log::debug("not spoken: " + said.error().message);
    }
}

}  // namespace belvedere::window
