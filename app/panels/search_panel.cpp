// SPDX-License-Identifier: Apache-2.0
#include "app/panels/search_panel.hpp"

#include <cstdint>

#include "app/panels/unit_text.hpp"
#include "app/ui/containers.hpp"
#include "app/ui/controls.hpp"
#include "app/ui/text_widgets.hpp"
#include "app/words/words.hpp"

namespace belvedere::panels {
namespace {

class ResultTable final : public ui::TableSource {
  public:
    explicit ResultTable(const SearchState& state) : state_(state) {}
    [[nodiscard]] std::size_t rows() const override { return state_.results.size(); }
    [[nodiscard]] std::string cell(std::size_t row, std::size_t column) const override {
        return column == 0 ? state_.results[row].id : state_.results[row].layer;
    }
    [[nodiscard]] bool is_selected(std::size_t) const override { return false; }

  private:
    const SearchState& state_;
};

std::string found_text(const SearchState& search) {
    constexpr words::PluralMessage kFound{"search.found",
                                          "{n} found for “{query}” in {loaded} loaded features",
                                          "{n} found for “{query}” in {loaded} loaded features"};
    constexpr words::PluralMessage kMore{
        "search.found_more", "more than {n} found for “{query}” in {loaded} loaded features",
        "more than {n} found for “{query}” in {loaded} loaded features"};
    return words::plural(search.truncated ? kMore : kFound, search.in_loaded,
                         {{"n", count_text(search.in_loaded)},
                          {"query", search.query},
                          {"loaded", count_text(search.features_loaded)}});
}

std::optional<ListCut> cut_of(const SearchState& search) {
    const std::uint64_t listed = search.results.size();
    if (search.truncated) return ListCut{listed, std::nullopt};
    const std::uint64_t all = search.in_loaded + search.in_files;
    return listed < all ? std::optional<ListCut>({listed, all}) : std::nullopt;
}

}  // namespace

std::string cut_text(const ListCut& cut) {
    const std::string listed = count_text(cut.listed);
    if (cut.all) {
        return words::text({"search.first_of_all",
                            "Listed: the first {n} of {all}. A narrower search finds the rest."},
                           {{"n", listed}, {"all", count_text(*cut.all)}});
    }
    return words::text({"search.first_of_more",
                        "Listed: the first {n} of more. A narrower search finds the rest."},
                       {{"n", listed}});
}

void SearchPanel::draw(const PanelState& state, command::CommandQueue& commands) {
    const SearchState& search = state.search;
    constexpr Message kFind{"search.find", "Search"};
    const ui::Edit edit =
        ui::text_field("query", {"search.query", "Id or attribute value"}, query_,
                       ui::LabelPlace::kInside, ui::button_width(kFind) + ui::gap_px());
    ui::same_line();
    const bool pressed = ui::button("find", kFind);
    if ((pressed || edit == ui::Edit::kSubmitted) && !query_.empty()) {
        commands.emit("search.find", {{"query", query_}});
    }
    if (search.query.empty()) {
        constexpr words::PluralMessage kScope{"search.scope",
                                              "Searches the {n} feature that is loaded now.",
                                              "Searches the {n} features that are loaded now."};
        ui::plain_text("scope", counted_text(kScope, search.features_loaded), ui::Tone::kMuted);
        return;
    }
    ui::plain_text("count", found_text(search), ui::Tone::kMuted);
    if (search.is_looking) {
        ui::text("looking", {"search.looking", "Looking through the files of the city models…"},
                 ui::Tone::kMuted);
    } else if (search.in_files > 0) {
        constexpr words::PluralMessage kInFiles{"search.in_files",
                                                "{n} more in the files, loaded or not",
                                                "{n} more in the files, loaded or not"};
        ui::plain_text("in_files", counted_text(kInFiles, search.in_files), ui::Tone::kMuted);
    }
    if (search.results.empty()) return;
    if (const auto cut = cut_of(search)) ui::status("cut", cut_text(*cut), ui::Tone::kWarning);
    if (ui::button("select_all", {"search.select_all", "Select all"})) {
        commands.emit("search.select_all");
    }
    const Message columns[] = {{"search.id", "Id"}, {"search.layer", "Layer"}};
    if (const auto row = ui::table("results", columns, ResultTable(search), 0.0F)) {
        commands.emit("search.choose", {{"index", static_cast<std::int64_t>(*row)}});
    }
}

}  // namespace belvedere::panels
