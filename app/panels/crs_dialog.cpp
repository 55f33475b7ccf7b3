// SPDX-License-Identifier: Apache-2.0
#include "app/panels/crs_dialog.hpp"

#include <cstdint>

#include "app/ui/containers.hpp"
#include "app/ui/controls.hpp"
#include "app/ui/text_widgets.hpp"
#include "app/words/words.hpp"

namespace belvedere::panels {
namespace {

void draw_candidates(const CrsQuestionState& question, command::CommandQueue& commands) {
    if (question.candidates.empty()) {
        ui::text("no_candidates",
                 {"crs.no_candidates",
                  "No common reference system has such coordinates: it may be a model of its own."},
                 ui::Tone::kMuted);
        return;
    }
    ui::heading("candidates_title", {"crs.candidates", "It would stand here by"});
    ui::list("candidates", [&] {
        for (std::size_t i = 0; i < question.candidates.size(); ++i) {
            const CrsCandidateRow& row = question.candidates[i];
            const std::string text = words::text({"crs.candidate", "{name} ({crs})"},
                                                 {{"name", row.name}, {"crs", row.crs}});
            if (ui::list_row("candidate." + std::to_string(i), text, row.place, false)) {
                commands.emit(
                    "layer.set_crs",
                    {{"layer", static_cast<std::int64_t>(question.layer)}, {"crs", row.crs}});
            }
        }
    });
}

}  // namespace

void CrsDialog::draw(const PanelState& state, command::CommandQueue& commands) {
    const CrsQuestionState& question = state.models.crs;
    const bool opened_now = question.is_shown && !was_open_;
    was_open_ = question.is_shown;
    if (opened_now) typed_.clear();
    const auto use = [&] {
        commands.emit("layer.set_crs",
                      {{"layer", static_cast<std::int64_t>(question.layer)}, {"crs", typed_}});
    };
    const bool stays =
        ui::dialog("crs", {"crs.title", "Where does it stand?"}, question.is_shown, [&] {
            ui::heading("heading", {"crs.heading", "Where does this model stand?"});
            ui::plain_text(
                "what",
                words::text({"crs.what",
                             "{name} does not name its coordinate reference system. Its middle is "
                             "at {place}. On the command line, --crs says it."},
                            {{"name", question.layer_name}, {"place", question.coordinates}}));
            if (!question.problem.empty()) {
                ui::status("problem", question.problem, ui::Tone::kError);
            }
            if (opened_now) ui::focus_next();
            const ui::Edit edit =
                ui::text_field("typed", {"crs.typed", "Reference system, such as EPSG:25832"},
                               typed_, ui::LabelPlace::kInside);
            const ui::ButtonLook look{ui::Emphasis::kPrimary,
                                      ui::Width::kContent,
                                      typed_.empty() ? ui::Enabled::kNo : ui::Enabled::kYes,
                                      {}};
            const bool pressed = ui::button("use", {"crs.use", "Use it"}, look);
            ui::same_line();
            if (ui::button("nowhere", {"crs.nowhere", "Leave it without a place"})) {
                commands.emit("layer.leave_crs");
            }
            if ((pressed || edit == ui::Edit::kSubmitted) && !typed_.empty()) use();
            draw_candidates(question, commands);
        });
    if (question.is_shown && !stays) commands.emit("layer.leave_crs");
}

}  // namespace belvedere::panels
