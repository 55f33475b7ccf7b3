// SPDX-License-Identifier: Apache-2.0
// A device's message that another implementation signed.
#pragma once

#include <string>

namespace belvedere::test {

// Signed by @digitalbazaar/data-integrity 2 with eddsa-jcs-2022-cryptosuite, seed of 32 bytes 7: an
// implementation of its own, in another language.
inline const std::string& signed_document() {
    static const std::string document =
        R"json({"@context":["https://www.w3.org/ns/credentials/v2"],"id":"urn:ngsi-ld:Device:)json"
        R"json(42","type":"Device","name":"März 😀 \"q\"   \u0007","numbers":[0,0,1,1e+21,1e-7)json"
        R"json(,0.000001,123456789012345680000,4.5,1e+300,5e-324,333333333.3333333],"nested":)json"
        R"json({"1":false,"€":1,"\r":2,"b":[],"a":{},"😀":null,"דּ":true},"proof":{"type":"Data)json"
        R"json(IntegrityProof","created":"2026-01-01T00:00:00Z","verificationMethod":"did:key)json"
        R"json(:z6MkvDqGT54cXesYGvABpF1UapVNwjCqRcafi4Px6Thv5T3Z#z6MkvDqGT54cXesYGvABpF1UapVN)json"
        R"json(wjCqRcafi4Px6Thv5T3Z","cryptosuite":"eddsa-jcs-2022","proofPurpose":"assertion)json"
        R"json(Method","@context":["https://www.w3.org/ns/credentials/v2"],"proofValue":"z4PB)json"
        R"json(7jKjBF4GES2WVFBt3TzUATNTMD979Piy2kWQg5agRSFWeQAjiPNZN8uXQejSX6wGcGtV5S7BtE3vrw)json"
        R"json(3YrFyzP"}})json";
    return document;
}

}  // namespace belvedere::test
