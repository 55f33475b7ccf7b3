// SPDX-License-Identifier: Apache-2.0
#include "app/window/order_work.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "app/devices/twin_text.hpp"
#include "app/live/send_order.hpp"
#include "app/window/session_commands.hpp"
#include "app/words/engine_text.hpp"
#include "app/words/words.hpp"

namespace belvedere::window {
namespace {

// The URL of the feed that a device came by; empty once it is gone.
std::string feed_url(const Session& session, SourceId source) {
    const auto feeds = session.live.feeds();
    const auto found = std::ranges::find(feeds, source, &live::LiveFeed::source);
    return found == feeds.end() ? std::string() : found->url;
}

std::string device_of_order(const Session& session, const feed::OrderRecord& order) {
    const twin::TwinStore& store = session.live.store();
    const auto device = store.entities().find(order.source, order.order.entity);
    return device ? devices::device_name(store, *device) : order.order.entity;
}

void tell_order(Session& session, const feed::OrderRecord& order) {
    const bool is_good =
        order.state == feed::OrderState::kObserved || order.state == feed::OrderState::kSent;
    notify(session, is_good ? panels::NoticeKind::kInfo : panels::NoticeKind::kWarning,
           words::text({"order.told", "{device}: {order}"},
                       {{"device", device_of_order(session, order)},
                        {"order", order_text(session, order)}}));
    session.changed = true;
}

}  // namespace

bool is_orderable(twin::ValueKind kind) {
    return kind == twin::ValueKind::kNumber || kind == twin::ValueKind::kBoolean ||
           kind == twin::ValueKind::kText;
}

std::string why_no_order(const Session& session, twin::EntityId device) {
    const SourceId source{session.live.store().entities()[device].source};
    if (auto possible = live::can_order(feed_url(session, source)); !possible)
        return words::engine_text(possible.error().message);
    if (!session.desk.orders.is_allowed())
        return words::text({"order.off", "Orders to devices are off."});
    return {};
}

std::string order_text(const Session&, const feed::OrderRecord& order) {
    constexpr Message kTexts[] = {
        {"order.is_proposed", "{property} to {value}: not confirmed"},
        {"order.is_sending", "{property} to {value}: being sent"},
        {"order.is_sent", "{property} to {value}: sent, not seen done yet"},
        {"order.is_observed", "{property} to {value}: done, as the device says"},
        {"order.is_unobserved", "{property} to {value}: sent, but not seen done in time"},
        {"order.is_failed", "{property} to {value}: not sent. {cause}"},
        {"order.is_withdrawn", "{property} to {value}: given up"}};
    const std::string cause = words::engine_text(order.problem);
    return words::text(kTexts[static_cast<std::size_t>(order.state)],
                       {{"property", std::string(twin::short_name(order.order.property))},
                        {"value", order.order.value},
                        {"cause", cause}});
}

void advance_orders(Session& session, UtcTime now) {
    feed::OrderDesk& desk = session.desk.orders;
    if (desk.observe(session.live.store(), now) == 0) return;
    for (std::uint32_t i = 0; i < desk.size(); ++i) {
        const feed::OrderRecord& order = desk.order(feed::OrderId{i});
        const bool is_over = order.state == feed::OrderState::kObserved ||
                             order.state == feed::OrderState::kUnobserved;
        if (is_over && order.ended_at == now) tell_order(session, order);
    }
    ++session.desk.orders_changed;
}

Result<void> send_draft(Session& session, const std::string& value, const std::string& by,
                        UtcTime now) {
    LiveDesk& desk = session.desk;
    const DraftedOrder draft = desk.order_draft;
    const twin::TwinStore& store = session.live.store();
    const twin::SeriesRecord& series = store.series(draft.series);
    const twin::EntityRecord& device = store.entities()[draft.device];
    const SourceId source{device.source};
    const auto json = feed::order_json(value, series.value.kind());
    if (!json) return fail(json.error());
    const auto id = desk.orders.propose(
        source, {std::string(device.id()), std::string(store.names().text(series.property)), *json},
        now);
    if (!id) return fail(id.error());
    const auto order = desk.orders.begin(*id, by, now);
    if (!order) {
        desk.orders.withdraw(*id, now);
        return fail(order.error());
    }
    ++desk.orders_changed;
    const auto work = [&session, url = feed_url(session, source), order = *order,
                       id = *id](const ModelTools& tools) -> std::function<void()> {
        auto sent = std::make_shared<Result<void>>(
            tools.offline ? fail(ErrorKind::kDenied, "web addresses are not opened while offline")
                          : live::send_order(url, order));
        return [&session, id, sent] {
            feed::OrderDesk& orders = session.desk.orders;
            if (orders.order(id).state != feed::OrderState::kSending) return;
            orders.end_sending(id, *sent, system_clock().utc_now());
            ++session.desk.orders_changed;
            tell_order(session, orders.order(id));
        };
    };
    session.services.work_on_model({{Message{"activity.order", "Sending an order to {name}…"},
                                     {{"name", devices::device_name(store, draft.device)}}},
                                    work});
    return {};
}

}  // namespace belvedere::window
