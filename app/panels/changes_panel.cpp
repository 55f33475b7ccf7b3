// SPDX-License-Identifier: Apache-2.0
#include "app/panels/changes_panel.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

#include "app/panels/unit_text.hpp"
#include "app/ui/containers.hpp"
#include "app/ui/controls.hpp"
#include "app/ui/text_widgets.hpp"
#include "app/words/words.hpp"

namespace belvedere::panels {
namespace {

// Words and a sign: colour alone tells nobody.
std::string change_text(ChangeKind kind) {
    switch (kind) {
        case ChangeKind::kAdded:
            return words::text({"changes.row_added", "+ added"});
        case ChangeKind::kRemoved:
            return words::text({"changes.row_removed", "− removed"});
        case ChangeKind::kChanged:
            break;
    }
    return words::text({"changes.row_changed", "≠ changed"});
}

class ChangeTable final : public ui::TableSource {
  public:
    explicit ChangeTable(const ChangesState& changes) : changes_(changes) {}
    [[nodiscard]] std::size_t rows() const override { return changes_.rows.size(); }
    [[nodiscard]] std::string cell(std::size_t row, std::size_t column) const override {
        const ChangeRow& entry = changes_.rows[row];
        if (column == 0) return change_text(entry.kind);
        if (column == 1) return entry.object;
        return column == 2 ? entry.type : entry.what;
    }
    [[nodiscard]] bool is_selected(std::size_t) const override { return false; }

  private:
    const ChangesState& changes_;
};

void draw_legend(const ChangesState& changes) {
    struct Entry {
        std::uint32_t rgba;
        Message message;
        std::uint64_t count;
    };
    const std::array<Entry, 4> entries = {
        {{changes.added_rgba, {"changes.added", "added ({n})"}, changes.added},
         {changes.removed_rgba, {"changes.removed", "removed ({n})"}, changes.removed},
         {changes.changed_rgba, {"changes.changed", "changed ({n})"}, changes.changed},
         {changes.same_rgba, {"changes.same", "the same ({n})"}, changes.same}}};
    ui::columns("legend", entries.size(), [&](std::size_t column) {
        const Entry& entry = entries[column];
        ui::legend_entry("entry." + std::to_string(column), {entry.rgba, column},
                         words::text(entry.message, {{"n", count_text(entry.count)}}));
    });
}

}  // namespace

void ChangesPanel::draw_choice(const PanelState& state, command::CommandQueue& commands) {
    std::vector<std::string> names;
    std::vector<std::size_t> layers;
    for (std::size_t i = 0; i < state.layers.layers.size(); ++i) {
        if (!state.layers.layers[i].is_city_model) continue;
        names.push_back(state.layers.layers[i].name);
        layers.push_back(i);
    }
    if (layers.size() < 2) {
        ui::text("too_few",
                 {"changes.too_few", "Open both versions of a city model to compare them."},
                 ui::Tone::kMuted);
        return;
    }
    before_ = std::min(before_, layers.size() - 1);
    after_ = std::min(after_, layers.size() - 1);
    if (const auto chosen =
            ui::choice("before", {"changes.before", "Earlier version"}, names, before_)) {
        before_ = *chosen;
    }
    if (const auto chosen =
            ui::choice("after", {"changes.after", "Later version"}, names, after_)) {
        after_ = *chosen;
    }
    const ui::ButtonLook look{
        ui::Emphasis::kPrimary,
        ui::Width::kContent,
        before_ == after_ || state.models.changes.is_making ? ui::Enabled::kNo : ui::Enabled::kYes,
        {}};
    if (ui::button("compare", {"changes.compare", "Compare"}, look)) {
        commands.emit("model.compare", {{"before", static_cast<std::int64_t>(layers[before_])},
                                        {"after", static_cast<std::int64_t>(layers[after_])}});
    }
}

void ChangesPanel::draw_result(const ChangesState& changes, command::CommandQueue& commands) {
    ui::plain_text("title", words::text({"changes.title", "From {before} to {after}"},
                                        {{"before", changes.before}, {"after", changes.after}}));
    draw_legend(changes);
    if (!changes.is_in_one_crs) {
        ui::text("two_crs",
                 {"changes.two_crs",
                  "The two stand in different reference systems and were compared in the world: "
                  "what moved less than 5 mm counts as the same."},
                 ui::Tone::kMuted);
    }
    if (const auto shown = ui::check("colour", {"changes.colour", "Colours in the picture"},
                                     changes.is_coloured)) {
        commands.emit("changes.show_colours", {{"show", *shown}});
    }
    ui::same_line();
    if (ui::button("close", {"changes.close", "End the comparison"})) {
        commands.emit("changes.close");
    }
    constexpr Message kColumns[] = {{"changes.kind", "Change"},
                                    {"changes.object", "Object"},
                                    {"changes.type", "Type"},
                                    {"changes.what", "What"}};
    constexpr float kShares[] = {1.0F, 3.0F, 1.5F, 5.0F};
    if (changes.rows.empty()) return;
    if (const auto row = ui::table("table", kColumns, ChangeTable(changes), 0.0F, kShares)) {
        commands.emit("changes.choose", {{"index", static_cast<std::int64_t>(*row)}});
    }
}

void ChangesPanel::draw(const PanelState& state, command::CommandQueue& commands) {
    const ChangesState& changes = state.models.changes;
    if (changes.is_making) {
        ui::text("making", {"changes.making", "Reading both models…"}, ui::Tone::kMuted);
        return;
    }
    const bool has_result = changes.is_shown && changes.problem.empty();
    if (!has_result) {
        if (changes.is_shown) ui::status("problem", changes.problem, ui::Tone::kError);
        return draw_choice(state, commands);
    }
    draw_result(changes, commands);
    ui::section("other", {"changes.other", "Another comparison"}, ui::Initially::kClosed,
                [&] { draw_choice(state, commands); });
}

}  // namespace belvedere::panels
