// SPDX-License-Identifier: Apache-2.0
// Commands on live data: which feeds there are, and which of their values devices show.
#include <algorithm>
#include <functional>
#include <utility>

#include "app/live/open_feed.hpp"
#include "app/window/device_view.hpp"
#include "app/window/live_desk_work.hpp"
#include "app/window/session_commands.hpp"
#include "app/words/words.hpp"

namespace belvedere::window {
namespace {

using command::Call;
using command::ValueType;

std::string feed_name(const std::string& url) {
    return url.substr(0, url.find('?'));
}

Result<void> connect(Session& session, const Call& call) {
    const std::string url = call.text("url");
    if (auto checked = live::check_feed(url); !checked) return checked;
    project::Project next = session.history.now();
    if (std::ranges::find(next.feeds, url, &project::Feed::url) != next.feeds.end()) return {};
    if (next.feeds.size() >= project::kFeedsMax) {
        return fail(ErrorKind::kLimit,
                    words::text({"problem.feeds_max", "no more than {n} feeds can be connected"},
                                {{"n", std::to_string(project::kFeedsMax)}}));
    }
    next.feeds.push_back({url});
    apply_project(session, std::move(next),
                  words::text({"step.connect", "Connect {name}"}, {{"name", feed_name(url)}}));
    return {};
}

Result<void> no_such_feed(const std::string& url) {
    return fail(ErrorKind::kNotFound,
                words::text({"problem.no_feed", "no feed is connected as {url}"}, {{"url", url}}));
}

Result<void> disconnect(Session& session, const Call& call) {
    const std::string url = call.text("url");
    project::Project next = session.history.now();
    if (std::erase_if(next.feeds, [&](const project::Feed& feed) { return feed.url == url; }) == 0)
        return no_such_feed(url);
    apply_project(
        session, std::move(next),
        words::text({"step.disconnect", "Disconnect {name}"}, {{"name", feed_name(url)}}));
    return {};
}

// One feed, or all of them without a URL.
Result<void> set_paused(Session& session, const Call& call, bool paused) {
    const std::string url = call.text("url");
    project::Project next = session.history.now();
    bool any = false;
    for (project::Feed& feed : next.feeds) {
        if (!url.empty() && feed.url != url) continue;
        feed.paused = paused;
        any = true;
    }
    if (!any && !url.empty()) return no_such_feed(url);
    const Message title = paused ? Message{"step.pause_feeds", "Pause live data"}
                                 : Message{"step.resume_feeds", "Resume live data"};
    if (any) apply_project(session, std::move(next), words::text(title));
    return {};
}

Result<void> reconnect(Session& session, const Call& call) {
    const std::string url = call.text("url");
    if (!url.empty()) return session.live.reconnect(url);
    for (const project::Feed& feed : session.history.now().feeds) {
        if (feed.paused) continue;
        if (auto again = session.live.reconnect(feed.url); !again) return again;
    }
    return {};
}

Result<void> show_property(Session& session, const Call& call) {
    project::Project next = session.history.now();
    next.live_property = call.text("property");
    apply_project(session, std::move(next),
                  words::text({"step.live_property", "Value shown at devices"}), call.id);
    return {};
}

// The entity that a call names by its number in the store or by its id.
Result<twin::EntityId> device_of(const Session& session, const Call& call) {
    const twin::EntityTable& all = session.live.store().entities();
    const std::string id = call.text("id");
    if (id.empty()) {
        const std::int64_t number = call.integer("device", -1);
        if (number >= 0 && static_cast<std::size_t>(number) < all.size())
            return twin::EntityId{static_cast<std::uint32_t>(number)};
    }
    for (const live::LiveFeed& feed : session.live.feeds()) {
        if (const auto found = all.find(feed.source, id); found && !id.empty()) return *found;
    }
    return fail(ErrorKind::kNotFound,
                words::text({"problem.no_device", "there is no such device"}));
}

Result<void> select_device(Session& session, const Call& call) {
    const auto device = device_of(session, call);
    if (!device) return fail(device.error());
    session.device = *device;
    session.changed = true;
    return {};
}

// Says what a device tells, for whoever does not see it.
void tell_device(Session& session, const layers::Device& device, const SeenDevice* seen) {
    session.telling.told = device_line(session, device, seen);
    session.announce(session.telling.told, Urgency::kPolite);
}

Result<void> walk_devices(Session& session, describe::Direction direction) {
    const bool is_forward = direction == describe::Direction::kNext;
    const auto next = is_forward ? device_after(session) : device_before(session);
    if (!next) {
        const bool has_any = !devices_in_view(session).empty();
        session.telling.told =
            !has_any     ? words::text({"device.none_in_view", "No device is in view."})
            : is_forward ? words::text({"device.last", "This is the farthest device."})
                         : words::text({"device.first", "This is the nearest device."});
        session.announce(session.telling.told, Urgency::kPolite);
        return {};
    }
    session.device = next->device->entity;
    tell_device(session, *next->device, &*next);
    session.changed = true;
    return {};
}

Result<const layers::Device*> shown_device(const Session& session, const Call& call) {
    twin::EntityId entity = session.device;
    if (call.has("device") || call.has("id")) {
        const auto named = device_of(session, call);
        if (!named) return fail(named.error());
        entity = *named;
    }
    const layers::Device* device =
        session.devices == nullptr || !entity.valid() ? nullptr : session.devices->find(entity);
    if (device != nullptr) return device;
    return fail(ErrorKind::kDenied,
                words::text({"problem.device_not_shown",
                             "the device has no place on the map, or none is selected"}));
}

Result<void> describe_device(Session& session, const Call& call) {
    const auto device = shown_device(session, call);
    if (!device) return fail(device.error());
    tell_device(session, **device, nullptr);
    return {};
}

// Near enough that the device and what stands round it are seen.
Result<void> go_to_device(Session& session, const Call& call) {
    constexpr double kRound_m = 60.0;
    const auto device = shown_device(session, call);
    if (!device) return fail(device.error());
    session.device = (*device)->entity;
    fly_to_box(session,
               box_round({(*device)->place, kRound_m}, BoxShape::kFlat, session.scene.ground()));
    tell_device(session, **device, nullptr);
    return {};
}

// Of a feed, of one value, or of all.
Result<void> accept_units(Session& session, const Call& call) {
    twin::UnitChanges& units = session.desk.units;
    std::size_t count = 0;
    if (const std::string url = call.text("url"); !url.empty()) {
        const auto feeds = session.live.feeds();
        const auto feed = std::ranges::find(feeds, url, &live::LiveFeed::url);
        if (feed == feeds.end()) return no_such_feed(url);
        count = units.acknowledge_all(feed->source);
    } else if (call.has("property")) {
        const auto series = series_named(session, call);
        if (!series) return fail(series.error());
        count = units.acknowledge(*series) ? 1 : 0;
    } else {
        count = units.acknowledge_all();
    }
    if (count == 0) {
        return fail(ErrorKind::kNotFound,
                    words::text({"problem.no_new_unit", "no unit has changed"}));
    }
    ++session.desk.units_changed;
    session.changed = true;
    constexpr words::PluralMessage kAccepted{"units.accepted", "The new unit of {n} value is right",
                                             "The new units of {n} values are right"};
    session.announce(words::plural(kAccepted, count), Urgency::kPolite);
    return {};
}

void add_selecting_commands(command::CommandRegistry& registry, Session& session) {
    const auto has_feeds = [&session] { return !session.history.now().feeds.empty(); };
    add(registry,
        {"device.select",
         "Select a device",
         "Selects a device by its id or its number.",
         "",
         {may_have("device", ValueType::kInteger), may_have("id", ValueType::kText)},
         has_feeds},
        [&](const Call& call) { return select_device(session, call); });
    add(registry,
        {"device.clear",
         "Deselect the device",
         "No device is selected any more.",
         "",
         {},
         [&session] { return session.device.valid(); }},
        [&](const Call&) -> Result<void> {
            session.device = {};
            session.changed = true;
            return {};
        });
}

void add_walk_commands(command::CommandRegistry& registry, Session& session) {
    const auto has_devices = [&session] {
        return session.devices != nullptr && !session.devices->devices().empty();
    };
    const std::vector<command::Parameter> which = {may_have("device", ValueType::kInteger),
                                                   may_have("id", ValueType::kText)};
    add(registry,
        {"device.next",
         "Next device",
         "Selects and tells the next device in view, by distance.",
         "Ctrl+J",
         {},
         has_devices},
        [&](const Call&) { return walk_devices(session, describe::Direction::kNext); });
    add(registry,
        {"device.previous",
         "Previous device",
         "Selects and tells the device in view before this one.",
         "Ctrl+Shift+J",
         {},
         has_devices},
        [&](const Call&) { return walk_devices(session, describe::Direction::kPrevious); });
    add(registry,
        {"device.describe", "Describe the device",
         "Tells what the selected device measures, how old that is and how it fares.", "", which,
         has_devices},
        [&](const Call& call) { return describe_device(session, call); });
    add(registry,
        {"device.go_to", "Go to the device", "Flies to the selected device.", "", which,
         has_devices},
        [&](const Call& call) { return go_to_device(session, call); });
}

}  // namespace

void add_live_commands(command::CommandRegistry& registry, Session& session) {
    const auto has_feeds = [&session] { return !session.history.now().feeds.empty(); };
    add(registry,
        {"feed.connect",
         "Connect to live data",
         "Takes in the values of devices from mqtt[s]://, ngsi-ld+http[s]://, sta+http[s]://, "
         "gtfs-rt+http[s]:// or sim:demo.",
         "",
         {needs("url", ValueType::kText)}},
        [&](const Call& call) { return connect(session, call); });
    add(registry,
        {"feed.disconnect",
         "Disconnect a feed",
         "Takes a feed out of the project; its devices are no longer shown.",
         "",
         {needs("url", ValueType::kText)},
         has_feeds},
        [&](const Call& call) { return disconnect(session, call); });
    add(registry,
        {"feed.pause",
         "Pause live data",
         "Takes in no more values, of one feed or of all; devices count as stale meanwhile.",
         "",
         {may_have("url", ValueType::kText)},
         has_feeds},
        [&](const Call& call) { return set_paused(session, call, true); });
    add(registry,
        {"feed.resume",
         "Resume live data",
         "Connects what was paused again, one feed or all.",
         "",
         {may_have("url", ValueType::kText)},
         has_feeds},
        [&](const Call& call) { return set_paused(session, call, false); });
    add(registry,
        {"feed.reconnect",
         "Reconnect live data",
         "Closes and opens the connection anew, of one feed or of all.",
         "",
         {may_have("url", ValueType::kText)},
         has_feeds},
        [&](const Call& call) { return reconnect(session, call); });
    add(registry,
        {"units.accept",
         "Accept changed units",
         "Takes the units that values come in now for right, of a feed, of one value of a device, "
         "or "
         "of all; from then on another change is told again.",
         "",
         {may_have("url", ValueType::kText), may_have("property", ValueType::kText),
          may_have("device", ValueType::kText)},
         [&session] { return !session.desk.units.open().empty(); }},
        [&](const Call& call) { return accept_units(session, call); });
    add_selecting_commands(registry, session);
    add_walk_commands(registry, session);
    add(registry,
        {"live.show",
         "Choose the value shown at devices",
         "Colours devices by a property, such as temperature; without one by their state alone.",
         "",
         {may_have("property", ValueType::kText)}},
        [&](const Call& call) { return show_property(session, call); });
}

}  // namespace belvedere::window
