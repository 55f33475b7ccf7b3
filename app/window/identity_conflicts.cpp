// SPDX-License-Identifier: Apache-2.0
#include "app/window/identity_conflicts.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "app/window/identity_work.hpp"
#include "app/window/twin_work.hpp"
#include "app/words/words.hpp"

namespace belvedere::window {
namespace {

// All devices are looked through for conflicts so often, a large city more seldom.
constexpr double kConflictPeriod_s = 5.0;
constexpr double kDevicesAPeriod = 50'000.0;
constexpr std::size_t kConflictStride = 32;

std::optional<twin::Sighting> sighting_of(const twin::TwinStore& store, twin::EntityId device) {
    const twin::EntityRecord& record = store.entities()[device];
    if (record.is_deleted || !record.position_series.valid()) return std::nullopt;
    const auto position = twin::position_of(store, device);
    if (!position) return std::nullopt;
    return twin::Sighting{position->longitude_deg, position->latitude_deg,
                          store.series(record.position_series).observed_at};
}

bool are_apart(const twin::TwinStore& store, twin::EntityId a, twin::EntityId b) {
    const auto one = sighting_of(store, a);
    const auto other = sighting_of(store, b);
    return one && other && !twin::can_have_travelled(*one, *other);
}

// Signatures of both were checked, and none of the one's keys is the other's.
bool have_other_keys(const IdentityDesk& desk, const project::DeviceName& a,
                     const project::DeviceName& b) {
    const auto of_a = desk.keys.find(a), of_b = desk.keys.find(b);
    if (of_a == desk.keys.end() || of_b == desk.keys.end()) return false;
    return std::ranges::none_of(of_a->second,
                                [&](const std::string& key) { return of_b->second.contains(key); });
}

void find_conflicts_of(Session& session, twin::EntityId device, UtcTime now) {
    IdentityDesk& desk = session.twins.identity;
    const twin::TwinStore& store = session.live.store();
    const twin::EntityRecord& record = store.entities()[device];
    if (!session.live.shows(SourceId{record.source})) return;
    const auto note = [&](const IdentityConflict& conflict) {
        if (desk.finding.size() < kConflictsMax &&
            std::ranges::find(desk.finding, conflict) == desk.finding.end())
            desk.finding.push_back(conflict);
    };
    const auto compare = [&](twin::EntityId other) {
        if (other.value <= device.value) return;  // From its side it was compared.
        if (are_apart(store, device, other))
            note({IdentityConflict::Kind::kTwoPlaces, device, other});
    };
    for (const live::LiveFeed& feed : session.live.feeds()) {
        if (!feed.source.valid() || feed.source.value == record.source) continue;
        const auto twin = store.entities().find(feed.source, record.id());
        if (!twin) continue;
        compare(*twin);
        if (twin->value <= device.value || desk.keys.empty()) continue;
        if (have_other_keys(desk, device_name_of(session, device), device_name_of(session, *twin)))
            note({IdentityConflict::Kind::kTwoKeys, device, *twin});
    }
    if (desk.claims.empty()) return;
    const project::DeviceName name = device_name_of(session, device);
    const auto claim = desk.claims.find(name);
    if (claim == desk.claims.end()) return;
    if (desk.graph.trust(claim->second) == twin::ClaimTrust::kDisputed)
        note({IdentityConflict::Kind::kTwoKeys, device, {}});
    for (const project::DeviceName& other : same_devices(session, name, now)) {
        if (const auto entity = device_named(session, other)) compare(*entity);
    }
}

// What conflicts is drawn as disputed, and no longer once it does not.
void tell_store(Session& session) {
    IdentityDesk& desk = session.twins.identity;
    std::set<twin::EntityId> disputed;
    for (const IdentityConflict& conflict : desk.finding) {
        disputed.insert(conflict.a);
        if (conflict.b.valid()) disputed.insert(conflict.b);
    }
    twin::TwinStore& store = session.live.store();
    for (const twin::EntityId device : desk.disputed) {
        if (!disputed.contains(device)) store.set_dispute(device, twin::Dispute::kNone);
    }
    for (const twin::EntityId device : disputed) {
        if (!desk.disputed.contains(device)) store.set_dispute(device, twin::Dispute::kDisputed);
    }
    if (desk.disputed != disputed || desk.conflicts != desk.finding) session.changed = true;
    desk.disputed = std::move(disputed);
    desk.conflicts = std::exchange(desk.finding, {});
}

}  // namespace

bool advance_conflicts(Session& session, UtcTime now, double end_s) {
    IdentityDesk& desk = session.twins.identity;
    const double now_s = system_clock().steady_seconds();
    const auto entities = static_cast<std::uint32_t>(session.live.store().entities().size());
    // With one source and no statement there is nothing to compare.
    const bool has_any = session.live.feeds().size() > 1 || !desk.claims.empty();
    if (!has_any && desk.disputed.empty() && desk.conflicts.empty()) return false;
    const double period_s =
        kConflictPeriod_s * (1.0 + static_cast<double>(entities) / kDevicesAPeriod);
    if (desk.next_entity == 0 && now_s - desk.begun_s < period_s) return false;
    if (desk.next_entity == 0) desk.begun_s = now_s;
    while (desk.next_entity < entities) {
        find_conflicts_of(session, twin::EntityId{desk.next_entity++}, now);
        if (desk.next_entity % kConflictStride == 0 && system_clock().steady_seconds() >= end_s)
            return true;
    }
    desk.next_entity = 0;
    tell_store(session);
    return false;
}

bool has_two_keys(const IdentityDesk& desk, twin::EntityId device) {
    return std::ranges::any_of(desk.conflicts, [device](const IdentityConflict& conflict) {
        return conflict.kind == IdentityConflict::Kind::kTwoKeys &&
               (conflict.a == device || conflict.b == device);
    });
}

std::string conflict_text(const Session& session, const IdentityConflict& conflict) {
    const project::DeviceName a = device_name_of(session, conflict.a);
    if (conflict.kind == IdentityConflict::Kind::kTwoKeys && !conflict.b.valid()) {
        return words::text({"identity.two_keys", "{device} of {feed} is signed by two keys"},
                           {{"device", a.id}, {"feed", a.source}});
    }
    const project::DeviceName b = device_name_of(session, conflict.b);
    if (conflict.kind == IdentityConflict::Kind::kTwoKeys) {
        return words::text({"identity.two_keys_apart",
                            "{device} is signed by one key on {feed} and by another on "
                            "{other_feed}"},
                           {{"device", a.id}, {"feed", a.source}, {"other_feed", b.source}});
    }
    return words::text(
        {"identity.two_places",
         "{device} of {feed} and {other} of {other_feed} are at two places at once"},
        {{"device", a.id}, {"feed", a.source}, {"other", b.id}, {"other_feed", b.source}});
}

}  // namespace belvedere::window
