// SPDX-License-Identifier: Apache-2.0
// PanelBuilder: city models: reports, comparisons, parts of objects, and where models stand.
#include <algorithm>
#include <utility>

#include "app/describe/empty_view.hpp"
#include "app/panels/unit_text.hpp"
#include "app/window/change_colors.hpp"
#include "app/window/model_commands.hpp"
#include "app/window/panel_builder.hpp"
#include "app/words/engine_text.hpp"
#include "app/words/words.hpp"
#include "engine/content/decode/citymodel/city_lods.hpp"
#include "engine/geo/coordinate_text.hpp"

namespace belvedere::window {
namespace {

using city::FamilyMember;
using panels::PartNode;

// How often the types of loaded features are looked up.
constexpr double kTypesPeriod_s = 1.0;

void add_part(const std::vector<FamilyMember>& family,
              const std::vector<std::vector<std::size_t>>& parts, std::size_t at,
              const Session& session, std::vector<PartNode>& into) {
    const FamilyMember& member = family[at];
    PartNode node;
    node.feature = std::int64_t{member.feature.value};
    node.id = member.id;
    node.type = member.type;
    node.name = member.name;
    node.is_current = member.feature == session.inspected;
    node.is_at_point = session.models.surface.valid() && member.feature == session.models.surface;
    for (const std::size_t part : parts[at])
        add_part(family, parts, part, session, node.parts);
    node.leads_to_current =
        node.is_current || node.is_at_point || at == 0 ||
        std::ranges::any_of(node.parts, [](const PartNode& part) { return part.leads_to_current; });
    into.push_back(std::move(node));
}

std::string change_sentence(const convert::ChangedObject& object) {
    std::vector<std::string> parts;
    if (object.is_type_changed) parts.push_back(words::text({"changes.type_is", "another type"}));
    if (object.is_parent_changed) {
        parts.push_back(words::text({"changes.parent", "part of another object"}));
    }
    if (object.is_shape_changed) {
        parts.push_back(words::text({"changes.shape", "shape (moved {length})"},
                                    {{"length", panels::length_text(object.moved_m)}}));
    }
    const std::string none = words::text({"changes.nothing", "nothing"});
    for (const convert::ChangedAttribute& each : object.attributes) {
        parts.push_back(words::text({"changes.attribute", "{name}: {before} → {after}"},
                                    {{"name", each.name},
                                     {"before", each.had_value ? each.before : none},
                                     {"after", each.has_value ? each.after : none}}));
    }
    std::string all;
    for (const std::string& part : parts)
        all += (all.empty() ? "" : "; ") + part;
    return all;
}

std::string levels_text(const std::set<std::uint8_t>& lods) {
    std::string all;
    for (const std::uint8_t lod : lods)
        all += (all.empty() ? "" : ", ") + content::citymodel::text_of_lod(lod);
    return all;
}

}  // namespace

void PanelBuilder::fill_model_row(panels::LayerRow& row, const project::Layer& layer,
                                  const city::LayerState& state) {
    row.is_city_model = state.is_city_model;
    row.lacks_crs = state.lacks_crs;
    row.lods = state.lods;
    if (const auto known = session_.models.lods.find(state.source);
        row.lods.empty() && known != session_.models.lods.end()) {
        row.lods = known->second;
    }
    row.themes = state.themes;
    if (const auto known = session_.models.themes.find(state.source);
        row.themes.empty() && known != session_.models.themes.end()) {
        row.themes = known->second;
    }
    row.lod = layer.lod;
    row.theme = layer.theme;
    row.filter = layer.filter;
    row.raise_m = layer.raise_m;
    row.is_height_estimated = state.is_height_estimated;
    row.types_hidden = layer.hidden_types.all().size();
    bool others_stand = false;
    for (const city::LayerState& each : session_.scene.layers()) {
        others_stand = others_stand || (each.source != state.source && !each.lacks_crs &&
                                        each.phase == city::LayerPhase::kOpen &&
                                        each.visibility == city::LayerVisibility::kShown);
    }
    const auto why = describe::why_empty({state, session_.scene.complete(), others_stand});
    row.why_empty = why ? words::say(*why) : std::string();
    TypesOf& known = types_[state.source];
    if (known.features != state.features_loaded && now_s_ - known.read_s > kTypesPeriod_s) {
        known = {session_.scene.types(state.source), session_.scene.attributes(state.source),
                 state.features_loaded, now_s_};
    }
    row.attributes = known.attributes;
    std::vector<std::string> types = known.types;
    for (const std::string& hidden : layer.hidden_types.all()) {
        if (std::ranges::find(types, hidden) == types.end()) types.push_back(hidden);
    }
    for (const std::string& type : types) {
        const auto& hidden = layer.hidden_types.all();
        row.types.emplace_back(type, !std::ranges::binary_search(hidden, type));
    }
}

void PanelBuilder::fill_report() {
    const ModelReport& made = session_.models.report;
    panels::ReportState& shown = state_.models.report;
    const bool is_same = shown_report_ == made.revision;
    shown.is_shown = made.is_shown;
    shown.is_making = made.is_making;
    shown.name = made.name;
    shown.problem = made.is_making ? std::string() : words::say(made.problem);
    shown.saved = made.saved;
    shown.why_empty.clear();
    if (const auto index = index_of(session_, made.source);
        index && *index < state_.layers.layers.size()) {
        shown.why_empty = state_.layers.layers[*index].why_empty;
    }
    if (is_same) return;
    shown_report_ = made.revision;
    const convert::ImportReport& report = made.report;
    shown.rows.clear();
    shown.counts.clear();
    shown.warnings = shown.errors = 0;
    for (const convert::ReportEntry& entry : report.entries) {
        const bool is_error = entry.kind == convert::ReportKind::kError;
        ++(is_error ? shown.errors : shown.warnings);
        shown.rows.push_back({is_error ? panels::ReportTone::kError : panels::ReportTone::kWarning,
                              entry.object, entry.file, entry.sentence, entry.count});
    }
    for (const auto* counts : {&report.counts.objects, &report.counts.surfaces})
        shown.counts.insert(shown.counts.end(), counts->begin(), counts->end());
    shown.polygons = report.counts.polygons;
    shown.shapeless = report.shapeless;
    shown.extensions.assign(report.counts.extensions.begin(), report.counts.extensions.end());
    shown.lods = levels_text(report.counts.lods);
    shown.themes.clear();
    for (const std::string& theme : report.counts.themes)
        shown.themes += (shown.themes.empty() ? "" : ", ") + theme;
    shown.left_out = report.left_out;
}

void PanelBuilder::fill_changes() {
    const ModelChanges& made = session_.models.changes;
    panels::ChangesState& shown = state_.models.changes;
    shown.is_shown = made.is_shown;
    shown.is_making = made.is_making;
    shown.is_coloured = made.is_coloured;
    shown.before = made.before_name;
    shown.after = made.after_name;
    shown.problem = made.is_making ? std::string() : words::say(made.problem);
    shown.added_rgba = legend_rgba(tint_of(panels::ChangeKind::kAdded));
    shown.removed_rgba = legend_rgba(tint_of(panels::ChangeKind::kRemoved));
    shown.changed_rgba = legend_rgba(tint_of(panels::ChangeKind::kChanged));
    shown.same_rgba = legend_rgba(kSameTint);
    if (shown_changes_ == made.revision) return;
    shown_changes_ = made.revision;
    const convert::ModelDifference& all = made.difference;
    shown.added = all.added.size();
    shown.removed = all.removed.size();
    shown.changed = all.changed.size();
    shown.same = all.same;
    shown.is_in_one_crs = all.is_in_one_crs;
    shown.rows.clear();
    for (const convert::NamedObject& object : all.added)
        shown.rows.push_back({panels::ChangeKind::kAdded, object.id, object.type, {}});
    for (const convert::NamedObject& object : all.removed)
        shown.rows.push_back({panels::ChangeKind::kRemoved, object.id, object.type, {}});
    for (const convert::ChangedObject& object : all.changed) {
        shown.rows.push_back(
            {panels::ChangeKind::kChanged, object.id, object.type, change_sentence(object)});
    }
}

// Dear where tiles are large: only when another feature is inspected, or more was loaded.
void PanelBuilder::fill_parts() {
    panels::PartsState& parts = state_.models.parts;
    const std::uint64_t loaded = session_.scene.statistics().features_loaded;
    const bool is_other = parts_of_ != session_.inspected || parts_at_ != session_.models.surface;
    // While a city loads, what is known of the object is looked up now and then.
    const bool is_due =
        parts_loaded_ != loaded && (parts.roots.empty() || now_s_ - parts_read_s_ > kTypesPeriod_s);
    if (!is_other && !is_due) return;
    parts_read_s_ = now_s_;
    parts_of_ = session_.inspected;
    parts_at_ = session_.models.surface;
    parts_loaded_ = loaded;
    parts = {};
    surface_edges_.clear();
    if (!session_.inspected.valid()) return;
    const std::vector<FamilyMember> family = session_.scene.family(session_.inspected);
    if (family.empty()) return;
    std::vector<std::vector<std::size_t>> below(family.size());
    for (std::size_t i = 0; i < family.size(); ++i) {
        const FamilyMember& member = family[i];
        if (member.parent != FamilyMember::kNoParent) below[member.parent].push_back(i);
        if (member.feature == session_.inspected && member.parent != FamilyMember::kNoParent) {
            parts.parent_id = family[member.parent].id;
            parts.parent_type = family[member.parent].type;
            // Where whole objects are drawn, a surface cannot be filled with a colour.
            surface_edges_ = session_.scene.outline(member.feature);
        }
        const bool is_clicked = member.feature == session_.models.surface;
        if (is_clicked && member.feature != session_.inspected) {
            parts.surface = std::int64_t{member.feature.value};
            parts.surface_id = member.id;
            parts.surface_type = member.type;
        }
    }
    parts.count = family.size();
    parts.current = std::int64_t{session_.inspected.value};
    parts.is_cut = family.size() >= city::kFamilyMax;
    add_part(family, below, 0, session_, parts.roots);
}

void PanelBuilder::fill_crs() {
    const CrsQuestion& question = session_.models.crs;
    panels::CrsQuestionState& shown = state_.models.crs;
    const auto index = index_of(session_, question.source);
    shown.is_shown = question.is_shown && index.has_value();
    if (!shown.is_shown) return;
    shown.layer = *index;
    shown.layer_name = project::display_name(session_.history.now().layers[*index]);
    shown.is_looking = question.is_looking;
    shown.problem = words::say(question.problem);
    constexpr int kDecimals = 2;
    const auto number = [](double value) { return panels::number_text(value, kDecimals); };
    shown.coordinates = number(question.middle.x) + "  " + number(question.middle.y);
    shown.candidates.clear();
    for (const geo::CrsCandidate& candidate : question.candidates) {
        shown.candidates.push_back(
            {candidate.crs, candidate.name,
             rough_place_text(candidate.longitude_deg, candidate.latitude_deg)});
    }
}

// Only where no layer shows anything: else the layers' own list says it.
void PanelBuilder::fill_empty_view() {
    const auto& rows = state_.layers.layers;
    const bool is_empty = !rows.empty() && std::ranges::all_of(rows, [](const auto& row) {
        return !row.why_empty.empty();
    });
    state_.overlay.empty_view = is_empty ? rows.front().why_empty : std::string();
}

void PanelBuilder::fill_models() {
    state_.models.picks_surfaces = session_.models.picks_surfaces;
    fill_report();
    fill_changes();
    fill_parts();
    fill_crs();
    fill_empty_view();
}

}  // namespace belvedere::window
