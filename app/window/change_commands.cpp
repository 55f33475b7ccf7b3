// SPDX-License-Identifier: Apache-2.0
// Commands that compare two versions of a city model, and that save what is selected as a model.
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <utility>

#include "app/convert/export_objects.hpp"
#include "app/panels/unit_text.hpp"
#include "app/project/source_path.hpp"
#include "app/window/change_colors.hpp"
#include "app/window/model_commands.hpp"
#include "app/window/session_commands.hpp"
#include "app/words/engine_text.hpp"
#include "app/words/words.hpp"

namespace belvedere::window {
namespace {

using command::Call;
using command::ValueType;

// What rounding to another format may move.
constexpr double kTolerance_m = 0.002;

// The later version is shown with what is new in it; of the earlier one only what is gone.
void colour_changes(Session& session) {
    const ModelChanges& changes = session.models.changes;
    session.changed = true;
    if (!changes.is_shown || !changes.is_coloured) return session.scene.set_tints({});
    city::FeatureTints tints;
    const auto name = [&](SourceId source, const std::string& id) {
        return session.scene.feature_named({source, id});
    };
    for (const convert::NamedObject& object : changes.difference.added)
        tints.features[name(changes.after, object.id)] = tint_of(panels::ChangeKind::kAdded);
    for (const convert::ChangedObject& object : changes.difference.changed)
        tints.features[name(changes.after, object.id)] = tint_of(panels::ChangeKind::kChanged);
    for (const convert::NamedObject& object : changes.difference.removed)
        tints.features[name(changes.before, object.id)] = tint_of(panels::ChangeKind::kRemoved);
    tints.others[changes.after] = kSameTint;
    tints.only.insert(changes.before);
    session.scene.set_tints(std::move(tints));
}

void take_changes(Session& session, Result<convert::ModelDifference> made) {
    ModelChanges& shown = session.models.changes;
    if (!shown.is_making) return;
    shown.is_making = false;
    ++shown.revision;
    if (!made) {
        if (made.error().kind == ErrorKind::kCancelled) shown.is_shown = false;
        shown.problem = {.technical = made.error().message};
        return;
    }
    shown.difference = std::move(*made);
    shown.is_coloured = true;
    colour_changes(session);
    session.announce(
        words::text({"changes.told", "{added} added, {removed} removed, {changed} changed"},
                    {{"added", panels::count_text(shown.difference.added.size())},
                     {"removed", panels::count_text(shown.difference.removed.size())},
                     {"changed", panels::count_text(shown.difference.changed.size())}}),
        Urgency::kPolite);
}

Result<void> compare(Session& session, const Call& call) {
    const auto before = model_layer(session, call, "before");
    if (!before) return fail(before.error());
    const auto after = model_layer(session, call, "after");
    if (!after) return fail(after.error());
    if (before->index == after->index) {
        return fail(ErrorKind::kUsage,
                    words::text({"problem.same_model", "choose two different layers"}));
    }
    ModelChanges& shown = session.models.changes;
    const std::uint64_t revision = shown.revision + 1;
    shown = {.is_shown = true,
             .is_making = true,
             .before = before->source,
             .after = after->source,
             .before_name = before->name,
             .after_name = after->name};
    shown.revision = revision;
    session.scene.set_tints({});
    show_bottom_tab(session, "changes");
    const auto work = [&session, one = before->options,
                       other = after->options](const ModelTools& tools) -> std::function<void()> {
        const auto open = [&](convert::CityModelOptions options) {
            options.offline = tools.offline;
            return convert::open_city_model(tools.jobs, options, tools.cancel);
        };
        const auto first = open(one);
        const auto second = first ? open(other) : Result<convert::CityModel>(fail(first.error()));
        auto made = std::make_shared<Result<convert::ModelDifference>>(
            second ? convert::compare_models(*first, *second, kTolerance_m, tools.progress,
                                             tools.cancel)
                   : Result<convert::ModelDifference>(fail(second.error())));
        return [&session, made] { take_changes(session, std::move(*made)); };
    };
    session.services.work_on_model({{Message{"activity.compare", "Comparing {before} and {after}…"},
                                     {{"before", before->name}, {"after", after->name}}},
                                    work});
    return {};
}

Result<void> choose_change(Session& session, const Call& call) {
    const ModelChanges& shown = session.models.changes;
    const convert::ModelDifference& all = shown.difference;
    const std::int64_t index = call.integer("index");
    const std::size_t count = all.added.size() + all.removed.size() + all.changed.size();
    if (index < 0 || static_cast<std::size_t>(index) >= count) {
        return fail(ErrorKind::kUsage, "there is no entry " + std::to_string(index));
    }
    auto at = static_cast<std::size_t>(index);
    if (at < all.added.size()) return go_to_object(session, shown.after, all.added[at].id);
    at -= all.added.size();
    if (at < all.removed.size()) return go_to_object(session, shown.before, all.removed[at].id);
    return go_to_object(session, shown.after, all.changed[at - all.removed.size()].id);
}

// Surfaces are exported with the object that they are of.
std::string exported_id(const Session& session, FeatureId feature) {
    const auto family = session.scene.family(feature);
    const auto found = std::find_if(family.begin(), family.end(),
                                    [&](const auto& member) { return member.feature == feature; });
    if (found == family.end()) return session.scene.name_of(feature).id;
    auto at = static_cast<std::size_t>(found - family.begin());
    const auto is_surface = [&](const std::string& type) {
        return type.ends_with("Surface") || type == "Window" || type == "Door";
    };
    while (is_surface(family[at].type) && family[at].parent != city::FamilyMember::kNoParent)
        at = family[at].parent;
    return family[at].id;
}

void tell_exported(Session& session, const std::string& path,
                   const Result<convert::ExportedObjects>& done) {
    if (!done) {
        if (done.error().kind == ErrorKind::kCancelled) return;
        return notify(session, panels::NoticeKind::kError, done.error().message);
    }
    session.last_export = path;
    constexpr words::PluralMessage kSaved{"selection.model_saved", "Saved {path} with {n} object",
                                          "Saved {path} with {n} objects"};
    notify(session, panels::NoticeKind::kInfo,
           words::plural(kSaved, done->objects, {{"path", path}}));
    if (!done->notes.empty()) {
        constexpr words::PluralMessage kNotes{"selection.model_notes",
                                              "{n} thing is not kept as it was: {first}",
                                              "{n} things are not kept as they were: {first} …"};
        notify(session, panels::NoticeKind::kWarning,
               words::plural(kNotes, done->notes.size(),
                             {{"first", words::engine_text(done->notes.front())}}));
    }
    if (!done->missing.empty()) {
        constexpr words::PluralMessage kMissing{"selection.model_missing",
                                                "{n} selected feature is not in the file",
                                                "{n} selected features are not in the file"};
        notify(session, panels::NoticeKind::kWarning,
               words::plural(kMissing, done->missing.size()));
    }
}

Result<void> export_model(Session& session, const Call& call) {
    const std::string path = project::whole_path(call.text("path"));
    const auto format = convert::export_format_of(path);
    if (!format) return fail(format.error());
    // Ids whose surfaces are looked up; more are taken as they are.
    constexpr std::size_t kLookedUp = 2000;
    std::map<SourceId, std::set<std::string, std::less<>>> ids;
    for (const FeatureId feature : session.selected) {
        const city::FeatureName name = session.scene.name_of(feature);
        if (!name.source.valid()) continue;
        ids[name.source].insert(session.selected.size() <= kLookedUp ? exported_id(session, feature)
                                                                     : name.id);
    }
    if (ids.size() != 1) {
        return fail(ErrorKind::kDenied,
                    words::text({"problem.one_model", "select objects of one layer to save them"}));
    }
    const auto index = index_of(session, ids.begin()->first);
    Call of{"", {{"layer", index ? static_cast<std::int64_t>(*index) : std::int64_t{-1}}}};
    const auto layer = model_layer(session, of, "layer");
    if (!layer) return fail(layer.error());
    const auto work = [&session, path, options = layer->options,
                       wanted = convert::ExportOptions{ids.begin()->second, *format}](
                          const ModelTools& tools) -> std::function<void()> {
        convert::CityModelOptions opening = options;
        opening.offline = tools.offline;
        const auto model = convert::open_city_model(tools.jobs, opening, tools.cancel);
        auto done = std::make_shared<Result<convert::ExportedObjects>>(
            model ? convert::export_objects(*model, wanted, path, tools.progress, tools.cancel)
                  : Result<convert::ExportedObjects>(fail(model.error())));
        return [&session, path, done] { tell_exported(session, path, *done); };
    };
    session.services.work_on_model(
        {{Message{"activity.csv", "Saving {path}…"}, {{"path", path}}}, work});
    return {};
}

}  // namespace

void add_change_commands(command::CommandRegistry& registry, Session& session) {
    add(registry,
        {"model.compare",
         "Compare two city models",
         "Lists and colours what was added, removed and changed between two layers.",
         "",
         {needs("before", ValueType::kInteger), needs("after", ValueType::kInteger)}},
        [&](const Call& call) { return compare(session, call); });
    add(registry,
        {"changes.choose",
         "Go to a change",
         "Selects an object that was added, removed or changed and flies there.",
         "",
         {needs("index", ValueType::kInteger)}},
        [&](const Call& call) { return choose_change(session, call); });
    add(registry,
        {"changes.show_colours",
         "Colours of changes",
         "Shows or hides the colours of a comparison in the picture.",
         "",
         {needs("show", ValueType::kBool)}},
        [&](const Call& call) -> Result<void> {
            session.models.changes.is_coloured = call.flag("show");
            colour_changes(session);
            return {};
        });
    add(registry, {"changes.close", "End the comparison", "Both models look as before."},
        [&](const Call&) -> Result<void> {
            const std::uint64_t revision = session.models.changes.revision + 1;
            session.models.changes = {};
            session.models.changes.revision = revision;
            colour_changes(session);
            return {};
        });
    add(registry,
        {"selection.export_model",
         "Save the selection as a model",
         "Writes the selected objects as CityJSON (.json) or glTF (.glb).",
         "",
         {needs("path", ValueType::kText)},
         [&session] { return !session.selected.empty(); }},
        [&](const Call& call) { return export_model(session, call); });
}

}  // namespace belvedere::window
