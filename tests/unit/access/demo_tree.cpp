// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/access/demo_tree.hpp"

#include <array>
#include <cstdio>
#include <utility>

namespace belvedere::access {
namespace {

constexpr Rect kWindow = {0, 0, 800, 600};

std::string hours(double hour) {
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "%.1f h", hour);
    return text.data();
}

class Demo {
  public:
    explicit Demo(const DemoState& state) : state_(state) {}

    std::shared_ptr<const AccessibleTree> tree() {
        tree_.open({.key = "window",
                    .role = Role::kWindow,
                    .name = "City twin",
                    .states = {State::kEnabled, State::kActive},
                    .rect = kWindow});
        view();
        panel();
        devices();
        tree_.add({.key = "status",
                   .role = Role::kStatus,
                   .name = state_.status,
                   .rect = {0, 580, 800, 600},
                   .live = Live::kPolite});
        if (!state_.notification.empty()) {
            tree_.add({.key = "notice",
                       .role = Role::kNotification,
                       .name = state_.notification,
                       .rect = {500, 0, 800, 40},
                       .live = Live::kAssertive});
        }
        return tree_.build();
    }

  private:
    void control(AccessibleNode node) {
        node.states.insert(State::kFocusable);
        node.states.set(State::kFocused, node.key == state_.focus);
        node.actions.insert(Action::kFocus);
        tree_.add(std::move(node));
    }

    void view() {
        tree_.open({.key = "view",
                    .role = Role::kCanvas,
                    .name = "3D city view",
                    .description = "120 m above Place des Nations, looking north",
                    .rect = {200, 0, 800, 400}});
        tree_.add({.key = "view.hall",
                   .role = Role::kImage,
                   .name = "ратуша",
                   .actions = {Action::kPress},
                   .rect = {400, 100, 440, 160},
                   .language = "ru"});
        tree_.close();
    }

    void panel() {
        tree_.open({.key = "panel",
                    .role = Role::kRegion,
                    .name = "Layers and time",
                    .rect = {0, 0, 200, 400}});
        tree_.add({.key = "panel.title",
                   .role = Role::kHeading,
                   .name = "Layers",
                   .rect = {0, 0, 200, 20},
                   .level = 2});
        States checked = {State::kEnabled, State::kCheckable};
        checked.set(State::kChecked, state_.traffic);
        control({.key = "panel.traffic",
                 .role = Role::kCheckBox,
                 .name = "طبقة حركة المرور",
                 .states = checked,
                 .actions = {Action::kToggle},
                 .rect = {0, 20, 200, 44},
                 .language = "ar"});
        control({.key = "panel.hour",
                 .role = Role::kSlider,
                 .name = "Hour of day",
                 .value_text = hours(state_.hour),
                 .numeric = NumericValue{state_.hour, 0.0, 24.0, 0.25},
                 .actions = {Action::kSetValue, Action::kIncrement, Action::kDecrement},
                 .rect = {0, 44, 200, 68}});
        control({.key = "panel.refresh",
                 .role = Role::kButton,
                 .name = "Refresh sensors",
                 .description = "Reads all sensors again.",
                 .actions = {Action::kPress},
                 .rect = {0, 68, 200, 92},
                 .shortcut = "F5"});
        tree_.add({.key = "panel.search_label",
                   .role = Role::kStaticText,
                   .name = "Search for places",
                   .rect = {0, 92, 80, 116},
                   .label_for = "panel.search"});
        control({.key = "panel.search",
                 .role = Role::kTextField,
                 .name = "Search",
                 .value_text = state_.search,
                 .actions = {Action::kSetText, Action::kReplaceText, Action::kSetTextSelection},
                 .rect = {80, 92, 200, 116},
                 .selection = state_.caret});
        quality();
        States group = {State::kEnabled, State::kExpandable};
        group.insert(state_.is_group_open ? State::kExpanded : State::kCollapsed);
        control({.key = "panel.group",
                 .role = Role::kTreeItem,
                 .name = "Buildings",
                 .states = group,
                 .actions = {state_.is_group_open ? Action::kCollapse : Action::kExpand},
                 .rect = {0, 164, 200, 188},
                 .level = 1});
        tree_.close();
    }

    void quality() {
        tree_.open({.key = "panel.quality",
                    .role = Role::kList,
                    .name = "Quality",
                    .rect = {0, 116, 200, 164}});
        constexpr std::array<const char*, 2> kNames = {"Fast", "Fine"};
        for (int i = 0; i < 2; ++i) {
            States states = {State::kEnabled, State::kSelectable};
            states.set(State::kSelected, i == state_.quality);
            control({.key = i == 0 ? "panel.quality.fast" : "panel.quality.fine",
                     .role = Role::kOption,
                     .name = kNames[static_cast<std::size_t>(i)],
                     .states = states,
                     .actions = {Action::kSelect},
                     .rect = {0, 116 + 24 * i, 200, 140 + 24 * i}});
        }
        tree_.close();
    }

    void devices() {
        const int rows = 3 + state_.extra_rows;
        tree_.open({.key = "devices",
                    .role = Role::kTable,
                    .name = "Devices",
                    .rect = {0, 400, 800, 580},
                    .row_count = rows + 100,  // Scrolled: more than the nodes.
                    .column_count = 3});
        tree_.open({.key = "devices.head", .role = Role::kRow, .rect = {0, 400, 800, 420}});
        constexpr std::array<const char*, 3> kHeads = {"Name", "Quantity", "Value"};
        for (int c = 0; c < 3; ++c) {
            tree_.add({.key = "devices.head." + std::to_string(c),
                       .role = Role::kColumnHeader,
                       .name = kHeads[static_cast<std::size_t>(c)],
                       .rect = {c * 200, 400, c * 200 + 200, 420},
                       .column = c});
        }
        tree_.close();
        for (int r = 0; r < rows; ++r)
            row(r);
        tree_.close();
    }

    void row(int r) {
        const std::string key = "devices." + std::to_string(r);
        const int top = r < 3 ? 420 + 24 * r : 500;
        States states = {State::kEnabled, State::kSelectable, State::kFocusable};
        states.set(State::kSelected, r == state_.selected_row);
        states.set(State::kFocused, key == state_.focus);
        tree_.open({.key = key,
                    .role = Role::kRow,
                    .name = "Device " + std::to_string(r),
                    .states = states,
                    .actions = {Action::kSelect, Action::kPress, Action::kFocus},
                    .rect = {0, top, 800, top + 24},
                    .row = r});
        for (int c = 0; c < 3; ++c) {
            tree_.add({.key = key + "." + std::to_string(c),
                       .role = Role::kCell,
                       .name = c == 0   ? "Sensor " + std::to_string(r)
                               : c == 1 ? "Water level"
                                        : std::to_string(10 + r) + " cm",
                       .rect = {c * 200, top, c * 200 + 200, top + 24},
                       .row = r,
                       .column = c});
        }
        tree_.close();
    }

    const DemoState& state_;
    TreeBuilder tree_;
};

}  // namespace

std::shared_ptr<const AccessibleTree> demo_tree(const DemoState& state) {
    return Demo(state).tree();
}

}  // namespace belvedere::access
