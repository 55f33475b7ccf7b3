// SPDX-License-Identifier: Apache-2.0
// PanelBuilder: what is being made of a device's value, an alarm or an order, and its orders.
#include "app/devices/twin_text.hpp"
#include "app/window/order_work.hpp"
#include "app/window/panel_builder.hpp"
#include "app/words/words.hpp"

namespace belvedere::window {

void PanelBuilder::fill_draft(panels::AlarmDraft& shown) const {
    const DraftedAlarm& draft = session_.desk.draft;
    shown.is_shown = draft.number != 0;
    if (!shown.is_shown) return;
    const twin::TwinStore& store = session_.live.store();
    shown.number = draft.number;
    shown.device_name = devices::device_name(store, draft.device);
    shown.device = std::string(store.entities()[draft.device].id());
    shown.problem = words::say(draft.problem);
    const UtcTime now = system_clock().utc_now();
    if (!draft.series.valid()) {
        constexpr double kSilence_s = 900.0;
        shown.kind = "absence";
        shown.limit = kSilence_s;
        shown.property = words::text({"device.age", "Newest value"});
        shown.value = devices::age_text(store.entities()[draft.device].last_observed_at, now);
        return;
    }
    shown.kind = "threshold";
    shown.property = devices::property_text(store, draft.series);
    const auto reading = twin::latest_at(store, draft.series);
    if (!reading) return;
    const twin::Unit& unit = store.units().unit(reading->unit);
    shown.unit = std::string(unit.symbol);
    shown.value = devices::value_text(*reading, unit);
    shown.limit = reading->number;
}

void PanelBuilder::fill_orders(panels::DeviceCardState& card) const {
    const twin::TwinStore& store = session_.live.store();
    const twin::EntityRecord& device = store.entities()[session_.device];
    const feed::OrderDesk& desk = session_.desk.orders;
    card.orders_are_allowed = desk.is_allowed();
    card.no_orders = why_no_order(session_, session_.device);
    for (std::size_t i = 0; i < card.values.size() && card.no_orders.empty(); ++i)
        card.values[i].can_order = card.values[i].is_orderable;
    // The newest first.
    for (std::size_t i = desk.size(); i-- > 0;) {
        const feed::OrderRecord& order = desk.order(feed::OrderId{static_cast<std::uint32_t>(i)});
        if (order.source.value != device.source || order.order.entity != device.id()) continue;
        const bool is_bad = order.state == feed::OrderState::kFailed ||
                            order.state == feed::OrderState::kUnobserved;
        card.orders.push_back({order_text(session_, order), is_bad});
    }
}

void PanelBuilder::fill_order_dialog() {
    panels::OrderDialogState& shown = state_.device.order;
    const DraftedOrder& draft = session_.desk.order_draft;
    shown = {};
    shown.is_shown = draft.number != 0;
    if (!shown.is_shown) return;
    const twin::TwinStore& store = session_.live.store();
    const twin::EntityRecord& device = store.entities()[draft.device];
    shown.number = draft.number;
    shown.device_name = devices::device_name(store, draft.device);
    shown.device = std::string(device.id());
    shown.feed = store.source(SourceId{device.source}).name;
    shown.property = devices::property_text(store, draft.series);
    shown.problem = draft.problem;
    shown.who = session_.desk.who;
    const auto reading = twin::latest_at(store, draft.series);
    if (!reading) return;
    const twin::Unit& unit = store.units().unit(reading->unit);
    shown.value = devices::value_text(*reading, unit);
    shown.unit = std::string(unit.symbol);
    shown.is_truth = reading->kind == twin::ValueKind::kBoolean;
}

}  // namespace belvedere::window
