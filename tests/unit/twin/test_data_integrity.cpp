// SPDX-License-Identifier: Apache-2.0
#include "engine/twin/data_integrity.hpp"

#include <optional>
#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "tests/support/signed_document.hpp"
#include "tests/unit/twin/twin_sample.hpp"

namespace belvedere::twin {
namespace {

constexpr const char* kSigner = "did:key:z6MkvDqGT54cXesYGvABpF1UapVNwjCqRcafi4Px6Thv5T3Z";

using test::rdf_signed_document;
using test::signed_document;

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
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
    const std::string suite = replaced(signed_document(), "eddsa-jcs-2022", "ecdsa-rdfc-2019");
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

// W3C Data Integrity EdDSA Cryptosuites 1.0, appendix B.1, "Representation: eddsa-rdfc-2022".
constexpr const char* kAlumniCredential =
    R"({"@context":["https://www.w3.org/ns/credentials/v2",)"
    R"("https://www.w3.org/ns/credentials/examples/v2"],)"
    R"("id":"urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",)"
    R"("type":["VerifiableCredential","AlumniCredential"],"name":"Alumni Credential",)"
    R"("description":"A minimum viable example of an Alumni Credential.",)"
    R"("issuer":"https://vc.example/issuers/5678","validFrom":"2023-01-01T00:00:00Z",)"
    R"("credentialSubject":{"id":"did:example:abcdefgh","alumniOf":"The School of Examples"},)"
    R"("proof":{"type":"DataIntegrityProof","cryptosuite":"eddsa-rdfc-2022",)"
    R"("created":"2023-02-24T23:36:38Z","verificationMethod":)"
    R"("did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2#)"
    R"(z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2","proofPurpose":"assertionMethod",)"
    R"("proofValue":"z2YwC8z3ap7yx1nZYCg4L3j3ApHsF8kgPdSb5xoS1VR7vPG3F561B52hYnQF9iseabecm3i)"
    R"(jx4K1FBTQsCZahKZme"}})";

std::optional<std::string> example_context(std::string_view url) {
    if (url != "https://www.w3.org/ns/credentials/examples/v2") return std::nullopt;
    return R"({"@context":{"@vocab":"https://www.w3.org/ns/credentials/examples#"}})";
}

TEST(RdfProof, TheSpecificationsOwnSignatureIsVerified) {
    const auto signer =
        document_of_did_key("did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2");
    ASSERT_TRUE(signer);
    const auto verified =
        verify_proof(as_bytes(kAlumniCredential), *signer, at_second(0), example_context);
    EXPECT_TRUE(verified) << verified.error().message;
    // Without that context it cannot be told what the credential says.
    const auto unknown = verify_proof(as_bytes(kAlumniCredential), *signer, at_second(0));
    ASSERT_FALSE(unknown);
    EXPECT_EQ(unknown.error().kind, ErrorKind::kUnsupported);
}

TEST(RdfProof, AnyChangeOfWhatIsSaidBreaksIt) {
    const auto signer = document_of_did_key(kSigner);
    const std::string& good = rdf_signed_document();
    const auto verified = verify_proof(as_bytes(good), *signer, at_second(0));
    ASSERT_TRUE(verified) << verified.error().message;
    for (const auto& [from, to] : std::initializer_list<std::pair<const char*, const char*>>{
             {"Device:42", "Device:45"},
             {"\"type\":\"Device\"", "\"type\":\"Door\""},
             {"M\u00e4rz", "Marz"},
             {"4.5,\"unitCode\"", "4.6,\"unitCode\""},
             {"CEL", "FAH"},
             {"2026-01-01T00:00:00Z\"},\"numbers", "2026-01-02T00:00:00Z\"},\"numbers"},
             {"[0,0,1", "[0,1,0"},
             {"\"de\"", "\"at\""},
             {"1.5]", "1.6]"},
             {"urn:d:1", "urn:d:2"},
             {"Device:44", "Device:46"},
             {"16.37,48.2", "48.2,16.37"},
             {"\"temperature\"", "\"humidity\""},
             {"\"setup\"", "\"more\":{\"type\":\"Property\",\"value\":1},\"setup\""},
             {"\"created\":\"2026", "\"created\":\"2025"},
             {"\"proofValue\":\"z2", "\"proofValue\":\"z4"}}) {
        const std::string changed = replaced(good, from, to);
        const auto broken = verify_proof(as_bytes(changed), *signer, at_second(0));
        ASSERT_FALSE(broken) << changed;
        EXPECT_EQ(broken.error().kind, ErrorKind::kDenied) << changed;
    }
}

