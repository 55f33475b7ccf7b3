// SPDX-License-Identifier: Apache-2.0
#include "app/window/live_work.hpp"

#include <vector>

#include "app/project/allowed_contexts.hpp"
#include "app/window/live_desk_work.hpp"
#include "app/words/engine_text.hpp"
#include "app/words/words.hpp"

namespace belvedere::window {
namespace {

void tell(Session& session, const live::LiveFeed& feed) {
    const std::string cause = words::engine_text(feed.sentence);
    switch (feed.state) {
        case live::LiveState::kConnected:
            return session.announce(words::text({"feed.connected", "{name}: live values arrive"},
                                                {{"name", feed.name}}),
                                    Urgency::kPolite);
        case live::LiveState::kWaiting:
            return notify(session, panels::NoticeKind::kWarning,
                          words::text({"feed.lost", "{name}: no live values for now. {cause}"},
                                      {{"name", feed.name}, {"cause", cause}}));
        case live::LiveState::kFailed:
            return notify(session, panels::NoticeKind::kError,
                          words::text({"feed.failed", "{name} cannot be connected: {cause}"},
                                      {{"name", feed.name}, {"cause", cause}}));
        case live::LiveState::kEnded:
            return session.announce(words::text({"feed.ended", "{name}: no more live values come"},
                                                {{"name", feed.name}}),
                                    Urgency::kPolite);
        case live::LiveState::kConnecting:
        case live::LiveState::kPaused:
            return;
    }
}

// What is wrong with a feed that works all the same; once, until it is something else.
void tell_problem(Session& session, const live::LiveFeed& feed, ToldFeed& told) {
    const bool works =
        feed.state == live::LiveState::kConnected || feed.state == live::LiveState::kEnded;
    if (!works || feed.is_note || feed.sentence.empty() || feed.sentence == told.problem) return;
    told.problem = feed.sentence;
    notify(session, panels::NoticeKind::kWarning,
           words::text({"feed.problem", "{name} works only in part: {cause}"},
                       {{"name", feed.name}, {"cause", words::engine_text(feed.sentence)}}));
}

// What is allowed by the project; told anew only when it is another.
void follow_contexts(Session& session) {
    const std::vector<std::string>& allowed = session.history.now().contexts;
    if (session.contexts_allowed == allowed) return;
    session.contexts_allowed = allowed;
    session.live.contexts().allow(
        [allowed](const std::string& url) { return project::is_allowed_context(allowed, url); });
}

void follow_descriptions(Session& session) {
    const std::vector<std::string>& files = session.history.now().twins.descriptions;
    if (session.described_by == files) return;
    session.described_by = files;
    session.live.describe_by(files);
}

void tell_descriptions(Session& session) {
    for (const Error& problem : session.live.take_description_problems()) {
        notify(session, panels::NoticeKind::kWarning,
               words::text({"feed.undescribed", "Devices could not be described: {cause}"},
                           {{"cause", words::engine_text(problem.message)}}));
    }
}

// Tells of each context that is refused, once.
void tell_contexts(Session& session) {
    for (const live::MissedContext& missed : session.live.contexts().missed()) {
        if (missed.state != live::ContextState::kRefused) continue;
        if (!session.contexts_told.insert(missed.url).second) continue;
        notify(session, panels::NoticeKind::kWarning, refused_context_text(missed.url));
    }
}

// What a person had open of a feed that is gone.
void drop_forgotten(Session& session) {
    const twin::TwinStore& store = session.live.store();
    const auto is_gone = [&store](twin::EntityId device) {
        return device.valid() && store.entities()[device].is_forgotten;
    };
    LiveDesk& desk = session.desk;
    if (is_gone(session.device)) session.device = {};
    if (is_gone(desk.draft.device)) desk.draft = {};
    if (is_gone(desk.order_draft.device)) desk.order_draft = {};
    sync_chart(session);
}

}  // namespace

void sync_live(Session& session) {
    std::vector<live::FeedWish> wishes;
    for (const project::Feed& feed : session.history.now().feeds)
        wishes.push_back({feed.url, feed.paused});
    follow_contexts(session);
    follow_descriptions(session);
    session.live.follow(wishes);
    drop_forgotten(session);
    std::erase_if(session.feeds_told, [&](const auto& told) {
        return std::ranges::find(wishes, told.first, &live::FeedWish::url) == wishes.end();
    });
    tell_feeds(session);
}

std::string refused_context_text(const std::string& url) {
    return words::text({"feed.context_refused",
                        "The JSON-LD context {url} was not fetched, because nobody allowed its "
                        "address. Names of values may be wrong."},
                       {{"url", url}});
}

void tell_feeds(Session& session) {
    tell_contexts(session);
    tell_descriptions(session);
    for (const live::LiveFeed& feed : session.live.feeds()) {
        const auto [told, is_new] = session.feeds_told.try_emplace(feed.url);
        const bool is_other = is_new || told->second.state != feed.state;
        told->second.state = feed.state;
        if (is_other) tell(session, feed);
        session.changed = session.changed || is_other;
        tell_problem(session, feed, told->second);
    }
}

}  // namespace belvedere::window
