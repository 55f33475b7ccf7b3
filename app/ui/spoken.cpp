// SPDX-License-Identifier: Apache-2.0
#include "app/ui/spoken.hpp"

#include <optional>
#include <string>

#include "app/words/words.hpp"

namespace belvedere::ui {
namespace {

using access::State;

// What a widget is; nothing for what its name says already.
std::optional<Message> role_of(Role role) {
    switch (role) {
        case Role::kButton:
        case Role::kToggleButton:
            return Message{"role.button", "button"};
        case Role::kCheckBox:
            return Message{"role.check", "check box"};
        case Role::kSlider:
            return Message{"role.slider", "slider"};
        case Role::kComboBox:
            return Message{"role.choice", "choice"};
        case Role::kTextField:
            return Message{"role.field", "text field"};
        case Role::kLink:
            return Message{"role.link", "link"};
        case Role::kTab:
            return Message{"role.tab", "tab"};
        case Role::kChart:
            return Message{"role.chart", "chart"};
        case Role::kMenu:
            return Message{"role.menu", "menu"};
        case Role::kDialog:
            return Message{"role.dialog", "dialog"};
        default:
            return std::nullopt;
    }
}

// How it is now, where that is not its value.
std::optional<Message> state_of(const Node& node) {
    if (node.role == Role::kCheckBox) {
        return node.states.has(State::kChecked) ? Message{"state.checked", "checked"}
                                                : Message{"state.unchecked", "not checked"};
    }
    if (node.role == Role::kToggleButton) {
        return node.states.has(State::kPressed) ? Message{"state.on", "on"}
                                                : Message{"state.off", "off"};
    }
    if (node.states.has(State::kExpandable)) {
        return node.states.has(State::kExpanded) ? Message{"state.open", "open"}
                                                 : Message{"state.closed", "closed"};
    }
    if (node.states.has(State::kSelected)) return Message{"state.selected", "selected"};
    return std::nullopt;
}

std::string joined(const std::string& first, const std::string& next) {
    if (first.empty() || next.empty()) return first + next;
    return words::text({"spoken.joined", "{first}, {next}"}, {{"first", first}, {"next", next}});
}

}  // namespace

std::string spoken(const Node& node) {
    std::string sentence = node.name;
    if (const auto role = role_of(node.role)) sentence = joined(sentence, words::text(*role));
    sentence = joined(sentence, node.value);
    if (const auto state = state_of(node)) sentence = joined(sentence, words::text(*state));
    if (node.description != node.name) sentence = joined(sentence, node.description);
    return sentence;
}

std::string spoken_by(const Node& node) {
    if (node.told_by.empty()) return spoken(node);
    Node steady = node;
    steady.value = node.told_by;
    return spoken(steady);
}

std::string spoken_inside(const Node& container, const std::string& sentence) {
    std::string where = spoken(container);
    if (sentence.empty()) return where;
    return words::text({"spoken.then", "{first}. {next}"}, {{"first", where}, {"next", sentence}});
}

}  // namespace belvedere::ui
