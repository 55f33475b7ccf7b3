// SPDX-License-Identifier: Apache-2.0
#include "engine/linked/to_rdf.hpp"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/linked/limits.hpp"

namespace belvedere::linked {
namespace {

using testing::HasSubstr;

std::string rdf(const std::string& json) {
    const auto lines = canonical_json_ld(json, {});
    return lines ? *lines : "refused: " + lines.error().message;
}

// With a context that calls everything urn:v:... and these members.
std::string with_vocabulary(const std::string& members) {
    return rdf(R"({"@context":{"@vocab":"urn:v:"},"@id":"urn:a",)" + members + "}");
}

ErrorKind refusal(const std::string& json) {
    const auto lines = canonical_json_ld(json, {});
    EXPECT_FALSE(lines) << json << "\n" << *lines;
    return lines ? ErrorKind::kDevice : lines.error().kind;
}

TEST(ToRdf, ValuesAreLiteralsOfTheirKinds) {
    const std::string xsd = "^^<http://www.w3.org/2001/XMLSchema#";
    EXPECT_EQ(with_vocabulary(R"("p":["x",true,5,-0.0,5.5,1e21,1e-7,0.1,null])"),
              "<urn:a> <urn:v:p> \"0\"" + xsd + "integer> .\n<urn:a> <urn:v:p> \"1.0E-1\"" + xsd +
                  "double> .\n<urn:a> <urn:v:p> \"1.0E-7\"" + xsd +
                  "double> .\n<urn:a> <urn:v:p> \"1.0E21\"" + xsd +
                  "double> .\n<urn:a> <urn:v:p> \"5\"" + xsd +
                  "integer> .\n<urn:a> <urn:v:p> \"5.5E0\"" + xsd +
                  "double> .\n<urn:a> <urn:v:p> \"true\"" + xsd +
                  "boolean> .\n<urn:a> <urn:v:p> \"x\" .\n");
    EXPECT_EQ(with_vocabulary(R"("p":[{"@value":"x","@language":"de-AT"},)"
                              R"({"@value":"y","@type":"urn:t"},)"
                              R"({"@value":{"b":[1,"\n"],"a":1.50},"@type":"@json"}])"),
              "<urn:a> <urn:v:p> \"x\"@de-at .\n<urn:a> <urn:v:p> \"y\"^^<urn:t> .\n"
              "<urn:a> <urn:v:p> \"{\\\"a\\\":1.5,\\\"b\\\":[1,\\\"\\\\n\\\"]}\"^^"
              "<http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON> .\n");
}

TEST(ToRdf, TermsSayHowTheirValuesAreMeant) {
    EXPECT_EQ(rdf(R"({"@context":{"id":"@id","ex":"urn:ex:","to":{"@id":"ex:to","@type":"@id"},)"
                  R"("kind":{"@id":"ex:kind","@type":"@vocab"},"Big":"ex:Big",)"
                  R"("at":{"@id":"ex:at","@type":"ex:Time"},)"
                  R"("names":{"@id":"ex:names","@container":"@language"}},)"
                  R"("id":"ex:1","to":["ex:2","urn:b"],"kind":"Big","at":"now",)"
                  R"("names":{"de":["a","b"],"@none":"c"},"ex:plain":"d"})"),
              "<urn:ex:1> <urn:ex:at> \"now\"^^<urn:ex:Time> .\n"
              "<urn:ex:1> <urn:ex:kind> <urn:ex:Big> .\n"
              "<urn:ex:1> <urn:ex:names> \"a\"@de .\n<urn:ex:1> <urn:ex:names> \"b\"@de .\n"
              "<urn:ex:1> <urn:ex:names> \"c\" .\n<urn:ex:1> <urn:ex:plain> \"d\" .\n"
              "<urn:ex:1> <urn:ex:to> <urn:b> .\n<urn:ex:1> <urn:ex:to> <urn:ex:2> .\n");
}

TEST(ToRdf, ListsAreChainsAndMayNest) {
    const std::string first = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#first>";
    const std::string one = rdf(R"({"@context":{"@vocab":"urn:v:","l":{"@container":"@list"}},)"
                                R"("@id":"urn:a","l":[["x","y"],[],"z"],"m":{"@list":[]}})");
    EXPECT_THAT(one, HasSubstr(first + " \"x\""));
    EXPECT_THAT(one, HasSubstr(first + " <http://www.w3.org/1999/02/22-rdf-syntax-ns#nil>"));
    EXPECT_THAT(one, HasSubstr("<urn:v:m> <http://www.w3.org/1999/02/22-rdf-syntax-ns#nil> .\n"));
    EXPECT_EQ(std::ranges::count(one, '\n'), 12);
}

TEST(ToRdf, ContextsOfTypesHoldForTheirNodesAlone) {
    const std::string context =
        R"("@context":{"@version":1.1,"Lamp":{"@id":"urn:Lamp","@context":{"on":"urn:lamp-on",)"
        R"("near":"urn:near"}},"Gate":{"@id":"urn:Gate","@context":{"on":"urn:gate-on"}},)"
        R"("part":{"@id":"urn:part","@context":{"on":"urn:part-on"}},"near":"urn:near"},)";
    EXPECT_EQ(rdf("{" + context +
                  R"("@id":"urn:a","@type":"Lamp","on":"1",)"
                  R"("near":{"@id":"urn:b","@type":"Gate","on":"2"}})"),
              "<urn:a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <urn:Lamp> .\n"
              "<urn:a> <urn:lamp-on> \"1\" .\n<urn:a> <urn:near> <urn:b> .\n"
              "<urn:b> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <urn:Gate> .\n"
              "<urn:b> <urn:gate-on> \"2\" .\n");
    // Inside another node the type's terms mean nothing; those of a property go on inside.
    EXPECT_EQ(
        refusal("{" + context + R"("@id":"urn:a","@type":"Lamp","near":{"@id":"urn:b","on":"2"}})"),
        ErrorKind::kBadData);
    EXPECT_THAT(rdf("{" + context + R"("@id":"urn:a","part":{"@id":"urn:b","on":"2"}})"),
                HasSubstr("<urn:b> <urn:part-on> \"2\""));
}

TEST(ToRdf, GraphsAreKeptApart) {
    EXPECT_EQ(rdf(R"({"@context":{"@vocab":"urn:v:","g":{"@container":"@graph"}},"@id":"urn:a",)"
                  R"("g":{"@id":"urn:b","p":"x"}})"),
              "<urn:a> <urn:v:g> _:c14n0 .\n<urn:b> <urn:v:p> \"x\" _:c14n0 .\n");
    EXPECT_EQ(rdf(R"({"@context":{"@vocab":"urn:v:"},"@graph":[{"@id":"urn:b","p":"x"}]})"),
              "<urn:b> <urn:v:p> \"x\" .\n");
    EXPECT_EQ(rdf(R"({"@context":{"@vocab":"urn:v:"},"@id":"urn:g","@graph":{"p":"x"}})"),
              "_:c14n0 <urn:v:p> \"x\" <urn:g> .\n");
}

// Whatever would be left out in silence is refused: nobody has signed it.
TEST(ToRdf, WhatSaysNothingIsRefused) {
    for (const char* json :
         {R"({"p":"x"})",
          R"({"@id":"urn:a"})",
          R"({})",
          R"("x")",
          R"({"@context":{"p":"urn:p"},"p":"x","q":"y"})",
          R"({"@context":{"p":null},"@id":"urn:a","p":"x"})",
          R"({"@context":{"p":"urn:p"},"@id":"relative","p":"x"})",
          R"({"@context":{"p":"urn:p"},"@type":"Relative","p":"x"})",
          R"({"@context":{"p":{"@id":"urn:p","@type":"@id"}},"p":"relative"})",
          R"({"@context":{"p":{"@id":"urn:p","@type":"@id"}},"p":"urn:with space"})",
          R"({"@context":{"p":"urn:p"},"p":"x","@unknown":"y"})",
          R"({"@context":{"p":"urn:p"},"@graph":["x"]})",
          R"({"@context":{"p":"urn:p"},"p":{"@value":"x","q":1}})",
          R"({"@context":{"p":"urn:p"},"p":{"@value":"x","@language":"no language"}})",
          R"({"@context":{"p":"urn:p"},"p":"x","p":"y"})",
          R"({"@context":{"p":"urn:p"},"p":"x","@id":"urn:a","@id":"urn:b"})",
          R"({"@context":{"id":"@id","p":"urn:p"},"p":"x","@id":"urn:a","id":"urn:b"})",
          R"({"@context":{"p":"urn:p> <urn:q> \"forged\" .\n<urn:a"},"p":"x"})",
          R"({"@context":{"@protected":true,"p":"urn:p"},"p":{"@context":{"p":"urn:q"},"p":"x"}})",
          R"({"@context":[{"@protected":true,"p":"urn:p"},null],"p":"x"})",
          R"({"@context":{"a":"b:a","b":"a:b"},"a":"x"})",
          R"({"@context":7,"p":"x"})"}) {
        EXPECT_EQ(refusal(json), ErrorKind::kBadData) << json;
    }
}

