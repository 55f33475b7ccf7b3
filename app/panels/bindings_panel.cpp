// SPDX-License-Identifier: Apache-2.0
#include "app/panels/bindings_panel.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "app/panels/unit_text.hpp"
#include "app/ui/containers.hpp"
#include "app/ui/controls.hpp"
#include "app/ui/text_widgets.hpp"
#include "app/words/words.hpp"

namespace belvedere::panels {
namespace {

struct LinkList {
    const char* id;  // As commands have it.
    Message name;
};
// In the order of LinksState::counts.
constexpr std::array<LinkList, 7> kLists = {
    {{"bound", {"bindings.bound", "Bound"}},
     {"suggested", {"bindings.suggested", "Suggested by place"}},
     {"missing", {"bindings.missing", "Name an unknown object"}},
     {"twins_alone", {"bindings.twins_alone", "Devices without object"}},
     {"objects_alone", {"bindings.objects_alone", "Loaded buildings without device"}},
     {"refused", {"bindings.refused", "Belong to none"}},
     {"conflicts", {"bindings.conflicts", "Conflicts of identity"}}}};

class LinkTable final : public ui::TableSource {
  public:
    explicit LinkTable(const std::vector<LinkRow>& rows) : rows_(rows) {}
    [[nodiscard]] std::size_t rows() const override { return rows_.size(); }
    [[nodiscard]] std::string cell(std::size_t row, std::size_t column) const override {
        const LinkRow& link = rows_[row];
        return column == 0 ? link.device : column == 1 ? link.object : link.how;
    }
    [[nodiscard]] bool is_selected(std::size_t) const override { return false; }

  private:
    const std::vector<LinkRow>& rows_;
};

void draw_lists(const LinksState& links, command::CommandQueue& commands) {
    ui::list("lists", [&] {
        for (std::size_t i = 0; i < kLists.size(); ++i) {
            const std::size_t count = i < links.counts.size() ? links.counts[i] : 0;
            ui::scope(kLists[i].id, [&] {
                if (ui::list_row("list", words::text(kLists[i].name), count_text(count),
                                 links.list == kLists[i].id))
                    commands.emit("binding.show", {{"list", std::string(kLists[i].id)}});
            });
        }
    });
}

void draw_tint(const LinksState& links, const std::string& shown, command::CommandQueue& commands) {
    constexpr std::array<const char*, 3> kIds = {"off", "bound", "place"};
    const std::vector<std::string> names = {
        words::text({"tint.off", "In their own colours"}),
        words::text({"tint.bound", "By the value of bound devices"}),
        words::text({"tint.place", "Also of devices that stand on them"})};
    const std::size_t chosen = links.tint == "bound" ? 1 : links.tint == "place" ? 2 : 0;
    if (const auto next = ui::choice("tint", {"tint.title", "Buildings"}, names, chosen))
        commands.emit("live.tint", {{"by", std::string(kIds[*next])}});
    // The legend says it too, where the picture has room for one.
    if (!shown.empty()) ui::plain_text("shown", shown, ui::Tone::kMuted);
    if (chosen == 0 || !links.property.empty()) return;
    ui::text("no_property",
             {"tint.no_property", "Choose the value that devices show: buildings take its colour."},
             ui::Tone::kMuted);
}

void draw_link_rows(const LinksState& links, command::CommandQueue& commands) {
    if (links.list == "suggested" && !links.rows.empty() &&
        ui::button("confirm_all", {"bindings.confirm_all", "Confirm all"}))
        commands.emit("binding.confirm_all");
    if (links.rows.empty()) {
        ui::text("empty", {"bindings.empty", "Nothing is in this list."}, ui::Tone::kMuted);
        return;
    }
    constexpr std::array<Message, 3> kLinkColumns = {{{"bindings.device", "Device"},
                                                      {"bindings.object", "Object"},
                                                      {"bindings.how", "How it is known"}}};
    const auto row = ui::table("table", kLinkColumns, LinkTable(links.rows), 0.0F);
    if (!row) return;
    const LinkRow& link = links.rows[*row];
    if (link.device_number >= 0) {
        commands.emit("device.select", {{"device", link.device_number}});
        commands.emit("device.card");
    } else if (link.feature >= 0) {
        commands.emit("feature.inspect", {{"feature", link.feature}});
    }
}

}  // namespace

void BindingsPanel::draw(const PanelState& state, command::CommandQueue& commands) {
    const LinksState& links = state.devices.links;
    ui::columns("columns", 2, [&](std::size_t column) {
        if (column == 0) {
            draw_tint(links, state.overlay.devices.tint, commands);
            draw_lists(links, commands);
            return;
        }
        draw_link_rows(links, commands);
        const auto list = std::ranges::find(kLists, links.list, &LinkList::id);
        const auto at = static_cast<std::size_t>(list - kLists.begin());
        if (at < links.counts.size() && links.counts[at] > links.rows.size()) {
            ui::plain_text("more",
                           words::text({"bindings.more", "The first {n} of {total}"},
                                       {{"n", count_text(links.rows.size())},
                                        {"total", count_text(links.counts[at])}}),
                           ui::Tone::kMuted);
        }
    });
}

}  // namespace belvedere::panels
