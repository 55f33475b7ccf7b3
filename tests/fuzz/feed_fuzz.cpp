// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/feed_fuzz.hpp"

#include <cstdlib>

#include "engine/feed/limits.hpp"
#include "engine/feed/raw_messages.hpp"
#include "engine/twin/snapshot.hpp"
#include "engine/twin/twin_query.hpp"

namespace belvedere::fuzz {
namespace {

constexpr UtcTime kReceived{1'700'000'000'000'000};

void check_account(const twin::SourceLedger& ledger, std::uint64_t received) {
    if (ledger.updates.received != received) std::abort();
    if (ledger.updates.accounted() != received) std::abort();
    if (ledger.observations.accounted() != ledger.observations.received) std::abort();
}

// A message as it came is bounded, found again and cut down to what it says of one device.
void check_raw(const FuzzedMessage& message, const feed::MessageInfo& info) {
    feed::RawMessages ring;
    ring.keep(as_bytes(message.payload), info);
    const feed::RawMessage kept = ring.newest(1).front();
    if (kept.text.size() > feed::limits::kRawMessageBytes) std::abort();
    const std::string_view id = message.payload.substr(0, message.payload.size() / 4);
    (void)ring.newest_about(id);
    const std::string_view own = feed::object_about(kept.text, id);
    if (own.size() > kept.text.size()) std::abort();
}

}  // namespace

FuzzedMessage split_message(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) return {"", text};
    return {text.substr(0, end), text.substr(end + 1)};
}

void feed_store(feed::Decoder& decoder, const FuzzedMessage& message) {
    feed::MessageInfo info;
    info.received_at = kReceived;
    info.topic = message.topic;
    twin::ObservationBatch batch;
    decoder.decode(as_bytes(message.payload), info, batch);
    check_raw(message, info);
    twin::TwinStore store({.history_bytes = 4096});
    const auto source = store.add_source({"fuzz"});
    // Twice: the second time nothing may be lost either.
    store.append(*source, batch);
    store.append(*source, batch);
    check_account(store.ledger(*source), 2 * batch.received());
    const twin::Snapshot snapshot = twin::take_snapshot(store, {.now = kReceived, .property = "x"});
    if (snapshot.marks.size() + snapshot.without_position.size() > store.entities().size())
        std::abort();
    for (std::uint32_t i = 0; i < store.series_count(); ++i)
        (void)twin::range(store, twin::SeriesId{i}, {{0}, kReceived});
}

}  // namespace belvedere::fuzz
