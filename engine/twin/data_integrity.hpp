// SPDX-License-Identifier: Apache-2.0
// Signed statements about devices: W3C Data Integrity proofs.
#pragma once

#include <string>
#include <string_view>

#include "engine/core/bytes.hpp"
#include "engine/core/clock.hpp"
#include "engine/core/result.hpp"
#include "engine/linked/to_rdf.hpp"
#include "engine/twin/decentralized_id.hpp"

namespace belvedere::twin {

// What a proof says of itself, read before it is checked, so that its signer can be resolved.
struct ProofHeader {
    std::string cryptosuite;
    std::string verification_method;  // A DID with a fragment.
    std::string purpose;
};
// The proof of a signed document; kBadData when it has none or several.
[[nodiscard]] Result<ProofHeader> proof_header(ByteView json);

// Checks a document that is signed by eddsa-jcs-2022 or eddsa-rdfc-2022 (W3C Data Integrity EdDSA
// Cryptosuites 1.0, sections 3.3 and 3.2) with a key of its signer's DID document, which must allow
// it to make assertions. Times in the proof ("expires") are judged by `now`. `contexts` are those
// that are not built in (linked/known_contexts.hpp), for eddsa-rdfc-2022, which signs what the
// document says in RDF. Success is that the signature is right; kDenied and kBadData say why it is
// not: a document that states one member twice or uses a name that no context defines says more
// than can be signed. kUnsupported and kLimit say why it cannot be told: another suite, a context
// that is not at hand, a document that is too large or whose graph is made to take for ever. Never
// fetches.
[[nodiscard]] Result<void> verify_proof(ByteView json, const DidDocument& signer, UtcTime now,
                                        const linked::ContextDocuments& contexts = {});

}  // namespace belvedere::twin
