// SPDX-License-Identifier: Apache-2.0
// Commands on JSON-LD contexts: from where feeds may have those fetched that payloads name.
#include <algorithm>
#include <utility>

#include "app/project/allowed_contexts.hpp"
#include "app/window/session_commands.hpp"
#include "app/words/words.hpp"

namespace belvedere::window {
namespace {

using command::Call;
using command::ValueType;

Result<void> allow_context(Session& session, const Call& call) {
    const auto address = project::allowed_context_of(call.text("address"));
    if (!address) {
        return fail(ErrorKind::kUsage,
                    words::text({"problem.no_context_address",
                                 "{address} is no address from where contexts could come: a host "
                                 "or the beginning of a web address is asked for"},
                                {{"address", call.text("address")}}));
    }
    project::Project next = session.history.now();
    if (std::ranges::find(next.contexts, *address) != next.contexts.end()) return {};
    if (next.contexts.size() >= project::kAllowedContextsMax) {
        return fail(
            ErrorKind::kLimit,
            words::text({"problem.contexts_max", "no more than {n} addresses can be allowed"},
                        {{"n", std::to_string(project::kAllowedContextsMax)}}));
    }
    next.contexts.push_back(*address);
    apply_project(session, std::move(next),
                  words::text({"step.allow_context", "Allow contexts from {address}"},
                              {{"address", *address}}));
    return {};
}

Result<void> refuse_context(Session& session, const Call& call) {
    const std::string address = call.text("address");
    project::Project next = session.history.now();
    if (std::erase(next.contexts, address) == 0) {
        return fail(ErrorKind::kNotFound,
                    words::text({"problem.context_not_allowed", "{address} is not allowed"},
                                {{"address", address}}));
    }
    apply_project(session, std::move(next),
                  words::text({"step.refuse_context", "No more contexts from {address}"},
                              {{"address", address}}));
    return {};
}

}  // namespace

void add_context_commands(command::CommandRegistry& registry, Session& session) {
    add(registry,
        {"feed.allow_context",
         "Allow contexts from an address",
         "Has JSON-LD contexts fetched that messages name, from a host or the beginning of a web "
         "address; asking tells its server.",
         "",
         {needs("address", ValueType::kText)}},
        [&](const Call& call) { return allow_context(session, call); });
    add(registry,
        {"feed.refuse_context",
         "No longer allow contexts from an address",
         "Takes an address out of those from where JSON-LD contexts are fetched.",
         "",
         {needs("address", ValueType::kText)},
         [&session] { return !session.history.now().contexts.empty(); }},
        [&](const Call& call) { return refuse_context(session, call); });
}

}  // namespace belvedere::window
