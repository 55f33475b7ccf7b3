// SPDX-License-Identifier: Apache-2.0
// Panels and dialogs of city models: reports, comparisons, parts, filters, places.
#include <vector>

#include "tests/pixels/surfaces.hpp"
#include "tests/unit/app/panel_sample.hpp"

namespace belvedere::test {

using panels::PanelState;

void add_model_surfaces(std::vector<Surface>& all) {
    const auto with = [](auto arrange) {
        return [arrange](PanelState& state) {
            add_model_sample(state);
            arrange(state);
        };
    };
    const auto bottom = [with](const char* tab) {
        return with([tab](PanelState& state) {
            state.layout.bottom_open = true;
            state.layout.bottom_tab = tab;
        });
    };
    all.push_back({"report", bottom("report"), {"bottom.counts"}, {}, "bottom"});
    all.push_back({"report_none",
                   [bottom](PanelState& state) {
                       bottom("report")(state);
                       state.models.report = {};
                   },
                   {},
                   {},
                   "bottom"});
    all.push_back({"report_making",
                   [bottom](PanelState& state) {
                       bottom("report")(state);
                       state.models.report.is_making = true;
                       state.models.report.why_empty = "Deutz 2025 is not in this view.";
                   },
                   {},
                   {},
                   "bottom"});
    all.push_back({"report_failed",
                   [bottom](PanelState& state) {
                       bottom("report")(state);
                       state.models.report.problem = "deutz.gml: no such file";
                   },
                   {},
                   {},
                   "bottom"});
    all.push_back({"changes", bottom("changes"), {}, {}, "bottom"});
    all.push_back({"changes_of_one_model",
                   [bottom](PanelState& state) {
                       bottom("changes")(state);
                       state.layers.layers[0].is_city_model = false;
                       state.models.changes = {};
                   },
                   {},
                   {},
                   "bottom"});
    all.push_back({"inspector_parts", with([](PanelState&) {}), {}, {}, "right"});
    all.push_back({"inspector_surface_clicked",
                   with([](PanelState& state) {
                       state.models.parts.surface = 22;
                       state.models.parts.surface_id = "DENW05AL1000u8zB#WallSurface-1";
                       state.models.parts.surface_type = "WallSurface";
                       state.models.parts.is_cut = true;
                   }),
                   {},
                   {},
                   "right"});
    all.push_back({"layers_model", with([](PanelState&) {}), {"left.model.filter"}, {}, "left"});
    all.push_back({"layers_model_nowhere",
                   with([](PanelState& state) {
                       state.layers.layers[1].lacks_crs = true;
                       state.layers.layers[1].why_empty = "Deutz 2025 is hidden.";
                   }),
                   {},
                   {},
                   "left"});
    all.push_back({"layers_model_raised",
                   with([](PanelState& state) { state.layers.layers[1].raise_m = -1.25; }),
                   {},
                   {},
                   "left"});
    all.push_back({"style_models",
                   with([](PanelState& state) { state.layout.left_tab = "style"; }),
                   {},
                   {},
                   "left"});
    all.push_back({"selection_models",
                   with([](PanelState& state) { state.layout.right_tab = "selection"; }),
                   {},
                   {},
                   "right"});
    all.push_back({"crs_question",
                   with([](PanelState& state) { state.models.crs.is_shown = true; }),
                   {},
                   {},
                   "crs.layer"});
    all.push_back({"crs_question_wrong",
                   with([](PanelState& state) {
                       state.models.crs.is_shown = true;
                       state.models.crs.candidates.clear();
                       state.models.crs.problem = "EPSG:1 cannot be used: PROJ does not know it";
                   }),
                   {},
                   {},
                   "crs.layer"});
}

}  // namespace belvedere::test
