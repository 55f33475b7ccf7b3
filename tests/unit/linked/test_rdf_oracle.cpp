// SPDX-License-Identifier: Apache-2.0
// Our canonical forms beside those of another implementation (npm jsonld and rdf-canonize).
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "engine/linked/known_contexts.hpp"
#include "engine/linked/to_rdf.hpp"
#include "test_paths.hpp"
#include "tests/support/temporary_folder.hpp"

namespace belvedere::linked {
namespace {

using Json = nlohmann::json;
using Path = std::filesystem::path;

constexpr const char* kCore = "https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context-v1.9.jsonld";

// What may be used of a machine: BELVEDERE_NPM names a folder with node_modules.
class RdfOracleLong : public testing::Test {
  protected:
    Path modules;
    test::TemporaryFolder folder;

    void SetUp() override {
        const char* named = std::getenv("BELVEDERE_NPM");
        if (named == nullptr)
            GTEST_SKIP() << "BELVEDERE_NPM names no folder with the npm packages that "
                            "tests/tools/rdf_oracle.mjs asks for";
        modules = named;
        if (!std::filesystem::exists(modules / "node_modules" / "jsonld"))
            GTEST_SKIP() << "no jsonld in " << modules;
    }

    // The other's forms of documents, null where it refuses one.
    std::vector<Json> others(const std::vector<Json>& documents, const Json& contexts) {
        const Path in = folder.path() / "documents", out = folder.path() / "forms";
        std::ofstream file(in);
        for (const Json& document : documents)
            file << Json{{"document", document}, {"contexts", contexts}}.dump() << "\n";
        file.close();
        const std::string command = "node '" BELVEDERE_TEST_DATA "/../tools/rdf_oracle.mjs' '" +
                                    modules.string() + "' < '" + in.string() + "' > '" +
                                    out.string() + "'";
        EXPECT_EQ(std::system(command.c_str()), 0) << command;  // NOLINT(cert-env33-c)
        std::vector<Json> forms;
        std::ifstream lines(out);
        for (std::string line; std::getline(lines, line);)
            forms.push_back(Json::parse(line));
        return forms;
    }

    // Compares all that we take; what we do not support may be taken by the other.
    void compare(const std::vector<Json>& documents, const Json& contexts,
                 std::size_t least_compared) {
        const std::vector<Json> forms = others(documents, contexts);
        ASSERT_EQ(forms.size(), documents.size());
        const ContextDocuments known = [&](std::string_view url) -> std::optional<std::string> {
            const auto found = contexts.find(std::string(url));
            return found == contexts.end() ? std::nullopt : std::optional(found->dump());
        };
        std::size_t compared = 0;
        for (std::size_t i = 0; i < documents.size(); ++i) {
            const auto ours = canonical_json_ld(documents[i].dump(), known);
            if (!ours) {
                // The other has an empty form, or an empty graph, for what says nothing.
                const bool is_empty = ours.error().message.ends_with("says nothing");
                if (!forms[i].is_null() && !is_empty && ours.error().kind == ErrorKind::kBadData)
                    ADD_FAILURE() << documents[i] << "\n"
                                  << ours.error().message << "\n"
                                  << forms[i].get<std::string>();
                continue;
            }
            ++compared;
            // It drops lists under a term that is of graphs outside of the type that says
            // otherwise.
            const std::string text = documents[i].dump();
            const bool is_excused = text.find(R"("@container":"@graph")") != std::string::npos &&
                                    text.find(R"("@list":[)") != std::string::npos;
            EXPECT_TRUE(forms[i].is_string() || is_excused) << documents[i] << "\n" << *ours;
            if (!forms[i].is_string()) continue;
            EXPECT_EQ(*ours, forms[i].get<std::string>()) << documents[i];
        }
        EXPECT_GE(compared, least_compared);
    }
};

// Documents of all that is supported. Left out is what the other does against the standard: it
// takes numbers like 1e-7, without a point, for integers, and writes texts of xsd:double anew.
class DocumentMaker {
  public:
    explicit DocumentMaker(unsigned seed) : random_(seed) {}

