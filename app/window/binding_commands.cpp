// SPDX-License-Identifier: Apache-2.0
// Commands on what devices belong to: bindings to objects of the city, and colours by their values.
#include <algorithm>
#include <utility>

#include "app/window/session_commands.hpp"
#include "app/window/twin_work.hpp"
#include "app/words/words.hpp"

namespace belvedere::window {
namespace {

using command::Call;
using command::ValueType;

// The device that a call names by its number or id; else the chosen one.
Result<twin::EntityId> bound_device_in(const Session& session, const Call& call) {
    const twin::EntityTable& all = session.live.store().entities();
    if (const std::int64_t number = call.integer("device", -1); number >= 0) {
        if (static_cast<std::size_t>(number) < all.size())
            return twin::EntityId{static_cast<std::uint32_t>(number)};
    } else if (const std::string id = call.text("id"); !id.empty()) {
        for (const live::LiveFeed& feed : session.live.feeds()) {
            if (const auto found = all.find(feed.source, id)) return *found;
        }
    } else if (session.device.valid()) {
        return session.device;
    }
    return fail(ErrorKind::kNotFound,
                words::text({"problem.no_device", "there is no such device"}));
}

// The person's words with one more, in place of an earlier one on the same device; without
// `binding` the earlier one goes.
Result<void> keep_word(Session& session, const project::DeviceName& device,
                       std::optional<project::DeviceBinding> binding, const Message& title) {
    project::Project next = session.history.now();
    std::vector<project::DeviceBinding> all = next.twins.bindings.all();
    std::erase_if(all, [&](const auto& each) { return each.device == device; });
    if (binding) all.push_back(*std::move(binding));
    if (all.size() > project::kDeviceBindingsMax) {
        return fail(ErrorKind::kLimit,
                    words::text({"problem.bindings_max", "a project keeps {n} bindings at most"},
                                {{"n", std::to_string(project::kDeviceBindingsMax)}}));
    }
    next.twins.bindings = project::SharedList(std::move(all));
    apply_project(session, std::move(next), words::text(title, {{"device", device.id}}));
    session.twins.looked_s = -1e9;
    session.changed = true;
    return {};
}

Result<void> bind_device(Session& session, twin::EntityId device, FeatureId feature) {
    const std::string layer = layer_of_feature(session, feature);
    if (layer.empty()) {
        return fail(ErrorKind::kDenied,
                    words::text({"problem.no_object", "no object of an open layer is inspected"}));
    }
    project::DeviceBinding binding;
    binding.device = device_name_of(session, device);
    binding.layer = layer;
    binding.feature = session.scene.name_of(feature).id;
    session.announce(words::text({"binding.bound_told", "{device} belongs to {object}"},
                                 {{"device", binding.device.id}, {"object", binding.feature}}),
                     Urgency::kPolite);
    const project::DeviceName name = binding.device;
    return keep_word(session, name, std::move(binding), {"step.bind", "Bind {device}"});
}

Result<void> bind_to_object(Session& session, const Call& call) {
    const auto device = bound_device_in(session, call);
    if (!device) return fail(device.error());
    FeatureId feature = session.inspected;
    if (const std::string id = call.text("object"); !id.empty())
        feature = session.scene.find_feature(id);
    return bind_device(session, *device, feature);
}

Result<void> confirm_binding(Session& session, const Call& call) {
    const auto device = bound_device_in(session, call);
    if (!device) return fail(device.error());
    binding::CityBinding& bindings = session.twins.binding;
    bindings.look_at(binding_sources(session, binding::Suggests::kYes), *device);
    const binding::Binding binding = bindings.of(*device);
    if (binding.state != binding::BindingState::kSuggested) {
        return fail(ErrorKind::kDenied,
                    words::text({"problem.no_suggestion",
                                 "the device stands on no building that is loaded, or where it "
                                 "belongs is known already"}));
    }
    return bind_device(session, *device, binding.feature);
}

Result<void> confirm_bindings(Session& session) {
    const auto devices = session.twins.binding.devices_in(binding::BindingState::kSuggested,
                                                          project::kDeviceBindingsMax);
    project::Project next = session.history.now();
    std::vector<project::DeviceBinding> all = next.twins.bindings.all();
    const std::size_t room = project::kDeviceBindingsMax - all.size();
    std::size_t added = 0;
    for (const twin::EntityId device : devices) {
        if (added == room) break;
        const FeatureId feature = session.twins.binding.of(device).feature;
        project::DeviceBinding binding;
        binding.device = device_name_of(session, device);
        binding.layer = layer_of_feature(session, feature);
        binding.feature = session.scene.name_of(feature).id;
        if (binding.layer.empty()) continue;
        all.push_back(std::move(binding));
        ++added;
    }
    if (added == 0) {
        return fail(ErrorKind::kNotFound,
                    words::text({"problem.none_suggested", "nothing is suggested now"}));
    }
    next.twins.bindings = project::SharedList(std::move(all));
    constexpr words::PluralMessage kConfirmed{"step.confirm_bindings", "Confirm {n} binding",
                                              "Confirm {n} bindings"};
    apply_project(session, std::move(next), words::plural(kConfirmed, added));
    return {};
}

Result<void> refuse_binding(Session& session, const Call& call) {
    const auto device = bound_device_in(session, call);
    if (!device) return fail(device.error());
    project::DeviceBinding binding;
    binding.device = device_name_of(session, *device);
    binding.is_refused = true;
    const project::DeviceName name = binding.device;
    return keep_word(session, name, std::move(binding),
                     {"step.refuse", "{device} belongs to nothing"});
}

Result<void> clear_binding(Session& session, const Call& call) {
    const auto device = bound_device_in(session, call);
    if (!device) return fail(device.error());
    const project::DeviceName name = device_name_of(session, *device);
    const auto& all = session.history.now().twins.bindings.all();
    if (std::ranges::find(all, name, &project::DeviceBinding::device) == all.end()) {
        return fail(ErrorKind::kNotFound,
                    words::text({"problem.nothing_said", "nobody said where it belongs"}));
    }
    return keep_word(session, name, std::nullopt, {"step.unbind", "Unbind {device}"});
}

Result<void> show_bound_object(Session& session, const Call& call) {
    const auto device = bound_device_in(session, call);
    if (!device) return fail(device.error());
    const binding::Binding binding = session.twins.binding.of(*device);
    if (!binding.feature.valid()) {
        return fail(ErrorKind::kNotFound,
                    words::text({"problem.not_bound", "the device belongs to no known object"}));
    }
    session.inspected = binding.feature;
    session.at_point.clear();
    session.changed = true;
    return zoom_to_features(session, std::span(&session.inspected, 1));
}

Result<void> show_link_list(Session& session, const Call& call) {
    const std::string list = call.text("list");
    if (!list.empty()) {
        if (std::ranges::find(kLinkLists, list) == kLinkLists.end())
            return fail(ErrorKind::kUsage, "there is no list " + list);
        session.twins.list = list;
    }
    project::Project next = session.history.now();
    next.layout.bottom_open = true;
    next.layout.bottom_tab = "bindings";
    session.history.amend(std::move(next));
    session.changed = true;
    return {};
}

Result<void> set_building_tint(Session& session, const Call& call) {
    const std::string by = call.text("by");
    if (by != "off" && by != "bound" && by != "place")
        return fail(ErrorKind::kUsage, "one of off, bound, place is expected, not " + by);
    project::Project next = session.history.now();
    next.twins.tint = by == "off" ? std::string() : by;
    apply_project(session, std::move(next),
                  words::text({"step.tint", "Colour buildings by values"}), call.id);
    return {};
}

void add_saying(command::CommandRegistry& registry, Session& session) {
    const auto has_devices = [&session] { return session.live.store().entities().size() > 0; };
    const std::vector<command::Parameter> which = {may_have("device", ValueType::kInteger),
                                                   may_have("id", ValueType::kText)};
    std::vector<command::Parameter> with_object = which;
    with_object.push_back(may_have("object", ValueType::kText));
    add(registry,
        {"binding.confirm", "Confirm where the device belongs",
         "The device belongs to the building it stands on.", "", which, has_devices},
        [&](const Call& call) { return confirm_binding(session, call); });
    add(registry,
        {"binding.confirm_all",
         "Confirm all suggested bindings",
         "Every device that stands on a building and says nothing itself belongs to it.",
         "",
         {},
         has_devices},
        [&](const Call&) { return confirm_bindings(session); });
    add(registry,
        {"binding.refuse", "The device belongs to no building",
         "Nothing is suggested for it any more, and what it names does not count.", "", which,
         has_devices},
        [&](const Call& call) { return refuse_binding(session, call); });
    add(registry,
        {"binding.bind", "Bind the device to the inspected object",
         "The chosen device belongs to the inspected object or surface, whatever it says itself.",
         "", with_object, has_devices},
        [&](const Call& call) { return bind_to_object(session, call); });
    add(registry,
        {"binding.clear", "Unbind the device",
         "Takes back what was said of where the device belongs; what it names itself counts again.",
         "", which, has_devices},
        [&](const Call& call) { return clear_binding(session, call); });
}

}  // namespace

void add_binding_commands(command::CommandRegistry& registry, Session& session) {
    const auto has_devices = [&session] { return session.live.store().entities().size() > 0; };
    add_saying(registry, session);
    add(registry,
        {"binding.show_object",
         "Show what the device belongs to",
         "Inspects and shows the object that the chosen device belongs to, or stands on.",
         "",
         {may_have("device", ValueType::kInteger), may_have("id", ValueType::kText)},
         has_devices},
        [&](const Call& call) { return show_bound_object(session, call); });
    add(registry,
        {"binding.show",
         "Bindings of devices",
         "Lists which devices belong to which objects, what has none, and conflicts of identity.",
         "",
         {may_have("list", ValueType::kText)}},
        [&](const Call& call) { return show_link_list(session, call); });
    add(registry,
        {"live.tint",
         "Colour buildings by values",
         "Gives buildings and surfaces the colour of their devices' shown value: of bound ones, of "
         "those that stand on them too (place), or not at all (off).",
         "",
         {needs("by", ValueType::kText)}},
        [&](const Call& call) { return set_building_tint(session, call); });
}

}  // namespace belvedere::window