TEST(RdfProof, SaidInAnotherWayItIsTheSame) {
    const auto signer = document_of_did_key(kSigner);
    const std::string& good = rdf_signed_document();
    for (const auto& [from, to] : std::initializer_list<std::pair<const char*, const char*>>{
             {"4.5,\"unitCode\"", "45e-1,\"unitCode\""},
             {"\"temperature\":", "\"https://uri.etsi.org/ngsi-ld/default-context/temperature\":"},
             {"\"id\":\"urn:ngsi-ld:Device:42\"", "\"@id\":\"urn:ngsi-ld:Device:42\""}}) {
        const auto same = verify_proof(as_bytes(replaced(good, from, to)), *signer, at_second(0));
        EXPECT_TRUE(same) << to << ": " << same.error().message;
    }
}

// The signed value under another name, and another signed number called the value: the statements
// are the same, and who reads NGSI-LD would be deceived.
TEST(RdfProof, ContextsThatComeWithTheDocumentCannotChangeWhatIsRead) {
    const auto signer = document_of_did_key(kSigner);
    const std::string& good = rdf_signed_document();
    const auto with_context = [&](const std::string& inline_context) {
        const std::string changed =
            replaced(good, "\"@context\":[", "\"@context\":[" + inline_context + ",");
        return verify_proof(as_bytes(changed), *signer, at_second(0));
    };
    const auto added = with_context(R"({"brightness":"urn:brightness","ex":{"@id":"urn:ex:"}})");
    EXPECT_TRUE(added) << added.error().message;
    for (const char* changing :
         {R"({"value":"urn:other"})", R"({"id":"urn:other"})", R"({"x":"@id"})",
          R"({"temperature":{"@id":"urn:t","@context":{"value":"urn:other"}}})",
          R"({"x":{"@id":"urn:x","@container":"@list"}})", R"([{"x":"urn:x"}])"}) {
        const auto refused = with_context(changing);
        ASSERT_FALSE(refused) << changing;
        EXPECT_EQ(refused.error().kind, ErrorKind::kUnsupported) << changing;
    }
    const std::string inside =
        replaced(good, "\"unitCode\"", "\"@context\":{\"x\":\"urn:x\"},\"unitCode\"");
    EXPECT_EQ(verify_proof(as_bytes(inside), *signer, at_second(0)).error().kind,
              ErrorKind::kUnsupported);
}

TEST(RdfProof, WhatWouldNotBeCoveredIsRefused) {
    const auto signer = document_of_did_key(kSigner);
    const std::string& good = rdf_signed_document();
    // A member twice: a reader that takes the first would show what nobody signed.
    const std::string twice =
        replaced(good, "\"temperature\":",
                 "\"temperature\":{\"type\":\"Property\",\"value\":99},\"temperature\":");
    EXPECT_EQ(verify_proof(as_bytes(twice), *signer, at_second(0)).error().kind,
              ErrorKind::kBadData);
    const std::string jcs =
        replaced(signed_document(), "\"numbers\"", "\"name\":\"x\",\"numbers\"");
    EXPECT_EQ(verify_proof(as_bytes(jcs), *signer, at_second(0)).error().kind, ErrorKind::kBadData);
    // A name that the context does not define.
    const std::string undefined = replaced(kAlumniCredential, "\"name\"", "\"forged\":1,\"name\"");
    const linked::ContextDocuments without_vocabulary = [](std::string_view) {
        return std::optional<std::string>(
            R"({"@context":{"AlumniCredential":"urn:Alumni","alumniOf":"urn:of"}})");
    };
    const auto refused =
        verify_proof(as_bytes(undefined),
                     *document_of_did_key(proof_header(as_bytes(undefined))->verification_method),
                     at_second(0), without_vocabulary);
    EXPECT_EQ(refused.error().kind, ErrorKind::kBadData) << refused.error().message;
    // Blank nodes that refer to each other in every way: it is not tried for ever.
    std::string clique = R"({"@context":{"@vocab":"urn:v:"},"@graph":[)";
    for (int i = 0; i < 10; ++i) {
        clique +=
            std::string(i > 0 ? "," : "") + R"({"@id":"_:n)" + std::to_string(i) + R"(","p":[)";
        for (int k = 0; k < 10; ++k)
            clique += std::string(k > 0 ? "," : "") + R"({"@id":"_:n)" + std::to_string(k) + "\"}";
        clique += "]}";
    }
    clique += "]," + good.substr(good.find("\"proof\""));
    EXPECT_EQ(verify_proof(as_bytes(clique), *signer, at_second(0)).error().kind,
              ErrorKind::kLimit);
}

}  // namespace
}  // namespace belvedere::twin
