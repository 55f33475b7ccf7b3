// SPDX-License-Identifier: Apache-2.0
#include "engine/twin/decentralized_id.hpp"

#include <string>

#include <gtest/gtest.h>

#include "engine/twin/base_encoding.hpp"

namespace belvedere::twin {
namespace {

TEST(BaseEncoding, Base58GoesBothWays) {
    for (const char* text : {"", "1", "11", "2g", "z", "StV1DL6CwTryKyV", "1112"}) {
        const auto bytes = decode_base58(text);
        ASSERT_TRUE(bytes) << text;
        EXPECT_EQ(encode_base58(*bytes), text);
    }
    EXPECT_EQ(as_text(*decode_base58("StV1DL6CwTryKyV")), "hello world");
    EXPECT_FALSE(decode_base58("0OIl"));
    EXPECT_FALSE(decode_base58(std::string(1000, 'z')));
}

TEST(BaseEncoding, Base64UrlOfRfc4648) {
    EXPECT_EQ(as_text(*decode_base64url("Zm9vYmFy")), "foobar");
    EXPECT_EQ(as_text(*decode_base64url("Zm9vYg==")), "foob");
    EXPECT_EQ(as_text(*decode_base64url("Zm9vYg")), "foob");
    EXPECT_FALSE(decode_base64url("Zm9v+"));
    EXPECT_FALSE(decode_base64url("Zm9vY"));
}

TEST(DecentralizedId, KeysOfDidKey) {
    // Written by @digitalbazaar/ed25519-multikey for the seed of 32 bytes 7.
    const std::string did = "did:key:z6MkvDqGT54cXesYGvABpF1UapVNwjCqRcafi4Px6Thv5T3Z";
    const auto key = key_of_did_key(did);
    ASSERT_TRUE(key);
    EXPECT_EQ(did_of_key(*key), did);
    const auto document = document_of_did_key(did);
    ASSERT_TRUE(document);
    EXPECT_EQ(document->methods[0].id, did + "#" + did.substr(8));
    // A P-256 key, an empty one, letters that are none.
    for (const char* wrong : {"did:key:zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169",
                              "did:key:", "did:key:z0", "did:web:a"}) {
        EXPECT_FALSE(key_of_did_key(wrong)) << wrong;
    }
}

TEST(DecentralizedId, UrlsOfDidWeb) {
    EXPECT_EQ(*url_of_did_web("did:web:city.example"), "https://city.example/.well-known/did.json");
    EXPECT_EQ(*url_of_did_web("did:web:city.example:dev:17#key-1"),
              "https://city.example/dev/17/did.json");
    EXPECT_EQ(*url_of_did_web("did:web:localhost%3A8443:dev"),
              "https://localhost:8443/dev/did.json");
    for (const char* wrong :
         {"did:web:", "did:web:a/b", "did:web:a::b", "did:web:a:..:b", "did:web:a b",
          "did:web:%3A80", "did:web:a%2Fb", "did:web:a%3Ax", "did:key:z6"}) {
        EXPECT_FALSE(url_of_did_web(wrong)) << wrong;
    }
}

TEST(DecentralizedId, DocumentsAreOfTheirSubject) {
    const std::string json = R"({"id":"did:web:a","verificationMethod":[
        {"id":"#k1","controller":"did:web:a","type":"Multikey",
         "publicKeyMultibase":"z6MkvDqGT54cXesYGvABpF1UapVNwjCqRcafi4Px6Thv5T3Z"},
        {"id":"did:web:a#k2","publicKeyJwk":{"kty":"OKP","crv":"Ed25519",
         "x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}},
        {"id":"#k3","publicKeyJwk":{"kty":"EC","crv":"P-256","x":"a","y":"b"}}, 7],
        "assertionMethod":["#k1",{"id":"#k4","publicKeyMultibase":"zbad"}]})";
    const auto document = parse_did_document("did:web:a#k1", as_bytes(json));
    ASSERT_TRUE(document);
    ASSERT_EQ(document->methods.size(), 2U);
    EXPECT_EQ(document->methods[0].id, "did:web:a#k1");
    EXPECT_EQ(document->assertion_methods, std::vector<std::string>{"did:web:a#k1"});
    EXPECT_FALSE(parse_did_document("did:web:b", as_bytes(json))) << "another's document";
    EXPECT_FALSE(parse_did_document("did:web:a", as_bytes("[]")));
    EXPECT_FALSE(parse_did_document("did:web:a", as_bytes("{")));
    EXPECT_FALSE(parse_did_document("did:web:a", as_bytes(std::string(100'000, '['))));
}

}  // namespace
}  // namespace belvedere::twin
