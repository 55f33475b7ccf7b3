// SPDX-License-Identifier: Apache-2.0
#include "app/window/identity_work.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "app/binding/reference.hpp"
#include "app/devices/twin_text.hpp"
#include "app/window/identity_conflicts.hpp"
#include "app/window/live_desk_work.hpp"
#include "app/window/signature_rounds.hpp"
#include "app/window/twin_work.hpp"
#include "app/words/words.hpp"

namespace belvedere::window {
namespace {

// The chosen device's newest message is looked for so often: it is searched in megabytes of text.
constexpr double kProofPeriod_s = 1.0;

// Devices whose keys are known, and keys of one: who makes up more is not believed for it.
constexpr std::size_t kKeyedMost = 100'000;
constexpr std::size_t kKeysADevice = 16;

constexpr std::array<std::string_view, 4> kRelationNames = {"same_device", "part_of",
                                                            "successor_of", "observes"};

twin::ClaimId claim_of(IdentityDesk& desk, const project::DeviceName& device) {
    const auto known = desk.claims.find(device);
    if (known != desk.claims.end()) return known->second;
    const auto made = desk.graph.ensure_claim({scheme_of(device), device.id, device.source});
    // Statements and devices with keys are far fewer than the graph has room for.
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

// Has the newest message of the chosen device checked, once a message.
void ask_proof(Session& session, UtcTime now) {
    TwinDesk& desk = session.twins;
    const auto shown = raw_message_of(session, session.device);
    const std::int64_t came_us =
        shown && shown->is_about ? shown->message.received_at.microseconds : 0;
    desk.proof_checked_s = system_clock().steady_seconds();
    const bool is_same = std::exchange(desk.proof_device, session.device) == session.device;
    // Of the same device the verdict before stands until there is another, but not for long.
    desk.proof_is_late = is_same && desk.proofs.is_under_way();
    if (!is_same || desk.proof_is_late) {
        session.changed = session.changed || desk.proof.state != ProofState::kChecking;
        desk.proof = {};
        desk.proof.state = ProofState::kChecking;
    }
    if (is_same && came_us == desk.proof_of_us) return;
    desk.proof_of_us = came_us;
    if (came_us == 0 || !may_be_signed(shown->message.text)) {
        desk.proofs.drop();
        desk.proof = {};
        return;
    }
    desk.proofs.ask({session.device,
                     std::string(session.live.store().entities()[session.device].id()),
                     shown->message, desk.identity.documents.known(), now});
}

// Whether another platform knows the id by keys of its own, or this one by several.
bool may_conflict(const Session& session, const project::DeviceName& name) {
    const auto& keys = session.twins.identity.keys;
    if (keys.at(name).size() > 1) return true;
    return std::ranges::any_of(session.live.feeds(), [&](const live::LiveFeed& feed) {
        return feed.name != name.source && keys.contains({feed.name, name.id});
    });
}

// A message of the device was signed by that key. Keys and not names of signers: a did:web whose
// key changed is another one.
void note_key(Session& session, const project::DeviceName& name, const std::string& key) {
    IdentityDesk& desk = session.twins.identity;
    if (desk.keys.size() >= kKeyedMost && !desk.keys.contains(name)) return;
    std::set<std::string>& keys = desk.keys[name];
    if (keys.size() >= kKeysADevice || !keys.insert(key).second) return;
    desk.graph.note_key(claim_of(desk, name), key);
    if (may_conflict(session, name)) desk.begun_s = -1e9;  // Looked for at once.
}

void take_proof(Session& session) {
    TwinDesk& desk = session.twins;
    auto answer = desk.proofs.take();
    if (!answer || answer->device != desk.proof_device) return;
    desk.proof = told(std::move(answer->proof));
    session.changed = true;
    const twin::TwinStore& store = session.live.store();
    if (store.entities()[answer->device].is_forgotten) return;
    // Whoever read that it is being checked is told what came of it.
    if (std::exchange(desk.proof_is_late, false))
        session.announce(trust_text(session, answer->device), Urgency::kPolite);
    if (desk.proof.state != ProofState::kVerified) return;
    note_key(session, device_name_of(session, answer->device), desk.proof.key);
}

// Looks at signatures of all devices in turns, and notes whose they are.
void advance_rounds(Session& session, UtcTime now) {
    IdentityDesk& desk = session.twins.identity;
    std::vector<SignedSource> sources;
    for (const live::LiveFeed& feed : session.live.feeds()) {
        if (auto messages = session.live.raw_messages(feed.source))
            sources.push_back({feed.source, std::move(messages)});
    }
    session.twins.rounds.advance(sources, desk.documents.known(),
                                 {system_clock().steady_seconds(), now});
    for (const FoundKey& found : session.twins.rounds.take())
        note_key(session, {session.live.store().source(found.source).name, found.id}, found.key);
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
    if (session.device.valid() && is_due) ask_proof(session, now);
    take_proof(session);
    advance_rounds(session, now);
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
    if (has_two_keys(desk.identity, device) ||
        (claim != desk.identity.claims.end() &&
         desk.identity.graph.trust(claim->second) == twin::ClaimTrust::kDisputed)) {
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
        case ProofState::kChecking:
            return words::text({"identity.checking", "The signature is being checked…"});
        case ProofState::kNone:
            break;
    }
    if (claim != desk.identity.claims.end() &&
        desk.identity.graph.trust(claim->second) == twin::ClaimTrust::kAuthenticated)
        return words::text({"identity.was_verified", "Verified by an earlier message"});
    return words::text({"identity.claimed", "Claimed: nobody has shown a key"});
}

std::optional<ShownMessage> raw_message_of(const Session& session, twin::EntityId device) {
    if (!device.valid()) return std::nullopt;
    const twin::EntityRecord& record = session.live.store().entities()[device];
    const auto ring = session.live.raw_messages(SourceId{record.source});
    if (ring == nullptr) return std::nullopt;
    if (auto about = ring->newest_about(record.id())) return ShownMessage{*std::move(about), true};
    auto newest = ring->newest(1);
    if (newest.empty()) return std::nullopt;
    return ShownMessage{std::move(newest.front()), false};
}

}  // namespace belvedere::window
