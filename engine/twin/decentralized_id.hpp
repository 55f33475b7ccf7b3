// SPDX-License-Identifier: Apache-2.0
// Decentralised identifiers of devices: did:key and did:web.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/bytes.hpp"
#include "engine/core/result.hpp"

namespace belvedere::twin {

// An Ed25519 public key.
using PublicKey = std::array<std::byte, 32>;

// The key that did:key:z6Mk... is (W3C did:key, Ed25519 only: multicodec 0xED). kUnsupported for
// other kinds of key.
[[nodiscard]] Result<PublicKey> key_of_did_key(std::string_view did);
// A multibase Multikey, as `publicKeyMultibase` has it.
[[nodiscard]] Result<PublicKey> key_of_multikey(std::string_view multibase);
[[nodiscard]] std::string did_of_key(const PublicKey& key);

// Where the document of a did:web lies (W3C did:web, section 2.5): https always, "%3A" before a
// port, further parts are folders, "/.well-known/did.json" without any. kBadData.
[[nodiscard]] Result<std::string> url_of_did_web(std::string_view did);

// How the subject of a document proves that it is itself.
struct VerificationMethod {
    std::string id;  // Absolute.
    std::string controller;
    PublicKey key;
};

// A DID document (W3C DID 1.0): what of it is needed to check signatures. Methods of other kinds of
// key are left out.
struct DidDocument {
    std::string id;
    std::vector<VerificationMethod> methods;
    std::vector<std::string> assertion_methods;  // Ids of those that may make assertions.
};

// Reads a document that was resolved for `did`. kBadData when it is no document or is one of
// another subject; kLimit beyond 1 MiB. Never fetches.
[[nodiscard]] Result<DidDocument> parse_did_document(std::string_view did, ByteView json);
// The document that a did:key stands for, without anybody's help.
[[nodiscard]] Result<DidDocument> document_of_did_key(std::string_view did);

}  // namespace belvedere::twin
