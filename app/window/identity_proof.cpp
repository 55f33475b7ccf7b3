// SPDX-License-Identifier: Apache-2.0
// What a signature on a device's message is worth.
#include <algorithm>
#include <optional>

#include <nlohmann/json.hpp>

#include "app/window/identity_work.hpp"
#include "engine/twin/canonical_json.hpp"
#include "engine/twin/data_integrity.hpp"

namespace belvedere::window {
namespace {

using Json = nlohmann::json;

// Whose id a signed document has: its own, or that of what it is a credential of.
std::string subject_of(const Json& document) {
    const auto text_of = [](const Json& object, const char* name) {
        const auto found = object.find(name);
        return found != object.end() && found->is_string() ? found->get<std::string>()
                                                           : std::string();
    };
    const auto subject = document.find("credentialSubject");
    if (subject != document.end() && subject->is_object()) return text_of(*subject, "id");
    std::string id = text_of(document, "id");
    return id.empty() ? text_of(document, "@id") : id;
}

// The document that says which keys the signer has; without one the proof says why.
std::optional<twin::DidDocument> signer_of(Proof& proof, const SignerDocuments& documents) {
    if (proof.signer.starts_with("did:key:")) {
        auto document = twin::document_of_did_key(proof.signer);
        if (document) return *std::move(document);
        proof.cause = {.technical = document.error().message};
        return std::nullopt;
    }
    if (const twin::DidDocument* known = documents.find(proof.signer)) return *known;
    proof.lacks_document = proof.signer.starts_with("did:web:");
    if (const auto problem = documents.problem(proof.signer)) {
        proof.cause = {.technical = *problem};
        return std::nullopt;
    }
    proof.cause = {Message{"proof.no_document", "the document of {signer} is not at hand"},
                   {{"signer", proof.signer}}};
    return std::nullopt;
}

}  // namespace

Proof check_signed(std::string_view json, std::string_view id, const SignerDocuments& documents,
                   UtcTime now) {
    // Most messages are not signed, and are not parsed a second time for it.
    if (json.find("\"proof\"") == std::string_view::npos) return {};
    const auto header = twin::proof_header(as_bytes(json));
    if (!header) return {};
    Proof proof;
    proof.signer = header->verification_method.substr(0, header->verification_method.find('#'));
    proof.state = ProofState::kCannotTell;
    if (json.find("(withheld)") != std::string_view::npos) {
        proof.cause = {Message{"proof.withheld",
                               "personal members were dropped, so that what was signed is not at "
                               "hand"}};
        return proof;
    }
    const Json document = Json::parse(json, nullptr, false);
    if (!document.is_object() || subject_of(document) != id) {
        proof.cause = {Message{"proof.other_subject", "what is signed is about another thing"}};
        return proof;
    }
    const auto signer = signer_of(proof, documents);
    if (!signer) return proof;
    // An id that is a DID itself is proved by that one alone.
    if (id.starts_with("did:") && id != proof.signer) {
        proof.state = ProofState::kWrong;
        proof.cause = {Message{"proof.other_signer", "it is signed by {signer}, another key"},
                       {{"signer", proof.signer}}};
        return proof;
    }
    const auto verified = twin::verify_proof(as_bytes(json), *signer, now);
    if (verified) {
        proof.state = ProofState::kVerified;
        const auto method = std::ranges::find(signer->methods, header->verification_method,
                                              &twin::VerificationMethod::id);
        if (method != signer->methods.end()) proof.key = twin::did_of_key(method->key);
        return proof;
    }
    if (verified.error().kind != ErrorKind::kUnsupported) proof.state = ProofState::kWrong;
    proof.cause = {.technical = verified.error().message};
    return proof;
}

}  // namespace belvedere::window
