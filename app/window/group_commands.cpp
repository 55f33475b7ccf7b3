// SPDX-License-Identifier: Apache-2.0
// Commands on devices that are one symbol.
#include "app/window/group_view.hpp"
#include "app/window/session_commands.hpp"
#include "app/words/words.hpp"

namespace belvedere::window {
namespace {

using command::Call;
using command::ValueType;

Result<void> no_group() {
    return fail(ErrorKind::kNotFound,
                words::text({"problem.no_group", "there is no such group of devices"}));
}

// The one that a call names by its number, or the one that was told last.
std::optional<SeenGroup> group_named(const Session& session, const Call& call) {
    const std::int64_t number = call.integer("group", -1);
    for (const SeenGroup& seen : groups_in_view(session)) {
        const bool is_it = number >= 0 ? seen.number == static_cast<std::size_t>(number)
                                       : seen.at.device->entity == session.desk.told_group;
        if (is_it) return seen;
    }
    return std::nullopt;
}

Result<void> group_devices(Session& session, const Call& call) {
    project::Project next = session.history.now();
    next.twins.groups_devices = call.flag("on", !next.twins.groups_devices);
    const Message title = next.twins.groups_devices
                              ? Message{"step.group_devices", "Group devices that overlap"}
                              : Message{"step.ungroup_devices", "Show every device by itself"};
    apply_project(session, std::move(next), words::text(title), call.id);
    session.changed = true;
    return {};
}

void tell_group(Session& session, const SeenGroup& seen) {
    session.desk.told_group = seen.at.device->entity;
    session.telling.told = group_line(session, seen);
    session.announce(session.telling.told, Urgency::kPolite);
    session.changed = true;
}

Result<void> next_group(Session& session) {
    if (const auto next = group_after(session)) {
        tell_group(session, *next);
        return {};
    }
    const bool has_any = !groups_in_view(session).empty();
    session.telling.told =
        has_any ? words::text({"device.last_group", "This is the farthest group."})
                : words::text({"device.no_groups", "No devices are grouped in view."});
    session.announce(session.telling.told, Urgency::kPolite);
    session.desk.told_group = {};
    session.changed = true;
    return {};
}

}  // namespace

void add_group_commands(command::CommandRegistry& registry, Session& session) {
    const auto has_groups = [&session] {
        return session.groups != nullptr && !session.groups->groups().empty();
    };
    const std::vector<command::Parameter> which = {may_have("group", ValueType::kInteger)};
    add(registry,
        {"live.group",
         "Group devices that overlap",
         "Shows devices whose symbols would cover one another as one, with their number and the "
         "worst state of them, or every device by itself.",
         "Ctrl+Shift+O",
         {may_have("on", ValueType::kBool)}},
        [&](const Call& call) { return group_devices(session, call); });
    add(registry,
        {"device.next_group",
         "Next group of devices",
         "Tells the next group in view, by distance.",
         "Ctrl+Shift+K",
         {},
         has_groups},
        [&](const Call&) { return next_group(session); });
    add(registry,
        {"device.tell_group", "Describe a group of devices",
         "Tells how many devices a group has and how they fare.", "", which, has_groups},
        [&](const Call& call) -> Result<void> {
            const auto seen = group_named(session, call);
            if (!seen) return no_group();
            tell_group(session, *seen);
            return {};
        });
    add(registry,
        {"device.open_group", "Open a group of devices",
         "Lists the devices of a group, or of the one told last, and flies to them.",
         "Ctrl+Shift+Y", which, has_groups},
        [&](const Call& call) -> Result<void> {
            const auto seen = group_named(session, call);
            return seen ? open_group(session, seen->number) : no_group();
        });
}

}  // namespace belvedere::window
