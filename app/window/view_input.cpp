// SPDX-License-Identifier: Apache-2.0
#include "app/window/view_input.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <glm/geometric.hpp>

#include "app/window/device_view.hpp"
#include "app/window/group_view.hpp"
#include "app/window/plan_area.hpp"
#include "engine/core/clock.hpp"

namespace belvedere::window {
namespace {

constexpr float kTremble_px = 4.0F;
constexpr double kDoubleClick_s = 0.35;
// Dragging across the whole picture turns by so much.
constexpr double kTurnAcross_deg = 180.0;
// At the full push of a stick or a puck.
constexpr double kDeviceTurn_deg_per_s = 70.0;
constexpr double kWalk_m_per_s = 3.0;
constexpr double kDistanceShare_per_s = 0.8;  // Of the distance to what is looked at.
constexpr std::size_t kPolygonPointsMax = 1000;

std::vector<glm::vec2> box_between(glm::vec2 a, glm::vec2 b) {
    return {a, {b.x, a.y}, b, {a.x, b.y}};
}

}  // namespace

void select_in_outline(Session& session) {
    const std::vector<glm::vec2> outline = std::exchange(session.outline_px, {});
    session.changed = true;
    if (outline.size() < 3) return;
    const render::Camera camera = camera_of(session);
    const double aspect = aspect_of(session.area);
    const ViewArea& area = session.area;
    const std::vector<glm::dvec2> polygon(outline.begin(), outline.end());
    std::vector<FeatureId> found;
    session.scene.for_each_feature([&](FeatureId feature, const glm::dvec3& center) {
        const auto seen = render::project(camera, aspect, center);
        if (!seen || found.size() >= kSelectionMax) return;
        const glm::vec2 at{area.x0 + static_cast<float>(seen->ndc.x + 1.0) * 0.5F * area.width(),
                           area.y0 + static_cast<float>(seen->ndc.y + 1.0) * 0.5F * area.height()};
        if (is_inside(polygon, glm::dvec2(at))) found.push_back(feature);
    });
    session.selected = std::move(found);
    session.inspected = session.selected.empty() ? FeatureId{} : session.selected.front();
    session.at_point.clear();
    sync_features(session);
}

ViewInput::Gesture ViewInput::gesture_of(const input::MouseButtonEvent& event) const {
    if (event.button == input::MouseButton::kRight) return Gesture::kMove;
    if (event.button == input::MouseButton::kMiddle) return Gesture::kLook;
    if (session_.selection_tool == panels::SelectionTool::kBox) return Gesture::kBox;
    if (event.modifiers.has(input::Modifiers::kShift)) return Gesture::kMove;
    if (event.modifiers.has(input::Modifiers::kControl)) return Gesture::kLook;
    return session_.motion.navigation() == Navigation::kOrbit ? Gesture::kOrbit : Gesture::kLook;
}

void ViewInput::press(const input::MouseButtonEvent& event) {
    if (drag_) return;
    Drag drag;
    drag.button = event.button;
    drag.modifiers = event.modifiers;
    drag.gesture = gesture_of(event);
    drag.from = drag.last = {event.x, event.y};
    drag.anchor = anchor_at(session_, drag.from);
    drag_ = drag;
}

void ViewInput::move(glm::vec2 to) {
    if (!drag_) return;
    Drag& drag = *drag_;
    if (!drag.moved && glm::distance(to, drag.from) < kTremble_px) return;
    drag.moved = true;
    const glm::vec2 by = to - std::exchange(drag.last, to);
    const double per_px = kTurnAcross_deg / std::max(1.0F, session_.area.height());
    const Turn turn{static_cast<double>(by.x) * per_px, static_cast<double>(by.y) * per_px};
    session_.changed = true;
    session_.fits_when_known = false;
    switch (drag.gesture) {
        case Gesture::kOrbit:
            session_.motion.orbit(drag.anchor, {turn.heading_deg, -turn.pitch_deg});
            break;
        case Gesture::kLook:
            session_.motion.look({-turn.heading_deg * 0.5, turn.pitch_deg * 0.5});
            break;
        case Gesture::kMove:
            session_.motion.drag(drag.anchor, ray_at(session_, to));
            break;
        case Gesture::kBox:
            session_.outline_px = box_between(drag.from, to);
            break;
    }
}

void ViewInput::release(const input::MouseButtonEvent& event) {
    if (!drag_ || drag_->button != event.button) return;
    const Drag drag = *std::exchange(drag_, std::nullopt);
    if (!drag.moved) {
        click(drag, system_clock().steady_seconds());
    } else if (drag.gesture == Gesture::kBox) {
        select_in_outline(session_);
    }
    session_.changed = true;
}

void ViewInput::click(const Drag& drag, double now_s) {
    if (drag.button != input::MouseButton::kLeft) return;
    const bool twice = now_s - last_click_s_ < kDoubleClick_s &&
                       glm::distance(drag.from, last_click_) < kTremble_px;
    last_click_s_ = now_s;
    last_click_ = drag.from;
    if (session_.measure_tool != panels::MeasureTool::kNone) {
        const auto hit = surface_at(session_, drag.from);
        if (hit && !twice && session_.measured.size() < kMeasurePointsMax) {
            session_.measured.push_back(hit->position);
        }
        return;
    }
    if (session_.selection_tool == panels::SelectionTool::kPolygon) {
        if (twice) {
            select_in_outline(session_);
        } else if (session_.outline_px.size() < kPolygonPointsMax) {
            session_.outline_px.push_back(drag.from);
        }
        return;
    }
    if (!twice) {
        pick(drag.from, drag.modifiers.has(input::Modifiers::kControl));
        return;
    }
    const auto hit = surface_at(session_, drag.from);
    if (!hit) return;
    // Half way there, so that repeated double clicks approach.
    ViewMotion nearer = session_.motion;
    nearer.set_surface({});
    nearer.zoom(hit->position, std::log(0.35) / std::log(0.82));
    session_.motion.fly_to(nearer.pose(), flight_of(session_));
}

void ViewInput::pick(glm::vec2 at, bool adds) {
    if (const auto device = device_at(session_, at)) {
        session_.device = *device;
        return;
    }
    session_.device = {};
    if (const auto group = group_at(session_, at)) {
        (void)open_group(session_, *group);  // It is there: it was found just now.
        return;
    }
    const auto hit = surface_at(session_, at);
    FeatureId feature = hit ? hit->feature : FeatureId{};
    session_.models.surface = hit ? session_.scene.surface_at(*hit) : FeatureId{};
    if (session_.models.picks_surfaces && session_.models.surface.valid()) {
        feature = session_.models.surface;
    }
    if (!adds) session_.selected.clear();
    if (feature.valid()) {
        const bool was = std::erase(session_.selected, feature) > 0;
        if (!was && session_.selected.size() < kSelectionMax) session_.selected.push_back(feature);
    }
    session_.inspected = feature;
    session_.at_point =
        hit ? session_.scene.attributes_at(*hit) : std::vector<city::FeatureAttribute>();
    sync_features(session_);
}

void ViewInput::handle(const input::InputEvent& event, bool over_picture) {
    if (const auto* pointer = std::get_if<input::PointerMoveEvent>(&event)) {
        pointer_ =
            over_picture || drag_ ? std::optional(glm::vec2(pointer->x, pointer->y)) : std::nullopt;
        if (pointer_ && lens_to_pointer(session_, *pointer_)) session_.changed = true;
        move({pointer->x, pointer->y});
    } else if (std::holds_alternative<input::PointerLeaveEvent>(event)) {
        pointer_.reset();
    } else if (const auto* button = std::get_if<input::MouseButtonEvent>(&event)) {
        if (button->press == input::Press::kUp) {
            move({button->x, button->y});
            release(*button);
        } else if (over_picture) {
            press(*button);
        }
    } else if (const auto* scroll = std::get_if<input::ScrollEvent>(&event)) {
        if (!over_picture || !pointer_) return;
        session_.motion.zoom(anchor_at(session_, *pointer_), static_cast<double>(scroll->y));
        session_.fits_when_known = false;
        session_.changed = true;
    }
}

bool ViewInput::move_by(const DeviceMotion& motion, double seconds) {
    if (!motion.moves() && !motion.turns()) return false;
    if (motion.moves()) {
        const glm::dvec3 ahead = anchor_at(session_, center_px(session_.area));
        const double distance =
            std::clamp(glm::distance(ahead, session_.motion.pose().eye), 5.0, 1e6);
        const bool walks = session_.motion.navigation() == Navigation::kWalk;
        const double speed = (walks ? kWalk_m_per_s : distance * kDistanceShare_per_s) * seconds;
        session_.motion.move({motion.ahead * speed, motion.right * speed, motion.up * speed});
    }
    if (motion.turns()) {
        session_.motion.look({motion.turn * kDeviceTurn_deg_per_s * seconds,
                              motion.tilt * kDeviceTurn_deg_per_s * seconds});
    }
    session_.fits_when_known = false;
    session_.changed = true;
    return true;
}

}  // namespace belvedere::window
