// SPDX-License-Identifier: Apache-2.0
#include "app/panels/parts_tree.hpp"

#include <string>

#include "app/panels/unit_text.hpp"
#include "app/ui/containers.hpp"
#include "app/ui/controls.hpp"
#include "app/ui/text_widgets.hpp"
#include "app/words/words.hpp"

namespace belvedere::panels {
namespace {

// Types with a common name in the person's language; others are shown as the file has them.
std::string type_text(const std::string& type) {
    constexpr std::pair<std::string_view, Message> kTypes[] = {
        {"Building", {"part.building", "Building"}},
        {"BuildingPart", {"part.building_part", "Building part"}},
        {"BuildingInstallation", {"part.installation", "Installation"}},
        {"BuildingRoom", {"part.room", "Room"}},
        {"Room", {"part.room", "Room"}},
        {"Storey", {"part.storey", "Storey"}},
        {"WallSurface", {"part.wall", "Wall"}},
        {"RoofSurface", {"part.roof", "Roof"}},
        {"GroundSurface", {"part.ground", "Ground"}},
        {"ClosureSurface", {"part.closure", "Closure"}},
        {"OuterCeilingSurface", {"part.outer_ceiling", "Outer ceiling"}},
        {"OuterFloorSurface", {"part.outer_floor", "Outer floor"}},
        {"InteriorWallSurface", {"part.interior_wall", "Interior wall"}},
        {"CeilingSurface", {"part.ceiling", "Ceiling"}},
        {"FloorSurface", {"part.floor", "Floor"}},
        {"Window", {"part.window", "Window"}},
        {"WindowSurface", {"part.window", "Window"}},
        {"Door", {"part.door", "Door"}},
        {"DoorSurface", {"part.door", "Door"}}};
    for (const auto& [name, message] : kTypes) {
        if (name == type) return words::text(message);
    }
    return type;
}

std::string item_text(const PartNode& node) {
    std::string called = node.name.empty() ? node.id : node.name;
    // "B1#RoofSurface-2" is what a surface without an id of its own goes by.
    const std::string made = '#' + node.type + '-';
    const std::size_t at = called.rfind(made);
    if (!node.type.empty() && at != std::string::npos) called = called.substr(at + made.size());
    if (node.type.empty()) return called;
    return words::text({"part.item", "{type} · {name}"},
                       {{"type", type_text(node.type)}, {"name", called}});
}

void draw_node(const PartNode& node, Reveal reveal, command::CommandQueue& commands) {
    ui::TreeItem item;
    item.text = item_text(node);
    if (node.is_at_point && !node.is_current) {
        item.text = words::text({"part.clicked", "{item} (clicked)"}, {{"item", item.text}});
    }
    item.leaf = node.parts.empty();
    item.selected = node.is_current;
    item.initially = node.leads_to_current ? ui::Initially::kOpen : ui::Initially::kClosed;
    item.reveals = reveal == Reveal::kNow && node.leads_to_current && !node.is_current;
    const bool pressed = ui::tree_item(std::to_string(node.feature), item, [&] {
        for (const PartNode& part : node.parts)
            draw_node(part, reveal, commands);
    });
    if (pressed) commands.emit("feature.inspect", {{"feature", node.feature}});
}

}  // namespace

void draw_parts(const PanelState& state, Reveal reveal, command::CommandQueue& commands) {
    const PartsState& parts = state.models.parts;
    if (parts.count < 2) return;
    constexpr words::PluralMessage kTitle{"part.title", "Made of {n} part", "Made of {n} parts"};
    ui::space();
    ui::heading("parts_title", {"part.heading", "Object and its parts"});
    ui::plain_text("parts_count", counted_text(kTitle, parts.count - 1), ui::Tone::kMuted);
    ui::scope("parts", [&] {
        for (const PartNode& root : parts.roots)
            draw_node(root, reveal, commands);
    });
    if (parts.is_cut) {
        ui::text("parts_cut", {"part.cut", "There are more parts than are listed."},
                 ui::Tone::kMuted);
    }
}

}  // namespace belvedere::panels
