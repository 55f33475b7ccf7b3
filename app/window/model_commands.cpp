// SPDX-License-Identifier: Apache-2.0
// Commands on city models as a whole: their import reports.
#include "app/window/model_commands.hpp"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <utility>

#include "app/city/scene_request.hpp"
#include "app/convert/name_index.hpp"
#include "app/project/source_path.hpp"
#include "app/window/search_commands.hpp"
#include "app/window/session_commands.hpp"
#include "app/words/words.hpp"
#include "engine/core/file.hpp"

namespace belvedere::window {
namespace {

using command::Call;
using command::ValueType;

const city::LayerState* state_of(const Session& session, SourceId source) {
    for (const city::LayerState& layer : session.scene.layers()) {
        if (layer.source == source) return &layer;
    }
    return nullptr;
}

void take_report(Session& session, SourceId source, Result<convert::ImportReport> made) {
    ModelReport& shown = session.models.report;
    if (shown.source != source || !shown.is_making) return;
    shown.is_making = false;
    ++shown.revision;
    if (!made) {
        if (made.error().kind == ErrorKind::kCancelled) shown.is_shown = false;
        shown.problem = {.technical = made.error().message};
        return;
    }
    shown.report = std::move(*made);
    constexpr words::PluralMessage kDone{"report.done", "The report is there: {n} entry",
                                         "The report is there: {n} entries"};
    session.announce(words::plural(kDone, shown.report.entries.size()), Urgency::kPolite);
}

Result<void> make_report(Session& session, const Call& call) {
    const auto layer = model_layer(session, call, "layer");
    if (!layer) return fail(layer.error());
    ModelReport& shown = session.models.report;
    const std::uint64_t revision = shown.revision + 1;
    shown = {.is_shown = true, .is_making = true, .source = layer->source, .name = layer->name};
    shown.revision = revision;
    show_bottom_tab(session, "report");
    const auto work = [&session, options = layer->options,
                       source = layer->source](const ModelTools& tools) -> std::function<void()> {
        convert::CityModelOptions opening = options;
        opening.offline = tools.offline;
        const auto model = convert::open_city_model(tools.jobs, opening, tools.cancel);
        auto made = std::make_shared<Result<convert::ImportReport>>(
            model ? convert::make_import_report(*model, tools.progress, tools.cancel)
                  : Result<convert::ImportReport>(fail(model.error())));
        return [&session, source, made] { take_report(session, source, std::move(*made)); };
    };
    session.services.work_on_model(
        {{Message{"activity.report", "Reading {name}…"}, {{"name", layer->name}}}, work});
    return {};
}

Result<const ModelReport*> whole_report(const Session& session) {
    const ModelReport& shown = session.models.report;
    if (shown.is_shown && !shown.is_making) return &shown;
    return fail(ErrorKind::kDenied,
                words::text({"problem.no_report", "there is no import report: make one first"}));
}

Result<void> choose_entry(Session& session, const Call& call) {
    const auto shown = whole_report(session);
    if (!shown) return fail(shown.error());
    const std::int64_t index = call.integer("index");
    const auto& entries = (*shown)->report.entries;
    if (index < 0 || static_cast<std::size_t>(index) >= entries.size()) {
        return fail(ErrorKind::kUsage, "there is no entry " + std::to_string(index));
    }
    const convert::ReportEntry& entry = entries[static_cast<std::size_t>(index)];
    if (entry.object.empty()) {
        return fail(ErrorKind::kDenied,
                    words::text({"problem.about_the_file",
                                 "this entry is about the file, not about one object"}));
    }
    return go_to_object(session, (*shown)->source, entry.object);
}

Result<void> save_report(Session& session, const Call& call) {
    const auto shown = whole_report(session);
    if (!shown) return fail(shown.error());
    const std::string path = project::whole_path(call.text("path"));
    const std::string extension = std::filesystem::path(path).extension().string();
    if (extension != ".csv" && extension != ".txt") {
        return fail(ErrorKind::kUsage,
                    words::text({"problem.report_name", "a report is saved as .csv or .txt"}));
    }
    const std::string text = extension == ".csv"
                                 ? convert::report_as_csv((*shown)->report)
                                 : convert::report_as_text((*shown)->report, (*shown)->name);
    if (auto written = write_file_atomic(path, as_bytes(text)); !written) {
        return fail(written.error());
    }
    session.models.report.saved = path;
    session.announce(words::text({"selection.saved", "Saved {path}"}, {{"path", path}}),
                     Urgency::kPolite);
    return {};
}

Result<void> copy_report(Session& session) {
    const auto shown = whole_report(session);
    if (!shown) return fail(shown.error());
    session.services.copy(convert::report_as_text((*shown)->report, (*shown)->name));
    notify(session, panels::NoticeKind::kInfo,
           words::text({"report.copied", "The report is on the clipboard"}));
    return {};
}

}  // namespace

std::optional<std::size_t> index_of(const Session& session, SourceId source) {
    const auto found = std::find(session.sources.begin(), session.sources.end(), source);
    if (!source.valid() || found == session.sources.end()) return std::nullopt;
    return static_cast<std::size_t>(found - session.sources.begin());
}

Result<ModelLayer> model_layer(const Session& session, const Call& call, const char* name) {
    const std::int64_t index = call.integer(name, static_cast<std::int64_t>(session.chosen_layer));
    const auto& layers = session.history.now().layers;
    if (index < 0 || static_cast<std::size_t>(index) >= layers.size()) {
        return fail(ErrorKind::kUsage, "there is no layer " + std::to_string(index));
    }
    const auto place = static_cast<std::size_t>(index);
    const project::Layer& layer = layers[place];
    const SourceId source = place < session.sources.size() ? session.sources[place] : SourceId{};
    const city::LayerState* state = state_of(session, source);
    const auto vertical = city::vertical_reference(layer.vertical);
    if (state != nullptr && state->phase == city::LayerPhase::kOpening &&
        !session.models.lods.contains(source)) {
        return fail(ErrorKind::kDenied,
                    words::text({"problem.still_opening", "{name} is still being opened"},
                                {{"name", project::display_name(layer)}}));
    }
    // One that is opened anew, at another level of detail, was one before.
    const bool is_model =
        state != nullptr && (state->is_city_model || session.models.lods.contains(source));
    if (!is_model || !vertical) {
        return fail(ErrorKind::kDenied,
                    words::text({"problem.no_model", "{name} is no city model that is open"},
                                {{"name", project::display_name(layer)}}));
    }
    return ModelLayer{
        place,
        source,
        project::display_name(layer),
        {.uri = layer.uri, .crs = layer.crs, .vertical = *vertical, .offline = false}};
}

void show_bottom_tab(Session& session, const char* tab) {
    project::Project next = session.history.now();
    next.layout.bottom_open = true;
    next.layout.bottom_tab = tab;
    session.history.amend(std::move(next));
    session.changed = true;
}

Result<void> go_to_object(Session& session, SourceId source, const std::string& id) {
    const FeatureId feature = session.scene.feature_named({source, id});
    if (session.scene.feature_bounds(feature)) {
        select_features(session, {feature});
        return zoom_to_features(session, std::span(&feature, 1));
    }
    const auto index = index_of(session, source);
    if (!index) {
        return fail(ErrorKind::kDenied,
                    words::text({"problem.layer_gone", "the layer is no longer open"}));
    }
    command::Call call{"", {{"layer", static_cast<std::int64_t>(*index)}}};
    const auto layer = model_layer(session, call, "layer");
    if (!layer) return fail(layer.error());
    const auto work = [&session, id, source,
                       options = layer->options](const ModelTools& tools) -> std::function<void()> {
        convert::CityModelOptions opening = options;
        opening.offline = tools.offline;
        const auto model = convert::open_city_model(tools.jobs, opening, tools.cancel);
        constexpr std::size_t kHits = 50;
        auto found = std::make_shared<Result<convert::NameSearch>>(
            model ? convert::find_names(*model, {id, kHits}, nullptr, tools.progress, tools.cancel)
                  : Result<convert::NameSearch>(fail(model.error())));
        return [&session, source, id, found] {
            if (!*found) return notify(session, panels::NoticeKind::kError, found->error().message);
            for (convert::NameHit& hit : (*found)->hits) {
                if (hit.id != id) continue;
                if (auto gone = go_to_found(session, {source, std::move(hit)}); !gone) {
                    notify(session, panels::NoticeKind::kWarning, gone.error().message);
                }
                return;
            }
            notify(session, panels::NoticeKind::kWarning,
                   words::text({"problem.not_in_file", "{id} is not in the file"}, {{"id", id}}));
        };
    };
    session.services.work_on_model(
        {{Message{"activity.find", "Looking for {id}…"}, {{"id", id}}}, work});
    return {};
}

void add_model_commands(command::CommandRegistry& registry, Session& session) {
    add(registry,
        {"layer.report",
         "Import report of a city model",
         "Reads all of a city model and lists what was mended, left out or missing.",
         "Ctrl+I",
         {may_have("layer", ValueType::kInteger)}},
        [&](const Call& call) { return make_report(session, call); });
    add(registry,
        {"report.choose",
         "Go to an entry of the report",
         "Selects the object that an entry is about and flies there.",
         "",
         {needs("index", ValueType::kInteger)}},
        [&](const Call& call) { return choose_entry(session, call); });
    add(registry,
        {"report.save",
         "Save the import report",
         "Writes it as a table (.csv) or as text (.txt).",
         "",
         {needs("path", ValueType::kText)}},
        [&](const Call& call) { return save_report(session, call); });
    add(registry, {"report.copy", "Copy the import report", "Puts it on the clipboard as text."},
        [&](const Call&) { return copy_report(session); });
}

}  // namespace belvedere::window
