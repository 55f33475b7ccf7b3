// SPDX-License-Identifier: Apache-2.0
#include "app/panels/report_panel.hpp"

#include <cstdint>

#include "app/panels/unit_text.hpp"
#include "app/ui/containers.hpp"
#include "app/ui/controls.hpp"
#include "app/ui/text_widgets.hpp"
#include "app/words/engine_text.hpp"
#include "app/words/words.hpp"

namespace belvedere::panels {
namespace {

class ReportTable final : public ui::TableSource {
  public:
    explicit ReportTable(const ReportState& report) : report_(report) {}
    [[nodiscard]] std::size_t rows() const override { return report_.rows.size(); }
    [[nodiscard]] std::string cell(std::size_t row, std::size_t column) const override {
        const ReportRow& entry = report_.rows[row];
        if (column == 0) return kind_text(entry);
        if (column == 1) return entry.object.empty() ? entry.file : entry.object;
        std::string sentence = words::engine_text(entry.sentence);
        if (entry.count < 2) return sentence;
        return words::text({"report.times", "{sentence} ({n} times)"},
                           {{"sentence", sentence}, {"n", count_text(entry.count)}});
    }
    [[nodiscard]] bool is_selected(std::size_t) const override { return false; }

  private:
    static std::string kind_text(const ReportRow& entry) {
        return entry.tone == ReportTone::kError ? words::text({"report.error", "✖ Error"})
                                                : words::text({"report.warning", "▲ Warning"});
    }
    const ReportState& report_;
};

void draw_counts(const ReportState& report) {
    ui::section("counts", {"report.counts", "What is in it"}, ui::Initially::kClosed, [&] {
        for (std::size_t i = 0; i < report.counts.size(); ++i) {
            ui::value_row("count." + std::to_string(i), report.counts[i].first,
                          count_text(report.counts[i].second));
        }
        ui::value_row("polygons", Message{"report.polygons", "Polygons"},
                      count_text(report.polygons));
        ui::value_row("lods", Message{"report.lods", "Levels of detail"}, report.lods);
        if (report.themes.empty()) return;
        ui::value_row("themes", Message{"report.themes", "Themes"}, report.themes);
    });
}

std::string summary_of(const ReportState& report) {
    if (report.rows.empty() && report.left_out == 0) {
        return words::text({"report.clean", "{name}: everything was read as it stands in the file"},
                           {{"name", report.name}});
    }
    return words::text({"report.summary", "{name}: errors: {errors}, warnings: {warnings}"},
                       {{"name", report.name},
                        {"errors", count_text(report.errors)},
                        {"warnings", count_text(report.warnings)}});
}

void draw_rows(const ReportState& report, command::CommandQueue& commands) {
    constexpr Message kColumns[] = {
        {"report.kind", "Kind"}, {"report.object", "Object"}, {"report.sentence", "What happened"}};
    constexpr float kShares[] = {1.2F, 3.0F, 6.0F};
    if (report.rows.empty()) return;
    if (const auto row = ui::table("entries", kColumns, ReportTable(report), 0.0F, kShares)) {
        commands.emit("report.choose", {{"index", static_cast<std::int64_t>(*row)}});
    }
}

}  // namespace

void ReportPanel::draw(const PanelState& state, command::CommandQueue& commands) {
    const ReportState& report = state.models.report;
    if (!report.is_shown) {
        ui::text("none",
                 {"report.none",
                  "The report of a city model says which of its objects were mended or left out. "
                  "Ask for it in the layer's properties."},
                 ui::Tone::kMuted);
        return;
    }
    if (!report.problem.empty()) return ui::status("problem", report.problem, ui::Tone::kError);
    if (!report.why_empty.empty()) {
        ui::status("why_empty", report.why_empty, ui::Tone::kWarning);
    }
    if (report.is_making) {
        ui::plain_text("making", words::text({"report.making", "Reading all of {name}…"},
                                             {{"name", report.name}}));
        return;
    }
    ui::status("summary", summary_of(report),
               report.errors > 0     ? ui::Tone::kError
               : report.rows.empty() ? ui::Tone::kSuccess
                                     : ui::Tone::kWarning);
    if (report.shapeless > 0) {
        constexpr words::PluralMessage kShapeless{"report.shapeless",
                                                  "{n} object has no shape in the file",
                                                  "{n} objects have no shape in the file"};
        ui::plain_text("shapeless", counted_text(kShapeless, report.shapeless), ui::Tone::kMuted);
    }
    for (std::size_t i = 0; i < report.extensions.size(); ++i) {
        ui::plain_text("extension." + std::to_string(i),
                       words::text({"report.extension", "Extension, kept as attributes: {name}"},
                                   {{"name", report.extensions[i]}}),
                       ui::Tone::kMuted);
    }
    if (ui::button("copy", {"report.copy_it", "Copy"})) commands.emit("report.copy");
    ui::same_line();
    constexpr Message kSave{"report.save_it", "Save"};
    const ui::Edit edit =
        ui::text_field("path", {"report.path", "File (.csv or .txt)"}, path_,
                       ui::LabelPlace::kInside, ui::button_width(kSave) + ui::gap_px());
    ui::same_line();
    const bool pressed = ui::button("save", kSave);
    if ((pressed || edit == ui::Edit::kSubmitted) && !path_.empty()) {
        commands.emit("report.save", {{"path", path_}});
    }
    if (!report.saved.empty()) {
        ui::status("saved",
                   words::text({"selection.saved", "Saved {path}"}, {{"path", report.saved}}),
                   ui::Tone::kSuccess);
    }
    draw_rows(report, commands);
    if (report.left_out > 0) {
        constexpr words::PluralMessage kMore{"layers.more", "and {n} more", "and {n} more"};
        ui::plain_text("more", counted_text(kMore, report.left_out), ui::Tone::kMuted);
    }
    draw_counts(report);
}

}  // namespace belvedere::panels
