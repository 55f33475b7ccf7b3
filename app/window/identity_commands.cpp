// SPDX-License-Identifier: Apache-2.0
// Commands on who a device is, and on its messages as they came.
#include <algorithm>
#include <filesystem>
#include <span>
#include <utility>

#include "app/window/identity_work.hpp"
#include "app/window/session_commands.hpp"
#include "app/window/twin_work.hpp"
#include "app/words/words.hpp"
#include "engine/core/file.hpp"
#include "engine/core/folders.hpp"
#include "engine/core/time_text.hpp"
#include "engine/twin/source_policy.hpp"

namespace belvedere::window {
namespace {

using command::Call;
using command::ValueType;

constexpr const char* kOperator = "operator";  // Whoever sits in front of it and gave no name.

Result<void> establish(Session& session, const Call& call) {
    if (!session.device.valid()) {
        return fail(ErrorKind::kDenied,
                    words::text({"problem.no_device", "there is no such device"}));
    }
    project::IdentityStatement statement;
    statement.a = device_name_of(session, session.device);
    statement.b = {call.text("feed"), call.text("id")};
    if (statement.b.source.empty()) statement.b.source = statement.a.source;
    if (statement.a == statement.b || statement.b.id.empty()) {
        return fail(ErrorKind::kUsage,
                    words::text({"problem.itself", "a device is itself anyway"}));
    }
    if (call.has("relation")) statement.relation = call.text("relation");
    constexpr std::string_view kRelations[] = {"same_device", "part_of", "successor_of",
                                               "observes"};
    if (std::ranges::find(kRelations, statement.relation) == std::end(kRelations)) {
        return fail(ErrorKind::kUsage,
                    "one of same_device, part_of, successor_of, observes is expected, not " +
                        statement.relation);
    }
    statement.asserted_by = call.text("by");
    if (statement.asserted_by.empty())
        statement.asserted_by = session.desk.who.empty() ? kOperator : session.desk.who;
    statement.method = call.has("method") ? call.text("method") : "operator";
    if (const std::string evidence = call.text("evidence"); !evidence.empty())
        statement.evidence.push_back(evidence);
    statement.established_us = system_clock().utc_now().microseconds;
    project::Project next = session.history.now();
    std::vector<project::IdentityStatement> all = next.twins.identity.all();
    if (all.size() >= project::kIdentityStatementsMax) {
        return fail(ErrorKind::kLimit,
                    words::text({"problem.identities_max", "a project keeps {n} mappings at most"},
                                {{"n", std::to_string(project::kIdentityStatementsMax)}}));
    }
    const std::string other = statement.b.id;
    all.push_back(std::move(statement));
    next.twins.identity = project::SharedList(std::move(all));
    apply_project(session, std::move(next),
                  words::text({"step.establish", "Map to {device}"}, {{"device", other}}));
    return {};
}

Result<void> revoke(Session& session, const Call& call) {
    project::Project next = session.history.now();
    std::vector<project::IdentityStatement> all = next.twins.identity.all();
    const std::int64_t number = call.integer("mapping", -1);
    if (number < 0 || static_cast<std::size_t>(number) >= all.size() ||
        all[static_cast<std::size_t>(number)].revoked_us != 0) {
        return fail(ErrorKind::kNotFound,
                    words::text({"problem.no_mapping", "there is no such mapping that holds"}));
    }
    project::IdentityStatement& statement = all[static_cast<std::size_t>(number)];
    statement.revoked_us =
        std::max(system_clock().utc_now().microseconds, statement.established_us);
    statement.revoked_by = call.text("by");
    if (statement.revoked_by.empty())
        statement.revoked_by = session.desk.who.empty() ? kOperator : session.desk.who;
    const std::string other = statement.b.id;
    next.twins.identity = project::SharedList(std::move(all));
    apply_project(
        session, std::move(next),
        words::text({"step.revoke", "Revoke the mapping to {device}"}, {{"device", other}}));
    return {};
}

// The next of the group, in turn.
Result<void> go_to_other(Session& session) {
    if (session.device.valid()) {
        const project::DeviceName name = device_name_of(session, session.device);
        std::vector<project::DeviceName> all =
            same_devices(session, name, system_clock().utc_now());
        // After the one that is chosen, in one order whoever is chosen.
        std::ranges::sort(all);
        const auto after = std::ranges::upper_bound(all, name);
        std::rotate(all.begin(), after, all.end());
        for (const project::DeviceName& other : all) {
            const auto next = device_named(session, other);
            if (!next) continue;
            move_selection(session, *next);
            session.announce(words::text({"identity.now_on", "{device} of {feed}"},
                                         {{"device", other.id}, {"feed", other.source}}),
                             Urgency::kPolite);
            return {};
        }
    }
    return fail(ErrorKind::kNotFound,
                words::text({"problem.no_other", "the device is known on no other platform"}));
}

std::string export_path_for(const std::string& typed, const char* what, const char* extension) {
    if (!typed.empty()) return typed;
    std::string stamp =
        format_time({system_clock().utc_now().microseconds / 1'000'000 * 1'000'000}, TimeZone());
    std::ranges::replace(stamp, ':', '-');
    return (folders::pictures() / (std::string("belvedere-") + what + "-" + stamp + extension))
        .string();
}

Result<void> write_out(Session& session, const std::string& path, const std::string& text) {
    std::error_code ignored;  // A folder that cannot be made is told by the writing.
    std::filesystem::create_directories(std::filesystem::path(path).parent_path(), ignored);
    if (auto written = write_file_atomic(path, std::as_bytes(std::span(text))); !written)
        return written;
    session.twins.last_export = path;
    notify(session, panels::NoticeKind::kInfo,
           words::text({"chart.exported", "Saved to {path}"}, {{"path", path}}));
    return {};
}

// Mappings hold ids, which a source may forbid to pass on.
Result<void> may_export_mappings(const Session& session) {
    for (const live::LiveFeed& feed : session.live.feeds()) {
        if (!feed.source.valid()) continue;
        const bool is_named = std::ranges::any_of(
            session.history.now().twins.identity.all(), [&](const auto& statement) {
                return statement.a.source == feed.name || statement.b.source == feed.name;
            });
        if (!is_named) continue;
        const twin::SourceInfo& source = session.live.store().source(feed.source);
        if (auto allowed = twin::check_use(source.policy, twin::DataUse::kExport, source.name);
            !allowed)
            return allowed;
    }
    return {};
}

Result<void> export_mappings(Session& session, const Call& call) {
    if (auto allowed = may_export_mappings(session); !allowed) return allowed;
    project::TwinLinks links;
    links.identity = session.history.now().twins.identity;
    return write_out(session, export_path_for(call.text("path"), "identities", ".json"),
                     project::twin_links_to_json(links) + "\n");
}

Result<ShownMessage> chosen_message(const Session& session) {
    auto shown = raw_message_of(session, session.device);
    if (shown) return *std::move(shown);
    return fail(ErrorKind::kNotFound,
                words::text({"problem.no_message",
                             "no message of the device's feed is kept: files and what was known "
                             "from before have none"}));
}

// What may not leave is refused before a byte of it is made.
Result<void> may_export(const Session& session) {
    const twin::TwinStore& store = session.live.store();
    const twin::SourceInfo& source =
        store.source(SourceId{store.entities()[session.device].source});
    return twin::check_use(source.policy, twin::DataUse::kExport, source.name);
}

Result<void> export_message(Session& session, const Call& call) {
    const auto shown = chosen_message(session);
    if (!shown) return fail(shown.error());
    if (auto allowed = may_export(session); !allowed) return allowed;
    return write_out(session, export_path_for(call.text("path"), "message", ".txt"),
                     shown->message.text);
}

Result<void> copy_message(Session& session) {
    const auto shown = chosen_message(session);
    if (!shown) return fail(shown.error());
    if (auto allowed = may_export(session); !allowed) return allowed;
    session.services.copy(shown->message.text);
    return {};
}

Result<void> fetch_signer(Session& session, const Call& call) {
    std::string did = call.text("did");
    if (did.empty()) did = session.twins.proof.signer;
    session.changed = true;
    if (session.live.network() == live::Network::kOff)
        return fail(ErrorKind::kDenied, "web addresses are not opened while offline");
    return session.twins.identity.documents.ask(did);
}

Result<void> read_signer(Session& session, const Call& call) {
    constexpr std::uint64_t kBytesMax = 1U << 20;
    const auto bytes = read_file(call.text("path"), kBytesMax);
    if (!bytes) return fail(bytes.error());
    const auto did = session.twins.identity.documents.learn(*bytes);
    if (!did) return fail(did.error());
    session.twins.proof_of_us = -1;
    notify(
        session, panels::NoticeKind::kInfo,
        words::text({"identity.learnt", "The keys of {signer} are known now"}, {{"signer", *did}}));
    return {};
}

void add_signer_commands(command::CommandRegistry& registry, Session& session) {
    add(registry,
        {"identity.fetch_signer",
         "Fetch the signer's document",
         "Asks the address that a did:web names for its keys, of the chosen device's signer or the "
         "one given.",
         "",
         {may_have("did", ValueType::kText)}},
        [&](const Call& call) { return fetch_signer(session, call); });
    add(registry,
        {"identity.read_signer",
         "Read a signer's document",
         "Takes the keys of a signer from a DID document that is at hand as a file.",
         "",
         {needs("path", ValueType::kText)}},
        [&](const Call& call) { return read_signer(session, call); });
}

void add_message_commands(command::CommandRegistry& registry, Session& session) {
    const auto has_device = [&session] { return session.device.valid(); };
    add(registry,
        {"device.export_message",
         "Save the device's message as it came",
         "Writes the newest message that speaks of the device, without personal data.",
         "",
         {may_have("path", ValueType::kText)},
         has_device},
        [&](const Call& call) { return export_message(session, call); });
    add(registry,
        {"device.copy_message",
         "Copy the device's message as it came",
         "Puts the newest message that speaks of the device on the clipboard.",
         "",
         {},
         has_device},
        [&](const Call&) { return copy_message(session); });
}

}  // namespace

void add_identity_commands(command::CommandRegistry& registry, Session& session) {
    const auto has_device = [&session] { return session.device.valid(); };
    add(registry,
        {"identity.establish",
         "Say that two devices are one",
         "States that the chosen device and another, by its id and feed, are the same device, or "
         "related otherwise; with who says so, how it is known and where it can be checked.",
         "",
         {needs("id", ValueType::kText), may_have("feed", ValueType::kText),
          may_have("relation", ValueType::kText), may_have("by", ValueType::kText),
          may_have("method", ValueType::kText), may_have("evidence", ValueType::kText)},
         has_device},
        [&](const Call& call) { return establish(session, call); });
    add(registry,
        {"identity.revoke",
         "Revoke a mapping of identities",
         "Ends a mapping, by its number from 0; that it held until now stays known.",
         "",
         {needs("mapping", ValueType::kInteger), may_have("by", ValueType::kText)},
         [&session] { return !session.history.now().twins.identity.empty(); }},
        [&](const Call& call) { return revoke(session, call); });
    add(registry,
        {"identity.other",
         "The device on its other platform",
         "Chooses the same device as the next of its platforms knows it; its chart goes on.",
         "",
         {},
         has_device},
        [&](const Call&) { return go_to_other(session); });
    add(registry,
        {"identity.export",
         "Save the mappings of identities",
         "Writes who said which devices are one, on what evidence and when, as JSON.",
         "",
         {may_have("path", ValueType::kText)},
         [&session] { return !session.history.now().twins.identity.empty(); }},
        [&](const Call& call) { return export_mappings(session, call); });
    add_signer_commands(registry, session);
    add_message_commands(registry, session);
}

}  // namespace belvedere::window
