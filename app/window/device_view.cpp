// SPDX-License-Identifier: Apache-2.0
#include "app/window/device_view.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <numbers>
#include <string_view>

#include <glm/geometric.hpp>
#include <glm/gtc/quaternion.hpp>
#include <glm/mat3x3.hpp>

#include "app/city/device_drawing.hpp"
#include "app/describe/quantity_words.hpp"
#include "app/devices/language_map.hpp"
#include "app/layers/symbol_outline.hpp"
#include "app/window/device_look.hpp"
#include "app/window/group_view.hpp"
#include "app/window/value_words.hpp"
#include "app/words/words.hpp"
#include "engine/twin/name_pool.hpp"
#include "engine/twin/twin_query.hpp"

namespace belvedere::window {
namespace {

// Values are written at this many devices at most, and only where not more than that are in view.
constexpr std::size_t kLabelsMax = 24;
// Of so many it is asked whether the city hides them, nearest first: about 50 us each.
constexpr std::size_t kLabelRays = 32;
constexpr std::size_t kLabelledAmong = 20'000;
// How near to a symbol's rim the pointer still means it.
constexpr float kNear_px = 3.0F;
// By how much the surface may stand before a device that is still seen: it stands on it.
constexpr double kHiddenBy_m = 3.0;

constexpr std::array<twin::TwinState, 6> kStates = {
    twin::TwinState::kLive,      twin::TwinState::kStale,    twin::TwinState::kLost,
    twin::TwinState::kSimulated, twin::TwinState::kReplayed, twin::TwinState::kDisputed};

constexpr std::string_view kDeviceKey = "canvas.device.";

std::string device_key(twin::EntityId device) {
    return std::string(kDeviceKey) + std::to_string(device.value);
}

// The camera as a few numbers, because thousands of places are asked for.
class Eyepiece {
  public:
    explicit Eyepiece(const DeviceSight& sight)
        : camera_(sight.camera), area_(sight.area), axes_(camera_.orientation) {
        focal_ = 1.0 / std::tan(camera_.fov_y_rad * 0.5);
        aspect_ = aspect_of(sight.area);
    }
    std::optional<SeenDevice> see(const layers::Device& device) const {
        const glm::dvec3 away = device.place - camera_.position;
        const double depth = -glm::dot(away, axes_[2]);
        if (depth < camera_.near_m) return std::nullopt;
        const double x = glm::dot(away, axes_[0]) * focal_ / (aspect_ * depth);
        const double y = -glm::dot(away, axes_[1]) * focal_ / depth;
        if (std::abs(x) > 1.0 || std::abs(y) > 1.0) return std::nullopt;
        SeenDevice seen;
        seen.device = &device;
        seen.at = {area_.x0 + static_cast<float>(x * 0.5 + 0.5) * area_.width(),
                   area_.y0 + static_cast<float>(y * 0.5 + 0.5) * area_.height()};
        seen.distance_m = glm::length(away);
        seen.relative_deg = std::atan2(glm::dot(away, axes_[0]), depth) * 180.0 / std::numbers::pi;
        if (seen.relative_deg < 0.0) seen.relative_deg += 360.0;
        return seen;
    }

