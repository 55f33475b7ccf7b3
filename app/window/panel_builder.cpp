// SPDX-License-Identifier: Apache-2.0
#include "app/window/panel_builder.hpp"

#include <algorithm>
#include <cmath>

#include <glm/geometric.hpp>

#include "app/measure/scale_bar.hpp"
#include "app/panels/unit_text.hpp"
#include "app/window/attribute_style.hpp"
#include "app/window/feature_table_text.hpp"
#include "app/window/open_problem.hpp"
#include "app/window/palettes.hpp"
#include "app/window/place_text.hpp"
#include "app/window/told_state.hpp"
#include "app/words/engine_text.hpp"
#include "app/words/words.hpp"
#include "engine/geo/coordinate_text.hpp"
#include "engine/geo/sun_position.hpp"

namespace belvedere::window {
namespace {

// Features read to learn which attributes there are, and how often that is done.
constexpr std::size_t kAttributeSample = 200;
constexpr double kAttributePeriod_s = 2.0;
// Selected features that the table lists; the count tells the rest.
constexpr std::size_t kSelectedListed = 2000;
constexpr double kScaleBarMax_px = 150.0;

panels::LayerPhase phase_of(city::LayerPhase phase) {
    if (phase == city::LayerPhase::kFailed) return panels::LayerPhase::kFailed;
    return phase == city::LayerPhase::kOpen ? panels::LayerPhase::kOpen
                                            : panels::LayerPhase::kOpening;
}

std::string clock_in(const TimeZone& zone, std::optional<UtcTime> time) {
    if (!time) return {};
    const CivilTime civil =
        civil_of({time->microseconds + std::int64_t{zone.offset_s(*time)} * 1'000'000});
    return panels::clock_text(civil.hour + civil.minute / 60.0);
}

const city::LayerState* layer_of(const city::Scene& scene, SourceId source) {
    for (const city::LayerState& layer : scene.layers()) {
        if (layer.source == source) return &layer;
    }
    return nullptr;
}

std::vector<panels::LocalText> local_rows(const project::LocalTexts& texts) {
    std::vector<panels::LocalText> rows;
    for (const auto& [language, text] : texts)
        rows.push_back({language, text});
    return rows;
}

// As the layers panel calls it.
std::string layer_name(const Session& session, SourceId source) {
    const auto found = std::find(session.sources.begin(), session.sources.end(), source);
    if (found == session.sources.end()) return {};
    const auto index = static_cast<std::size_t>(found - session.sources.begin());
    return project::display_name(session.history.now().layers[index]);
}

}  // namespace

PanelBuilder::PanelBuilder(const Session& session, const command::CommandRegistry& registry)
    : session_(session), registry_(registry) {
    state_.style.palettes = palette_names();
}

void PanelBuilder::fill_layers() {
    state_.layers.layers.clear();
    state_.layers.chosen = session_.chosen_layer;
    const project::Project& project = session_.history.now();
    const std::vector<std::string> credits = session_.scene.attributions();
    for (std::size_t i = 0; i < project.layers.size(); ++i) {
        const project::Layer& layer = project.layers[i];
        panels::LayerRow row;
        row.name = project::display_name(layer);
        row.group = layer.group;
        row.feature_id_set = layer.feature_id_set;
        row.uri = layer.uri;
        row.visible = layer.visible;
        row.opacity = layer.opacity;
        const SourceId source = i < session_.sources.size() ? session_.sources[i] : SourceId{};
        if (const city::LayerState* found = layer_of(session_.scene, source)) {
            row.phase = phase_of(found->phase);
            row.problem =
                found->problem.empty()
                    ? std::string()
                    : words::say(open_problem(row.name, {found->problem_kind, found->problem}));
            row.kind = found->kind;
            row.title = found->title;
            row.crs = found->crs;
            row.vertical = heights_text(found->vertical);
            row.has_feature_sets = found->has_feature_sets;
            fill_model_row(row, layer, *found);
            row.tiles_loaded = found->tiles_loaded;
            row.tiles_drawn = found->tiles_drawn;
            row.tiles_pending = found->tiles_pending;
            row.features = found->features_loaded;
            for (const std::string& warning : found->warnings)
                row.warnings.push_back(words::engine_text(warning));
            for (const city::TileProblem& problem : found->problems) {
                row.problems.emplace_back(problem.tile, words::engine_text(problem.cause));
            }
            if (project.layers.size() == 1) row.attributions = credits;
        } else {
            row.phase = panels::LayerPhase::kFailed;
            row.problem = words::say(session_.start_problem);
        }
        state_.layers.layers.push_back(std::move(row));
    }
}

void PanelBuilder::fill_features(double now_s) {
    panels::InspectorState& inspector = state_.inspector;
    inspector.has_feature = session_.inspected.valid();
    // What was chosen before it was loaded is described once it is.
    const std::uint64_t loaded = session_.scene.statistics().features_loaded;
    const bool may_know_more = inspector.tile.empty() && described_loaded_ != loaded;
    described_loaded_ = loaded;
    if (inspector.has_feature && (described_ != session_.inspected || may_know_more)) {
        const city::FeatureRecord record = session_.scene.describe(session_.inspected);
        inspector.id = record.id;
        inspector.class_name = record.class_name;
        inspector.layer = layer_name(session_, record.source);
        inspector.tile = record.tile;
        inspector.attributes.clear();
        for (const city::FeatureAttribute& a : record.attributes) {
            inspector.attributes.push_back({a.name, a.value, a.type, a.unit});
        }
        inspector.surroundings.clear();
        for (const city::FeatureAttribute& a : session_.scene.surroundings(session_.inspected)) {
            inspector.surroundings.push_back({a.name, a.value, a.type, a.unit});
        }
    }
    described_ = session_.inspected;
    inspector.at_point.clear();
    for (const city::FeatureAttribute& a : session_.at_point) {
        inspector.at_point.push_back({a.name, a.value, a.type, a.unit});
    }
    const auto holds = [&](const std::vector<FeatureId>& features) {
        return std::find(features.begin(), features.end(), session_.inspected) != features.end();
    };
    inspector.is_hidden = inspector.has_feature && holds(session_.hidden);
    inspector.is_isolated = inspector.has_feature && holds(session_.isolated);

    panels::SelectionState& selection = state_.selection;
    selection.tool = session_.selection_tool;
    selection.hidden = session_.hidden.size();
    selection.isolated = session_.isolated.size();
    selection.last_export = session_.last_export;
    selection.count = session_.selected.size();
    selection.features.clear();
    if (state_.layout.right_tab == "selection") {
        const std::size_t listed = std::min(session_.selected.size(), kSelectedListed);
        for (std::size_t i = 0; i < listed; ++i) {
            const city::FeatureRecord record = session_.scene.describe(session_.selected[i]);
            selection.features.push_back({record.id, layer_name(session_, record.source)});
        }
    }
    fill_search();

    const bool wants_names =
        state_.layout.left_tab == "style" || state_.layout.right_tab == "selection";
    if (wants_names && names_of_ != state_.search.features_loaded &&
        now_s - names_read_s_ > kAttributePeriod_s) {
        names_of_ = state_.search.features_loaded;
        names_read_s_ = now_s;
        selection.attribute_names = attribute_names(session_.scene, kAttributeSample);
        state_.style.attribute_names = selection.attribute_names;
    }
    fill_style();
}

void PanelBuilder::fill_search() {
    panels::SearchState& search = state_.search;
    search.features_loaded = session_.scene.statistics().features_loaded;
    if (search.query != session_.search.query ||
        search.results.size() != session_.search.found.size() + session_.search.in_files.size()) {
        search.results.clear();
        for (const FeatureId feature : session_.search.found) {
            const city::FeatureRecord record = session_.scene.describe(feature);
            search.results.push_back({record.id, layer_name(session_, record.source)});
        }
        for (const FoundInFile& found : session_.search.in_files) {
            const bool is_id = found.hit.text == found.hit.id;
            search.results.push_back({is_id ? found.hit.id : found.hit.text + " · " + found.hit.id,
                                      layer_name(session_, found.source)});
        }
    }
    search.query = session_.search.query;
    search.in_loaded = session_.search.found.size();
    search.in_files = session_.search.in_files_total;
    search.is_looking = session_.search.is_looking;
    search.truncated = session_.search.truncated;
}

void PanelBuilder::fill_style() {
    state_.style.title = !session_.style.is_shown        ? std::string()
                         : !session_.style.title.empty() ? session_.style.title
                                                         : words::text({"style.title", "Style"});
    state_.style.titles = local_rows(session_.history.now().style_titles);
    state_.style.legend = session_.style.legend;
    state_.style.problem = words::say(session_.style.problem);
}

void PanelBuilder::fill_time() {
    const TimeOfDay& time = session_.time;
    panels::TimeState& shown = state_.time;
    const std::int64_t offset_us = std::int64_t{time.zone.offset_s(time.now)} * 1'000'000;
    const CivilTime civil = civil_of({time.now.microseconds + offset_us});
    shown.year = civil.year;
    shown.month = civil.month;
    shown.day = civil.day;
    shown.hour = civil.hour + civil.minute / 60.0 + civil.second / 3600.0;
    shown.zone = time.zone.name();
    shown.playing = time.playing;
    const auto bounds = session_.scene.bounds();
    if (!bounds || session_.scene.ground() == city::Ground::kModel) return;
    const geo::Geodetic place = geo::to_geodetic(bounds->center);
    const geo::SunPosition sun = geo::sun_position(time.now, place);
    shown.sun_azimuth_deg = sun.azimuth_deg;
    shown.sun_elevation_deg = sun.apparent_elevation_deg;
    const geo::SunDay day = geo::sun_day(time.now, place);
    shown.sunrise = clock_in(time.zone, day.rise);
    shown.sunset = clock_in(time.zone, day.set);
}

void PanelBuilder::fill_overlay(std::optional<glm::vec2> pointer) {
    panels::OverlayState& overlay = state_.overlay;
    const city::Scene& scene = session_.scene;
    overlay.coordinates.clear();
    overlay.datum.clear();
    overlay.system = session_.history.now().layout.coordinates;
    if (pointer) {
        const PlaceText place = place_at(session_, *pointer);
        overlay.coordinates = place.coordinates;
        overlay.datum = place.datum;
    }
    const render::Camera camera = camera_of(session_);
    const glm::dvec3 middle = anchor_at(session_, center_px(session_.area));
    const double metres_per_px =
        render::pixel_size_m(camera, static_cast<double>(session_.area.height()),
                             glm::distance(middle, camera.position));
    overlay.scale_bar_m = 0.0;
    const auto bar = measure::scale_bar({metres_per_px, kScaleBarMax_px, words::measures()});
    if (bar && scene.bounds()) {
        overlay.scale_bar_m = bar->length_m;
        overlay.scale_bar_px = static_cast<float>(bar->width_px);
    }
    overlay.heading_deg = session_.motion.pose().heading_deg;
    overlay.attributions = scene.attributions();
    overlay.notices.assign(session_.notices.begin(), session_.notices.end());
    overlay.tiles_loading = scene.statistics().tiles_pending;
    overlay.busy = activity_text(session_, now_s_);
    overlay.can_cancel = !overlay.busy.empty() && can_cancel_activity(session_);
    overlay.hint.reset();
    if (session_.measure_tool != panels::MeasureTool::kNone) {
        overlay.hint = {"hint.measure", "Click points to measure"};
    } else if (session_.selection_tool == panels::SelectionTool::kBox) {
        overlay.hint = {"hint.box", "Drag a box over the features to select"};
    } else if (session_.selection_tool == panels::SelectionTool::kPolygon) {
        overlay.hint = {"hint.polygon", "Click the corners; double click to select what is inside"};
    }
    fill_outlines();
}

void PanelBuilder::fill_views() {
    const project::Project& project = session_.history.now();
    state_.views.bookmarks.clear();
    for (const project::Bookmark& bookmark : project.bookmarks) {
        state_.views.bookmarks.push_back({bookmark.name,
                                          {},
                                          bookmark.note,
                                          local_rows(bookmark.names),
                                          local_rows(bookmark.captions)});
    }
    state_.views.go_to_problem = words::say(session_.go_to_problem);
    const bool wants_languages =
        project.layout.left_tab == "views" || project.layout.left_tab == "style";
    // Catalogues do not come and go while the window is open; looking takes files.
    if (wants_languages && state_.views.languages.empty())
        state_.views.languages = session_.services.languages();
    if (project.layout.left_tab == "views") {
        const geo::CrsDescription crs = typing_system(session_).crs;
        state_.views.typed_crs = crs.is_geographic ? std::string() : crs.title;
    }
    const Navigation mode = session_.motion.navigation();
    state_.views.navigation = mode == Navigation::kOrbit ? "orbit"
                              : mode == Navigation::kFly ? "fly"
                                                         : "walk";
    const glm::dvec3 eye = session_.motion.pose().eye;
    state_.views.position = {place_text(eye, session_.scene.ground()),
                             copied_place_text(eye, session_.scene.ground())};
}

const panels::PanelState& PanelBuilder::build(const FrameFacts& facts,
                                              std::optional<glm::vec2> pointer) {
    const project::Project& project = session_.history.now();
    panels::LayoutState& layout = state_.layout;
    layout.left_open = project.layout.left_open;
    layout.right_open = project.layout.right_open;
    layout.bottom_open = project.layout.bottom_open;
    layout.left_px = project.layout.left_px;
    layout.right_px = project.layout.right_px;
    layout.bottom_px = project.layout.bottom_px;
    layout.left_tab = project.layout.left_tab;
    layout.right_tab = project.layout.right_tab;
    layout.bottom_tab = project.layout.bottom_tab;
    layout.shows_help = session_.shows_help;
    layout.shows_palette = session_.shows_palette;
    layout.shows_open = session_.shows_open;
    layout.has_sources = !project.layers.empty() || !project.feeds.empty();
    layout.presents = session_.stage.is_on;
    layout.shows_layouts = session_.shows_layouts;
    fill_recent();
    state_.start.restorable = session_.restorable;
    state_.start.ended_unexpectedly = session_.ended_unexpectedly;
    const preferences::Preferences& wish = session_.person.preferences;
    layout.shows_pad = wish.view_buttons || wish.scan.is_on;
    layout.shows_letters = layout.shows_pad && facts.is_writing;
    state_.start.problem = words::say(session_.start_problem);
    now_s_ = facts.now_s;
    state_.start.busy = activity_text(session_, now_s_);
    state_.undo_title = session_.history.undo_title();
    state_.redo_title = session_.history.redo_title();
    fill_layers();
    fill_features(facts.now_s);
    fill_time();
    fill_performance(facts);
    fill_models();
    fill_overlay(pointer);
    fill_told(session_, state_);
    fill_views();
    fill_commands();
    fill_accessibility();
    fill_layouts();
    fill_settings();
    fill_save();
    state_.accessibility.sound_problem = facts.sound_problem;
    state_.overlay.captions = wish.captions ? facts.captions : std::vector<std::string>();
    fill_picture(facts);
    fill_stage(facts);
    fill_live();
    fill_twins();
    fill_map_values();
    return state_;
}

}  // namespace belvedere::window
