// SPDX-License-Identifier: Apache-2.0
// What a signature on a device's message is worth.
#include <algorithm>
#include <optional>

#include <nlohmann/json.hpp>

#include "app/window/identity_work.hpp"
#include "engine/linked/canonical_json.hpp"
#include "engine/twin/data_integrity.hpp"
#include "engine/twin/sealed_attribute.hpp"

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
std::optional<twin::DidDocument> signer_of(Proof& proof, const KnownSigners& signers) {
    if (proof.signer.starts_with("did:key:")) {
        auto document = twin::document_of_did_key(proof.signer);
        if (document) return *std::move(document);
        proof.cause = {.technical = document.error().message};
        return std::nullopt;
    }
    if (const twin::DidDocument* known = signers.find(proof.signer)) return *known;
    proof.lacks_document = proof.signer.starts_with("did:web:");
    if (const auto problem = signers.problem(proof.signer)) {
        proof.cause = {.technical = *problem};
        return std::nullopt;
    }
    proof.cause = {Message{"proof.no_document", "the document of {signer} is not at hand"},
                   {{"signer", proof.signer}}};
    return std::nullopt;
}

// What a check that failed says of a message: whether it is wrong or was only not checked.
ProofState state_after(const Error& error) {
    const bool is_checked =
        error.kind != ErrorKind::kUnsupported && error.kind != ErrorKind::kLimit;
    return is_checked ? ProofState::kWrong : ProofState::kCannotTell;
}

std::string key_of(const twin::DidDocument& signer, const std::string& method) {
    const auto found = std::ranges::find(signer.methods, method, &twin::VerificationMethod::id);
    return found == signer.methods.end() ? std::string() : twin::did_of_key(found->key);
}

// Whether the signer may speak for the device; else the proof says why not. An id that is a DID
// itself is proved by that one alone.
bool may_sign(Proof& proof, std::string_view id) {
    if (!id.starts_with("did:") || id == proof.signer) return true;
    proof.state = ProofState::kWrong;
    proof.cause = {Message{"proof.other_signer", "it is signed by {signer}, another key"},
                   {{"signer", proof.signer}}};
    return false;
}

// The verdict on one attribute that is signed by itself.
Proof check_attribute(const twin::SealedAttribute& attribute, std::string_view id,
                      const KnownSigners& signers, UtcTime now) {
    Proof proof;
    proof.state = ProofState::kCannotTell;
    const std::string& method = attribute.proof.verification_method;
    proof.signer = method.substr(0, method.find('#'));
    if (!attribute.is_of_entity) {
        proof.state = ProofState::kWrong;
        proof.cause = {Message{"proof.other_entity", "it was signed for another device or type"}};
        return proof;
    }
    const auto signer = signer_of(proof, signers);
    if (!signer || !may_sign(proof, id)) return proof;
    const auto verified = twin::verify_sealed(attribute, *signer, now);
    if (verified) {
        proof.state = ProofState::kVerified;
        proof.key = key_of(*signer, method);
    } else {
        proof.state = state_after(verified.error());
        proof.cause = {.technical = verified.error().message};
    }
    return proof;
}

// One verdict of all attributes that are signed: the first that is wrong, else the first that
// cannot be told, else that all are right by one key.
Proof check_sealed(std::string_view json, std::string_view id, const KnownSigners& signers,
                   UtcTime now, std::string_view context) {
    const auto sealed = twin::sealed_attributes(as_bytes(json), context);
    Proof result;
    if (!sealed) {
        result.state = state_after(sealed.error());
        result.cause = {.technical = sealed.error().message};
        return result;
    }
    for (const twin::SealedAttribute& attribute : sealed->attributes) {
        Proof proof = check_attribute(attribute, id, signers, now);
        const bool is_worse =
            proof.state == ProofState::kWrong && result.state != ProofState::kWrong;
        const bool is_unsure =
            proof.state == ProofState::kCannotTell && result.state == ProofState::kVerified;
        if (result.state == ProofState::kNone || is_worse || is_unsure) {
            if (proof.state != ProofState::kVerified) proof.attribute = attribute.name;
            result = std::move(proof);
        } else if (result.state == ProofState::kVerified && proof.key != result.key) {
            result.state = ProofState::kCannotTell;
            result.cause = {
                Message{"proof.several_signers", "its attributes are signed by different keys"}};
        }
    }
    result.sealed = static_cast<std::uint32_t>(sealed->attributes.size());
    result.attributes = result.sealed + static_cast<std::uint32_t>(sealed->unsealed);
    return result;
}