    Json document() {
        Json document = node(3);
        document["@context"] = context();
        document["id"] = "urn:root";
        return document;
    }

  private:
    unsigned below(unsigned most) { return static_cast<unsigned>(random_() % most); }
    std::string name() { return std::string(1, static_cast<char>('a' + below(8))); }

    Json context() {
        Json terms{{"id", "@id"}, {"type", "@type"}, {"ex", "urn:ex:"}, {"@vocab", "urn:v:"}};
        if (below(3) == 0) terms["@language"] = "EN";
        bool has_scopes = false;
        for (char letter = 'a'; letter < 'i'; ++letter) {
            Json term{{"@id", std::string("ex:") + letter}};
            switch (below(9)) {
                case 0:
                    term["@type"] = "@id";
                    break;
                case 1:
                    term["@type"] = "@vocab";
                    break;
                case 2:
                    term["@type"] = "http://www.w3.org/2001/XMLSchema#decimal";
                    break;
                case 3:
                    term["@container"] = "@list";
                    break;
                case 4:
                    term["@container"] = "@set";
                    break;
                case 5:
                    term["@type"] = "@json";
                    break;
                case 6:
                    term["@container"] = "@graph";
                    break;
                case 7:
                    term["@context"] = {{name(), "urn:scoped:" + name()}};
                    break;
                default:
                    term["@language"] = below(2) == 0 ? Json("fr") : Json(nullptr);
            }
            has_scopes = has_scopes || term.contains("@context");
            terms[std::string(1, letter)] = std::move(term);
        }
        // The other forgets contexts of properties in nodes whose type has one.
        for (const char* type : {"T", "U"}) {
            terms[type] = {{"@id", std::string("ex:") + type}};
            if (!has_scopes) terms[type]["@context"] = {{name(), {{"@id", "urn:typed:" + name()}}}};
        }
        return terms;
    }

