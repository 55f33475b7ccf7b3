// SPDX-License-Identifier: Apache-2.0
// Commands on live data: which feeds there are, and which of their values devices show.
#include <algorithm>
#include <functional>
#include <utility>

#include "app/live/open_feed.hpp"
#include "app/window/session_commands.hpp"
#include "app/words/words.hpp"

namespace belvedere::window {
namespace {

using command::Call;
using command::ValueType;

std::string feed_name(const std::string& url) {
    return live::source_info(url).name;
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
    add(registry,
        {"live.show",
         "Choose the value shown at devices",
         "Colours devices by a property, such as temperature; without one by their state alone.",
         "",
         {may_have("property", ValueType::kText)}},
        [&](const Call& call) { return show_property(session, call); });
}

}  // namespace belvedere::window
