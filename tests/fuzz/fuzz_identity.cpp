// SPDX-License-Identifier: Apache-2.0
// DIDs, their documents, signed documents and canonical JSON. What is canonical stays as it is.
#include <cstdlib>
#include <string_view>

#include "engine/linked/canonical_json.hpp"
#include "engine/twin/base_encoding.hpp"
#include "engine/twin/data_integrity.hpp"
#include "engine/twin/decentralized_id.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace belvedere;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    (void)twin::url_of_did_web(text);
    if (const auto key = twin::key_of_did_key(text)) {
        const auto again = twin::key_of_did_key(twin::did_of_key(*key));
        if (!again || *again != *key) std::abort();
    }
    if (const auto bytes = twin::decode_base58(text)) {
        if (twin::encode_base58(*bytes) != text) std::abort();
    }
    (void)twin::decode_base64url(text);
    const auto document = twin::parse_did_document("did:web:a", as_bytes(text));
    (void)twin::proof_header(as_bytes(text));
    if (document) (void)twin::verify_proof(as_bytes(text), *document, {});
    if (const auto canonical = linked::canonical_json(text)) {
        const auto again = linked::canonical_json(*canonical);
        if (!again || *again != *canonical) std::abort();
    }
    return 0;
}
