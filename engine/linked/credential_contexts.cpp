// SPDX-License-Identifier: Apache-2.0
// Contexts of credentials, of their proofs and of signers' documents.
#include <array>
#include <initializer_list>

#include "engine/linked/known_contexts.hpp"

namespace belvedere::linked {
namespace {

constexpr const char* kSec = "https://w3id.org/security#";
constexpr const char* kCred = "https://www.w3.org/2018/credentials#";
constexpr const char* kStatus = "https://www.w3.org/ns/credentials/status#";
constexpr const char* kSchema = "https://schema.org/";
constexpr const char* kDateTime = "http://www.w3.org/2001/XMLSchema#dateTime";

// What stands at the begin of each context of these.
constexpr const char* kBegin = R"("@protected":true,"id":"@id","type":"@type")";

std::string quoted(const std::string& text) {
    return "\"" + text + "\"";
}

// "," and a term that is no more than a name.
std::string plain(const std::string& term, const std::string& iri) {
    return "," + quoted(term) + ":" + quoted(iri);
}

// "," and a term with the rest of its definition.
std::string with(const std::string& term, const std::string& iri, const std::string& rest) {
    return "," + quoted(term) + R"(:{"@id":)" + quoted(iri) + "," + rest + "}";
}

std::string typed(const std::string& term, const std::string& iri, const std::string& type) {
    return with(term, iri, R"("@type":)" + quoted(type));
}

std::string reference(const std::string& term, const std::string& iri) {
    return typed(term, iri, "@id");
}

// A term whose values have terms of their own.
std::string scoped(const std::string& term, const std::string& iri, const std::string& terms,
                   const std::string& rest = {}) {
    return with(term, iri, rest + R"("@context":{)" + kBegin + terms + "}");
}

std::string of(const char* space, const char* name) {
    return std::string(space) + name;
}

std::string references(const char* space, std::initializer_list<const char*> names) {
    std::string text;
    for (const char* name : names)
        text += reference(name, of(space, name));
    return text;
}

std::string graph(const char* term, const std::string& iri) {
    return with(term, iri, R"("@type":"@id","@container":"@graph")");
}

// Relations between a subject and its keys; `assertionMethod` is the only one whose IRI has no
// other name.
std::string key_relation(const char* term, const char* name) {
    return with(term, of(kSec, name), R"("@type":"@id","@container":"@set")");
}

std::string key_relations() {
    return key_relation("assertionMethod", "assertionMethod") +
           key_relation("authentication", "authenticationMethod") +
           key_relation("capabilityDelegation", "capabilityDelegationMethod") +
           key_relation("capabilityInvocation", "capabilityInvocationMethod") +
           key_relation("keyAgreement", "keyAgreementMethod");
}

// What proofs of any suite have.
std::string proof_terms(const std::string& purposes) {
    return plain("challenge", of(kSec, "challenge")) +
           typed("created", "http://purl.org/dc/terms/created", kDateTime) +
           plain("domain", of(kSec, "domain")) +
           typed("expires", of(kSec, "expiration"), kDateTime) + plain("nonce", of(kSec, "nonce")) +
           scoped("proofPurpose", of(kSec, "proofPurpose"), purposes, R"("@type":"@vocab",)") +
           reference("verificationMethod", of(kSec, "verificationMethod"));
}

std::string data_integrity_proof(int version) {
    std::string terms = proof_terms(key_relations()) +
                        typed("proofValue", of(kSec, "proofValue"), of(kSec, "multibase"));
    if (version == 1) {
        terms += plain("cryptosuite", of(kSec, "cryptosuite"));
    } else {
        terms += typed("cryptosuite", of(kSec, "cryptosuite"), of(kSec, "cryptosuiteString")) +
                 reference("previousProof", of(kSec, "previousProof"));
    }
    return scoped("DataIntegrityProof", of(kSec, "DataIntegrityProof"), terms);
}

std::string document(const std::string& terms) {
    return std::string(R"({"@context":{)") + kBegin + terms + "}}";
}

std::string status_terms() {
    const std::string purpose = plain("statusPurpose", of(kStatus, "statusPurpose"));
    return plain("BitstringStatusListCredential", of(kStatus, "BitstringStatusListCredential")) +
           scoped("BitstringStatusList", of(kStatus, "BitstringStatusList"),
                  typed("encodedList", of(kStatus, "encodedList"), of(kSec, "multibase")) +
                      purpose + plain("ttl", of(kStatus, "ttl"))) +
           scoped("BitstringStatusListEntry", of(kStatus, "BitstringStatusListEntry"),
                  reference("statusListCredential", of(kStatus, "statusListCredential")) +
                      plain("statusListIndex", of(kStatus, "statusListIndex")) + purpose +
                      scoped("statusMessage", of(kStatus, "statusMessage"),
                             plain("message", of(kStatus, "message")) +
                                 plain("status", of(kStatus, "status"))) +
                      reference("statusReference", of(kStatus, "statusReference")) +
                      typed("statusSize", of(kStatus, "statusSize"),
                            "https://www.w3.org/2001/XMLSchema#integer"));
}

// Names that credentials share with JSON Web Tokens (IANA's registries).
std::string token_terms() {
    const std::string jwt = "https://www.iana.org/assignments/jwt#";
    const std::string jose = "https://www.iana.org/assignments/jose#";
    const std::string number = "https://www.w3.org/2001/XMLSchema#nonNegativeInteger";
    return plain("...", jwt + "...") + typed("_sd", jwt + "_sd", "@json") +
           plain("_sd_alg", jwt + "_sd_alg") + reference("aud", jwt + "aud") +
           with("cnf", jwt + "cnf",
                R"("@context":{"@protected":true)" + reference("kid", jwt + "kid") +
                    typed("jwk", jwt + "jwk", "@json") + "}") +
           typed("exp", jwt + "exp", number) + typed("iat", jwt + "iat", number) +
           reference("iss", jose + "iss") + reference("jku", jose + "jku") +
           reference("kid", jose + "kid") + typed("nbf", jwt + "nbf", number) +
           reference("sub", jose + "sub") + reference("x5u", jose + "x5u");
}

}  // namespace

std::string make_data_integrity_context(int version) {
    return document(graph("proof", of(kSec, "proof")) + data_integrity_proof(version));
}

std::string make_credentials_v2_context() {
    const std::string names =
        plain("description", of(kSchema, "description")) + plain("name", of(kSchema, "name"));
    const std::string proof = graph("proof", of(kSec, "proof"));
    const std::string credential =
        references(kCred, {"confidenceMethod", "credentialSchema", "credentialStatus",
                           "credentialSubject", "evidence", "issuer", "refreshService",
                           "relatedResource", "renderMethod", "termsOfUse"}) +
        names + proof + typed("validFrom", of(kCred, "validFrom"), kDateTime) +
        typed("validUntil", of(kCred, "validUntil"), kDateTime);
    // What a presentation holds are documents of their own, with contexts of their own.
    const std::string presentation = references(kCred, {"holder", "termsOfUse"}) + proof +
                                     with("verifiableCredential", of(kCred, "verifiableCredential"),
                                          R"("@type":"@id","@container":"@graph","@context":null)");
    return document(
        names + typed("digestMultibase", of(kSec, "digestMultibase"), of(kSec, "multibase")) +
        typed("digestSRI", of(kCred, "digestSRI"), of(kCred, "sriString")) +
        plain("mediaType", of(kSchema, "encodingFormat")) +
        scoped("VerifiableCredential", of(kCred, "VerifiableCredential"), credential) +
        scoped("VerifiablePresentation", of(kCred, "VerifiablePresentation"), presentation) +
        plain("EnvelopedVerifiableCredential", of(kCred, "EnvelopedVerifiableCredential")) +
        plain("EnvelopedVerifiablePresentation", of(kCred, "EnvelopedVerifiablePresentation")) +
        plain("JsonSchemaCredential", of(kCred, "JsonSchemaCredential")) +
        scoped("JsonSchema", of(kCred, "JsonSchema"),
               typed("jsonSchema", of(kCred, "jsonSchema"), "@json")) +
        status_terms() + data_integrity_proof(2) + token_terms());
}

std::string make_credentials_v1_context() {
    const std::string spaces = plain("cred", kCred) + plain("sec", kSec) +
                               plain("xsd", "http://www.w3.org/2001/XMLSchema#");
    const std::string proof = graph("proof", of(kSec, "proof"));
    const std::string credential =
        spaces +
        scoped("credentialSchema", of(kCred, "credentialSchema"),
               plain("cred", kCred) +
                   plain("JsonSchemaValidator2018", of(kCred, "JsonSchemaValidator2018")),
               R"("@type":"@id",)") +
        references(kCred, {"credentialStatus", "credentialSubject", "evidence", "holder", "issuer",
                           "termsOfUse"}) +
        typed("expirationDate", of(kCred, "expirationDate"), kDateTime) +
        typed("issued", of(kCred, "issued"), kDateTime) +
        typed("issuanceDate", of(kCred, "issuanceDate"), kDateTime) + proof +
        scoped("refreshService", of(kCred, "refreshService"),
               plain("cred", kCred) +
                   plain("ManualRefreshService2018", of(kCred, "ManualRefreshService2018")),
               R"("@type":"@id",)") +
        typed("validFrom", of(kCred, "validFrom"), kDateTime) +
        typed("validUntil", of(kCred, "validUntil"), kDateTime);
    const std::string presentation =
        plain("cred", kCred) + plain("sec", kSec) + reference("holder", of(kCred, "holder")) +
        proof + graph("verifiableCredential", of(kCred, "verifiableCredential"));
    // Suites of that time; none of them is checked here, but documents may hold their proofs. That
    // of RSA is left out: as published, its terms stand for "sec:..." and not for what that stands
    // for.
    const std::string purposes = plain("sec", kSec) +
                                 key_relation("assertionMethod", "assertionMethod") +
                                 key_relation("authentication", "authenticationMethod");
    const std::string suite = plain("sec", kSec) +
                              plain("xsd", "http://www.w3.org/2001/XMLSchema#") +
                              proof_terms(purposes) + plain("jws", of(kSec, "jws")) +
                              plain("proofValue", of(kSec, "proofValue"));
    std::string suites;
    for (const char* name :
         {"EcdsaSecp256k1Signature2019", "EcdsaSecp256r1Signature2019", "Ed25519Signature2018"})
        suites += scoped(name, of(kSec, name), suite);
    return document(
        scoped("VerifiableCredential", of(kCred, "VerifiableCredential"), credential) +
        scoped("VerifiablePresentation", of(kCred, "VerifiablePresentation"), presentation) +
        suites + proof);
}

std::string make_did_context() {
    const char* did = "https://www.w3.org/ns/did#";
    return document(reference("alsoKnownAs", "https://www.w3.org/ns/activitystreams#alsoKnownAs") +
                    key_relations() + references(kSec, {"controller", "verificationMethod"}) +
                    scoped("service", of(did, "service"),
                           reference("serviceEndpoint", of(did, "serviceEndpoint")),
                           R"("@type":"@id",)"));
}

std::string make_multikey_context() {
    const std::string terms =
        reference("controller", of(kSec, "controller")) +
        typed("revoked", of(kSec, "revoked"), kDateTime) +
        typed("expires", of(kSec, "expiration"), kDateTime) +
        typed("publicKeyMultibase", of(kSec, "publicKeyMultibase"), of(kSec, "multibase")) +
        typed("secretKeyMultibase", of(kSec, "secretKeyMultibase"), of(kSec, "multibase"));
    return document(scoped("Multikey", of(kSec, "Multikey"), terms));
}

}  // namespace belvedere::linked
