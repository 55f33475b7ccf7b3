// SPDX-License-Identifier: Apache-2.0
#include "engine/linked/known_contexts.hpp"

#include <filesystem>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "engine/core/file.hpp"
#include "engine/linked/to_rdf.hpp"
#include "test_paths.hpp"

namespace belvedere::linked {
namespace {

using Json = nlohmann::json;

constexpr const char* kUrls[] = {"https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context-v1.9.jsonld",
                                 "https://www.w3.org/ns/credentials/v2",
                                 "https://www.w3.org/2018/credentials/v1",
                                 "https://w3id.org/security/data-integrity/v2",
                                 "https://w3id.org/security/data-integrity/v1",
                                 "https://www.w3.org/ns/did/v1",
                                 "https://w3id.org/security/multikey/v1"};

TEST(KnownContexts, AreContexts) {
    for (const char* url : kUrls) {
        const auto text = known_context(url);
        ASSERT_TRUE(text) << url;
        EXPECT_TRUE(Json::parse(*text, nullptr, false).contains("@context")) << url << *text;
        const auto used =
            canonical_json_ld(Json{{"@context", {url, {{"p", "urn:p"}}}}, {"p", "x"}}.dump(), {});
        EXPECT_TRUE(used) << url << ": " << used.error().message;
    }
    EXPECT_FALSE(known_context("https://www.w3.org/ns/credentials/v3"));
}

// Of each term of NGSI-LD as published, the same comes out as of ours: by text, object and list.
TEST(KnownContexts, NgsiLdsCoreIsThePublishedOne) {
    const std::filesystem::path path = std::filesystem::path(BELVEDERE_SAMPLE_DATA) / "iot" /
                                       "ngsi-ld-contexts" / "ngsi-ld-core-context-v1.9.jsonld";
    if (!std::filesystem::exists(path)) GTEST_SKIP() << path << " is not there";
    const auto bytes = read_file(path, 1 << 20);
    ASSERT_TRUE(bytes);
    const std::string published(as_text(*bytes));
    const ContextDocuments known = [&](std::string_view url) {
        return url == "urn:published" ? std::optional(published) : std::nullopt;
    };
    const Json terms = Json::parse(published)["@context"];
    std::size_t compared = 0;
    for (const auto& [term, definition] : terms.items()) {
        if (term.starts_with('@')) continue;
        for (const Json& value : {Json("urn:x"), Json("Word"), Json{{"a", "b"}},
                                  Json{{"de", "urn:x"}}, Json{"urn:x", "urn:y"}, Json{{1, 2}}}) {
            Json document{{"id", "urn:a"}, {"other", "b"}};
            document[term] = value;
            document["@context"] = kUrls[0];
            const auto ours = canonical_json_ld(document.dump(), {});
            document["@context"] = "urn:published";
            const auto theirs = canonical_json_ld(document.dump(), known);
            ASSERT_EQ(ours.has_value(), theirs.has_value())
                << term << value << (ours ? theirs : ours).error().message;
            EXPECT_EQ(ours.value_or(""), theirs.value_or("")) << term << value;
            ++compared;
        }
    }
    EXPECT_GT(compared, 1'000U);
}

}  // namespace
}  // namespace belvedere::linked
