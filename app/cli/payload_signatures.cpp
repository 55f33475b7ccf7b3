// SPDX-License-Identifier: Apache-2.0
#include "app/cli/payload_signatures.hpp"

#include <algorithm>

#include "app/window/identity_work.hpp"
#include "app/words/words.hpp"

namespace belvedere::cli {
namespace {

const char* name_of(const window::Proof& proof) {
    switch (proof.state) {
        case window::ProofState::kVerified:
            return proof.sealed < proof.attributes ? "verified in part" : "verified";
        case window::ProofState::kWrong:
            return "wrong";
        default:
            return "cannot be told";
    }
}

}  // namespace

std::vector<PayloadSignature> signatures_of(std::string_view payload, const twin::TwinStore& store,
                                            UtcTime now) {
    std::vector<PayloadSignature> signatures;
    const auto holds = [&](const char* member) {
        return payload.find(member) != std::string_view::npos;
    };
    if (!holds("\"proof\"") && !holds("\"ngsildproof\"")) return signatures;
    feed::RawMessage message;
    message.text = payload;
    const std::string context = window::context_beside(message);
    const window::SignerDocuments documents;
    const auto count =
        std::min(static_cast<std::uint32_t>(store.entities().size()), kSignaturesInspected);
    for (std::uint32_t i = 0; i < count; ++i) {
        const std::string id(store.entities()[twin::EntityId{i}].id());
        const window::Proof proof =
            window::check_signed(feed::object_about(payload, id), id, documents, now, context);
        if (proof.state == window::ProofState::kNone) continue;
        const bool is_right = proof.state == window::ProofState::kVerified;
        signatures.push_back({id, name_of(proof), proof.signer,
                              is_right ? std::string() : words::say(proof.cause), proof.sealed,
                              proof.attributes});
    }
    return signatures;
}

}  // namespace belvedere::cli
