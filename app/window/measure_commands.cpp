// SPDX-License-Identifier: Apache-2.0
// Commands that measure.
#include "app/window/session_commands.hpp"
#include "app/words/words.hpp"
#include "engine/geo/coordinate_text.hpp"

namespace belvedere::window {
namespace {

using command::Call;
using command::ValueType;

Result<void> set_tool(Session& session, const Call& call) {
    const std::string tool = call.text("tool");
    session.changed = true;
    if (tool == "none") {
        session.measure_tool = panels::MeasureTool::kNone;
        return {};
    }
    if (tool == "distance") {
        session.measure_tool = panels::MeasureTool::kDistance;
    } else if (tool == "height") {
        session.measure_tool = panels::MeasureTool::kHeight;
    } else if (tool == "area") {
        session.measure_tool = panels::MeasureTool::kArea;
    } else {
        return fail(ErrorKind::kUsage, "measuring tools are distance, height, area and none");
    }
    session.selection_tool = panels::SelectionTool::kClick;
    return {};
}

Result<void> add_point(Session& session, const glm::dvec3& point) {
    if (session.measured.size() >= kMeasurePointsMax) {
        return fail(ErrorKind::kLimit,
                    words::text({"problem.points_max", "there are too many points"}));
    }
    session.measured.push_back(point);
    session.changed = true;
    return {};
}

Result<void> add_center(Session& session) {
    const auto hit = surface_at(session, center_px(session.area));
    if (!hit)
        return fail(ErrorKind::kDenied,
                    words::text({"problem.no_surface",
                                 "there is no surface in the middle of the picture"}));
    return add_point(session, hit->position);
}

Result<void> add_place(Session& session, const Call& call) {
    const PlaceSystem system = typing_system(session);
    const auto typed = geo::parse_coordinates(call.text("place"), system.crs);
    if (!typed) return fail(typed.error());
    const auto place = typed_place(system, *typed);
    if (!place)
        return fail(ErrorKind::kUsage, words::text({"views.outside", "this lies outside of {crs}"},
                                                   {{"crs", system.crs.title}}));
    return add_point(session, *place);
}

}  // namespace

void add_measure_commands(command::CommandRegistry& registry, Session& session) {
    add(registry,
        {"measure.set_tool",
         "Measure",
         "Distance, height, area or none.",
         "",
         {needs("tool", ValueType::kText)}},
        [&](const Call& call) { return set_tool(session, call); });
    add(registry,
        {"measure.add_center", "Add the point in the middle",
         "Measures at the middle of the picture.", "M"},
        [&](const Call&) { return add_center(session); });
    add(registry,
        {"measure.add_place",
         "Add a point by coordinates",
         "Measures at a place that is typed as for Go to.",
         "",
         {needs("place", ValueType::kText)}},
        [&](const Call& call) { return add_place(session, call); });
    add(registry,
        {"measure.undo_point", "Remove the last point", "Takes back one point.", "Backspace"},
        [&](const Call&) -> Result<void> {
            if (!session.measured.empty()) session.measured.pop_back();
            session.changed = true;
            return {};
        });
    add(registry, {"measure.clear", "Clear the measurement", "Forgets all points."},
        [&](const Call&) -> Result<void> {
            session.measured.clear();
            session.changed = true;
            return {};
        });
}

}  // namespace belvedere::window
