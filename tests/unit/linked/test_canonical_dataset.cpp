// SPDX-License-Identifier: Apache-2.0
#include "engine/linked/canonical_dataset.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include "tests/support/n_quads.hpp"

namespace belvedere::linked {
namespace {

using test::n_quads;

std::string canonical(std::string_view text) {
    const auto result = canonical_n_quads(n_quads(text));
    return result ? *result : "refused: " + result.error().message;
}

// Edges of blank nodes: "01 12" is a statement from e0 to e1 and one from e1 to e2.
std::string edges(std::string_view pairs, const std::string& predicate = "urn:p") {
    std::string text;
    for (std::size_t i = 0; i + 1 < pairs.size(); i += 3) {
        text += "_:e" + std::string(1, pairs[i]) + " <" + predicate + "> _:e" +
                std::string(1, pairs[i + 1]) + " .\n";
    }
    return text;
}

// Cases of the W3C's suite for RDF Dataset Canonicalization (github.com/w3c/rdf-canon, tests), by
// their numbers.
TEST(CanonicalDataset, BlankNodesAreNamedByWhatIsSaidOfThem) {
    // 020: a diamond. 047: equal nodes until three steps away.
    EXPECT_EQ(canonical("<urn:t> <urn:A> _:e0 .\n<urn:t> <urn:B> _:e1 .\n"
                        "_:e0 <urn:next> _:e2 .\n_:e1 <urn:next> _:e2 .\n"),
              canonical("_:b <urn:next> _:c .\n<urn:t> <urn:B> _:a .\n"
                        "_:a <urn:next> _:c .\n<urn:t> <urn:A> _:b .\n"));
    const std::string v = "http://example.org/vocab#";
    std::string deep = edges("01 12 34 45", v + "p");
    for (const char* value : {"2 foo1", "2 foo2", "5 bar1", "5 bar2"})
        deep += "_:e" + std::string(1, value[0]) + " <" + v + "z> \"" + (value + 2) + "\" .\n";
    EXPECT_EQ(canonical(deep),
              "_:c14n0 <http://example.org/vocab#z> \"bar1\" .\n"
              "_:c14n0 <http://example.org/vocab#z> \"bar2\" .\n"
              "_:c14n1 <http://example.org/vocab#z> \"foo1\" .\n"
              "_:c14n1 <http://example.org/vocab#z> \"foo2\" .\n"
              "_:c14n2 <http://example.org/vocab#p> _:c14n0 .\n"
              "_:c14n3 <http://example.org/vocab#p> _:c14n2 .\n"
              "_:c14n4 <http://example.org/vocab#p> _:c14n1 .\n"
              "_:c14n5 <http://example.org/vocab#p> _:c14n4 .\n");
}

TEST(CanonicalDataset, CirclesOfEqualNodesAreBroken) {
    // 023 and 024: a circle of three, and one in both directions.
    const std::string next = "http://example.org/vocab#next";
    EXPECT_EQ(canonical(edges("01 12 20", next)), "_:c14n0 <" + next + "> _:c14n1 .\n_:c14n1 <" +
                                                      next + "> _:c14n2 .\n_:c14n2 <" + next +
                                                      "> _:c14n0 .\n");
    const std::string prev = "http://example.org/vocab#prev";
    const std::string both = canonical(edges("01 12 20", next) + edges("02 10 21", prev));
    EXPECT_EQ(both,
              "_:c14n0 <http://example.org/vocab#next> _:c14n2 .\n"
              "_:c14n0 <http://example.org/vocab#prev> _:c14n1 .\n"
              "_:c14n1 <http://example.org/vocab#next> _:c14n0 .\n"
              "_:c14n1 <http://example.org/vocab#prev> _:c14n2 .\n"
              "_:c14n2 <http://example.org/vocab#next> _:c14n1 .\n"
              "_:c14n2 <http://example.org/vocab#prev> _:c14n0 .\n");
}

TEST(CanonicalDataset, GraphsAreNamedLikeOtherNodes) {
    // 058 and 077: equal objects in a graph without a name; a statement given twice.
    EXPECT_EQ(canonical("<urn:1> <urn:2> _:e0 _:e3 .\n<urn:1> <urn:2> _:e1 _:e3 .\n"),
              "<urn:1> <urn:2> _:c14n1 _:c14n0 .\n<urn:1> <urn:2> _:c14n2 _:c14n0 .\n");
    EXPECT_EQ(canonical("<urn:s> <urn:p> _:o .\n<urn:s> <urn:p> _:o .\n"),
              "<urn:s> <urn:p> _:c14n0 .\n");
}

TEST(CanonicalDataset, LettersAreEscapedInOneWay) {
    // Of 060.
    EXPECT_EQ(canonical("<urn:s> <urn:p> \"\\u0000\\u0008\\u0009\\u000a\\u000b\\u000c\\u000d\\u001f"
                        "\\\"\\\\\\u007f\\u0080\\u221e\\U0001F303\" .\n"),
              "<urn:s> <urn:p> \"\\u0000\\b\\t\\n\\u000B\\f\\r\\u001F\\\"\\\\\\u007F\xC2\x80\u221E"
              "\U0001F303\" .\n");
    EXPECT_EQ(canonical("<urn:s> <urn:p> \"1\"^^<http://www.w3.org/2001/XMLSchema#string> .\n"
                        "<urn:s> <urn:p> \"1\"@en .\n<urn:s> <urn:p> \"1\"^^<urn:t> .\n"),
              "<urn:s> <urn:p> \"1\" .\n<urn:s> <urn:p> \"1\"@en .\n"
              "<urn:s> <urn:p> \"1\"^^<urn:t> .\n");
}

TEST(CanonicalDataset, ADatasetMadeToTakeForEverIsRefused) {
    // 044: two graphs of six nodes with three neighbours each, which must be solved.
    const std::string evil = edges("01 02 03 10 13 14 20 24 25 30 31 35 41 42 45 53 52 54 ") +
                             edges("67 68 69 76 7A 7B 86 8A 8B 96 9A 9B A7 A8 A9 B7 B8 B9");
    const std::string solved = canonical(evil);
    EXPECT_EQ(std::ranges::count(solved, '\n'), 36) << solved;
    // 074: ten nodes, each of which refers to all.
    std::string clique;
    for (char from = '0'; from <= '9'; ++from) {
        for (char to = '0'; to <= '9'; ++to)
            clique += edges(std::string{from, to});
    }
    const auto refused = canonical_n_quads(n_quads(clique));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::kLimit);
    // A long chain of equal nodes; two nodes with a dozen equal ones each.
    std::string chain, stars, fan;
    for (int i = 0; i < 4'000; ++i) {
        const std::string node = "_:e" + std::to_string(i);
        chain += node + " <urn:p> _:e" + std::to_string(i + 1) + " .\n";
        fan += "<urn:s> <urn:p> " + node + " .\n" + node + " <urn:p> _:x .\n";
        if (i < 24) stars += "_:hub" + std::to_string(i % 2) + " <urn:p> " + node + " .\n";
    }
    for (const std::string& hard : {chain, stars}) {
        const auto form = canonical_n_quads(n_quads(hard));
        ASSERT_FALSE(form) << hard;
        EXPECT_EQ(form.error().kind, ErrorKind::kLimit);
    }
    // Many equal ones that hang on others alone are no matter.
    EXPECT_EQ(std::ranges::count(canonical(fan), '\n'), 8'000);
}

// Whatever nodes are called and in whatever order statements come, the form is one; and datasets
// that differ have two.
TEST(CanonicalDataset, NamesAndOrderDoNotMatter) {
    std::mt19937 random(7);
    const auto below = [&](unsigned most) { return static_cast<unsigned>(random() % most); };
    for (int round = 0; round < 300; ++round) {
        Dataset dataset;
        const unsigned nodes = 2 + below(6);
        const auto blank = [&] {
            return Term{Term::Kind::kBlank, "e" + std::to_string(below(nodes)), {}, {}};
        };
        for (unsigned i = 0; i < 3 + below(9); ++i) {
            Quad quad{blank(), "urn:p" + std::to_string(below(2)), blank(), {}};
            if (below(4) == 0)
                quad.object = {Term::Kind::kLiteral, std::to_string(below(3)), {}, {}};
            if (below(5) == 0) quad.graph = blank();
            dataset.push_back(std::move(quad));
        }
        const auto form = canonical_n_quads(dataset);
        ASSERT_TRUE(form) << form.error().message;
        std::vector<unsigned> names(nodes);
        for (unsigned i = 0; i < nodes; ++i)
            names[i] = i;
        std::ranges::shuffle(names, random);
        Dataset other = dataset;
        for (Quad& quad : other) {
            for (Term* term : {&quad.subject, &quad.object, &quad.graph}) {
                if (term->is_blank())
                    term->text = "n" + std::to_string(names[std::stoul(term->text.substr(1))]);
            }
        }
        std::ranges::shuffle(other, random);
        EXPECT_EQ(canonical_n_quads(other).value(), *form);
        // The form is a dataset itself, and its own form.
        EXPECT_EQ(canonical_n_quads(n_quads(*form)).value(), *form);
        other.front().predicate = "urn:other";
        EXPECT_NE(canonical_n_quads(other).value(), *form);
    }
}

std::string text_of(const std::filesystem::path& path) {
    std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

// The whole suite, where somebody has it: BELVEDERE_RDF_CANON names its folder tests/rdfc10.
TEST(CanonicalDatasetLong, TheSuiteOfTheW3cIsPassed) {
    const char* folder = std::getenv("BELVEDERE_RDF_CANON");
    if (folder == nullptr) GTEST_SKIP() << "BELVEDERE_RDF_CANON names no folder tests/rdfc10";
    int cases = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        if (!name.ends_with("-in.nq")) continue;
        const std::string number = name.substr(0, name.find('-'));
        if (number == "test075") continue;  // By SHA-384.
        const auto form = canonical_n_quads(n_quads(text_of(entry.path())));
        ++cases;
        if (number == "test074") {
            EXPECT_FALSE(form);
            continue;
        }
        ASSERT_TRUE(form) << number << ": " << form.error().message;
        EXPECT_EQ(*form, text_of(entry.path().parent_path() / (number + "-rdfc10.nq"))) << number;
    }
    EXPECT_GE(cases, 60);
}

}  // namespace
}  // namespace belvedere::linked
