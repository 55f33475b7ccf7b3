// SPDX-License-Identifier: Apache-2.0
#include "app/window/identity_work.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "app/binding/reference.hpp"
#include "app/devices/twin_text.hpp"
#include "app/window/live_desk_work.hpp"
#include "app/window/twin_work.hpp"
#include "app/words/words.hpp"

namespace belvedere::window {
namespace {

// All devices are looked through for conflicts so often, a large city more seldom.
constexpr double kConflictPeriod_s = 5.0;
constexpr double kDevicesAPeriod = 50'000.0;
// The chosen device's newest message is looked for so often: it is searched in megabytes of text.
constexpr double kProofPeriod_s = 1.0;
constexpr std::size_t kStride = 32;

constexpr std::array<std::string_view, 4> kRelationNames = {"same_device", "part_of",
                                                            "successor_of", "observes"};

twin::ClaimId claim_of(IdentityDesk& desk, const project::DeviceName& device) {
    const auto known = desk.claims.find(device);
    if (known != desk.claims.end()) return known->second;
    const auto made = desk.graph.ensure_claim({scheme_of(device), device.id, device.source});
    // Statements are far fewer than the graph has room for.
    const twin::ClaimId claim = made ? *made : twin::ClaimId{0};
    desk.claims.emplace(device, claim);
    return claim;
}

void rebuild(IdentityDesk& desk, const project::SharedList<project::IdentityStatement>& said) {
    desk.made_of = said;
    desk.graph = {};
    desk.claims.clear();
    desk.mappings.clear();
    for (const project::IdentityStatement& statement : said.all()) {
        twin::IdentityMapping mapping;
        mapping.a = claim_of(desk, statement.a);
        mapping.b = claim_of(desk, statement.b);
        const auto relation = std::ranges::find(kRelationNames, statement.relation);
        mapping.relation = static_cast<twin::Relation>(relation - kRelationNames.begin());
        mapping.asserted_by = statement.asserted_by;
        mapping.method = statement.method;
        mapping.evidence = statement.evidence;
        mapping.established_at = {statement.established_us};
        const auto made = desk.graph.establish(std::move(mapping));
        desk.mappings.push_back(made ? *made : twin::MappingId{});
        if (made && statement.revoked_us != 0)
            (void)desk.graph.revoke(*made, {statement.revoked_us}, statement.revoked_by);
    }
    for (const auto& [device, keys] : desk.keys) {
        for (const std::string& key : keys)
            desk.graph.note_key(claim_of(desk, device), key);
    }
    desk.begun_s = -1e9;  // Conflicts are others now.
}

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
        if (const auto twin = store.entities().find(feed.source, record.id())) compare(*twin);
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
        if (desk.next_entity % kStride == 0 && system_clock().steady_seconds() >= end_s)
            return true;
    }
    desk.next_entity = 0;
    tell_store(session);
    return false;
}

void check_proof(Session& session, UtcTime now) {
    TwinDesk& desk = session.twins;
    const auto shown = raw_message_of(session, session.device);
    const std::int64_t came_us =
        shown && shown->is_about ? shown->message.received_at.microseconds : 0;
    desk.proof_checked_s = system_clock().steady_seconds();
    const bool is_same = std::exchange(desk.proof_device, session.device) == session.device;
    if (is_same && came_us == desk.proof_of_us) return;
    desk.proof_of_us = came_us;
    desk.proof = {};
    if (came_us == 0) return;
    const std::string_view id = session.live.store().entities()[session.device].id();
    desk.proof = check_signed(feed::object_about(shown->message.text, id), id,
                              desk.identity.documents, now, context_beside(shown->message));
    if (desk.proof.state != ProofState::kVerified) return;
    const project::DeviceName name = device_name_of(session, session.device);
    // Keys and not names of signers: a did:web whose key changed is another one.
    if (!desk.identity.keys[name].insert(desk.proof.key).second) return;
    desk.identity.graph.note_key(claim_of(desk.identity, name), desk.proof.key);
    session.changed = true;
}