TEST(ToRdf, WhatIsNotSupportedIsNamed) {
    for (const char* json :
         {R"({"@context":{"p":{"@reverse":"urn:p"}},"p":"urn:x"})",
          R"({"@context":{"p":"urn:p"},"@reverse":{"p":{"@id":"urn:x"}},"p":"x"})",
          R"({"@context":{"p":"urn:p"},"@included":[{"p":"y"}],"p":"x"})",
          R"({"@context":{"p":"urn:p"},"@index":"7","p":"x"})",
          R"({"@context":{"p":{"@id":"urn:p","@container":"@index"}},"p":{"a":"x"}})",
          R"({"@context":{"p":"urn:p"},"p":{"@value":"x","@direction":"rtl"}})",
          R"({"@context":{"@base":"urn:b","p":"urn:p"},"p":"x"})",
          R"({"@context":{"@import":"urn:c","p":"urn:p"},"p":"x"})",
          R"({"@context":{"p":"urn:p"},"p":9007199254740993})",
          R"({"@context":"https://example.org/not-at-hand","p":"x"})"}) {
        EXPECT_EQ(refusal(json), ErrorKind::kUnsupported) << json;
    }
}

TEST(ToRdf, ContextsOfTheCallerAreUsedAndBounded) {
    const ContextDocuments known = [](std::string_view url) -> std::optional<std::string> {
        if (url == "urn:good") return R"({"@context":{"p":"urn:p"}})";
        if (url == "urn:self") return R"({"@context":["urn:self"]})";
        if (url == "urn:broken") return "{";
        return std::nullopt;
    };
    EXPECT_EQ(canonical_json_ld(R"({"@context":"urn:good","p":"x"})", known).value(),
              "_:c14n0 <urn:p> \"x\" .\n");
    EXPECT_EQ(canonical_json_ld(R"({"@context":"urn:self","p":"x"})", known).error().kind,
              ErrorKind::kLimit);
    EXPECT_EQ(canonical_json_ld(R"({"@context":"urn:broken","p":"x"})", known).error().kind,
              ErrorKind::kBadData);
    // Every node with a context of its own, beside a large one.
    std::string many = R"({"@context":[{"p":"urn:p")";
    for (int i = 0; i < 2'000; ++i)
        many += ",\"t" + std::to_string(i) + "\":\"urn:t\"";
    many += R"(}],"p":[)";
    for (int i = 0; i < 1'000; ++i)
        many += R"({"@context":{"q":"urn:q"},"q":"x"},)";
    EXPECT_EQ(refusal(many + "1]}"), ErrorKind::kLimit);
    EXPECT_EQ(refusal(std::string(100, '[') + std::string(100, ']')), ErrorKind::kLimit);
    std::string values = R"({"@context":{"p":"urn:p"},"p":[0)";
    for (std::size_t i = 0; i <= limits::kQuads; ++i)
        values += "," + std::to_string(i);
    EXPECT_EQ(refusal(values + "]}"), ErrorKind::kLimit);
}

}  // namespace
}  // namespace belvedere::linked
