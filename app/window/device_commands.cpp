// SPDX-License-Identifier: Apache-2.0
// Commands on the list of devices and on the one that is chosen.
#include <algorithm>
#include <array>
#include <utility>

#include "app/devices/twin_text.hpp"
#include "app/window/live_desk_work.hpp"
#include "app/window/session_commands.hpp"
#include "app/words/words.hpp"

namespace belvedere::window {
namespace {

using command::Call;
using command::ValueType;

constexpr std::array<std::string_view, 5> kSortNames = {"name", "kind", "state", "age", "value"};
constexpr std::array<std::string_view, 4> kGroupNames = {"none", "kind", "state", "source"};
constexpr std::array<std::string_view, 6> kStateNames = {"live",      "stale",    "lost",
                                                         "simulated", "replayed", "disputed"};
template <class Kind, std::size_t N>
Result<Kind> one_of(const std::array<std::string_view, N>& names, const std::string& name) {
    const auto found = std::ranges::find(names, name);
    if (found != names.end()) return static_cast<Kind>(found - names.begin());
    std::string all;
    for (const std::string_view each : names)
        all += (all.empty() ? "" : ", ") + std::string(each);
    return fail(ErrorKind::kUsage, "one of " + all + " is expected, not " + name);
}

// The query with what the call says of it; the rest stays.
Result<devices::DeviceQuery> changed_query(devices::DeviceQuery query, const Call& call) {
    if (call.has("text")) query.text = call.text("text");
    if (call.has("kind")) query.kind = call.text("kind");
    if (call.has("source")) query.source = call.text("source");
    if (call.has("property")) query.property = call.text("property");
    if (call.has("state")) {
        query.state.reset();
        if (const std::string name = call.text("state"); !name.empty()) {
            const auto state = one_of<twin::TwinState>(kStateNames, name);
            if (!state) return fail(state.error());
            query.state = *state;
        }
    }
    if (call.has("sort")) {
        const auto sort = one_of<devices::DeviceSort>(kSortNames, call.text("sort"));
        if (!sort) return fail(sort.error());
        query.sort = *sort;
    }
    if (call.has("group")) {
        const auto group = one_of<devices::DeviceGrouping>(kGroupNames, call.text("group"));
        if (!group) return fail(group.error());
        query.grouping = *group;
    }
    if (call.has("descending")) {
        query.order = call.flag("descending") ? devices::SortOrder::kDown : devices::SortOrder::kUp;
    }
    // Without a property there is no value to sort by.
    if (query.property.empty() && query.sort == devices::DeviceSort::kValue)
        query.sort = devices::DeviceSort::kName;
    return query;
}

Result<void> find_devices(Session& session, const Call& call) {
    auto query = changed_query(session.desk.query, call);
    if (!query) return fail(query.error());
    session.desk.query = *std::move(query);
    session.changed = true;
    return {};
}

Result<void> find_extreme(Session& session, const Call& call) {
    Call find = call;
    find.arguments["sort"] = std::string("value");
    find.arguments["descending"] = !call.flag("lowest");
    find.arguments.erase("lowest");
    if (auto found = find_devices(session, find); !found) return found;
    session.desk.query.among.reset();  // Of all, and not of a group that is listed.
    show_tab(session, LiveTab::kDevices);
    show_tab(session, LiveTab::kDevice);
    session.desk.takes_first = true;
    return {};
}

void choose_device(Session& session, twin::EntityId device) {
    session.device = device;
    show_tab(session, LiveTab::kDevice);
    tell_device(session);
    session.changed = true;
}

Result<void> choose_line(Session& session, const Call& call) {
    if (session.desk.list == nullptr) return fail(ErrorKind::kNotFound, "nothing is listed");
    const auto& order = session.desk.list->order();
    const std::int64_t line = call.integer("line", -1);
    if (line < 0 || static_cast<std::size_t>(line) >= order.lines.size())
        return fail(ErrorKind::kNotFound, "the list has no such line");
    const devices::DeviceLine& chosen = order.lines[static_cast<std::size_t>(line)];
    if (chosen.entity.valid()) {
        choose_device(session, chosen.entity);
        return {};
    }
    // A heading: its group alone.
    Call only;
    const std::string& name = order.groups[chosen.group].name;
    if (order.query.grouping == devices::DeviceGrouping::kKind) only.arguments["kind"] = name;
    if (order.query.grouping == devices::DeviceGrouping::kSource) only.arguments["source"] = name;
    if (order.query.grouping == devices::DeviceGrouping::kState)
        only.arguments["state"] = std::string(kStateNames[std::stoul(name)]);
    only.arguments["group"] = std::string("none");
    return find_devices(session, only);
}

Result<void> step_device(Session& session, std::ptrdiff_t step) {
    if (session.desk.list == nullptr) return fail(ErrorKind::kNotFound, "nothing is listed");
    std::vector<twin::EntityId> all;
    for (const devices::DeviceLine& line : session.desk.list->order().lines) {
        if (line.entity.valid()) all.push_back(line.entity);
    }
    if (all.empty()) {
        return fail(ErrorKind::kNotFound,
                    words::text({"problem.no_devices", "the list of devices is empty"}));
    }
    const auto size = static_cast<std::ptrdiff_t>(all.size());
    const auto now = std::ranges::find(all, session.device) - all.begin();
    const std::ptrdiff_t next = now == size ? (step > 0 ? 0 : size - 1) : now + step;
    choose_device(session, all[static_cast<std::size_t>((next + size) % size)]);
    return {};
}

void add_list(command::CommandRegistry& registry, Session& session) {
    const auto find_parameters = [] {
        return std::vector<command::Parameter>{
            may_have("text", ValueType::kText),     may_have("kind", ValueType::kText),
            may_have("state", ValueType::kText),    may_have("source", ValueType::kText),
            may_have("property", ValueType::kText), may_have("sort", ValueType::kText),
            may_have("group", ValueType::kText),    may_have("descending", ValueType::kBool)};
    };
    add(registry, {"devices.show", "Devices", "Opens the list of all devices.", "Ctrl+Shift+D"},
        [&](const Call&) -> Result<void> {
            open_tab(session, LiveTab::kDevices);
            return {};
        });
    add(registry,
        {"devices.find", "Find devices",
         "Filters, sorts and groups the list of devices by what is given; the rest stays as it is.",
         "", find_parameters()},
        [&](const Call& call) {
            show_tab(session, LiveTab::kDevices);
            return find_devices(session, call);
        });
    add(registry,
        {"devices.reset", "All devices", "Takes every filter and order from the list of devices."},
        [&](const Call&) -> Result<void> {
            session.desk.query = {};
            session.changed = true;
            return {};
        });
    add(registry,
        {"devices.highest",
         "Find the highest value",
         "Lists the devices that have a property, such as pm25, and chooses the one with the "
         "highest value, or the lowest.",
         "",
         {needs("property", ValueType::kText), may_have("kind", ValueType::kText),
          may_have("lowest", ValueType::kBool)}},
        [&](const Call& call) { return find_extreme(session, call); });
    add(registry,
        {"devices.choose",
         "Choose a line of the list",
         "Chooses the device of a line of the list, from 0; of a heading, its group.",
         "",
         {needs("line", ValueType::kInteger)}},
        [&](const Call& call) { return choose_line(session, call); });
}

void add_device(command::CommandRegistry& registry, Session& session) {
    const auto has_device = [&session] { return session.device.valid(); };
    add(registry,
        {"devices.next", "Next device of the list", "Chooses the next device of the list.",
         "Ctrl+Shift+N"},
        [&](const Call&) { return step_device(session, 1); });
    add(registry,
        {"devices.previous", "Previous device of the list",
         "Chooses the device before in the list.", "Ctrl+Shift+B"},
        [&](const Call&) { return step_device(session, -1); });
    add(registry,
        {"device.card", "Values of the device", "Opens what is known of the chosen device.",
         "Ctrl+Shift+V"},
        [&](const Call&) -> Result<void> {
            open_tab(session, LiveTab::kDevice);
            return {};
        });
    add(registry,
        {"device.follow",
         "Follow the device",
         "Lets the view go where the chosen device goes, or stay.",
         "",
         {may_have("on", ValueType::kBool)},
         has_device},
        [&](const Call& call) -> Result<void> {
            LiveDesk& desk = session.desk;
            desk.follows_device = call.flag("on", !desk.follows_device);
            desk.followed_at.reset();
            session.changed = true;
            return {};
        });
}

}  // namespace

void show_tab(Session& session, LiveTab tab) {
    project::Project next = session.history.now();
    project::Layout& layout = next.layout;
    if (tab == LiveTab::kDevices) {
        layout.left_open = true;
        layout.left_tab = "devices";
    } else if (tab == LiveTab::kDevice) {
        layout.right_open = true;
        layout.right_tab = "device";
    } else {
        layout.bottom_open = true;
        layout.bottom_tab = tab == LiveTab::kChart    ? "chart"
                            : tab == LiveTab::kAlarms ? "alarms"
                                                      : "feeds";
    }
    session.history.amend(std::move(next));
    session.changed = true;
}

void open_tab(Session& session, LiveTab tab) {
    show_tab(session, tab);
    const project::Layout& layout = session.history.now().layout;
    if (tab == LiveTab::kDevices) return session.services.focus_tab("left", layout.left_tab);
    if (tab == LiveTab::kDevice) return session.services.focus_tab("right", layout.right_tab);
    session.services.focus_tab("bottom", layout.bottom_tab);
}

void add_device_commands(command::CommandRegistry& registry, Session& session) {
    add_list(registry, session);
    add_device(registry, session);
    add(registry, {"feeds.show", "Feeds", "Opens where live values come from.", "Ctrl+Shift+F"},
        [&](const Call&) -> Result<void> {
            open_tab(session, LiveTab::kFeeds);
            return {};
        });
    add(registry,
        {"feed.choose",
         "Choose a feed",
         "Shows how one feed fares.",
         "",
         {needs("url", ValueType::kText)}},
        [&](const Call& call) -> Result<void> {
            session.desk.chosen_feed = call.text("url");
            session.changed = true;
            return {};
        });
}

}  // namespace belvedere::window
