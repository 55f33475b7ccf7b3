// SPDX-License-Identifier: Apache-2.0
// Commands on docks and layouts. How the panels stand is the project's and no step of undo: who
// takes back a colour does not want the panels to move. Layouts with a name are the person's.
#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "app/window/session_commands.hpp"
#include "app/words/words.hpp"

namespace belvedere::window {
namespace {

using command::Call;
using command::ValueType;
using project::NamedLayout;

void amend_layout(Session& session, const std::function<void(project::Layout&)>& edit) {
    project::Project next = session.history.now();
    edit(next.layout);
    session.history.amend(std::move(next));
    session.changed = true;
}

void add_dock(command::CommandRegistry& registry, Session& session, const Entry& entry,
              bool project::Layout::*open) {
    add(registry, entry, [&session, open](const Call&) -> Result<void> {
        amend_layout(session, [open](project::Layout& layout) { layout.*open = !(layout.*open); });
        return {};
    });
}

// The members of one dock.
struct DockMembers {
    std::string_view name;
    bool project::Layout::*open;
    double project::Layout::*size_px;
    std::string project::Layout::*tab;
};
constexpr std::array<DockMembers, 3> kDocks = {
    {{"left", &project::Layout::left_open, &project::Layout::left_px, &project::Layout::left_tab},
     {"right", &project::Layout::right_open, &project::Layout::right_px,
      &project::Layout::right_tab},
     {"bottom", &project::Layout::bottom_open, &project::Layout::bottom_px,
      &project::Layout::bottom_tab}}};

Result<DockMembers> dock_of(const Call& call) {
    const std::string name = call.text("dock");
    const auto found = std::find_if(kDocks.begin(), kDocks.end(),
                                    [&](const DockMembers& dock) { return dock.name == name; });
    if (found == kDocks.end()) return fail(ErrorKind::kUsage, "a dock is left, right or bottom");
    return *found;
}

Result<void> set_tab(Session& session, const Call& call) {
    const auto dock = dock_of(call);
    if (!dock) return fail(dock.error());
    amend_layout(session, [&](project::Layout& layout) {
        layout.*(dock->open) = true;
        layout.*(dock->tab) = call.text("tab");
    });
    return {};
}

Result<void> resize(Session& session, const Call& call) {
    const auto dock = dock_of(call);
    if (!dock) return fail(dock.error());
    const double size_px = call.number("size");
    if (!std::isfinite(size_px)) return fail(ErrorKind::kUsage, "a dock's size is a number");
    amend_layout(session, [&](project::Layout& layout) {
        layout.*(dock->open) = true;
        layout.*(dock->size_px) = std::clamp(size_px, 0.0, project::kDockMax_px);
    });
    return {};
}

// Every layout there is, built-in ones first, as the person calls them.
std::vector<NamedLayout> all_layouts(const Session& session) {
    std::vector<NamedLayout> all;
    for (const project::BuiltInLayout& built_in : project::built_in_layouts())
        all.push_back({words::text(built_in.name), built_in.layout});
    const auto& own = session.person.preferences.layouts;
    all.insert(all.end(), own.begin(), own.end());
    return all;
}

void show(Session& session, const NamedLayout& chosen) {
    amend_layout(session, [&](project::Layout& layout) {
        layout = project::arranged_as(std::move(layout), chosen.layout);
    });
    session.announce(words::text({"layout.shown", "Layout: {name}"}, {{"name", chosen.name}}),
                     Urgency::kPolite);
}

Failure unknown_layout(const std::string& name) {
    return fail(
        ErrorKind::kNotFound,
        words::text({"layout.unknown", "there is no layout called {name}"}, {{"name", name}}));
}

// By a built-in layout's id, or by the name that the person sees.
Result<void> apply_layout(Session& session, const std::string& name) {
    const auto built_in = project::built_in_layouts();
    const auto by_id =
        std::find_if(built_in.begin(), built_in.end(), [&](const auto& b) { return b.id == name; });
    if (by_id != built_in.end()) {
        show(session, {words::text(by_id->name), by_id->layout});
        return {};
    }
    for (const NamedLayout& layout : all_layouts(session)) {
        if (layout.name != name) continue;
        show(session, layout);
        return {};
    }
    return unknown_layout(name);
}

Result<void> next_layout(Session& session) {
    const std::vector<NamedLayout> all = all_layouts(session);
    const project::Layout& now = session.history.now().layout;
    const auto current = std::find_if(all.begin(), all.end(), [&](const NamedLayout& layout) {
        return project::arranged_as(now, layout.layout) == now;
    });
    const bool is_last = current == all.end() || current + 1 == all.end();
    show(session, is_last ? all.front() : *(current + 1));
    return {};
}

Result<void> check_name(const Session& session, const std::string& name) {
    if (name.empty() || name.size() > project::kLayoutNameBytesMax) {
        return fail(ErrorKind::kUsage,
                    words::text({"layout.name_needed", "a layout needs a name, not too long"}));
    }
    const std::size_t built_in = project::built_in_layouts().size();
    const std::vector<NamedLayout> all = all_layouts(session);
    for (std::size_t i = 0; i < built_in; ++i) {
        if (name != all[i].name && name != project::built_in_layouts()[i].id) continue;
        return fail(ErrorKind::kUsage,
                    words::text({"layout.name_taken", "{name} is a layout of the program itself"},
                                {{"name", name}}));
    }
    return {};
}

auto own_layout(preferences::Preferences& preferences, const std::string& name) {
    return std::find_if(preferences.layouts.begin(), preferences.layouts.end(),
                        [&](const NamedLayout& layout) { return layout.name == name; });
}

Result<void> save_layout(Session& session, const std::string& name) {
    if (auto checked = check_name(session, name); !checked) return checked;
    preferences::Preferences next = session.person.preferences;
    const project::Layout& now = session.history.now().layout;
    const auto found = own_layout(next, name);
    if (found != next.layouts.end()) {
        found->layout = now;
    } else if (next.layouts.size() >= project::kLayoutsMax) {
        return fail(ErrorKind::kLimit,
                    words::text({"layout.too_many", "no more than {n} layouts can be kept"},
                                {{"n", std::to_string(project::kLayoutsMax)}}));
    } else {
        next.layouts.push_back({name, now});
    }
    prefer(session, std::move(next));
    notify(session, panels::NoticeKind::kInfo,
           words::text({"layout.saved", "Layout {name} is kept"}, {{"name", name}}));
    return {};
}

Result<void> rename_layout(Session& session, const Call& call) {
    const std::string to = call.text("to");
    if (auto checked = check_name(session, to); !checked) return checked;
    preferences::Preferences next = session.person.preferences;
    if (own_layout(next, to) != next.layouts.end()) {
        return fail(
            ErrorKind::kUsage,
            words::text({"layout.name_in_use", "another layout is called {name}"}, {{"name", to}}));
    }
    const auto found = own_layout(next, call.text("name"));
    if (found == next.layouts.end()) return unknown_layout(call.text("name"));
    found->name = to;
    prefer(session, std::move(next));
    return {};
}

Result<void> remove_layout(Session& session, const std::string& name) {
    preferences::Preferences next = session.person.preferences;
    const auto found = own_layout(next, name);
    if (found == next.layouts.end()) return unknown_layout(name);
    next.layouts.erase(found);
    prefer(session, std::move(next));
    return {};
}

void add_dock_commands(command::CommandRegistry& registry, Session& session) {
    add_dock(
        registry, session,
        {"layout.toggle_left", "Layers and views", "Shows or hides the left side.", "Shift+F5"},
        &project::Layout::left_open);
    add_dock(registry, session,
             {"layout.toggle_right", "Details", "Shows or hides the right side.", "F3"},
             &project::Layout::right_open);
    add_dock(registry, session,
             {"layout.toggle_bottom", "Live data and performance", "Shows or hides the lower side.",
              "F4"},
             &project::Layout::bottom_open);
    add(registry,
        {"layout.set_tab",
         "Show a tab",
         "Opens one tab of a side.",
         "",
         {needs("dock", ValueType::kText), needs("tab", ValueType::kText)}},
        [&](const Call& call) { return set_tab(session, call); });
    add(registry,
        {"layout.resize",
         "Size of a side",
         "Makes a side as wide or high as given, in pixels; 0: as it was at first.",
         "",
         {needs("dock", ValueType::kText), needs("size", ValueType::kNumber)}},
        [&](const Call& call) { return resize(session, call); });
    add(registry, {"layout.next_region", "Next part of the window", "Moves the focus on.", "F6"},
        [&](const Call&) -> Result<void> {
            session.services.focus_next_region();
            session.changed = true;
            return {};
        });
}

void add_built_in(command::CommandRegistry& registry, Session& session, const Entry& entry,
                  const char* layout) {
    add(registry, entry, [&session, layout](const Call&) { return apply_layout(session, layout); });
}

}  // namespace

void add_layout_commands(command::CommandRegistry& registry, Session& session) {
    add_dock_commands(registry, session);
    add_built_in(
        registry, session,
        {"layout.explore", "Layout: explore", "Layers on the left, a wide picture.", "Ctrl+1"},
        "explore");
    add_built_in(registry, session,
                 {"layout.inspect", "Layout: inspect", "Layers on the left, details on the right.",
                  "Ctrl+2"},
                 "inspect");
    add_built_in(
        registry, session,
        {"layout.measure", "Layout: measure", "The measuring tools beside the picture.", "Ctrl+3"},
        "measure");
    add_built_in(
        registry, session,
        {"layout.minimal", "Layout: picture alone", "No panels beside the picture.", "Ctrl+4"},
        "minimal");
    add(registry,
        {"layout.next", "Next layout", "Shows the next layout, your own among them.",
         "Ctrl+Shift+L"},
        [&](const Call&) { return next_layout(session); });
    add(registry,
        {"layout.manage", "Layouts…", "Chooses, keeps, renames and removes layouts.", "Ctrl+L"},
        [&](const Call&) -> Result<void> {
            session.shows_layouts = !session.shows_layouts;
            session.changed = true;
            return {};
        });
    const auto name = needs("name", ValueType::kText);
    add(registry,
        {"layout.apply", "Show a layout", "Arranges the panels as a layout says.", "", {name}},
        [&](const Call& call) { return apply_layout(session, call.text("name")); });
    add(registry,
        {"layout.save", "Keep this layout", "Keeps how the panels stand under a name.", "", {name}},
        [&](const Call& call) { return save_layout(session, call.text("name")); });
    add(registry,
        {"layout.rename",
         "Rename a layout",
         "Gives one of your own layouts another name.",
         "",
         {name, needs("to", ValueType::kText)}},
        [&](const Call& call) { return rename_layout(session, call); });
    add(registry,
        {"layout.remove", "Remove a layout", "Forgets one of your own layouts.", "", {name}},
        [&](const Call& call) { return remove_layout(session, call.text("name")); });
}

}  // namespace belvedere::window