    Json scalar() {
        constexpr std::array<double, 8> kNumbers = {0,    -1,     5.5,           0.1,
                                                    1e21, 2.5e-7, 123456789.125, 1.0 / 3.0};
        switch (below(7)) {
            case 0:
                return below(2) == 0;
            case 1:
                return kNumbers.at(below(8));
            case 2:
                return below(1'000);
            case 3:
                return "urn:" + name();
            case 4:
                return nullptr;
            case 5:
                return "ex:" + name();
            default:
                return "text \"" + name() + "\"\n\t\\ \u00e9\u007f\U0001F600";
        }
    }

    Json value(unsigned depth) {
        if (depth == 0) return scalar();
        switch (below(6)) {
            case 0:
                return node(depth - 1);
            case 1: {
                Json array = Json::array();
                for (unsigned i = below(4); i > 0; --i)
                    array.push_back(value(depth - 1));
                return array;
            }
            case 2:
                return {{"@value", "x" + name()}, {"@language", "de-AT"}};
            case 3:
                return {{"@list", {scalar(), scalar()}}};
            default:
                return scalar();
        }
    }

    Json node(unsigned depth) {
        Json node = Json::object();
        if (below(3) == 0) node["id"] = below(2) == 0 ? "ex:" + name() : "_:" + name();
        if (below(3) == 0) node["type"] = below(2) == 0 ? Json("T") : Json{"U", "V", "T"};
        for (unsigned i = 1 + below(4); i > 0; --i)
            node[name()] = value(depth);
        return node;
    }

    std::mt19937 random_;
};

TEST_F(RdfOracleLong, RandomDocumentsHaveTheSameForm) {
    std::vector<Json> documents;
    DocumentMaker maker(1);
    for (int i = 0; i < 3'000; ++i)
        documents.push_back(maker.document());
    compare(documents, Json::object(), 500);
}

// Terms of W3C contexts, ours here and the published ones there, each with values of several kinds
// inside objects of the types that have terms of their own.
TEST_F(RdfOracleLong, ContextsOfCredentialsMeanWhatIsPublished) {
    std::vector<Json> documents;
    for (const char* url :
         {"https://www.w3.org/ns/credentials/v2", "https://www.w3.org/2018/credentials/v1",
          "https://w3id.org/security/data-integrity/v2",
          "https://w3id.org/security/data-integrity/v1", "https://www.w3.org/ns/did/v1"}) {
        const Json all = Json::parse(*known_context(url))["@context"];
        std::vector<std::pair<std::string, Json>> scopes{{"", all}};
        for (const auto& [name, term] : all.items()) {
            if (term.is_object() && term.contains("@context")) {
                scopes.emplace_back(name, term["@context"]);
                for (const auto& [inner, below] : term["@context"].items()) {
                    if (below.is_object() && below.contains("@context") &&
                        below["@context"].is_object())
                        scopes.emplace_back(name + " " + inner, below["@context"]);
                }
            }
        }
        for (const auto& [scope, terms] : scopes) {
            for (const auto& [term, definition] : terms.items()) {
                for (const Json& value : {Json("urn:x"), Json("assertionMethod"), Json(7),
                                          Json{{"id", "urn:x"}}, Json{"urn:x", "urn:y"}}) {
                    if (term.starts_with('@') || term == "id" || term == "type") continue;
                    Json inner{{"id", "urn:a"}};
                    inner[term] = value;
                    const std::string outer = scope.substr(0, scope.find(' '));
                    const bool is_type = !outer.empty() && outer[0] >= 'A' && outer[0] <= 'Z';
                    if (scope.find(' ') != std::string::npos)
                        inner = {{scope.substr(scope.find(' ') + 1), inner}, {"id", "urn:b"}};
                    if (is_type) inner["type"] = outer;
                    Json document =
                        is_type || outer.empty() ? inner : Json{{"id", "urn:c"}, {outer, inner}};
                    document["@context"] = url;
                    documents.push_back(std::move(document));
                }
            }
        }
    }
    compare(documents, Json::object(), 600);
}

Json json_of(const Path& path) {
    std::ifstream file(path);
    return Json::parse(file, nullptr, false);
}

// Real entities with real contexts, each with NGSI-LD's core as published there and ours here.
TEST_F(RdfOracleLong, SamplePayloadsHaveTheSameForm) {
    const Path samples = Path(BELVEDERE_SAMPLE_DATA) / "iot";
    if (!std::filesystem::exists(samples)) GTEST_SKIP() << samples << " is not there";
    Json contexts = Json::object();
    for (const auto& entry : std::filesystem::directory_iterator(samples / "ngsi-ld-contexts")) {
        if (entry.path().extension() != ".jsonld") continue;
        const std::string name = entry.path().filename().string();
        contexts["http://localhost:8093/jsonld-contexts/" + name] = json_of(entry.path());
        if (name.find("core-context") != std::string::npos) contexts[kCore] = json_of(entry.path());
    }
    std::vector<Json> documents;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(samples)) {
        const std::string name = entry.path().filename().string();
        const bool is_entity = name.ends_with(".json") || name.ends_with(".jsonld");
        if (!is_entity || std::filesystem::file_size(entry.path()) > 200'000) continue;
        Json payload = json_of(entry.path());
        const Json one = payload.is_array() ? payload : Json::array({payload});
        for (Json entity : one) {
            if (!entity.is_object() || !entity.contains("id") || !entity.contains("type") ||
                documents.size() > 600)
                continue;
            Json context = Json::array();
            for (const Json& part : entity.value("@context", Json()).is_array()
                                        ? entity["@context"]
                                        : Json::array({entity.value("@context", Json())})) {
                const bool is_known =
                    part.is_object() ||
                    (part.is_string() && contexts.contains(part.get<std::string>()));
                if (is_known) context.push_back(part);
            }
            context.push_back(kCore);
            entity["@context"] = std::move(context);
            documents.push_back(std::move(entity));
        }
    }
    compare(documents, contexts, 100);
}

}  // namespace
}  // namespace belvedere::linked
