// SPDX-License-Identifier: Apache-2.0
#include "app/window/group_view.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <memory>
#include <string_view>
#include <utility>

#include <glm/common.hpp>
#include <glm/geometric.hpp>

#include "app/describe/quantity_words.hpp"
#include "app/ui/theme.hpp"
#include "app/window/device_look.hpp"
#include "app/window/live_desk_work.hpp"
#include "app/words/words.hpp"
#include "engine/geo/bounds.hpp"

namespace belvedere::window {
namespace {

// While values come in devices are grouped anew so often.
constexpr double kRegroup_s = 1.0;
constexpr std::size_t kGroupsTold = 20;
constexpr std::size_t kNumbersMost = 200;
constexpr float kNear_px = 3.0F;
// Devices that stand nearer to one another are told apart by the list alone.
constexpr double kApart_m = 2.0;
constexpr std::string_view kGroupKey = "canvas.group.";

constexpr std::array<twin::TwinState, 5> kTold = {
    twin::TwinState::kLost, twin::TwinState::kStale, twin::TwinState::kDisputed,
    twin::TwinState::kReplayed, twin::TwinState::kSimulated};

std::string group_key(const Session& session, const layers::DeviceGroup& group) {
    const std::uint32_t first = group.members.front();
    return std::string(kGroupKey) + std::to_string(session.devices->devices()[first].entity.value);
}

float half_px(const Session& session, const layers::DeviceGroup& group) {
    return session.device_size_px * 0.5F * static_cast<float>(group.sign.size_sixteenths) / 16.0F;
}

bool is_same_view(const GroupMoment& a, const GroupMoment& b) {
    return a.pose.eye == b.pose.eye && a.pose.heading_deg == b.pose.heading_deg &&
           a.pose.pitch_deg == b.pose.pitch_deg && a.area.width() == b.area.width() &&
           a.area.height() == b.area.height() && a.scale == b.scale;
}

layers::GroupView view_of_groups(const Session& session) {
    layers::GroupView view;
    view.on_screen = [see = screen_places(session)](const glm::dvec3& place) { return see(place); };
    view.size_px = {session.area.width(), session.area.height()};
    view.reach_px = kGroupReach_px * session.device_scale;
    std::vector<std::uint32_t> alarmed;
    for (const indicator::Alarm& alarm : session.desk.board.alarms()) {
        if (alarm.is_open()) alarmed.push_back(alarm.entity.value);
    }
    std::ranges::sort(alarmed);
    view.is_alarmed = [alarmed = std::move(alarmed)](twin::EntityId device) {
        return std::ranges::binary_search(alarmed, device.value);
    };
    const ui::Color error = ui::light_theme().colors.error;
    view.alarm = {error.r, error.g, error.b, 255};
    return view;
}

std::string states_of(const Session& session, const layers::DeviceGroup& group) {
    std::vector<std::string> told;
    for (const twin::TwinState state : kTold) {
        const auto count = std::ranges::count_if(group.members, [&](std::uint32_t member) {
            return session.devices->devices()[member].state == state;
        });
        if (count == 0) continue;
        told.push_back(words::text({"device.state_count", "{n} {state}"},
                                   {{"n", describe::said_count(static_cast<std::uint64_t>(count))},
                                    {"state", device_state_name(state)}}));
    }
    constexpr words::PluralMessage kAlarmed{"device.group_alarmed", "{n} with an open alarm",
                                            "{n} with open alarms"};
    if (group.alarmed > 0)
        told.insert(told.begin(), words::plural(kAlarmed, group.alarmed,
                                                {{"n", describe::said_count(group.alarmed)}}));
    return describe::said_list(told);
}

bool covers(const panels::ViewLabel& a, const panels::ViewLabel& b, float scale) {
    constexpr float kLetter_px = 8.0F, kPad_px = 14.0F, kLine_px = 24.0F;
    const auto half = [&](const panels::ViewLabel& label) {
        return (kLetter_px * static_cast<float>(label.text.size()) + kPad_px) * 0.5F * scale;
    };
    return std::abs(a.x - b.x) < half(a) + half(b) && std::abs(a.y - b.y) < kLine_px * scale;
}

}  // namespace

void follow_groups(Session& session, city::DeviceDrawing& devices, GroupMoment& last) {
    if (!session.history.now().twins.groups_devices) {
        if (!devices.groups().groups().empty()) session.changed = true;
        devices.ungroup();
        last = {};
        return;
    }
    GroupMoment now;
    now.pose = session.motion.pose();
    now.area = session.area;
    now.look = device_look(session.history.now().live_property, session.device);
    now.alarms = session.desk.alarms_changed;
    now.symbols = devices.devices_revision();
    now.scale = session.device_scale;
    now.at_s = system_clock().steady_seconds();
    // What is under way ends first: a view that never rests is grouped as often as it can be.
    if (devices.groups().is_under_way()) return;
    const bool is_due = now.symbols != last.symbols && now.at_s - last.at_s >= kRegroup_s;
    const bool is_other =
        !is_same_view(now, last) || now.look != last.look || now.alarms != last.alarms || is_due;
    if (!is_other) return;
    devices.group(view_of_groups(session), now.look);
    last = std::move(now);
}

std::vector<SeenGroup> groups_in_view(const Session& session) {
    std::vector<SeenGroup> all;
    if (session.groups == nullptr || session.devices == nullptr) return all;
    const std::span<const layers::Device> devices = session.devices->devices();
    const std::span<const layers::DeviceGroup> groups = session.groups->groups();
    for (std::size_t i = 0; i < groups.size(); ++i) {
        if (const auto seen = see_device(session, devices[groups[i].stands_at]))
            all.push_back({i, *seen});
    }
    std::ranges::sort(all, {}, [](const SeenGroup& seen) { return seen.at.distance_m; });
    return all;
}

std::optional<std::size_t> group_at(const Session& session, glm::vec2 pixel) {
    for (const SeenGroup& seen : groups_in_view(session)) {
        const float reach = half_px(session, session.groups->groups()[seen.number]) + kNear_px;
        if (glm::distance(seen.at.at, pixel) > reach) continue;
        if (!is_device_hidden(session, camera_of(session), seen.at)) return seen.number;
    }
    return std::nullopt;
}

bool is_in_group(const Session& session, const layers::Device& device) {
    if (session.groups == nullptr || session.groups->groups().empty()) return false;
    const auto index = static_cast<std::size_t>(&device - session.devices->devices().data());
    return session.groups->group_of(index) != layers::DeviceGroups::kAlone;
}

std::string group_name(const layers::DeviceGroup& group) {
    constexpr words::PluralMessage kDevices{"device.group", "{n} device", "{n} devices"};
    return words::plural(kDevices, group.members.size(),
                         {{"n", describe::said_count(group.members.size())}});
}

std::string group_line(const Session& session, const SeenGroup& seen) {
    const layers::DeviceGroup& group = session.groups->groups()[seen.number];
    const std::string states = states_of(session, group);
    const std::string name = group_name(group);
    const std::string line =
        states.empty() ? words::text({"device.group_told", "{devices}."}, {{"devices", name}})
                       : words::text({"device.group_states", "{devices}: {states}."},
                                     {{"devices", name}, {"states", states}});
    const std::string where = describe::said_position({seen.at.distance_m, seen.at.relative_deg});
    return describe::joined(
        {line, words::text({"device.where", "{position}."}, {{"position", where}})});
}

Result<void> open_group(Session& session, std::size_t number) {
    if (session.groups == nullptr || number >= session.groups->groups().size()) {
        return fail(ErrorKind::kNotFound,
                    words::text({"problem.no_group", "there is no such group of devices"}));
    }
    const layers::DeviceGroup& group = session.groups->groups()[number];
    const std::span<const layers::Device> devices = session.devices->devices();
    auto among = std::make_shared<std::vector<twin::EntityId>>();
    glm::dvec3 low = devices[group.stands_at].place, high = low;
    for (const std::uint32_t member : group.members) {
        among->push_back(devices[member].entity);
        low = glm::min(low, devices[member].place);
        high = glm::max(high, devices[member].place);
    }
    std::ranges::sort(*among, {}, &twin::EntityId::value);
    session.desk.query = {};
    session.desk.query.among = std::move(among);
    session.desk.query.grouping = devices::DeviceGrouping::kNone;
    show_tab(session, LiveTab::kDevices);
    const double radius_m = glm::distance(low, high) * 0.5;
    constexpr double kRound_m = 30.0;
    if (radius_m > kApart_m) {
        fly_to_box(session, box_round({(low + high) * 0.5, std::max(radius_m, kRound_m)},
                                      BoxShape::kFlat, session.scene.ground()));
    }
    session.announce(words::text({"device.group_listed", "{devices} are listed"},
                                 {{"devices", group_name(group)}}),
                     Urgency::kPolite);
    session.changed = true;
    return {};
}

std::optional<SeenGroup> group_after(const Session& session) {
    const std::vector<SeenGroup> all = groups_in_view(session);
    const auto told = std::ranges::find_if(all, [&](const SeenGroup& seen) {
        return seen.at.device->entity == session.desk.told_group;
    });
    if (all.empty()) return std::nullopt;
    if (told == all.end()) return all.front();
    if (told + 1 == all.end()) return std::nullopt;
    return *(told + 1);
}

std::vector<ui::PictureObject> group_objects(const Session& session) {
    std::vector<ui::PictureObject> objects;
    for (const SeenGroup& seen : groups_in_view(session)) {
        if (objects.size() >= kGroupsTold) break;
        const layers::DeviceGroup& group = session.groups->groups()[seen.number];
        const float half = half_px(session, group);
        const glm::vec2 at = seen.at.at;
        const bool is_told = seen.at.device->entity == session.desk.told_group;
        objects.push_back({group_key(session, group),
                           group_name(group),
                           group_line(session, seen),
                           {at.x - half, at.y - half, at.x + half, at.y + half},
                           is_told,
                           false,
                           true});
    }
    return objects;
}

std::optional<std::size_t> group_of_node(const Session& session, access::NodeId node) {
    if (session.groups == nullptr) return std::nullopt;
    const std::span<const layers::DeviceGroup> groups = session.groups->groups();
    for (std::size_t i = 0; i < groups.size(); ++i) {
        if (access::node_id(group_key(session, groups[i])) == node) return i;
    }
    return std::nullopt;
}

std::string grouped_sentence(const layers::DeviceGroups& groups) {
    constexpr words::PluralMessage kGrouped{
        "device.grouped",
        "{devices} that would overlap are {n} symbol with their number; it has the worst state of "
        "them",
        "{devices} that would overlap are {n} symbols with their number; each has the worst state "
        "of its devices"};
    constexpr words::PluralMessage kDevices{"device.group", "{n} device", "{n} devices"};
    const std::size_t grouped = groups.grouped();
    const std::string devices =
        words::plural(kDevices, grouped, {{"n", describe::said_count(grouped)}});
    return words::plural(
        kGrouped, groups.groups().size(),
        {{"n", describe::said_count(groups.groups().size())}, {"devices", devices}});
}

std::string group_number(const layers::DeviceGroup& group) {
    const std::string number = describe::said_count(group.members.size());
    return group.alarmed > 0 ? "▲ " + number : number;
}

void fill_groups(const Session& session, panels::OverlayState& overlay) {
    if (session.groups == nullptr || session.groups->groups().empty()) return;
    const std::span<const layers::DeviceGroup> groups = session.groups->groups();
    overlay.devices.values.push_back(grouped_sentence(*session.groups));
    std::vector<SeenGroup> seen = groups_in_view(session);
    std::ranges::stable_sort(seen, std::greater<>(), [&](const SeenGroup& each) {
        const layers::DeviceGroup& group = groups[each.number];
        return std::pair(group.alarmed > 0, group.members.size());
    });
    // Also of those that shine through what hides them: how many there are is never a riddle.
    for (const SeenGroup& each : seen) {
        if (overlay.labels.size() >= kNumbersMost) break;
        const layers::DeviceGroup& group = groups[each.number];
        panels::ViewLabel label{each.at.at.x, each.at.at.y - half_px(session, group),
                                group_number(group)};
        const bool is_covered = std::ranges::any_of(overlay.labels, [&](const auto& other) {
            return covers(label, other, session.device_scale);
        });
        if (!is_covered) overlay.labels.push_back(std::move(label));
    }
}

}  // namespace belvedere::window