// A device that fell silent on one platform and goes on on another is followed there: selection,
// view and chart go with it, and its history stays.
void follow_to_other_platform(Session& session, UtcTime now) {
    if (!session.device.valid() || session.twins.identity.claims.empty()) return;
    const twin::TwinStore& store = session.live.store();
    const auto is_silent = [&](twin::EntityId device) {
        const twin::TwinState state = twin::state_of(store, device, now);
        const bool is_shown = session.live.shows(SourceId{store.entities()[device].source});
        return !is_shown || store.entities()[device].is_deleted ||
               state == twin::TwinState::kLost || state == twin::TwinState::kStale;
    };
    if (!session.desk.follows_device || !is_silent(session.device)) return;
    const project::DeviceName name = device_name_of(session, session.device);
    for (const project::DeviceName& other : same_devices(session, name, now)) {
        const auto next = device_named(session, other);
        if (!next || is_silent(*next)) continue;
        move_selection(session, *next);
        session.announce(
            words::text({"identity.goes_on", "{device} goes on as {other} of {feed}"},
                        {{"device", name.id}, {"other", other.id}, {"feed", other.source}}),
            Urgency::kPolite);
        return;
    }
}

}  // namespace

void move_selection(Session& session, twin::EntityId next) {
    const twin::TwinStore& store = session.live.store();
    project::Project changed = session.history.now();
    bool goes_on = false;
    for (const twin::SeriesId id : session.desk.charted) {
        if (!id.valid() || store.series(id).entity != session.device) continue;
        const std::string_view property = store.names().text(store.series(id).property);
        const auto same = twin::find_series(store, next, twin::short_name(property));
        goes_on =
            (same && chart_also(changed.twins.chart, charted_name_of(session, *same))) || goes_on;
    }
    // No step of its own: it comes of the device's silence, or with the choice of another.
    if (goes_on) session.history.amend(std::move(changed));
    sync_chart(session);
    session.device = next;
    session.desk.followed_at.reset();
    session.changed = true;
}

bool advance_identity(Session& session, UtcTime now, double seconds_max) {
    IdentityDesk& desk = session.twins.identity;
    const auto& said = session.history.now().twins.identity;
    if (!desk.made_of.is_same(said)) {
        rebuild(desk, said);
        session.changed = true;
    }
    if (desk.documents.take_in()) {
        session.twins.proof_of_us = -1;  // The message is judged again.
        session.changed = true;
    }
    const double now_s = system_clock().steady_seconds();
    const bool is_due = session.twins.proof_device != session.device ||
                        session.twins.proof_of_us < 0 ||
                        now_s - session.twins.proof_checked_s >= kProofPeriod_s;
    if (session.device.valid() && is_due) check_proof(session, now);
    follow_to_other_platform(session, now);
    return advance_conflicts(session, now, system_clock().steady_seconds() + seconds_max);
}

std::vector<project::DeviceName> same_devices(const Session& session,
                                              const project::DeviceName& device, UtcTime now) {
    const IdentityDesk& desk = session.twins.identity;
    const auto claim = desk.claims.find(device);
    if (claim == desk.claims.end()) return {};
    std::vector<project::DeviceName> others;
    for (const twin::ClaimId id : desk.graph.same_device(claim->second, now)) {
        const twin::IdentifierClaim& other = desk.graph.claim(id);
        if (id != claim->second) others.push_back({other.platform, other.value});
    }
    std::ranges::stable_partition(others, [&](const project::DeviceName& other) {
        return device_named(session, other).has_value();
    });
    return others;
}

std::vector<project::DeviceName> alike_devices(const Session& session, twin::EntityId device) {
    const twin::TwinStore& store = session.live.store();
    const twin::EntityRecord& record = store.entities()[device];
    std::vector<std::string> ids{std::string(record.id())};
    for (const char* property : {"sameAs", "alternateId", "seeAlso"}) {
        const auto series = twin::find_series(store, device, property);
        const auto reading = series ? twin::latest_at(store, *series) : std::nullopt;
        if (!reading) continue;
        for (std::string& name : binding::names_in_reference(reading->text))
            ids.push_back(std::move(name));
    }
    std::vector<project::DeviceName> alike;
    for (const live::LiveFeed& feed : session.live.feeds()) {
        if (!feed.source.valid()) continue;
        for (const std::string& id : ids) {
            const auto found = store.entities().find(feed.source, id);
            if (!found || *found == device || alike.size() >= kAlikeMax) continue;
            project::DeviceName name{feed.name, id};
            if (std::ranges::find(alike, name) == alike.end()) alike.push_back(std::move(name));
        }
    }
    return alike;
}

