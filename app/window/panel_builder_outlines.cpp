// SPDX-License-Identifier: Apache-2.0
// PanelBuilder: what is drawn over the picture and over the magnifier: selection outlines and what
// is measured.
#include <optional>
#include <utility>
#include <vector>

#include "app/panels/unit_text.hpp"
#include "app/window/device_view.hpp"
#include "app/window/lens.hpp"
#include "app/window/measured_rows.hpp"
#include "app/window/panel_builder.hpp"
#include "app/window/told_state.hpp"
#include "app/words/words.hpp"

namespace belvedere::window {
namespace {

// How far above its last point the result of a measurement stands.
constexpr float kLabelRise_px = 18.0F;

void add_line(panels::OverlayState& overlay, const LensLine& points) {
    if (points.size() < 2) return;
    std::vector<std::array<float, 2>> line;
    line.reserve(points.size());
    for (const glm::vec2 point : points)
        line.push_back({point.x, point.y});
    overlay.lines_px.push_back(std::move(line));
}

// One picture of the city: the whole one, without what the magnifier covers, or the magnifier's.
struct Look {
    render::Camera camera;
    LensFrame frame;
    std::optional<LensFrame> covered;
    [[nodiscard]] bool shows(glm::vec2 at) const {
        return frame.contains(at) && !(covered && covered->contains(at));
    }
};

std::optional<glm::vec2> place_of(const Look& look, const glm::dvec3& point) {
    const double aspect = static_cast<double>(look.frame.width() / look.frame.height());
    const auto seen = render::project(look.camera, aspect, point);
    if (!seen) return std::nullopt;
    const glm::vec2 share((seen->ndc + glm::dvec2(1.0)) * 0.5);
    return glm::vec2(look.frame.x0 + share.x * look.frame.width(),
                     look.frame.y0 + share.y * look.frame.height());
}

void add_seen_line(panels::OverlayState& overlay, const Look& look, const LensLine& line) {
    for (const LensLine& inside : inside_of(look.frame, line)) {
        if (!look.covered) {
            add_line(overlay, inside);
            continue;
        }
        for (const LensLine& part : outside_of(*look.covered, inside))
            add_line(overlay, part);
    }
}

// An edge that passes the eye is left out; the others still say where the object is.
void add_object(panels::OverlayState& overlay, const Look& look, const Session& session) {
    for (const auto& [from, to] : object_edges(session)) {
        const auto a = place_of(look, from), b = place_of(look, to);
        if (a && b) add_seen_line(overlay, look, {*a, *b});
    }
}

void add_edges(panels::OverlayState& overlay, const Look& look,
               const std::vector<std::pair<glm::dvec3, glm::dvec3>>& edges) {
    for (const auto& [from, to] : edges) {
        const auto a = place_of(look, from), b = place_of(look, to);
        if (a && b) add_seen_line(overlay, look, {*a, *b});
    }
}

void add_measured(panels::OverlayState& overlay, const Look& look, const Session& session,
                  const std::string& result) {
    LensLine line;
    for (const glm::dvec3& point : session.measured) {
        const auto at = place_of(look, point);
        if (!at) continue;
        line.push_back(*at);
        if (look.shows(*at)) overlay.dots_px.push_back({at->x, at->y});
    }
    if (session.measure_tool == panels::MeasureTool::kArea && line.size() > 2) {
        line.push_back(line.front());
    }
    add_seen_line(overlay, look, line);
    if (result.empty() || session.measured.empty()) return;
    const auto at = place_of(look, session.measured.back());
    if (at && look.shows(*at)) overlay.labels.push_back({at->x, at->y - kLabelRise_px, result});
}

}  // namespace

void PanelBuilder::fill_outlines() {
    panels::OverlayState& overlay = state_.overlay;
    overlay.lines_px.clear();
    overlay.dots_px.clear();
    overlay.labels.clear();
    overlay.lens.reset();
    LensLine outline = session_.outline_px;
    if (outline.size() > 2) outline.push_back(outline.front());
    add_line(overlay, outline);
    if (outline.size() == 1) overlay.dots_px.push_back({outline[0].x, outline[0].y});
    if (const auto& pointer = session_.stage.pointer; session_.stage.is_on && pointer) {
        overlay.dots_px.push_back({session_.area.x0 + pointer->x * session_.area.width(),
                                   session_.area.y0 + pointer->y * session_.area.height()});
    }

    panels::MeasureState& measure = state_.measure;
    measure.tool = session_.measure_tool;
    measure.points = session_.measured.size();
    measure.results =
        measured_rows(session_.measured, session_.measure_tool, session_.scene.ground());
    const std::string result =
        measure.results.empty() ? std::string() : measure.results.front().value;
    const auto lens = lens_of(session_);
    const ViewArea& area = session_.area;
    Look picture{camera_of(session_), {area.x0, area.y0, area.x1, area.y1}, std::nullopt};
    if (lens) picture.covered = lens->frame;
    add_measured(overlay, picture, session_, result);
    add_object(overlay, picture, session_);
    window::fill_devices(session_, overlay);
    add_edges(overlay, picture, surface_edges_);
    if (!lens) return;
    const Look enlarged{lens->camera, lens->frame, std::nullopt};
    add_measured(overlay, enlarged, session_, result);
    add_object(overlay, enlarged, session_);
    add_edges(overlay, enlarged, surface_edges_);
    const double factor = session_.person.preferences.lens_factor;
    overlay.lens =
        panels::LensOverlay{lens->frame.x0, lens->frame.y0, lens->frame.x1, lens->frame.y1,
                            words::text({"lens.sign", "Magnifier {percent}"},
                                        {{"percent", panels::percent_text(factor)}})};
}

}  // namespace belvedere::window
