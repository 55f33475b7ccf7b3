// SPDX-License-Identifier: Apache-2.0
// Commands that choose which objects of a layer are shown, by type and by attribute, and at which
// level of detail.
#include <algorithm>
#include <utility>
#include <vector>

#include "app/city/feature_filter.hpp"
#include "app/window/session_commands.hpp"
#include "app/words/words.hpp"

namespace belvedere::window {
namespace {

using command::Call;
using command::ValueType;

Result<std::size_t> filtered_layer(const Session& session, const Call& call) {
    const std::int64_t index =
        call.integer("layer", static_cast<std::int64_t>(session.chosen_layer));
    if (index < 0 || static_cast<std::size_t>(index) >= session.history.now().layers.size()) {
        return fail(ErrorKind::kUsage, "there is no layer " + std::to_string(index));
    }
    return static_cast<std::size_t>(index);
}

// One step; nothing of it holds when the condition cannot be read.
Result<void> change_filter(Session& session, const Call& call,
                           const std::function<Result<void>(project::Layer&)>& edit) {
    const auto index = filtered_layer(session, call);
    if (!index) return fail(index.error());
    project::Project next = session.history.now();
    project::Layer& layer = next.layers[*index];
    if (auto edited = edit(layer); !edited) return edited;
    const auto filter = city::FeatureFilter::make(layer.hidden_types.all(), layer.filter);
    if (!filter) return fail(filter.error());
    apply_project(session, std::move(next), words::text({"step.filter", "Shown objects"}),
                  call.id + "." + std::to_string(*index));
    return {};
}

Result<void> show_type(project::Layer& layer, const Call& call) {
    const std::string type = call.text("type");
    std::vector<std::string> hidden = layer.hidden_types.all();
    std::erase(hidden, type);
    if (!call.flag("show")) hidden.push_back(type);
    layer.hidden_types = project::FeatureNames(std::move(hidden));
    return {};
}

enum class LodStep { kFiner, kCoarser };

// Through the levels that the model has; the highest of them is "auto".
Result<void> step_lod(Session& session, const Call& call, LodStep step) {
    const auto index = filtered_layer(session, call);
    if (!index) return fail(index.error());
    project::Project next = session.history.now();
    project::Layer& layer = next.layers[*index];
    std::vector<std::string> levels;
    for (const city::LayerState& state : session.scene.layers()) {
        if (state.source == session.sources[*index]) levels = state.lods;
    }
    if (const auto known = session.models.lods.find(session.sources[*index]);
        levels.empty() && known != session.models.lods.end()) {
        levels = known->second;
    }
    if (levels.size() < 2) {
        return fail(ErrorKind::kDenied,
                    words::text({"problem.one_lod", "the layer has no other level of detail"}));
    }
    const bool is_auto = layer.lod.empty() || layer.lod == "auto";
    const auto known = std::ranges::find(levels, layer.lod);
    auto at = is_auto || known == levels.end() ? levels.size() - 1
                                               : static_cast<std::size_t>(known - levels.begin());
    if (step == LodStep::kFiner && at + 1 < levels.size()) ++at;
    if (step == LodStep::kCoarser && at > 0) --at;
    layer.lod = at + 1 == levels.size() ? "auto" : levels[at];
    session.announce(
        words::text({"layers.lod_now", "Level of detail {level}"}, {{"level", levels[at]}}),
        Urgency::kUrgent);
    if (layer.lod != session.history.now().layers[*index].lod) {
        apply_project(session, std::move(next), words::text({"undo.lod", "Level of detail"}));
    }
    return {};
}

}  // namespace

void add_filter_commands(command::CommandRegistry& registry, Session& session) {
    const auto layer = may_have("layer", ValueType::kInteger);
    add(registry,
        {"layer.show_type",
         "Show or hide a type of object",
         "Shows or hides all objects of one type in a layer, such as RoofSurface.",
         "",
         {layer, needs("type", ValueType::kText), needs("show", ValueType::kBool)}},
        [&](const Call& call) {
            return change_filter(session, call,
                                 [&](project::Layer& l) { return show_type(l, call); });
        });
    add(registry,
        {"layer.filter_by",
         "Show objects by an attribute",
         "Shows only objects whose attribute stands in a relation (== != < <= > >= ~) to a value.",
         "",
         {layer, needs("attribute", ValueType::kText), needs("relation", ValueType::kText),
          needs("value", ValueType::kText)}},
        [&](const Call& call) {
            return change_filter(session, call, [&](project::Layer& l) -> Result<void> {
                auto condition = city::condition_text(call.text("attribute"), call.text("relation"),
                                                      call.text("value"));
                if (!condition) return fail(condition.error());
                l.filter = std::move(*condition);
                return {};
            });
        });
    add(registry,
        {"layer.set_filter",
         "Show objects by a condition",
         "Shows only objects that meet a condition of the 3D Tiles Styling language.",
         "",
         {layer, needs("filter", ValueType::kText)}},
        [&](const Call& call) {
            return change_filter(session, call, [&](project::Layer& l) -> Result<void> {
                l.filter = call.text("filter");
                return {};
            });
        });
    add(registry,
        {"layer.clear_filter",
         "Show all objects of a layer",
         "Ends choosing objects by type and attribute.",
         "",
         {layer}},
        [&](const Call& call) {
            return change_filter(session, call, [&](project::Layer& l) -> Result<void> {
                l.filter.clear();
                l.hidden_types = {};
                return {};
            });
        });
    add(registry,
        {"layer.finer",
         "Finer level of detail",
         "Shows the chosen city model at its next finer level of detail.",
         "Ctrl+PageUp",
         {layer}},
        [&](const Call& call) { return step_lod(session, call, LodStep::kFiner); });
    add(registry,
        {"layer.coarser",
         "Coarser level of detail",
         "Shows the chosen city model at its next coarser level of detail.",
         "Ctrl+PageDown",
         {layer}},
        [&](const Call& call) { return step_lod(session, call, LodStep::kCoarser); });
}

}  // namespace belvedere::window
