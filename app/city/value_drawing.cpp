// SPDX-License-Identifier: Apache-2.0
#include "app/city/value_drawing.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <glm/geometric.hpp>

#include "app/city/device_drawing.hpp"
#include "engine/geo/geodetic.hpp"

namespace belvedere::city {
namespace {

constexpr double kLook_s = 1.0;
// A picture of its own waits until all is placed; a window goes on.
constexpr double kPlace_s = 0.002;
constexpr double kPlaceAll_s = 60.0;

constexpr double kColumnRadius_m = 3.5;
constexpr double kColumnRadius_px = 2.2;
constexpr float kSmallSymbols = 0.4F;

constexpr double kArrowLeast_px = 14.0, kArrowMost_px = 64.0;
constexpr double kArrowRise_px = 10.0;  // Above the symbol's place.
constexpr float kArrow_px = 3.0F, kCasing_px = 2.5F;
constexpr render::Color kCasing{20, 24, 30, 200};

constexpr float kRoad_px = 6.0F;
constexpr double kRoadLift_m = 1.0;  // Above the ground, which is not flat between two points.

constexpr double kDash_px = 9.0, kGap_px = 6.0;
constexpr double kDashesMost = 200.0;  // Of one way between two fixes.
constexpr float kTrail_px = 3.0F, kFix_px = 6.0F, kGhost_px = 11.0F;

render::Color color_of(layers::SignColor color) {
    return {color.r, color.g, color.b, color.a};
}

// What a pixel covers at a place, metres.
double pixel_m(const ValueEye& eye, const glm::dvec3& place) {
    const double distance = std::max(eye.camera.near_m, glm::length(place - eye.camera.position));
    return distance * 2.0 * std::tan(eye.camera.fov_y_rad * 0.5) / std::max(1.0, eye.height_px) *
           static_cast<double>(eye.scale);
}

// Between two fixes nobody saw the vehicle: the way is dashed.
void add_dashes(render::DrawList& list, const glm::dvec3& from, const glm::dvec3& to,
                render::Color color, const ValueEye& eye) {
    const double length = glm::length(to - from);
    const double pixel = pixel_m(eye, (from + to) * 0.5);
    const double period = std::max((kDash_px + kGap_px) * pixel, length / kDashesMost);
    const double dash = period * kDash_px / (kDash_px + kGap_px);
    for (double at = 0.0; at < length; at += period) {
        const glm::dvec3 begin = from + (to - from) * (at / length);
        const glm::dvec3 end = from + (to - from) * (std::min(at + dash, length) / length);
        list.lines.push_back({begin, end, color, kTrail_px, render::Depth::kOnTop});
    }
}

}  // namespace

ValueDrawing::ValueDrawing(render::FrameRenderer& renderer, const Scene& scene, JobPool* jobs,
                           std::function<void()> wake)
    : scene_(scene), field_(renderer, jobs, std::move(wake)) {}

float ValueDrawing::symbol_share() const {
    const bool is_small =
        display_ == layers::ValueDisplay::kColumns || display_ == layers::ValueDisplay::kArrows;
    return is_small ? kSmallSymbols : 1.0F;
}

template <typename Layer>
bool ValueDrawing::place(Layer& layer) {
    if (scene_.ground() == Ground::kModel) return false;
    const auto surface = [this](const geo::Geodetic& at) { return surface_at(scene_, at); };
    return layer.place(surface, field_.has_workers() ? kPlace_s : kPlaceAll_s);
}

bool ValueDrawing::update_trails(const layers::DeviceSymbols& devices, const twin::TwinStore& store,
                                 const ValueWish& wish, bool is_due) {
    bool has_changed = false;
    if (is_due) {
        has_changed = trails_.update(devices, store, wish.time);
        // What glides between two fixes is drawn anew.
        for (const layers::Trail& trail : trails_.trails())
            has_changed = has_changed || layers::interpolated_place(trail, wish.time).has_value();
    }
    return place(trails_) || has_changed;
}

bool ValueDrawing::update_roads(const layers::DeviceSymbols& devices, const twin::TwinStore& store,
                                bool is_due) {
    const bool has_changed = is_due && roads_.update(devices, store);
    return place(roads_) || has_changed;
}

bool ValueDrawing::update(const layers::DeviceSymbols& devices, const twin::TwinStore& store,
                          const ValueWish& wish) {
    bool has_changed = std::exchange(display_, wish.display) != wish.display;
    if (has_changed) {
        columns_.clear();
        arrows_ = {};
        trails_.clear();
        roads_.clear();
        looked_s_ = -1e9;
    }
    has_changed = field_.update(devices, wish.display, wish.look, wish.now_s) || has_changed;
    time_ = wish.time;
    const bool is_due =
        wish.now_s - looked_s_ >= kLook_s || !std::ranges::equal(sources_, devices.sources());
    if (is_due) {
        looked_s_ = wish.now_s;
        sources_.assign(devices.sources().begin(), devices.sources().end());
    }
    if (display_ == layers::ValueDisplay::kTrails)
        return update_trails(devices, store, wish, is_due) || has_changed;
    if (display_ == layers::ValueDisplay::kRoads)
        return update_roads(devices, store, is_due) || has_changed;
    if (!is_due) return has_changed;
    if (display_ == layers::ValueDisplay::kColumns) {
        auto columns = layers::value_columns(devices);
        has_changed = has_changed || columns != columns_;
        columns_ = std::move(columns);
        column_scale_ = layers::column_scale(devices.scale());
    }
    if (display_ == layers::ValueDisplay::kArrows) {
        auto arrows = layers::value_arrows(devices, store);
        has_changed = has_changed || arrows != arrows_;
        arrows_ = std::move(arrows);
    }
    return has_changed;
}

std::vector<SourceId> ValueDrawing::sources() const {
    std::vector<SourceId> sources = sources_;
    if (field_.field() != nullptr) {
        const std::vector<SourceId>& made_of = field_.field()->from.sources;
        sources.insert(sources.end(), made_of.begin(), made_of.end());
    }
    return sources;
}

void ValueDrawing::append_columns(render::DrawList& list, const ValueEye& eye) const {
    list.columns.reserve(columns_.size());
    for (const layers::ValueColumn& column : columns_) {
        const double radius =
            std::max(kColumnRadius_m, kColumnRadius_px * pixel_m(eye, column.foot));
        list.columns.push_back(
            {column.foot, column.top, color_of(column.color), static_cast<float>(radius)});
    }
}

void ValueDrawing::append_arrows(render::DrawList& list, const ValueEye& eye) const {
    for (const layers::ValueArrow& arrow : arrows_.arrows) {
        const double pixel = pixel_m(eye, arrow.place);
        const double share = arrows_.fastest > 0.0 ? std::abs(arrow.speed) / arrows_.fastest : 0.0;
        const glm::dvec3 along =
            arrow.towards * (std::lerp(kArrowLeast_px, kArrowMost_px, share) * pixel);
        const glm::dvec3 up = geo::ellipsoid_up(arrow.place);
        const glm::dvec3 across = glm::cross(up, arrow.towards) * (0.5 * kArrowLeast_px * pixel);
        const glm::dvec3 middle = arrow.place + up * (kArrowRise_px * pixel);
        const glm::dvec3 tail = middle - along * 0.5, tip = middle + along * 0.5;
        const glm::dvec3 barb = tip - arrow.towards * (kArrowLeast_px * 0.7 * pixel);
        const render::Color color = color_of(arrow.color);
        // Casings of all strokes first, so that none crosses another's colour.
        const std::pair<glm::dvec3, glm::dvec3> strokes[] = {
            {tail, tip}, {barb + across, tip}, {barb - across, tip}};
        for (const auto& [from, to] : strokes) {
            list.lines.push_back({from,
                                  to,
                                  {kCasing.r, kCasing.g, kCasing.b, color.a},
                                  kArrow_px + kCasing_px,
                                  render::Depth::kOnTop});
        }
        for (const auto& [from, to] : strokes)
            list.lines.push_back({from, to, color, kArrow_px, render::Depth::kOnTop});
    }
}

void ValueDrawing::append_trails(render::DrawList& list, const ValueEye& eye) const {
    for (const layers::Trail& trail : trails_.trails()) {
        const std::size_t count = trail.fixes.size();
        for (std::size_t i = 0; i + 1 < count; ++i) {
            render::Color color = color_of(trail.color);
            // The older, the fainter.
            const double share = static_cast<double>(i + 1) / static_cast<double>(count);
            color.a = static_cast<std::uint8_t>(70.0 + 185.0 * share);
            add_dashes(list, trail.fixes[i].place, trail.fixes[i + 1].place, color, eye);
            list.markers.push_back({trail.fixes[i].place, color, kFix_px, render::Depth::kOnTop});
        }
        if (const auto between = layers::interpolated_place(trail, time_)) {
            render::Color color = color_of(trail.color);
            color.a = 150;
            list.markers.push_back({*between, color, kGhost_px, render::Depth::kOnTop});
        }
    }
}

void ValueDrawing::append_roads(render::DrawList& list, const ValueEye& eye) const {
    // Casings first, so that none crosses another road's colour.
    for (const bool is_casing : {true, false}) {
        for (const layers::ValueRoad& road : roads_.roads()) {
            render::Color color = color_of(road.color);
            if (is_casing) color = {kCasing.r, kCasing.g, kCasing.b, color.a};
            const float width = (kRoad_px + (is_casing ? kCasing_px : 0.0F)) * eye.scale;
            for (std::size_t i = 1; i < road.points.size(); ++i) {
                if (road.points[i].begins) continue;
                const glm::dvec3& from = road.points[i - 1].place;
                const glm::dvec3& to = road.points[i].place;
                const glm::dvec3 up = geo::ellipsoid_up(to) * kRoadLift_m;
                list.lines.push_back({from + up, to + up, color, width, render::Depth::kTested});
            }
        }
    }
}

void ValueDrawing::append_to(render::DrawList& list, const ValueEye& eye) const {
    field_.append_to(list);
    append_columns(list, eye);
    append_arrows(list, eye);
    append_trails(list, eye);
    append_roads(list, eye);
}

}  // namespace belvedere::city
