// SPDX-License-Identifier: Apache-2.0
// Commands that open sources and arrange layers.
#include <algorithm>
#include <utility>

#include "app/city/scene_request.hpp"
#include "app/project/project_file.hpp"
#include "app/project/source_path.hpp"
#include "app/window/session_commands.hpp"
#include "app/words/words.hpp"
#include "engine/core/cancel.hpp"

namespace belvedere::window {
namespace {

using command::Call;
using command::ValueType;

Result<void> open_source(Session& session, const Call& call) {
    const std::string uri = project::whole_path(call.text("uri"));
    if (uri.empty()) return fail(ErrorKind::kUsage, "name a file or URL to open");
    if (project::is_project(uri)) return open_project_file(session, uri);
    project::Project next = session.history.now();
    if (next.layers.size() >= project::kLayersMax) {
        return fail(ErrorKind::kLimit,
                    words::text({"problem.layers_max", "no more than {n} layers can be open"},
                                {{"n", std::to_string(project::kLayersMax)}}));
    }
    project::Layer layer;
    layer.uri = uri;
    layer.crs = call.text("crs");
    layer.vertical = call.text("vertical");
    layer.feature_id_set = call.text("feature_id_set");
    layer.lod = call.text("lod");
    layer.theme = call.text("theme");
    layer.filter = call.text("filter");
    layer.name = call.text("name");
    const bool first = next.layers.empty();
    next.layers.insert(next.layers.begin(), layer);
    session.start_problem = {};
    session.chosen_layer = 0;
    apply_project(
        session, std::move(next),
        words::text({"step.open", "Open {name}"}, {{"name", project::display_name(layer)}}));
    if (first) session.fits_when_known = true;
    remember(session, uri);
    return {};
}

// Whatever could not be opened is opened anew, and tiles that did not come are asked for.
Result<void> try_again(Session& session) {
    for (OpenedSource& open : session.opened) {
        const auto& layers = session.scene.layers();
        const auto layer = std::find_if(layers.begin(), layers.end(), [&](const auto& each) {
            return each.source == open.source;
        });
        const bool has_failed = layer != layers.end() && layer->phase == city::LayerPhase::kFailed;
        if (open.source.valid() && !has_failed) continue;
        if (open.source.valid()) session.scene.close(open.source);
        open.source = SourceId{};
    }
    std::erase_if(session.opened, [](const OpenedSource& open) { return !open.source.valid(); });
    session.start_problem = {};
    sync_scene(session);
    session.scene.try_again();
    session.announce(words::text({"source.trying_again", "Trying again"}), Urgency::kPolite);
    return {};
}

Result<std::size_t> layer_of(const Session& session, const Call& call) {
    const std::int64_t index = call.integer("layer");
    if (index < 0 || static_cast<std::size_t>(index) >= session.history.now().layers.size()) {
        return fail(ErrorKind::kUsage, "there is no layer " + std::to_string(index));
    }
    return static_cast<std::size_t>(index);
}

// Changes one layer of the project as one step.
Result<void> edit_layer(Session& session, const Call& call, const Message& title,
                        const std::function<void(project::Layer&)>& edit) {
    const auto index = layer_of(session, call);
    if (!index) return fail(index.error());
    project::Project next = session.history.now();
    edit(next.layers[*index]);
    apply_project(session, std::move(next), words::text(title),
                  call.id + "." + std::to_string(*index));
    return {};
}

// All layers of a group at once, as one step.
Result<void> set_group_visible(Session& session, const Call& call) {
    const std::string group = call.text("group");
    project::Project next = session.history.now();
    bool any = false;
    for (project::Layer& layer : next.layers) {
        if (layer.group != group) continue;
        layer.visible = call.flag("visible");
        any = true;
    }
    if (!any) return fail(ErrorKind::kUsage, "there is no group " + group);
    apply_project(session, std::move(next), words::text({"step.group_visible", "Group visibility"}),
                  call.id + "." + group);
    return {};
}

// Layers of one group stand together: beside the first of them, or where it stood.
Result<void> set_group(Session& session, const Call& call) {
    const auto index = layer_of(session, call);
    if (!index) return fail(index.error());
    project::Project next = session.history.now();
    project::Layer layer = next.layers[*index];
    layer.group = call.text("group");
    next.layers.erase(next.layers.begin() + static_cast<std::ptrdiff_t>(*index));
    const auto same = [&](const project::Layer& l) { return l.group == layer.group; };
    auto last = std::find_if(next.layers.rbegin(), next.layers.rend(), same).base();
    if (layer.group.empty() || last == next.layers.begin()) {
        last = next.layers.begin() + static_cast<std::ptrdiff_t>(*index);
    }
    session.chosen_layer = static_cast<std::size_t>(last - next.layers.begin());
    next.layers.insert(last, std::move(layer));
    apply_project(session, std::move(next), words::text({"step.group", "Layer group"}));
    return {};
}

Result<void> move_layer(Session& session, const Call& call) {
    const auto index = layer_of(session, call);
    if (!index) return fail(index.error());
    project::Project next = session.history.now();
    const auto last = static_cast<std::int64_t>(next.layers.size()) - 1;
    const auto to = static_cast<std::size_t>(std::clamp<std::int64_t>(call.integer("to"), 0, last));
    project::Layer layer = std::move(next.layers[*index]);
    next.layers.erase(next.layers.begin() + static_cast<std::ptrdiff_t>(*index));
    next.layers.insert(next.layers.begin() + static_cast<std::ptrdiff_t>(to), std::move(layer));
    session.chosen_layer = to;
    apply_project(session, std::move(next), words::text({"step.move", "Move layer"}));
    return {};
}

Result<void> close_layer(Session& session, const Call& call) {
    const auto index = layer_of(session, call);
    if (!index) return fail(index.error());
    project::Project next = session.history.now();
    next.layers.erase(next.layers.begin() + static_cast<std::ptrdiff_t>(*index));
    session.chosen_layer = std::min(session.chosen_layer, next.layers.size());
    apply_project(session, std::move(next), words::text({"step.remove", "Remove layer"}));
    return {};
}

Result<void> zoom_to_layer(Session& session, const Call& call) {
    const auto index = layer_of(session, call);
    if (!index) return fail(index.error());
    const auto bounds = session.scene.bounds(session.sources[*index]);
    if (!bounds)
        return fail(ErrorKind::kDenied,
                    words::text({"problem.no_extent", "the layer's extent is not known yet"}));
    fly_to_box(session, box_round(*bounds, BoxShape::kFlat, session.scene.ground()));
    return {};
}

// What of a layer's source is shown.
void add_choice_commands(command::CommandRegistry& registry, Session& session) {
    const auto layer = needs("layer", ValueType::kInteger);
    add(registry,
        {"layer.set_feature_ids",
         "Feature ids of a layer",
         "Chooses the set of feature ids that is styled and picked, by label, table or place.",
         "",
         {layer, needs("set", ValueType::kText)}},
        [&](const Call& call) {
            return edit_layer(session, call, {"undo.feature_ids", "Feature ids"},
                              [&](project::Layer& l) { l.feature_id_set = call.text("set"); });
        });
    add(registry,
        {"layer.set_lod",
         "Level of detail of a layer",
         "Shows a city model at its highest level of detail not above this one, such as 2 or 1.2.",
         "",
         {layer, needs("lod", ValueType::kText)}},
        [&](const Call& call) -> Result<void> {
            if (const auto lod = city::lod_max_of(call.text("lod")); !lod) return fail(lod.error());
            return edit_layer(session, call, {"undo.lod", "Level of detail"},
                              [&](project::Layer& l) { l.lod = call.text("lod"); });
        });
    add(registry,
        {"layer.set_theme",
         "Theme of a layer",
         "Shows a city model with the materials and textures of this theme; an empty name with the "
         "first it has.",
         "",
         {layer, needs("theme", ValueType::kText)}},
        [&](const Call& call) {
            return edit_layer(session, call, {"undo.theme", "Theme"},
                              [&](project::Layer& l) { l.theme = call.text("theme"); });
        });
}

void add_layer_commands(command::CommandRegistry& registry, Session& session) {
    const auto layer = needs("layer", ValueType::kInteger);
    add(registry,
        {"layer.set_visible",
         "Show or hide a layer",
         "Shows or hides one layer.",
         "",
         {layer, needs("visible", ValueType::kBool)}},
        [&](const Call& call) {
            return edit_layer(session, call, {"step.visible", "Layer visibility"},
                              [&](project::Layer& l) { l.visible = call.flag("visible"); });
        });
    add(registry,
        {"layer.set_opacity",
         "Layer opacity",
         "Makes a layer see-through, 0 to 1.",
         "",
         {layer, needs("opacity", ValueType::kNumber)}},
        [&](const Call& call) {
            const double opacity = std::clamp(call.number("opacity"), 0.0, 1.0);
            return edit_layer(session, call, {"step.opacity", "Layer opacity"},
                              [&](project::Layer& l) { l.opacity = opacity; });
        });
    add(registry,
        {"layer.set_group",
         "Layer group",
         "Puts a layer into a named group.",
         "",
         {layer, needs("group", ValueType::kText)}},
        [&](const Call& call) { return set_group(session, call); });
    add(registry,
        {"layer.set_group_visible",
         "Show or hide a group",
         "Shows or hides all layers of a group.",
         "",
         {needs("group", ValueType::kText), needs("visible", ValueType::kBool)}},
        [&](const Call& call) { return set_group_visible(session, call); });
    add(registry,
        {"layer.move",
         "Move a layer",
         "Moves a layer to another place in the order.",
         "",
         {layer, needs("to", ValueType::kInteger)}},
        [&](const Call& call) { return move_layer(session, call); });
    add(registry, {"layer.close", "Remove a layer", "Closes a source.", "", {layer}},
        [&](const Call& call) { return close_layer(session, call); });
    add(registry, {"layer.zoom_to", "Zoom to a layer", "Shows the whole layer.", "", {layer}},
        [&](const Call& call) { return zoom_to_layer(session, call); });
    add(registry, {"layer.choose", "Choose a layer", "Shows the layer's properties.", "", {layer}},
        [&](const Call& call) -> Result<void> {
            const auto index = layer_of(session, call);
            if (!index) return fail(index.error());
            session.chosen_layer = *index;
            session.changed = true;
            return {};
        });
}

}  // namespace

void add_source_commands(command::CommandRegistry& registry, Session& session) {
    add(registry,
        {"source.open",
         "Open a source",
         "Opens a tileset, an archive, a city model or a model as a new layer.",
         "",
         {needs("uri", ValueType::kText), may_have("crs", ValueType::kText),
          may_have("vertical", ValueType::kText), may_have("name", ValueType::kText),
          may_have("feature_id_set", ValueType::kText), may_have("lod", ValueType::kText),
          may_have("theme", ValueType::kText), may_have("filter", ValueType::kText)}},
        [&](const Call& call) { return open_source(session, call); });
    add(registry,
        {"source.try_again", "Try again",
         "Asks anew for what could not be opened or loaded, such as after a cut network.",
         "Ctrl+R"},
        [&](const Call&) { return try_again(session); });
    add(registry,
        {"source.demo", "Open the demo city", "Makes the built-in city if needed and opens it."},
        [&](const Call&) -> Result<void> {
            session.services.make_demo(CancelToken());
            return {};
        });
    add_choice_commands(registry, session);
    add_layer_commands(registry, session);
}

}  // namespace belvedere::window
