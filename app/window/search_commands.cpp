// SPDX-License-Identifier: Apache-2.0
#include "app/window/search_commands.hpp"

#include <algorithm>
#include <set>
#include <span>
#include <string>
#include <utility>

#include "app/panels/search_panel.hpp"
#include "app/panels/unit_text.hpp"
#include "app/window/search_work.hpp"
#include "app/window/session_commands.hpp"
#include "app/words/words.hpp"

namespace belvedere::window {
namespace {

using command::Call;
using command::ValueType;

// Layers of city models that are open.
std::vector<SearchedLayer> searched_layers(const Session& session) {
    std::vector<SearchedLayer> layers;
    for (const city::LayerState& state : session.scene.layers()) {
        const auto at = std::find(session.sources.begin(), session.sources.end(), state.source);
        if (!state.is_city_model || at == session.sources.end()) continue;
        layers.push_back({state.source, session.scene.city_parts(state.source)});
    }
    return layers;
}

// Begins to look into the files for what was searched among the loaded objects.
void look_into_files(Session& session) {
    SearchOutcome& outcome = session.search;
    if (!session.services.search_files) return;
    std::vector<SearchedLayer> layers = searched_layers(session);
    outcome.is_looking = !layers.empty();
    // Also with no layers: what was searched before is then no longer wanted.
    session.services.search_files(outcome.query, std::move(layers));
}

// Once all that can be found is: to who cannot see the list.
void tell_found(Session& session) {
    const SearchOutcome& search = session.search;
    constexpr words::PluralMessage kFound{"search.told", "{n} found for “{query}”",
                                          "{n} found for “{query}”"};
    constexpr words::PluralMessage kMore{"search.told_more", "more than {n} found for “{query}”",
                                         "more than {n} found for “{query}”"};
    const std::uint64_t all = search.found.size() + search.in_files_total;
    const std::uint64_t listed = search.found.size() + search.in_files.size();
    session.announce(words::plural(search.truncated ? kMore : kFound, all,
                                   {{"n", panels::count_text(all)}, {"query", search.query}}),
                     Urgency::kPolite);
    if (!search.truncated && listed == all) return;
    panels::ListCut cut{listed, all};
    if (search.truncated) cut.all.reset();
    session.announce(panels::cut_text(cut), Urgency::kPolite);
}

Result<void> start_search(Session& session, const Call& call) {
    const std::string query = call.text("query");
    search(session, {query, kSearchResultsMax + 1, &session.search.activity,
                     [&session, query](std::vector<FeatureId> found) {
                         SearchOutcome outcome;
                         outcome.activity = session.search.activity;
                         outcome.query = query;
                         outcome.found = std::move(found);
                         outcome.truncated = outcome.found.size() > kSearchResultsMax;
                         if (outcome.truncated) outcome.found.resize(kSearchResultsMax);
                         session.search = std::move(outcome);
                         look_into_files(session);
                         if (!session.search.is_looking) tell_found(session);
                         session.changed = true;
                     }});
    return {};
}

}  // namespace

Result<void> go_to_found(Session& session, const FoundInFile& found) {
    if (found.hit.radius_m <= 0.0) {
        return fail(ErrorKind::kDenied,
                    words::text({"problem.no_place", "the object has no place in the file"}));
    }
    constexpr double kLeast_m = 15.0;
    const double radius_m = std::max(found.hit.radius_m, kLeast_m);
    fly_to_box(session, box_round({found.hit.place, radius_m * 2.0}, BoxShape::kCube,
                                  session.scene.ground()));
    session.search.awaited = found.hit.id;
    session.search.awaited_features = 0;
    follow_awaited(session);
    session.changed = true;
    return {};
}

namespace {

Result<void> choose_result(Session& session, const Call& call) {
    const std::int64_t index = call.integer("index");
    const SearchOutcome& search = session.search;
    if (index < 0 ||
        static_cast<std::size_t>(index) >= search.found.size() + search.in_files.size()) {
        return fail(ErrorKind::kUsage, "there is no entry " + std::to_string(index));
    }
    const auto place = static_cast<std::size_t>(index);
    if (place >= search.found.size()) {
        return go_to_found(session, search.in_files[place - search.found.size()]);
    }
    const FeatureId feature = search.found[place];
    select_features(session, {feature});
    return zoom_to_features(session, std::span(&feature, 1));
}

}  // namespace

void take_files_searched(Session& session, FilesSearched answer) {
    SearchOutcome& search = session.search;
    if (answer.query != search.query) return;
    std::set<std::string> loaded;
    for (const FeatureId feature : search.found)
        loaded.insert(session.scene.describe(feature).id);
    const std::size_t all = answer.found.size();
    std::erase_if(answer.found,
                  [&](const FoundInFile& found) { return loaded.contains(found.hit.id); });
    search.in_files_total =
        answer.total - std::min<std::uint64_t>(answer.total, all - answer.found.size());
    search.in_files = std::move(answer.found);
    search.is_looking = false;
    tell_found(session);
    for (const std::string& problem : answer.problems)
        notify(session, panels::NoticeKind::kWarning, problem);
    session.changed = true;
}

void follow_awaited(Session& session) {
    SearchOutcome& search = session.search;
    if (search.awaited.empty()) return;
    const std::uint64_t loaded = session.scene.statistics().features_loaded;
    if (loaded == search.awaited_features) return;
    search.awaited_features = loaded;
    for (const FeatureId feature : session.scene.search(search.awaited, kSearchResultsMax)) {
        if (session.scene.describe(feature).id != search.awaited) continue;
        select_features(session, {feature});
        search.awaited.clear();
        session.changed = true;
        return;
    }
}

void add_search_commands(command::CommandRegistry& registry, Session& session) {
    add(registry,
        {"search.find",
         "Search",
         "Finds objects by id, name, address or attribute value: all that are loaded, and in city "
         "models all there are.",
         "",
         {needs("query", ValueType::kText)}},
        [&](const Call& call) { return start_search(session, call); });
    add(registry,
        {"search.choose",
         "Go to a search result",
         "Selects it and flies there.",
         "",
         {needs("index", ValueType::kInteger)}},
        [&](const Call& call) { return choose_result(session, call); });
    add(registry, {"search.select_all", "Select all results", "Selects every feature found."},
        [&](const Call&) -> Result<void> {
            select_features(session, session.search.found);
            return {};
        });
}

}  // namespace belvedere::window
