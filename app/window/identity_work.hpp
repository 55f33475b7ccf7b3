// SPDX-License-Identifier: Apache-2.0
// Who a device is: identifiers on several platforms, who says that they are one, and signatures.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/window/session.hpp"
#include "engine/feed/raw_messages.hpp"

namespace belvedere::window {

// Follows the project's statements, the chosen device and, a slice at a time, all devices in search
// of conflicts. True when something is left to do.
bool advance_identity(Session& session, UtcTime now, double seconds_max);

// Other devices that are the same one by statements that hold at `now`; shown ones first come, in
// the order of their claims.
[[nodiscard]] std::vector<project::DeviceName> same_devices(const Session& session,
                                                            const project::DeviceName& device,
                                                            UtcTime now);
// Devices of other sources with the same id, or that this one names by `sameAs`: they may be the
// same, and nobody said so. At most kAlikeMax.
[[nodiscard]] std::vector<project::DeviceName> alike_devices(const Session& session,
                                                             twin::EntityId device);
inline constexpr std::size_t kAlikeMax = 16;

// Chooses another device in place of the chosen one; curves of the chart go on with its values.
void move_selection(Session& session, twin::EntityId next);

// How an identifier is written: "did:key", "ngsi-ld", "sensorthings" ... By its own beginning, else
// by its source's kind. Pure.
[[nodiscard]] std::string scheme_of(const project::DeviceName& device);

// How far the device is believed, in words.
[[nodiscard]] std::string trust_text(const Session& session, twin::EntityId device);

// The newest message of the device's source that speaks of it, or else the newest of the source.
struct ShownMessage {
    feed::RawMessage message;
    bool is_about = false;  // It names the device.
};
[[nodiscard]] std::optional<ShownMessage> raw_message_of(const Session& session,
                                                         twin::EntityId device);

// Checks what is signed of a JSON object about the device whose id is `id`, which must be what was
// signed: the whole of it (W3C Data Integrity, eddsa-jcs-2022 and eddsa-rdfc-2022), or attributes
// of an NGSI-LD entity one by one ("ngsildproof"). By a did:key of its own or a did:web whose
// document is at hand. `context`: the JSON of the JSON-LD context around the object, or empty.
// Pure; any thread. What it finds wrong with an attribute is told in full by told().
[[nodiscard]] Proof judge_signed(std::string_view json, std::string_view id,
                                 const KnownSigners& signers, UtcTime now,
                                 std::string_view context = {});
// The same with its cause as it is said. Main thread, for its words.
[[nodiscard]] Proof told(Proof proof);
// Both at once.
[[nodiscard]] Proof check_signed(std::string_view json, std::string_view id,
                                 const SignerDocuments& documents, UtcTime now,
                                 std::string_view context = {});
// Whether there can be anything to judge: most messages are not signed, and are not parsed a second
// time for it. Pure.
[[nodiscard]] bool may_be_signed(std::string_view json);
// The JSON-LD context that a message has beside its entities: a member of its own, of a
// notification or of a broker's metadata, or a header; JSON text, empty when there is none. Pure.
[[nodiscard]] std::string context_beside(const feed::RawMessage& message);

}  // namespace belvedere::window
