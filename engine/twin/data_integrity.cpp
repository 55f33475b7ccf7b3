// SPDX-License-Identifier: Apache-2.0
#include "engine/twin/data_integrity.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include <sodium.h>
#include <nlohmann/json.hpp>

#include "engine/core/time_text.hpp"
#include "engine/linked/canonical_json.hpp"
#include "engine/twin/base_encoding.hpp"
#include "engine/twin/signed_context.hpp"

namespace belvedere::twin {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kSignedBytes = std::size_t{1} << 20;

std::string member_text(const Json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

Result<Json> parse_signed(ByteView bytes) {
    const std::string_view text = as_text(bytes);
    if (text.size() > kSignedBytes || !linked::is_shallow_json(text))
        return fail(ErrorKind::kLimit, "a signed document that is too large or too deep");
    Json root = Json::parse(text, nullptr, false);
    if (!root.is_object() || !root.contains("proof") || !root["proof"].is_object())
        return fail(ErrorKind::kBadData, "a document without exactly one proof");
    return root;
}

// The suites whose signatures are checked here.
enum class Suite : std::uint8_t { kJcs, kRdfc };

// SHA-256 of the proof's options, then that of the document (sections 3.2.4 and 3.3.4).
Result<std::array<unsigned char, 2 * crypto_hash_sha256_BYTES>> hash_of(
    const Json& document, const Json& options, Suite suite,
    const linked::ContextDocuments& contexts) {
    std::array<unsigned char, 2 * crypto_hash_sha256_BYTES> hash{};
    unsigned char* at = hash.data();
    for (const Json* part : {&options, &document}) {
        const std::string json = part->dump(-1, ' ', false, Json::error_handler_t::replace);
        const auto text = suite == Suite::kJcs ? linked::canonical_json(json)
                                               : linked::canonical_json_ld(json, contexts);
        if (!text) return fail(text.error());
        crypto_hash_sha256(at, reinterpret_cast<const unsigned char*>(text->data()), text->size());
        at += crypto_hash_sha256_BYTES;
    }
    return hash;
}

// What the proof says of itself and its times (sections 3.2.2 and 3.2.5).
Result<Suite> check_header(const Json& proof, const Json& document, UtcTime now) {
    const std::string name = member_text(proof, "cryptosuite");
    const bool is_known = name == "eddsa-jcs-2022" || name == "eddsa-rdfc-2022";
    if (member_text(proof, "type") != "DataIntegrityProof" || !is_known)
        return fail(ErrorKind::kUnsupported, "a proof by \"" + name + "\"");
    if (member_text(proof, "proofPurpose") != "assertionMethod")
        return fail(ErrorKind::kDenied, "a proof that is not for an assertion");
    // The proof's context must begin the document's (section 3.3.2).
    if (proof.contains("@context") &&
        (!document.contains("@context") || proof["@context"] != document["@context"]))
        return fail(ErrorKind::kDenied, "a proof with another context than its document");
    const std::string created = member_text(proof, "created");
    if (!created.empty() && !parse_time(created, TimeZone()))
        return fail(ErrorKind::kDenied, "a proof that was made at no time");
    const std::string expires = member_text(proof, "expires");
    if (!expires.empty()) {
        const auto end = parse_time(expires, TimeZone());
        if (!end || *end < now) return fail(ErrorKind::kDenied, "a proof that has expired");
    }
    return name == "eddsa-jcs-2022" ? Suite::kJcs : Suite::kRdfc;
}

Result<PublicKey> key_for(const DidDocument& signer, const std::string& method) {
    if (std::ranges::find(signer.assertion_methods, method) == signer.assertion_methods.end()) {
        return fail(ErrorKind::kDenied,
                    "the signer's document does not let " + method + " make assertions");
    }
    const auto found = std::ranges::find(signer.methods, method, &VerificationMethod::id);
    if (found == signer.methods.end())
        return fail(ErrorKind::kDenied, "the signer's document has no usable key " + method);
    return found->key;
}

}  // namespace

Result<ProofHeader> proof_header(ByteView json) {
    const auto root = parse_signed(json);
    if (!root) return fail(root.error());
    const Json& proof = (*root)["proof"];
    return ProofHeader{member_text(proof, "cryptosuite"), member_text(proof, "verificationMethod"),
                       member_text(proof, "proofPurpose")};
}

Result<void> verify_proof(ByteView json, const DidDocument& signer, UtcTime now,
                          const linked::ContextDocuments& contexts) {
    if (sodium_init() < 0) return fail(ErrorKind::kDevice, "libsodium does not start");
    // Of two members of one name, one reader shows the first and another checks the last.
    const auto tree = linked::parse_json(as_text(json));
    if (!tree) return fail(tree.error());
    auto root = parse_signed(json);
    if (!root) return fail(root.error());
    Json proof = (*root)["proof"];
    root->erase("proof");
    const auto suite = check_header(proof, *root, now);
    if (!suite) return fail(suite.error());
    if (*suite == Suite::kRdfc) {
        const auto is_plain = check_signed_context(*tree);
        if (!is_plain) return is_plain;
    }
    const auto signature = decode_multibase(member_text(proof, "proofValue"));
    if (!signature || signature->size() != crypto_sign_BYTES)
        return fail(ErrorKind::kDenied, "a proof without a signature");
    proof.erase("proofValue");
    // Its names mean what they mean in the document (section 3.2.5).
    if (*suite == Suite::kRdfc && root->contains("@context"))
        proof["@context"] = (*root)["@context"];
    const auto key = key_for(signer, member_text(proof, "verificationMethod"));
    if (!key) return fail(key.error());
    const auto hash = hash_of(*root, proof, *suite, contexts);
    if (!hash) return fail(hash.error());
    const int code = crypto_sign_verify_detached(
        reinterpret_cast<const unsigned char*>(signature->data()), hash->data(), hash->size(),
        reinterpret_cast<const unsigned char*>(key->data()));
    if (code != 0) return fail(ErrorKind::kDenied, "the signature is not of this document and key");
    return {};
}

}  // namespace belvedere::twin