  private:
    render::Camera camera_;
    ViewArea area_;
    glm::dmat3 axes_;
    double focal_ = 1.0, aspect_ = 1.0;
};

// Where the middle of a symbol is above its place.
float rise_px(float size) {
    if (size < render::kPinSize_px) return 0.0F;
    return size * 0.5F + render::kTip_px * size / 18.0F;
}

std::string value_text(const Session& session, const twin::Reading& reading) {
    switch (reading.kind) {
        case twin::ValueKind::kNumber:
            return device_value_text(reading.number,
                                     session.live.store().units().unit(reading.unit));
        case twin::ValueKind::kBoolean:
            return reading.number != 0.0 ? words::text({"device.yes", "yes"})
                                         : words::text({"device.no", "no"});
        case twin::ValueKind::kText:
            return reading.text;
        case twin::ValueKind::kJson:
            // Of other structures nothing can be said in a few words.
            return devices::text_in_language(reading.text, words::language()).value_or("");
        default:
            return {};
    }
}

// "temperature 21.4 °C, relativeHumidity 0.55": the chosen property, else the first few.
std::string values_text(const Session& session, const layers::Device& device) {
    constexpr std::size_t kValuesTold = 4;
    const twin::TwinStore& store = session.live.store();
    const std::string& chosen = session.history.now().live_property;
    std::vector<std::string> told;
    for (const twin::SeriesId id : twin::series_of(store, device.entity)) {
        if (told.size() >= kValuesTold) break;
        if (device.has_value && !chosen.empty() && id != device.value_series) continue;
        const auto reading = twin::latest_at(store, id);
        const std::string value = reading ? value_text(session, *reading) : std::string();
        if (value.empty()) continue;
        const std::string name(twin::short_name(store.names().text(store.series(id).property)));
        told.push_back(words::text({"device.property_value", "{property} {value}"},
                                   {{"property", name}, {"value", value}}));
    }
    return describe::said_list(told);
}

std::string age_text(const Session& session, const layers::Device& device) {
    const UtcTime now = system_clock().utc_now();
    const auto age_s = std::max<std::int64_t>(
        0, (now.microseconds -
            session.live.store().entities()[device.entity].last_observed_at.microseconds) /
               1'000'000);
    if (age_s < 120) {
        return words::text({"device.age_s", "{n} s ago"}, {{"n", std::to_string(age_s)}});
    }
    if (age_s < 7200) {
        return words::text({"device.age_min", "{n} min ago"}, {{"n", std::to_string(age_s / 60)}});
    }
    return words::text({"device.age_h", "{n} h ago"}, {{"n", std::to_string(age_s / 3600)}});
}

// "1,190 simulated and 1 stale"; whoever lists all need not be told who is live.
enum class States { kAll, kNotLive };
std::string states_text(const std::array<std::size_t, kStates.size()>& by_state, States which) {
    std::vector<std::string> told;
    for (const twin::TwinState state : kStates) {
        const std::size_t count = by_state[static_cast<std::size_t>(state)];
        const bool is_left_out = which == States::kNotLive && state == twin::TwinState::kLive;
        if (count == 0 || is_left_out) continue;
        told.push_back(
            words::text({"device.state_count", "{n} {state}"},
                        {{"n", describe::said_count(count)}, {"state", device_state_name(state)}}));
    }
    return describe::said_list(told);
}

// Whether it was asked if the city hides the device.
bool add_label(const Session& session, const SeenDevice& seen, panels::OverlayState& overlay) {
    // About how wide a text is; whether two cover one another need not be known better.
    constexpr float kLetter_px = 7.5F, kLine_px = 24.0F, kPad_px = 14.0F;
    const float scale = session.device_scale;
    const twin::Unit& unit = session.live.store().units().unit(session.devices->unit());
    const std::string text = device_value_text(seen.device->number, unit);
    const float half_width =
        (kLetter_px * static_cast<float>(text.size()) + kPad_px) * 0.5F * scale;
    const float y = seen.at.y - session.device_size_px * 0.5F - kLine_px * 0.6F * scale;
    for (const panels::ViewLabel& other : overlay.labels) {
        const float their_half =
            (kLetter_px * static_cast<float>(other.text.size()) + kPad_px) * 0.5F * scale;
        const bool covers = std::abs(other.x - seen.at.x) < half_width + their_half &&
                            std::abs(other.y - y) < kLine_px * scale;
        if (covers) return false;
    }
    if (!is_device_hidden(session, camera_of(session), seen))
        overlay.labels.push_back({seen.at.x, y, text});
    return true;
}

// What is said of the values that are laid over the city.
std::vector<std::string> values_told(const Session& session) {
    if (session.values == nullptr || session.devices == nullptr) return {};
    return told_values(*session.values, *session.devices, session.live.store());
}

void add_legend(const Session& session, panels::DeviceOverlay& overlay) {
    const layers::DeviceLook look =
        device_look(session.history.now().live_property, session.device);
    DeviceLegend legend = device_legend(*session.devices, look, session.live.store());
    if (session.values != nullptr) legend = value_legend(std::move(legend), *session.values, look);
    overlay.title = legend.title;
    for (std::size_t i = 0; i < legend.entries.size(); ++i) {
        panels::DeviceLegendRow row{legend.entries[i].rgba, {}, legend.entries[i].meaning};
        for (const auto& part : layers::symbol_outline(legend.shapes[i])) {
            std::vector<ui::Point>& corners = row.shape.emplace_back();
            for (const glm::vec2 corner : part)
                corners.push_back({corner.x, corner.y});
        }
        overlay.legend.push_back(std::move(row));
    }
    overlay.states = states_text(session.devices->counts().by_state, States::kAll);
    overlay.values = values_told(session);
}

std::vector<SeenDevice> all_seen(const Session& session, const DeviceSight& sight) {
    std::vector<SeenDevice> all;
    if (session.devices == nullptr) return all;
    const Eyepiece eyepiece(sight);
    const float rise = rise_px(sight.symbol_px);
    for (const layers::Device& device : session.devices->devices()) {
        if (!device.is_shown) continue;
        auto seen = eyepiece.see(device);
        if (!seen) continue;
        seen->at.y -= rise;
        all.push_back(*seen);
    }
    std::ranges::sort(all, {}, &SeenDevice::distance_m);
    return all;
}

std::optional<SeenDevice> device_beside(const Session& session, int step) {
    const std::vector<SeenDevice> seen = devices_in_view(session);
    const auto chosen = std::ranges::find_if(
        seen, [&](const SeenDevice& each) { return each.device->entity == session.device; });
    if (seen.empty()) return std::nullopt;
    if (chosen == seen.end()) return seen.front();
    const std::ptrdiff_t next = (chosen - seen.begin()) + step;
    if (next < 0 || next >= static_cast<std::ptrdiff_t>(seen.size())) return std::nullopt;
    return seen[static_cast<std::size_t>(next)];
}

}  // namespace

bool is_device_hidden(const Session& session, const render::Camera& camera,
                      const SeenDevice& seen) {
    const glm::dvec3 eye = camera.position;
    const geo::Ray ray{eye, (seen.device->place - eye) / seen.distance_m};
    const auto hit = session.scene.intersect(ray);
    return hit && hit->distance_m < seen.distance_m - kHiddenBy_m;
}

std::vector<SeenDevice> devices_seen(const Session& session, const DeviceSight& sight) {
    if (session.devices == nullptr || session.devices->devices().size() > kLabelledAmong) return {};
    return all_seen(session, sight);
}

std::vector<SeenDevice> devices_in_view(const Session& session) {
    return all_seen(session, {camera_of(session), session.area, session.device_size_px});
}

std::function<std::optional<glm::vec2>(const glm::dvec3&)> screen_places(const Session& session) {
    const ViewArea area{0.0F, 0.0F, session.area.width(), session.area.height()};
    return [eyepiece = Eyepiece({camera_of(session), area, session.device_size_px})](
               const glm::dvec3& place) -> std::optional<glm::vec2> {
        layers::Device device;
        device.place = place;
        const auto seen = eyepiece.see(device);
        return seen ? std::optional(seen->at) : std::nullopt;
    };
}

std::optional<SeenDevice> see_device(const Session& session, const layers::Device& device) {
    const DeviceSight sight{camera_of(session), session.area, session.device_size_px};
    auto seen = Eyepiece(sight).see(device);
    if (seen) seen->at.y -= rise_px(sight.symbol_px);
    return seen;
}

std::optional<twin::EntityId> device_at(const Session& session, glm::vec2 pixel) {
    const float reach = session.device_size_px * 0.5F + kNear_px;
    for (const SeenDevice& seen : devices_in_view(session)) {
        if (is_in_group(session, *seen.device)) continue;
        if (glm::distance(seen.at, pixel) > reach) continue;
        if (!is_device_hidden(session, camera_of(session), seen)) return seen.device->entity;
    }
    return std::nullopt;
}

std::optional<SeenDevice> device_after(const Session& session) {
    return device_beside(session, 1);
}

std::optional<SeenDevice> device_before(const Session& session) {
    return device_beside(session, -1);
}

std::string device_name(const Session& session, const layers::Device& device) {
    const twin::TwinStore& store = session.live.store();
    if (const auto named = twin::find_series(store, device.entity, "name")) {
        const auto reading = twin::latest_at(store, *named);
        if (reading && reading->kind == twin::ValueKind::kText && !reading->text.empty())
            return reading->text;
    }
    std::string id(twin::short_name(store.entities()[device.entity].id()));
    if (device.kind == layers::DeviceKind::kOther) return id;
    return words::text({"device.name", "{kind} {id}"},
                       {{"kind", device_kind_name(device.kind)}, {"id", id}});
}

std::string device_line(const Session& session, const layers::Device& device,
                        const SeenDevice* seen) {
    std::string line = words::text({"device.line", "{name}: {values}, {state}, {age}."},
                                   {{"name", device_name(session, device)},
                                    {"values", values_text(session, device)},
                                    {"state", device_state_name(device.state)},
                                    {"age", age_text(session, device)}});
    if (seen == nullptr) return line;
    const std::string where = describe::said_position({seen->distance_m, seen->relative_deg});
    return describe::joined(
        {line, words::text({"device.where", "{position}."}, {{"position", where}})});
}

std::string devices_sentence(const Session& session) {
    std::array<std::size_t, kStates.size()> by_state{};
    std::size_t all = 0;
    for (const SeenDevice& seen : devices_in_view(session)) {
        ++by_state[static_cast<std::size_t>(seen.device->state)];
        ++all;
    }
    if (all == 0) return {};
    constexpr words::PluralMessage kInView{"device.in_view", "{n} device in view",
                                           "{n} devices in view"};
    const std::string number = describe::said_count(all);
    const std::string devices = words::plural(kInView, all, {{"n", number}});
    const std::string states = states_text(by_state, States::kNotLive);
    const std::string told =
        states.empty() ? words::text({"device.told", "{devices}."}, {{"devices", devices}})
                       : words::text({"device.told_states", "{devices}, {states}."},
                                     {{"devices", devices}, {"states", states}});
    std::vector<std::string> sentences = values_told(session);
    sentences.insert(sentences.begin(), told);
    return describe::joined(sentences);
}

std::vector<ui::PictureObject> device_objects(const Session& session) {
    std::vector<ui::PictureObject> objects;
    if (session.devices == nullptr || session.devices->devices().size() > kLabelledAmong)
        return objects;
    const float half = session.device_size_px * 0.5F;
    for (const SeenDevice& seen : devices_in_view(session)) {
        const bool is_chosen = seen.device->entity == session.device;
        if (is_in_group(session, *seen.device)) continue;
        if (objects.size() >= kDevicesTold && !is_chosen) continue;
        objects.push_back({device_key(seen.device->entity),
                           device_name(session, *seen.device),
                           device_line(session, *seen.device, &seen),
                           {seen.at.x - half, seen.at.y - half, seen.at.x + half, seen.at.y + half},
                           is_chosen,
                           is_chosen,
                           true});
    }
    return objects;
}

std::optional<twin::EntityId> device_of_node(const Session& session, access::NodeId node) {
    for (const ui::PictureObject& object : device_objects(session)) {
        if (access::node_id(object.key) != node) continue;
        return twin::EntityId{static_cast<std::uint32_t>(
            std::strtoul(object.key.c_str() + kDeviceKey.size(), nullptr, 10))};
    }
    return std::nullopt;
}

void fill_devices(const Session& session, panels::OverlayState& overlay) {
    overlay.devices = {};
    if (session.devices == nullptr || session.devices->devices().empty()) return;
    add_legend(session, overlay.devices);
    fill_groups(session, overlay);
    const bool shows_values = !session.history.now().live_property.empty();
    if (!shows_values || session.devices->devices().size() > kLabelledAmong) return;
    std::size_t rays = 0;
    const std::size_t labels_max = overlay.labels.size() + kLabelsMax;  // Beside those of groups.
    for (const SeenDevice& seen : devices_in_view(session)) {
        if (!seen.device->has_value || is_in_group(session, *seen.device)) continue;
        if (rays >= kLabelRays || overlay.labels.size() >= labels_max) break;
        rays += add_label(session, seen, overlay) ? 1U : 0U;
    }
}

}  // namespace belvedere::window
