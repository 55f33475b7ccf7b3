// SPDX-License-Identifier: Apache-2.0
// Application: objects, devices and groups of the picture as assistive technology knows them.
#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

#include "app/window/application_state.hpp"
#include "app/window/device_view.hpp"
#include "app/window/group_view.hpp"
#include "app/words/words.hpp"

namespace belvedere::window {

// What was asked of an object is the command that a key would give.
void Application::carry_object_requests() {
    for (const Assistive::ObjectRequest& request : assistive.take_object_requests()) {
        const auto& objects = session.telling.objects.objects;
        const auto found = std::find_if(objects.begin(), objects.end(), [&](const auto& object) {
            return access::node_id(object.key) == request.object;
        });
        if (found == objects.end()) {
            if (const auto group = group_of_node(session, request.object)) {
                commands.emit(request.action == access::Action::kPress ? "device.open_group"
                                                                       : "device.tell_group",
                              {{"group", static_cast<std::int64_t>(*group)}});
                continue;
            }
            const auto device = device_of_node(session, request.object);
            if (!device) continue;
            const auto number = static_cast<std::int64_t>(device->value);
            commands.emit("device.select", {{"device", number}});
            commands.emit(
                request.action == access::Action::kPress ? "device.go_to" : "device.describe",
                {{"device", number}});
            continue;
        }
        const char* command = request.action == access::Action::kPress    ? "object.go_to"
                              : request.action == access::Action::kSelect ? "object.select"
                                                                          : "object.describe";
        commands.emit(command, {{"feature", static_cast<std::int64_t>(found->feature.value)}});
    }
}

ui::WindowFacts Application::window_facts() const {
    ui::WindowFacts facts_now;
    facts_now.name = title.empty() ? "Belvedere" : title;
    facts_now.language = std::string(words::language());
    facts_now.width_px = static_cast<float>(window->width_px());
    facts_now.height_px = static_cast<float>(window->height_px());
    facts_now.is_active = is_active;
    facts_now.view = {session.area.x0, session.area.y0, session.area.x1, session.area.y1};
    facts_now.view_name = words::text({"view.name", "View of the city"});
    facts_now.view_description = session.telling.objects.sentence;
    for (const describe::ObjectNode& object : session.telling.objects.objects) {
        const auto on_screen = [&](double x, double y) {
            return ui::Point{session.area.x0 + static_cast<float>(x),
                             session.area.y0 + static_cast<float>(y)};
        };
        const ui::Point low = on_screen(object.rect.x0, object.rect.y0);
        const ui::Point high = on_screen(object.rect.x1, object.rect.y1);
        facts_now.objects.push_back({object.key,
                                     object.name,
                                     object.description,
                                     {low.x, low.y, high.x, high.y},
                                     object.is_current,
                                     object.is_selected});
    }
    for (ui::PictureObject& device : device_objects(session))
        facts_now.objects.push_back(std::move(device));
    for (ui::PictureObject& group : group_objects(session))
        facts_now.objects.push_back(std::move(group));
    facts_now.view_has_focus = panels->layout.has_sources && !frame.capture().keyboard;
    return facts_now;
}

}  // namespace belvedere::window
