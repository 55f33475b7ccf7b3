// SPDX-License-Identifier: Apache-2.0
#include "app/window/live_work.hpp"

#include <vector>

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
    session.live.follow(wishes);
    drop_forgotten(session);
    std::erase_if(session.feeds_told, [&](const auto& told) {
        return std::ranges::find(wishes, told.first, &live::FeedWish::url) == wishes.end();
    });
    tell_feeds(session);
}

void tell_feeds(Session& session) {
    for (const live::LiveFeed& feed : session.live.feeds()) {
        const auto [told, is_new] = session.feeds_told.try_emplace(feed.url, feed.state);
        const bool is_other = is_new || told->second != feed.state;
        told->second = feed.state;
        if (is_other) tell(session, feed);
        session.changed = session.changed || is_other;
    }
}

}  // namespace belvedere::window
