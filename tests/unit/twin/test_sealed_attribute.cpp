// SPDX-License-Identifier: Apache-2.0
#include "engine/twin/sealed_attribute.hpp"

#include <string>

#include <gtest/gtest.h>

#include "tests/support/signed_document.hpp"
#include "tests/unit/twin/twin_sample.hpp"

namespace belvedere::twin {
namespace {

std::string changed(const std::string& from, const std::string& to) {
    std::string text = test::sealed_entity();
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

// What becomes of each signed attribute: its name, and "+" when its signature is right.
std::string verdicts(const std::string& entity, std::string_view context = {}) {
    const auto sealed = sealed_attributes(as_bytes(entity), context);
    if (!sealed) return sealed.error().message;
    std::string text;
    for (const SealedAttribute& attribute : sealed->attributes) {
        const auto signer = document_of_did_key(attribute.proof.verification_method.substr(
            0, attribute.proof.verification_method.find('#')));
        const bool is_right = signer && verify_sealed(attribute, *signer, at_second(0)).has_value();
        text += attribute.name + (is_right ? "+ " : "- ");
    }
    return text + std::to_string(sealed->unsealed);
}

TEST(SealedAttribute, EachIsVerifiedAlone) {
    EXPECT_EQ(verdicts(test::sealed_entity()), "address+ location+ 1");
    EXPECT_EQ(verdicts(changed("Metropolis", "Gotham")), "address- location+ 1");
    EXPECT_EQ(verdicts(changed("57.5523", "57.5524")), "address+ location- 1");
    EXPECT_EQ(verdicts(changed("\"observedAt\":\"2026-01-01", "\"observedAt\":\"2026-01-02")),
              "address+ location- 1");
    // What is not signed may be anything.
    EXPECT_EQ(verdicts(changed("21.5", "99.5")), "address+ location+ 1");
}

TEST(SealedAttribute, BelongsToItsEntityAlone) {
    EXPECT_EQ(
        verdicts(changed("{\"id\":\"urn:ngsi-ld:Store:002\"", "{\"id\":\"urn:ngsi-ld:Store:003\"")),
        "address- location- 1");
    EXPECT_EQ(verdicts(changed("\"type\":\"Store\"", "\"type\":\"Bank\"")), "address- location- 1");
    EXPECT_EQ(verdicts(changed("\"entityIdSealed\":\"urn:ngsi-ld:Store:002\"",
                               "\"entityIdSealed\":\"urn:ngsi-ld:Store:003\"")),
              "address- location+ 1");
    EXPECT_EQ(verdicts(changed("\"type\":\"Store\"", "\"type\":[\"Shop\",\"Store\"]")),
              "address+ location+ 1");
}

TEST(SealedAttribute, WhatBrokersAddIsNotPartOfIt) {
    EXPECT_EQ(verdicts(changed("\"observedAt\"",
                               "\"modifiedAt\":\"2026-05-01T00:00:00Z\","
                               "\"createdAt\":\"2026-05-01T00:00:00Z\",\"observedAt\"")),
              "address+ location+ 1");
    // More than that would be said without a signature.
    EXPECT_EQ(verdicts(changed("\"observedAt\"", "\"unitCode\":\"CEL\",\"observedAt\"")),
              "address+ location- 1");
}

TEST(SealedAttribute, TheContextMayComeWithTheMessage) {
    const std::string core = "\"https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context-v1.9.jsonld\"";
    const std::string without = changed(",\"@context\":" + core, "");
    EXPECT_EQ(verdicts(without), "address+ location+ 1");
    EXPECT_EQ(verdicts(without, core), "address+ location+ 1");
    EXPECT_EQ(verdicts(without, R"({"address":"https://example.org/address"})"),
              "address- location+ 1");
    EXPECT_EQ(verdicts(without, R"("https://example.org/not-at-hand")"), "address- location- 1");
}

TEST(SealedAttribute, BrokenSealsProveNothing) {
    EXPECT_EQ(verdicts("{"), "a text that is no JSON");
    EXPECT_EQ(verdicts("[]"), "an entity that is no JSON object");
    EXPECT_EQ(verdicts(R"({"id":"a","id":"b"})"), "a JSON object with two members of one name");
    EXPECT_EQ(verdicts(R"({"id":"a","type":"T","x":{"value":1,"ngsildproof":{}}})"), "x- 0");
    EXPECT_EQ(verdicts(R"({"id":"a","type":"T","x":{"value":1,"ngsildproof":7},"y":null})"), "2");
    // An attribute cannot pass its own proof off as what was signed.
    EXPECT_EQ(verdicts(changed("\"address\":", "\"proof\":")), "location+ proof- 1");
    EXPECT_EQ(
        verdicts(changed("\"address\":{", "\"address\":[{")
                     .replace(changed("\"address\":{", "\"address\":[{").find(",\"location\""), 1,
                              "],")),
        "address+ location+ 1");
}

}  // namespace
}  // namespace belvedere::twin
