// SPDX-License-Identifier: Apache-2.0
// Where city models stand: the question of those that do not say, and its answers.
#include <algorithm>
#include <memory>
#include <utility>

#include "app/panels/unit_text.hpp"
#include "app/window/model_commands.hpp"
#include "app/window/session_commands.hpp"
#include "app/words/words.hpp"
#include "engine/geo/crs_description.hpp"
#include "engine/geo/world_mapping.hpp"

namespace belvedere::window {
namespace {

using command::Call;
using command::ValueType;

// Candidates listed at most: the national system and the zones about it.
constexpr std::size_t kCandidates = 12;

bool has_been_asked(const Session& session, SourceId source) {
    return std::ranges::find(session.models.asked, source) != session.models.asked.end();
}

enum class Asking {
    kIfThereAreAny,  // Only where coordinates suggest some place.
    kInAnyCase,
};

void take_candidates(Session& session, SourceId source, std::vector<geo::CrsCandidate> found,
                     Asking asking) {
    CrsQuestion& question = session.models.crs;
    if (question.source != source || !question.is_looking) return;
    question.is_looking = false;
    question.candidates = std::move(found);
    session.changed = true;
    if (asking == Asking::kInAnyCase || question.candidates.empty()) return;
    // No dialog before an audience: the layer says it as well.
    if (session.stage.is_on) return;
    question.is_shown = true;
    session.announce(words::text({"crs.heading", "Where does this model stand?"}),
                     Urgency::kPolite);
}

// What stands nowhere has its own coordinates for the world.
Result<void> begin_question(Session& session, SourceId source, Asking asking) {
    const auto bounds = session.scene.bounds(source);
    if (!bounds) {
        return fail(ErrorKind::kDenied,
                    words::text({"problem.no_extent", "the layer's extent is not known yet"}));
    }
    CrsQuestion& question = session.models.crs;
    question = {.is_shown = asking == Asking::kInAnyCase,
                .is_looking = true,
                .source = source,
                .middle = bounds->center};
    session.changed = true;
    // The sphere reaches beyond the box; half of it is within in each direction.
    const glm::dvec3 reach(bounds->radius_m * 0.5);
    const auto work = [&session, source, asking, low = bounds->center - reach,
                       high = bounds->center + reach](const ModelTools&) -> std::function<void()> {
        auto found = std::make_shared<std::vector<geo::CrsCandidate>>(
            geo::crs_candidates(low, high, kCandidates));
        return [&session, source, asking, found] {
            take_candidates(session, source, std::move(*found), asking);
        };
    };
    session.services.work_on_model(
        {{Message{"activity.crs", "Looking for reference systems…"}, {}}, work});
    return {};
}

// The layer named, else the chosen one; it need not be open.
Result<std::size_t> placed_layer(const Session& session, const Call& call) {
    const std::int64_t index =
        call.integer("layer", static_cast<std::int64_t>(session.chosen_layer));
    if (index >= 0 && static_cast<std::size_t>(index) < session.history.now().layers.size()) {
        return static_cast<std::size_t>(index);
    }
    return fail(ErrorKind::kUsage, "there is no layer " + std::to_string(index));
}

Result<void> set_crs(Session& session, const Call& call) {
    const auto index = placed_layer(session, call);
    if (!index) return fail(index.error());
    const auto& layers = session.history.now().layers;
    const std::size_t place = *index;
    const std::string crs = call.text("crs");
    if (!crs.empty()) {
        const auto mapping = geo::projected_mapping(crs, geo::VerticalReference::kEllipsoidal);
        if (!mapping) {
            session.models.crs.problem = {Message{"crs.unknown", "{crs} cannot be used: {cause}"},
                                          {{"crs", crs}, {"cause", mapping.error().message}}};
            session.changed = true;
            return session.models.crs.is_shown ? Result<void>()
                                               : Result<void>(fail(mapping.error()));
        }
    }
    project::Project next = session.history.now();
    next.layers[place].crs = crs;
    if (call.has("vertical")) next.layers[place].vertical = call.text("vertical");
    session.models.crs = {};
    const bool is_alone = layers.size() == 1;
    apply_project(session, std::move(next), words::text({"step.crs", "Reference system"}));
    // The world is another one for what stood nowhere.
    if (is_alone) session.fits_when_known = true;
    return {};
}

Result<void> raise(Session& session, std::size_t index, double metres) {
    project::Project next = session.history.now();
    next.layers[index].raise_m = std::clamp(metres, -project::kRaiseMax_m, project::kRaiseMax_m);
    apply_project(session, std::move(next), words::text({"step.raise", "Height of a layer"}),
                  "layer.raise." + std::to_string(index));
    return {};
}

Result<void> fit_to_ground(Session& session, const Call& call) {
    const auto layer = model_layer(session, call, "layer");
    if (!layer) return fail(layer.error());
    const auto gap = session.scene.ground_gap(layer->source);
    if (!gap) {
        return fail(
            ErrorKind::kDenied,
            words::text({"problem.no_ground", "no ground of another layer is loaded beneath it"}));
    }
    const double before = session.history.now().layers[layer->index].raise_m;
    if (auto raised = raise(session, layer->index, before + gap->metres); !raised) return raised;
    constexpr words::PluralMessage kRaised{
        "layers.fitted", "{name} was moved up by {length}, as {n} building says (± {spread})",
        "{name} was moved up by {length}, as {n} buildings say (± {spread})"};
    notify(session, panels::NoticeKind::kInfo,
           words::plural(kRaised, gap->places,
                         {{"name", layer->name},
                          {"length", panels::length_text(gap->metres)},
                          {"spread", panels::length_text(gap->spread_m)}}));
    return {};
}

}  // namespace

void follow_models(Session& session) {
    if (!session.services.work_on_model) return;
    const auto& layers = session.history.now().layers;
    for (const city::LayerState& layer : session.scene.layers()) {
        if (layer.phase != city::LayerPhase::kOpen || has_been_asked(session, layer.source)) {
            continue;
        }
        const auto index = index_of(session, layer.source);
        if (!index || !session.scene.bounds(layer.source)) continue;
        session.models.asked.push_back(layer.source);
        if (!layer.lacks_crs || !layers[*index].crs.empty() || session.models.crs.is_shown) {
            continue;
        }
        (void)begin_question(session, layer.source, Asking::kIfThereAreAny);
    }
    if (session.models.crs.is_shown && !index_of(session, session.models.crs.source)) {
        session.models.crs = {};
        session.changed = true;
    }
}

void add_place_commands(command::CommandRegistry& registry, Session& session) {
    const auto layer = may_have("layer", ValueType::kInteger);
    add(registry,
        {"layer.set_crs",
         "Reference system of a layer",
         "Says in which coordinate reference system a source is that does not say it itself.",
         "",
         {layer, needs("crs", ValueType::kText), may_have("vertical", ValueType::kText)}},
        [&](const Call& call) { return set_crs(session, call); });
    add(registry,
        {"layer.ask_crs",
         "Say where a model stands",
         "Suggests reference systems that a model's coordinates would fit.",
         "",
         {layer}},
        [&](const Call& call) -> Result<void> {
            const auto model = model_layer(session, call, "layer");
            if (!model) return fail(model.error());
            for (const city::LayerState& state : session.scene.layers()) {
                if (state.source != model->source || state.lacks_crs) continue;
                return fail(ErrorKind::kDenied,
                            words::text({"problem.has_crs", "the model says where it stands"}));
            }
            return begin_question(session, model->source, Asking::kInAnyCase);
        });
    add(registry,
        {"layer.fit_to_ground",
         "Fit a city model to the ground",
         "Raises or lowers a city model to the ground of the other layers beneath it.",
         "",
         {layer}},
        [&](const Call& call) { return fit_to_ground(session, call); });
    add(registry,
        {"layer.raise",
         "Raise a city model",
         "Shows a city model so many metres higher than its file says.",
         "",
         {layer, needs("metres", ValueType::kNumber)}},
        [&](const Call& call) -> Result<void> {
            const auto index = placed_layer(session, call);
            if (!index) return fail(index.error());
            return raise(session, *index, call.number("metres"));
        });
    add(registry,
        {"layer.leave_crs", "Leave a model without a place",
         "Closes the question where a model stands: it is shown in its own metres."},
        [&](const Call&) -> Result<void> {
            session.models.crs = {};
            session.changed = true;
            return {};
        });
}

}  // namespace belvedere::window
