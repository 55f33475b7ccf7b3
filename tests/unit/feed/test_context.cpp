// SPDX-License-Identifier: Apache-2.0
#include "engine/feed/context.hpp"

#include <string>

#include <gtest/gtest.h>

#include "tests/unit/feed/decoded.hpp"

namespace belvedere::feed {
namespace {

TEST(Context, TheCoreKnowsItsTermsAndSendsOthersToTheDefaultVocabulary) {
    ContextRegistry contexts;
    EXPECT_EQ(contexts.core().expand("location"), "https://uri.etsi.org/ngsi-ld/location");
    EXPECT_EQ(contexts.core().expand("value"), "https://uri.etsi.org/ngsi-ld/hasValue");
    EXPECT_EQ(contexts.core().expand("pm25"), "https://uri.etsi.org/ngsi-ld/default-context/pm25");
    EXPECT_EQ(contexts.core().expand("ngsi-ld:x"), "https://uri.etsi.org/ngsi-ld/x");
    EXPECT_EQ(contexts.core().expand("https://example.org/a"), "https://example.org/a");
    EXPECT_EQ(contexts.core().expand("urn:a:b"), "urn:a:b");
    EXPECT_EQ(contexts.core().expand("@id"), "@id");
    EXPECT_TRUE(contexts.core().is_certain("pm25"));
}

// The property that a payload with this @context gives for "name".
std::string expanded(std::string_view context, std::string_view name, ContextRegistry& contexts) {
    NgsiLdDecoder decoder(contexts);
    const std::string payload = R"({"id":"urn:a","type":"T",")" + std::string(name) +
                                R"(":1,"@context":)" + std::string(context) + "}";
    const Decoded decoded = decode(decoder, payload);
    if (decoded.batch.observations().empty()) return "none";
    return std::string(decoded.text(decoded.batch.observations()[0].property));
}

TEST(Context, InlineTermsMayUseEachOtherInAnyOrder) {
    ContextRegistry contexts;
    const char* context = R"({"a":"p:one","p":"https://example.org/","b":{"@id":"a"},)"
                          R"("loop":"pool:x","pool":"loop:y","location":"https://example.org/no"})";
    EXPECT_EQ(expanded(context, "a", contexts), "https://example.org/one");
    EXPECT_EQ(expanded(context, "b", contexts), "https://example.org/one");
    EXPECT_EQ(expanded(context, "p:two", contexts), "https://example.org/two");
    EXPECT_NE(expanded(context, "loop", contexts), "none") << "a circle ends";
    EXPECT_EQ(expanded(context, "location", contexts), "https://uri.etsi.org/ngsi-ld/location")
        << "the core's terms win";
}

TEST(Context, DocumentsAreKnownByTheirUrlAndMayNameOthers) {
    ContextRegistry contexts;
    ASSERT_TRUE(contexts.add_document(
        "https://example.org/one.jsonld",
        as_bytes(R"({"@context":["https://example.org/two.jsonld",{"x":"https://e.org/x1"}]})")));
    ASSERT_TRUE(contexts.add_document(
        "https://example.org/two.jsonld",
        as_bytes(R"({"@context":{"x":"https://e.org/x2","y":"https://e.org/y"}})")));
    const char* name = R"("https://example.org/one.jsonld")";
    EXPECT_EQ(expanded(name, "x", contexts), "https://e.org/x1");
    EXPECT_EQ(expanded(name, "y", contexts), "https://e.org/y");
}

TEST(Context, UnknownDocumentsMakeNamesUncertain) {
    ContextRegistry contexts;
    NgsiLdDecoder decoder(contexts);
    const Decoded decoded =
        decode(decoder,
               R"({"id":"urn:a","type":"T","x":1,"location":"here","@context":"https://e.org/"})");
    EXPECT_TRUE(decoded.find("x")->quality.has(twin::Quality::kContextUnknown));
    EXPECT_FALSE(decoded.find("location")->quality.has(twin::Quality::kContextUnknown));
}

TEST(Context, BadDocumentsAreRefused) {
    ContextRegistry contexts;
    EXPECT_FALSE(contexts.add_document("u", as_bytes("{")));
    EXPECT_FALSE(contexts.add_document("u", as_bytes("{}")));
    const std::string long_text(2'000'000, ' ');
    EXPECT_FALSE(contexts.add_document("u", as_bytes(long_text)));
    EXPECT_EQ(expanded("7", "x", contexts), "none");
    ASSERT_TRUE(contexts.add_document("self", as_bytes(R"({"@context":"self"})")));
    EXPECT_EQ(expanded(R"("self")", "x", contexts),
              "https://uri.etsi.org/ngsi-ld/default-context/x");
}

TEST(Context, AMessageOfManyContextsEndsAndHarmsNoLaterOne) {
    ContextRegistry contexts;
    NgsiLdDecoder decoder(contexts);
    std::string payload = "[";
    for (int i = 0; i < 2000; ++i) {
        if (i > 0) payload += ',';
        payload += R"({"id":"urn:a","type":"T","x":1,"@context":{"x":"https://e.org/)" +
                   std::to_string(i) + R"("}})";
    }
    const Decoded many = decode(decoder, payload + "]");
    EXPECT_GT(many.batch.updates().size(), 100U);
    EXPECT_GT(many.batch.rejections().size(), 100U);
    EXPECT_EQ(many.batch.received(), 2000U);
    EXPECT_EQ(expanded(R"({"x":"https://e.org/new"})", "x", contexts), "https://e.org/new");
}

}  // namespace
}  // namespace belvedere::feed
