// SPDX-License-Identifier: Apache-2.0
// Commands on orders to devices. They are off until a person allows them, for this run alone, and
// are sent only out of the dialog that shows what would change.
#include <utility>

#include "app/window/live_desk_work.hpp"
#include "app/window/order_work.hpp"
#include "app/window/session_commands.hpp"
#include "app/words/engine_text.hpp"
#include "app/words/words.hpp"

namespace belvedere::window {
namespace {

using command::Call;
using command::ValueType;

Result<void> allow_orders(Session& session, const Call& call) {
    LiveDesk& desk = session.desk;
    const bool on = call.flag("on", !desk.orders.is_allowed());
    desk.orders.allow({.are_enabled = on});
    if (!on) desk.order_draft = {};
    ++desk.orders_changed;
    session.announce(
        on ? words::text({"order.allowed", "Orders to devices are allowed until the program ends."})
           : words::text({"order.off", "Orders to devices are off."}),
        Urgency::kPolite);
    session.changed = true;
    return {};
}

Result<void> draft_order(Session& session, const Call& call) {
    const auto series = series_named(session, call);
    if (!series) return fail(series.error());
    const twin::SeriesRecord& record = session.live.store().series(*series);
    if (const std::string why = why_no_order(session, record.entity); !why.empty())
        return fail(ErrorKind::kDenied, why);
    if (!is_orderable(record.value.kind())) {
        return fail(ErrorKind::kDenied,
                    words::text({"problem.no_order_kind",
                                 "only numbers, texts and what is true or false can be ordered"}));
    }
    LiveDesk& desk = session.desk;
    desk.order_draft = {++desk.drafts, record.entity, *series, {}};
    session.changed = true;
    return {};
}

Result<void> send_order_now(Session& session, const Call& call) {
    LiveDesk& desk = session.desk;
    if (desk.order_draft.number == 0) {
        return fail(ErrorKind::kDenied,
                    words::text({"problem.no_order",
                                 "an order is sent out of its dialog, which is not open"}));
    }
    const std::string by = call.text("by");
    session.changed = true;
    auto sent =
        by.empty() ? Result<void>(fail(
                         ErrorKind::kUsage,
                         words::text({"problem.order_who", "whoever sends an order gives a name"})))
                   : send_draft(session, call.text("value"), by, system_clock().utc_now());
    if (!sent) {
        desk.order_draft.problem = words::engine_text(sent.error().message);
        return sent;
    }
    desk.who = by;
    desk.order_draft = {};
    return {};
}

}  // namespace

void add_order_commands(command::CommandRegistry& registry, Session& session) {
    add(registry,
        {"orders.allow",
         "Allow orders to devices",
         "Lets a person ask devices to have a value, until the program ends, or no more.",
         "",
         {may_have("on", ValueType::kBool)}},
        [&](const Call& call) { return allow_orders(session, call); });
    const auto is_allowed = [&session] { return session.desk.orders.is_allowed(); };
    add(registry,
        {"order.draft",
         "Order a value of the device",
         "Opens the dialog that asks a device to give a property another value.",
         "",
         {needs("property", ValueType::kText), may_have("device", ValueType::kText)},
         is_allowed},
        [&](const Call& call) { return draft_order(session, call); });
    const auto has_draft = [&session] { return session.desk.order_draft.number != 0; };
    add(registry,
        {"order.send",
         "Send the order",
         "Sends the order that its dialog shows, once, confirmed by whoever is named.",
         "",
         {needs("value", ValueType::kText), needs("by", ValueType::kText)},
         has_draft},
        [&](const Call& call) { return send_order_now(session, call); });
    add(registry,
        {"order.cancel",
         "Do not send the order",
         "Closes its dialog; nothing is sent.",
         "",
         {},
         has_draft},
        [&](const Call&) -> Result<void> {
            session.desk.order_draft = {};
            session.changed = true;
            return {};
        });
}

}  // namespace belvedere::window
