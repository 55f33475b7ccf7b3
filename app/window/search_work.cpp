// SPDX-License-Identifier: Apache-2.0
#include "app/window/search_work.hpp"

#include <memory>
#include <utility>

#include "app/window/session.hpp"
#include "app/words/words.hpp"

namespace belvedere::window {
namespace {

// Features between two looks at the clock: a few hundred microseconds of them.
constexpr std::size_t kRowsAPiece = 128;
// Features that a filter may find.
constexpr std::size_t kFoundMax = 200'000;

}  // namespace

void search(Session& session, SearchWork work) {
    end_activity(session, std::exchange(*work.activity, 0));
    const auto state = std::make_shared<city::FeatureSearch>(
        session.scene.begin_search(work.text, work.count_max));
    const double end_s = system_clock().steady_seconds() + kActivitySlice_s;
    bool is_done = false;
    while (!is_done && system_clock().steady_seconds() < end_s)
        is_done = session.scene.advance_search(*state, kRowsAPiece);
    if (is_done) return work.done(std::move(state->found));
    Activity searching;
    searching.what = {Message{"activity.search", "Searching for “{text}”…"}, {{"text", work.text}}};
    searching.cancel = [activity = work.activity] { *activity = 0; };
    searching.step = [&session, state, done = std::move(work.done),
                      activity = work.activity](Activity& self) {
        const bool is_whole = session.scene.advance_search(*state, kRowsAPiece);
        self.fraction = state->fraction();
        if (!is_whole) return false;
        *activity = 0;
        done(std::move(state->found));
        return true;
    };
    *work.activity = begin_activity(session, std::move(searching));
}

Result<void> with_filter(Session& session, std::function<Result<void>()> then) {
    SceneTelling& telling = session.telling;
    const FilterHits wanted{
        filter_value(telling.filter), session.scene.statistics().features_loaded, {}};
    const bool is_known = telling.filter.empty() || (telling.hits.value == wanted.value &&
                                                     telling.hits.loaded == wanted.loaded);
    if (is_known) return then();
    // What is done at once fails to whoever asked; what is done later, as a notice.
    const auto outcome = std::make_shared<Result<void>>();
    const auto is_asked = std::make_shared<bool>(true);
    SearchWork work{wanted.value, kFoundMax, &telling.search_activity, {}};
    work.done = [&session, wanted, then = std::move(then), outcome,
                 is_asked](const std::vector<FeatureId>& found) {
        session.telling.hits = {wanted.value, wanted.loaded, {found.begin(), found.end()}};
        *outcome = then();
        if (*outcome || *is_asked) return;
        notify(session, panels::NoticeKind::kWarning, outcome->error().message);
    };
    search(session, std::move(work));
    *is_asked = false;
    return *outcome;
}

}  // namespace belvedere::window
