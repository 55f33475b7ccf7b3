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

// A device of NGSI-LD that the same implementation signed with eddsa-rdfc-2022-cryptosuite 1 and
// the same key, its core context being that of version 1.9: one attribute of each kind.
inline const std::string& rdf_signed_document() {
    static const std::string document =
        R"json({"@context":["https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context-v1.9.jsonld)json"
        R"json(","https://w3id.org/security/data-integrity/v2"],"id":"urn:ngsi-ld:Device:42",)json"
        R"json("type":"Device","name":{"type":"Property","value":"März 😀 \"q\" \u0007"},"temp)json"
        R"json(erature":{"type":"Property","value":4.5,"unitCode":"CEL","observedAt":"2026-01)json"
        R"json(-01T00:00:00Z"},"numbers":{"type":"ListProperty","valueList":[0,0,1,1e+21,2.5e)json"
        R"json(-7,4.5,333333333.3333333]},"title":{"type":"LanguageProperty","languageMap":{")json"
        R"json(de":"Tür","en":"door"}},"setup":{"type":"JsonProperty","json":{"b":[1,null,1.5)json"
        R"json(],"a":"x"}},"near":[{"type":"Relationship","object":"urn:ngsi-ld:Device:43","d)json"
        R"json(atasetId":"urn:d:1"},{"type":"Relationship","object":"urn:ngsi-ld:Device:44"}])json"
        R"json(,"location":{"type":"GeoProperty","value":{"type":"Point","coordinates":[16.37)json"
        R"json(,48.2]}},"proof":{"type":"DataIntegrityProof","created":"2026-01-01T00:00:00Z")json"
        R"json(,"verificationMethod":"did:key:z6MkvDqGT54cXesYGvABpF1UapVNwjCqRcafi4Px6Thv5T3)json"
        R"json(Z#z6MkvDqGT54cXesYGvABpF1UapVNwjCqRcafi4Px6Thv5T3Z","cryptosuite":"eddsa-rdfc-)json"
        R"json(2022","proofPurpose":"assertionMethod","proofValue":"z2NwCXewKh6VecKsQAuPaQJNo)json"
        R"json(AGrvD6iCjp4gmmnZuBAD5MFQwYg3ak5KUCvEEh2XmcSwvzGtZg3tpnBqc4Hxp29A"}})json";
    return document;
}

// An entity whose creator signed two of its three attributes, each alone (ETSI GS CIM 009 V1.9.1,
// clause C.11, whose example it is), by the same implementation and key.
inline const std::string& sealed_entity() {
    static const std::string document =
        R"json({"id":"urn:ngsi-ld:Store:002","type":"Store","address":{"type":"Property","val)json"
        R"json(ue":{"streetAddress":["Tiger Street 4","al"],"addressRegion":"Metropolis","add)json"
        R"json(ressLocality":"Cat City","postalCode":"42420"},"ngsildproof":{"type":"Property)json"
        R"json(","entityIdSealed":"urn:ngsi-ld:Store:002","entityTypeSealed":"Store","value":)json"
        R"json({"type":"DataIntegrityProof","created":"2026-01-01T00:00:00Z","verificationMet)json"
        R"json(hod":"did:key:z6MkvDqGT54cXesYGvABpF1UapVNwjCqRcafi4Px6Thv5T3Z#z6MkvDqGT54cXes)json"
        R"json(YGvABpF1UapVNwjCqRcafi4Px6Thv5T3Z","cryptosuite":"eddsa-rdfc-2022","proofPurpo)json"
        R"json(se":"assertionMethod","proofValue":"z4xiPh7rNEtHx7tgR8TjvTouuBvAQ37pdE35tVfgq8)json"
        R"json(XVbf6DR3uBjq1nYESteSM8EAEGSuq6udgJNANrC8ELVdyrL"}}},"location":{"type":"GeoPro)json"
        R"json(perty","value":{"type":"Polygon","coordinates":[[[57.5522,-20.3484],[57.5523,-)json"
        R"json(20.3484],[57.5523,-20.3485],[57.5522,-20.3484]]]},"observedAt":"2026-01-01T00:)json"
        R"json(00:00Z","ngsildproof":{"type":"Property","entityIdSealed":"urn:ngsi-ld:Store:0)json"
        R"json(02","entityTypeSealed":"Store","value":{"type":"DataIntegrityProof","created":)json"
        R"json("2026-01-01T00:00:00Z","verificationMethod":"did:key:z6MkvDqGT54cXesYGvABpF1Ua)json"
        R"json(pVNwjCqRcafi4Px6Thv5T3Z#z6MkvDqGT54cXesYGvABpF1UapVNwjCqRcafi4Px6Thv5T3Z","cry)json"
        R"json(ptosuite":"eddsa-rdfc-2022","proofPurpose":"assertionMethod","proofValue":"zrw)json"
        R"json(UBKYJFNQm9ePNxY5cYVb3QcoA74unVnwdS4fAZ4TyyFSXP4xpXUbWstvMEiWmFGqCvaJGh6jiMsM8d)json"
        R"json(4tU4F2J"}}},"temperature":{"type":"Property","value":21.5,"unitCode":"CEL"},"@)json"
        R"json(context":"https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context-v1.9.jsonld"})json";
    return document;
}

}  // namespace belvedere::test
