// SPDX-License-Identifier: Apache-2.0
#include "engine/twin/data_integrity.hpp"

#include <string>

#include <gtest/gtest.h>

#include "engine/twin/canonical_json.hpp"
#include "tests/support/signed_document.hpp"
#include "tests/unit/twin/twin_sample.hpp"

namespace belvedere::twin {
namespace {

constexpr const char* kSigner = "did:key:z6MkvDqGT54cXesYGvABpF1UapVNwjCqRcafi4Px6Thv5T3Z";

using test::signed_document;

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

TEST(CanonicalJson, NumbersAreAsEcmaScriptWritesThem) {
    // RFC 8785, appendix B, and its example of sorting, section 3.2.3.
    EXPECT_EQ(*canonical_json("[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001]"),
              "[333333333.3333333,1e+30,4.5,0.002,1e-27]");
    EXPECT_EQ(*canonical_json("[0,-0.0,1e21,1e20,1e-6,1e-7,-5e-324,9007199254740992]"),
              "[0,0,1e+21,100000000000000000000,0.000001,1e-7,-5e-324,9007199254740992]");
}

TEST(CanonicalJson, MembersAreInOrderOfUtf16) {
    EXPECT_EQ(*canonical_json("{\"\\u20ac\":1,\"\\r\":2,\"\\ufb33\":3,\"1\":4,\"\\ud83d\\ude00\":5,"
                              "\"\\u0080\":6,\"\\u00f6\":7}"),
              "{\"\\r\":2,\"1\":4,\"\u0080\":6,\"\u00f6\":7,\"\u20ac\":1,\"\U0001F600\":5,"
              "\"\uFB33\":3}");
    EXPECT_EQ(*canonical_json(R"([ "\u000f\b\u20ac\/", null , true ])"),
              "[\"\\u000f\\b\u20ac/\",null,true]");
}

TEST(CanonicalJson, WhatHasNoFormIsRefused) {
    for (const char* text : {"", "{", "1e999", "[NaN]"})
        EXPECT_FALSE(canonical_json(text)) << text;
    EXPECT_FALSE(canonical_json(std::string(100'000, '[')));
}

TEST(DataIntegrity, AnothersSignatureIsVerified) {
    const auto header = proof_header(as_bytes(signed_document()));
    ASSERT_TRUE(header);
    EXPECT_EQ(header->cryptosuite, "eddsa-jcs-2022");
    const auto signer = document_of_did_key(header->verification_method);
    ASSERT_TRUE(signer);
    EXPECT_EQ(signer->id, kSigner);
    const auto verified = verify_proof(as_bytes(signed_document()), *signer, at_second(0));
    EXPECT_TRUE(verified) << (verified ? "" : verified.error().message);
}

TEST(DataIntegrity, AnyChangeBreaksIt) {
    const auto signer = document_of_did_key(kSigner);
    const std::string& good = signed_document();
    for (const std::string& changed :
         {replaced(good, "Device:42", "Device:43"), replaced(good, "4.5", "4.6"),
          replaced(good, "2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"),
          replaced(good, "\"proofPurpose\":\"assertionMethod\"",
                   "\"proofPurpose\":\"authentication\""),
          replaced(good, "\"proofValue\":\"z4", "\"proofValue\":\"z5"),
          replaced(good, "\"proofValue\":\"z", "\"proofValue\":\"x")}) {
        const auto verified = verify_proof(as_bytes(changed), *signer, at_second(0));
        ASSERT_FALSE(verified) << changed;
        EXPECT_EQ(verified.error().kind, ErrorKind::kDenied);
    }
    // Spelled in another way it is the same document.
    EXPECT_TRUE(verify_proof(as_bytes(replaced(good, "4.5", "45e-1")), *signer, at_second(0)));
}

TEST(DataIntegrity, AnotherKeyAnotherSuiteOrAnExpiredProofAreRefused) {
    const auto signer = document_of_did_key(kSigner);
    DidDocument other = *signer;
    other.methods[0].key[5] ^= std::byte{1};
    EXPECT_FALSE(verify_proof(as_bytes(signed_document()), other, at_second(0)));
    DidDocument silent = *signer;
    silent.assertion_methods.clear();
    EXPECT_FALSE(verify_proof(as_bytes(signed_document()), silent, at_second(0)));
    const std::string suite = replaced(signed_document(), "eddsa-jcs-2022", "eddsa-rdfc-2022");
    const auto unsupported = verify_proof(as_bytes(suite), *signer, at_second(0));
    ASSERT_FALSE(unsupported);
    EXPECT_EQ(unsupported.error().kind, ErrorKind::kUnsupported);
    const std::string expired = replaced(signed_document(), "\"created\"",
                                         "\"expires\":\"2010-01-01T00:00:00Z\",\"created\"");
    EXPECT_EQ(verify_proof(as_bytes(expired), *signer, at_second(0)).error().message,
              "a proof that has expired");
    for (const char* wrong : {"", "{}", "[]", R"({"proof":[]})", R"({"proof":{}})"})
        EXPECT_FALSE(verify_proof(as_bytes(wrong), *signer, at_second(0))) << wrong;
}

}  // namespace
}  // namespace belvedere::twin