std::string scheme_of(const project::DeviceName& device) {
    for (const char* own : {"did:key", "did:web"}) {
        if (device.id.starts_with(std::string(own) + ":")) return own;
    }
    if (device.id.starts_with("urn:ngsi-ld:")) return "ngsi-ld";
    constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kSources = {
        {{"sta+", "sensorthings"},
         {"gtfs-rt+", "gtfs-rt"},
         {"ngsi-ld+", "ngsi-ld"},
         {"file:", "file"}}};
    for (const auto& [begin, scheme] : kSources) {
        if (device.source.starts_with(begin)) return std::string(scheme);
    }
    return "id";
}

std::string trust_text(const Session& session, twin::EntityId device) {
    const TwinDesk& desk = session.twins;
    const auto claim = desk.identity.claims.find(device_name_of(session, device));
    if (claim != desk.identity.claims.end() &&
        desk.identity.graph.trust(claim->second) == twin::ClaimTrust::kDisputed) {
        return words::text({"identity.disputed", "Disputed: two keys claim this id"});
    }
    switch (desk.proof.state) {
        case ProofState::kVerified:
            if (desk.proof.sealed < desk.proof.attributes) {
                return words::text({"identity.verified_part",
                                    "Verified in part: signed by {signer} ({count} of {total} "
                                    "attributes)"},
                                   {{"signer", desk.proof.signer},
                                    {"count", words::locale().integer(desk.proof.sealed)},
                                    {"total", words::locale().integer(desk.proof.attributes)}});
            }
            if (desk.proof.signer.starts_with("did:web:")) {
                return words::text({"identity.verified_web",
                                    "Verified: signed by {signer}, as far as that address is "
                                    "trusted"},
                                   {{"signer", desk.proof.signer}});
            }
            return words::text({"identity.verified", "Verified: signed by {signer}"},
                               {{"signer", desk.proof.signer}});
        case ProofState::kWrong:
            return words::text({"identity.wrong", "Not verified: {cause}"},
                               {{"cause", words::say(desk.proof.cause)}});
        case ProofState::kCannotTell:
            return words::text({"identity.cannot_tell", "Cannot be told: {cause}"},
                               {{"cause", words::say(desk.proof.cause)}});
        case ProofState::kNone:
            break;
    }
    if (claim != desk.identity.claims.end() &&
        desk.identity.graph.trust(claim->second) == twin::ClaimTrust::kAuthenticated)
        return words::text({"identity.was_verified", "Verified by an earlier message"});
    return words::text({"identity.claimed", "Claimed: nobody has shown a key"});
}

std::string conflict_text(const Session& session, const IdentityConflict& conflict) {
    const project::DeviceName a = device_name_of(session, conflict.a);
    if (conflict.kind == IdentityConflict::Kind::kTwoKeys) {
        return words::text({"identity.two_keys", "{device} of {feed} is signed by two keys"},
                           {{"device", a.id}, {"feed", a.source}});
    }
    const project::DeviceName b = device_name_of(session, conflict.b);
    return words::text(
        {"identity.two_places",
         "{device} of {feed} and {other} of {other_feed} are at two places at once"},
        {{"device", a.id}, {"feed", a.source}, {"other", b.id}, {"other_feed", b.source}});
}

std::optional<ShownMessage> raw_message_of(const Session& session, twin::EntityId device) {
    if (!device.valid()) return std::nullopt;
    const twin::EntityRecord& record = session.live.store().entities()[device];
    const feed::RawMessages* ring = session.live.raw_messages(SourceId{record.source});
    if (ring == nullptr) return std::nullopt;
    if (auto about = ring->newest_about(record.id())) return ShownMessage{*std::move(about), true};
    auto newest = ring->newest(1);
    if (newest.empty()) return std::nullopt;
    return ShownMessage{std::move(newest.front()), false};
}

}  // namespace belvedere::window