// Values of personal members are withheld before a message is kept.
bool is_withheld(Proof& proof, std::string_view json) {
    if (json.find("(withheld)") == std::string_view::npos) return false;
    proof.state = ProofState::kCannotTell;
    proof.cause = {Message{"proof.withheld",
                           "personal members were dropped, so that what was signed is not at "
                           "hand"}};
    return true;
}

}  // namespace

std::string context_beside(const feed::RawMessage& message) {
    if (linked::is_shallow_json(message.text)) {
        const Json root = Json::parse(message.text, nullptr, false);
        const Json body = root.is_object() ? root.value("body", Json()) : Json();
        for (const Json* holder : {&root, &body}) {
            if (holder->is_object() && holder->contains("@context"))
                return (*holder)["@context"].dump();
        }
        const Json metadata = root.is_object() ? root.value("metadata", Json()) : Json();
        const Json link = metadata.is_object() ? metadata.value("Link", Json()) : Json();
        const std::string text = link.is_string() ? link.get<std::string>() : std::string();
        const std::size_t end = text.find('>');
        if (text.starts_with('<') && end != std::string::npos)
            return Json(text.substr(1, end - 1)).dump();
    }
    return message.link_context.empty() ? std::string() : Json(message.link_context).dump();
}

Proof judge_signed(std::string_view json, std::string_view id, const KnownSigners& signers,
                   UtcTime now, std::string_view context) {
    Proof proof;
    // Most messages are not signed, and are not parsed a second time for it.
    const bool has_proof = json.find("\"proof\"") != std::string_view::npos;
    Result<twin::ProofHeader> header = fail(ErrorKind::kNotFound, "not signed as a whole");
    if (has_proof) header = twin::proof_header(as_bytes(json));
    if (!header) {
        if (json.find("\"ngsildproof\"") == std::string_view::npos) return {};
        return is_withheld(proof, json) ? proof : check_sealed(json, id, signers, now, context);
    }
    proof.signer = header->verification_method.substr(0, header->verification_method.find('#'));
    proof.state = ProofState::kCannotTell;
    if (is_withheld(proof, json)) return proof;
    const Json document = Json::parse(json, nullptr, false);
    if (!document.is_object() || subject_of(document) != id) {
        proof.cause = {Message{"proof.other_subject", "what is signed is about another thing"}};
        return proof;
    }
    const auto signer = signer_of(proof, signers);
    if (!signer || !may_sign(proof, id)) return proof;
    const auto verified = twin::verify_proof(as_bytes(json), *signer, now);
    if (verified) {
        proof.state = ProofState::kVerified;
        proof.key = key_of(*signer, header->verification_method);
        return proof;
    }
    proof.state = state_after(verified.error());
    proof.cause = {.technical = verified.error().message};
    return proof;
}

Proof told(Proof proof) {
    if (proof.attribute.empty()) return proof;
    proof.cause = {
        Message{"proof.attribute", "{attribute}: {cause}"},
        {{"attribute", std::exchange(proof.attribute, {})}, {"cause", words::say(proof.cause)}}};
    return proof;
}

Proof check_signed(std::string_view json, std::string_view id, const SignerDocuments& documents,
                   UtcTime now, std::string_view context) {
    return told(judge_signed(json, id, *documents.known(), now, context));
}

bool may_be_signed(std::string_view json) {
    const auto holds = [json](std::string_view member) {
        return json.find(member) != std::string_view::npos;
    };
    return holds("\"proof\"") || holds("\"ngsildproof\"");
}

}  // namespace belvedere::window
