// SPDX-License-Identifier: Apache-2.0
// Signed statements about devices: W3C Data Integrity proofs.
#pragma once

#include <string>
#include <string_view>

#include "engine/core/bytes.hpp"
#include "engine/core/clock.hpp"
#include "engine/core/result.hpp"
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

// Checks a document that is signed by eddsa-jcs-2022 (W3C Data Integrity EdDSA Cryptosuites 1.0,
// section 3.3) with a key of its signer's DID document, which must allow it to make assertions.
// Times in the proof ("expires") are judged by `now`. Success is that the signature is right;
// kDenied says why it is not, kUnsupported that it is by another suite (eddsa-rdfc-2022 needs the
// canonical form of RDF graphs).
[[nodiscard]] Result<void> verify_proof(ByteView json, const DidDocument& signer, UtcTime now);

}  // namespace belvedere::twin
