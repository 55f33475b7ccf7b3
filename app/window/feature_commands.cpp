// SPDX-License-Identifier: Apache-2.0
// Commands on features: the inspected one, the selection, searching.
#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <span>
#include <utility>

#include <glm/common.hpp>
#include <glm/geometric.hpp>

#include "app/project/source_path.hpp"
#include "app/window/feature_hiding.hpp"
#include "app/window/feature_table_text.hpp"
#include "app/window/plan_area.hpp"
#include "app/window/search_work.hpp"
#include "app/window/session_commands.hpp"
#include "app/window/view_input.hpp"
#include "app/words/words.hpp"
#include "engine/core/file.hpp"

namespace belvedere::window {
namespace {

using command::Call;
using command::ValueType;

std::function<bool()> when_inspected(const Session& session) {
    return [&session] { return session.inspected.valid(); };
}

std::function<bool()> when_selected(const Session& session) {
    return [&session] { return !session.selected.empty(); };
}

bool contains(const std::vector<FeatureId>& features, FeatureId feature) {
    return std::find(features.begin(), features.end(), feature) != features.end();
}

void toggle(std::vector<FeatureId>& features, FeatureId feature) {
    if (std::erase(features, feature) == 0) features.push_back(feature);
}

Result<void> zoom_to(Session& session, std::span<const FeatureId> features) {
    glm::dvec3 low(std::numeric_limits<double>::max());
    glm::dvec3 high(std::numeric_limits<double>::lowest());
    bool any = false;
    for (const FeatureId feature : features) {
        const auto bounds = session.scene.feature_bounds(feature);
        if (!bounds) continue;
        low = glm::min(low, bounds->center - bounds->radius_m);
        high = glm::max(high, bounds->center + bounds->radius_m);
        any = true;
    }
    if (!any)
        return fail(ErrorKind::kDenied, words::text({"problem.tile_not_loaded",
                                                     "the feature's tile is not loaded now"}));
    const double radius = std::max(glm::distance(low, high) * 0.5 / std::sqrt(3.0), 15.0);
    fly_to_box(session, box_round({(low + high) * 0.5, radius * 2.0}, BoxShape::kCube,
                                  session.scene.ground()));
    return {};
}

void select(Session& session, std::vector<FeatureId> features) {
    if (features.size() > kSelectionMax) features.resize(kSelectionMax);
    session.selected = std::move(features);
    session.inspected = session.selected.empty() ? FeatureId{} : session.selected.back();
    session.at_point.clear();
    sync_features(session);
}

Result<void> set_tool(Session& session, const Call& call) {
    const std::string tool = call.text("tool");
    if (tool != "click" && tool != "box" && tool != "polygon") {
        return fail(ErrorKind::kUsage, "selection tools are click, box and polygon");
    }
    session.selection_tool = tool == "click" ? panels::SelectionTool::kClick
                             : tool == "box" ? panels::SelectionTool::kBox
                                             : panels::SelectionTool::kPolygon;
    session.measure_tool = panels::MeasureTool::kNone;
    session.outline_px.clear();
    session.changed = true;
    return {};
}

Result<void> select_in_measured(Session& session) {
    const std::vector<glm::dvec3>& corners = session.measured;
    if (corners.size() < 2) {
        return fail(ErrorKind::kDenied,
                    words::text({"problem.two_corners",
                                 "measure two corners of a box or three of an area first"}));
    }
    const PlanArea area(corners, city::horizon_at(corners.front(), session.scene.ground()));
    std::vector<FeatureId> found;
    session.scene.for_each_feature([&](FeatureId feature, const glm::dvec3& center) {
        if (found.size() < kSelectionMax && area.contains(center)) found.push_back(feature);
    });
    if (found.empty()) {
        notify(
            session, panels::NoticeKind::kInfo,
            words::text({"selection.none_within", "No loaded feature lies within these points"}));
    }
    select(session, std::move(found));
    return {};
}

Result<void> select_by_attribute(Session& session, const Call& call) {
    const std::string name = call.text("attribute");
    const std::string value = call.text("value");
    std::vector<FeatureId> found;
    session.scene.for_each_feature([&](FeatureId feature, const glm::dvec3&) {
        if (found.size() >= kSelectionMax) return;
        for (const city::FeatureAttribute& attribute : session.scene.describe(feature).attributes) {
            if (attribute.name == name && attribute.value == value) found.push_back(feature);
        }
    });
    if (found.empty()) {
        notify(session, panels::NoticeKind::kInfo,
               words::text({"selection.none_has", "No loaded feature has {name} = {value}"},
                           {{"name", name}, {"value", value}}));
    }
    select(session, std::move(found));
    return {};
}

Result<void> write_table(Session& session, const std::string& path, const std::string& text) {
    auto written = write_file_atomic(path, std::as_bytes(std::span(text)));
    if (!written) return fail(written.error());
    session.last_export = path;
    session.changed = true;
    return {};
}

// A small selection is written at once; a large one becomes an activity.
Result<void> export_csv(Session& session, const Call& call) {
    const std::string path = project::whole_path(call.text("path"));
    const auto table = std::make_shared<FeatureTable>(session.scene, session.selected);
    const double end_s = system_clock().steady_seconds() + kActivitySlice_s;
    bool is_done = false;
    while (!is_done && system_clock().steady_seconds() < end_s)
        is_done = table->advance();
    if (is_done) return write_table(session, path, table->take());
    Activity writing;
    writing.what = {Message{"activity.csv", "Saving {path}…"}, {{"path", path}}};
    writing.cancel = [] {};  // Nothing was written yet.
    writing.step = [&session, table, path](Activity& self) {
        const bool is_whole = table->advance();
        self.fraction = table->fraction();
        if (!is_whole) return false;
        if (auto written = write_table(session, path, table->take()); !written) {
            notify(session, panels::NoticeKind::kError, written.error().message);
        } else {
            notify(session, panels::NoticeKind::kInfo,
                   words::text({"project.saved", "Saved {path}"}, {{"path", path}}));
        }
        return true;
    };
    begin_activity(session, std::move(writing));
    return {};
}

Result<FeatureId> indexed(const std::vector<FeatureId>& features, const Call& call) {
    const std::int64_t index = call.integer("index");
    if (index < 0 || static_cast<std::size_t>(index) >= features.size()) {
        return fail(ErrorKind::kUsage, "there is no entry " + std::to_string(index));
    }
    return features[static_cast<std::size_t>(index)];
}

// A surface of an object that is drawn whole cannot be hidden alone.
Result<void> check_drawn_apart(const Session& session) {
    if (session.scene.is_drawn_apart(session.inspected)) return {};
    return fail(ErrorKind::kDenied,
                words::text({"problem.drawn_whole",
                             "whole objects are drawn: let colours fill each surface in the "
                             "layer's properties first"}));
}

void add_inspected_commands(command::CommandRegistry& registry, Session& session) {
    const auto enabled = when_inspected(session);
    add(registry,
        {"feature.copy_id",
         "Copy the feature's id",
         "Puts the id on the clipboard.",
         "Ctrl+C",
         {},
         enabled},
        [&](const Call&) -> Result<void> {
            session.services.copy(session.scene.describe(session.inspected).id);
            notify(session, panels::NoticeKind::kInfo,
                   words::text({"feature.id_copied", "The id is on the clipboard"}));
            return {};
        });
    add(registry,
        {"feature.zoom_to",
         "Zoom to the feature",
         "Shows the inspected feature.",
         "Z",
         {},
         enabled},
        [&](const Call&) { return zoom_to(session, std::span(&session.inspected, 1)); });
    add(registry,
        {"feature.hide", "Hide the feature", "Hides it, or shows it again.", "H", {}, enabled},
        [&](const Call&) -> Result<void> {
            if (auto apart = check_drawn_apart(session); !apart) return apart;
            HiddenFeatures next{session.hidden, session.isolated};
            toggle(next.hidden, session.inspected);
            const bool is_hidden = next.hidden.size() > session.hidden.size();
            return hide_features(session, next,
                                 is_hidden ? words::text({"step.hide", "Hide an object"})
                                           : words::text({"step.show", "Show an object"}));
        });
    add(registry,
        {"feature.isolate",
         "Isolate the feature",
         "Hides everything else, or shows it again.",
         "I",
         {},
         enabled},
        [&](const Call&) -> Result<void> {
            if (auto apart = check_drawn_apart(session); !apart) return apart;
            const bool was = contains(session.isolated, session.inspected);
            HiddenFeatures next{session.hidden, {}};
            if (!was) next.isolated.push_back(session.inspected);
            return hide_features(session, next,
                                 was ? words::text({"step.end_isolating", "End isolating"})
                                     : words::text({"step.isolate", "Isolate"}));
        });
    add(registry,
        {"feature.show_all", "Show all features", "Ends hiding and isolating.", "Shift+H"},
        [&](const Call&) -> Result<void> {
            if (session.hidden.empty() && session.isolated.empty()) return {};
            return hide_features(session, {}, words::text({"step.show_all", "Show all objects"}));
        });
}

void add_selection_commands(command::CommandRegistry& registry, Session& session) {
    const auto enabled = when_selected(session);
    add(registry,
        {"selection.set_tool",
         "Selection tool",
         "Selects by click, box or polygon.",
         "",
         {needs("tool", ValueType::kText)}},
        [&](const Call& call) { return set_tool(session, call); });
    add(registry,
        {"selection.in_view", "Select all in view",
         "Selects every loaded feature whose middle is in the picture.", "Ctrl+A"},
        [&](const Call&) -> Result<void> {
            const ViewArea& a = session.area;
            session.outline_px = {{a.x0, a.y0}, {a.x1, a.y0}, {a.x1, a.y1}, {a.x0, a.y1}};
            select_in_outline(session);
            return {};
        });
    add(registry,
        {"selection.in_measured", "Select within the measured points",
         "Selects every loaded feature whose middle lies within them, seen from above; two points "
         "are the corners of a box.",
         "Shift+M"},
        [&](const Call&) { return select_in_measured(session); });
    add(registry,
        {"selection.clear", "Clear the selection", "Selects nothing.", "Ctrl+Shift+A", {}, enabled},
        [&](const Call&) -> Result<void> {
            select(session, {});
            return {};
        });
    add(registry,
        {"selection.by_attribute",
         "Select by attribute",
         "Selects features with a value.",
         "",
         {needs("attribute", ValueType::kText), needs("value", ValueType::kText)}},
        [&](const Call& call) { return select_by_attribute(session, call); });
}

void add_selected_commands(command::CommandRegistry& registry, Session& session) {
    const auto enabled = when_selected(session);
    add(registry,
        {"selection.export_csv",
         "Save the selection as CSV",
         "One row a feature.",
         "",
         {needs("path", ValueType::kText)},
         enabled},
        [&](const Call& call) { return export_csv(session, call); });
    add(registry,
        {"selection.hide", "Hide the selection", "Hides all selected features.", "", {}, enabled},
        [&](const Call&) -> Result<void> {
            HiddenFeatures next{session.hidden, session.isolated};
            next.hidden.insert(next.hidden.end(), session.selected.begin(), session.selected.end());
            return hide_features(session, next,
                                 words::text({"step.hide_selection", "Hide the selection"}));
        });
    add(registry,
        {"selection.isolate", "Isolate the selection", "Hides everything else.", "", {}, enabled},
        [&](const Call&) -> Result<void> {
            return hide_features(session, {session.hidden, session.selected},
                                 words::text({"step.isolate", "Isolate"}));
        });
    add(registry,
        {"selection.zoom_to",
         "Zoom to the selection",
         "Shows all selected features.",
         "",
         {},
         enabled},
        [&](const Call&) { return zoom_to(session, session.selected); });
    add(registry,
        {"selection.choose",
         "Inspect a selected feature",
         "Shows its attributes.",
         "",
         {needs("index", ValueType::kInteger)}},
        [&](const Call& call) -> Result<void> {
            const auto feature = indexed(session.selected, call);
            if (!feature) return fail(feature.error());
            session.inspected = *feature;
            session.at_point.clear();
            session.changed = true;
            return {};
        });
}

}  // namespace

void select_features(Session& session, std::vector<FeatureId> features) {
    select(session, std::move(features));
}

Result<void> zoom_to_features(Session& session, std::span<const FeatureId> features) {
    return zoom_to(session, features);
}

void add_feature_commands(command::CommandRegistry& registry, Session& session) {
    add_inspected_commands(registry, session);
    add_selection_commands(registry, session);
    add_selected_commands(registry, session);
}

}  // namespace belvedere::window
