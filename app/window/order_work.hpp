// SPDX-License-Identifier: Apache-2.0
// Orders to devices in the window: what becomes of them, and how they are told.
#pragma once

#include <string>

#include "app/window/session.hpp"

namespace belvedere::window {

// Looks whether devices were seen to do what was ordered, and tells it. After LiveCity::take_in(),
// once a frame.
void advance_orders(Session& session, UtcTime now);
// Why nothing can be ordered of a device: orders are off, or its feed takes none, in the person's
// language. Empty: it can.
[[nodiscard]] std::string why_no_order(const Session& session, twin::EntityId device);
// A number, true or false, or a text: what an order can give a property.
[[nodiscard]] bool is_orderable(twin::ValueKind kind);
// "level to 40: sent, waiting to be seen done", in the person's language.
[[nodiscard]] std::string order_text(const Session& session, const feed::OrderRecord& order);
// Sends what the draft has become, confirmed by a person; what comes of it is told later.
[[nodiscard]] Result<void> send_draft(Session& session, const std::string& value,
                                      const std::string& by, UtcTime now);

}  // namespace belvedere::window
