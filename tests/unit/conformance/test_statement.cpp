// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/conformance/statement.hpp"
#include "app/conformance/test_results.hpp"
#include "tests/support/temporary_folder.hpp"

namespace belvedere::conformance {
namespace {

using belvedere::test::TemporaryFolder;
using testing::HasSubstr;

// A whole statement in a folder; one of its files may be another text.
class StatementFiles : public testing::Test {
  protected:
    StatementFiles() {
        folder.write("clauses.json", R"({"standard": "EN", "chapters": [{"title": "5", "rows": [
            {"id": "5.2", "title": "Activation", "checks": ["app A.B"]},
            {"id": "5.3", "title": "Biometrics", "not_applicable": "there are none"}]}]})");
        folder.write("requirements.json", R"({"title": "Needs", "rows": [
            {"id": "A56", "title": "Real users", "protocol": "P1"}]})");
        folder.write("protocols.json", R"({"protocols": [{"id": "P1", "title": "A walk",
            "people": "Two.", "success": "They arrive.", "steps": ["Go."]}]})");
    }
    std::string problem() const {
        const auto read = read_statement(folder.path());
        return read ? std::string() : read.error().message;
    }
    TemporaryFolder folder;
};

TEST_F(StatementFiles, AreRead) {
    const auto read = read_statement(folder.path());
    ASSERT_TRUE(read) << read.error().message;
    ASSERT_EQ(read->clauses.size(), 1U);
    EXPECT_EQ(read->clauses[0].rows[0].basis, Basis::kChecks);
    EXPECT_EQ(read->clauses[0].rows[1].text, "there are none");
    EXPECT_EQ(read->requirements.rows[0].protocol, "P1");
    EXPECT_EQ(find_protocol(*read, "P1")->title, "A walk");
    EXPECT_EQ(find_protocol(*read, "P2"), nullptr);
}

TEST_F(StatementFiles, AClaimRestsOnSomething) {
    for (const char* row :
         {R"({"id": "1", "title": "t"})", R"({"id": "1", "title": "t", "checks": []})",
          R"({"id": "1", "title": "t", "gap": ""})"}) {
        folder.write("requirements.json",
                     std::string(R"({"title": "Needs", "rows": [)") + row + "]}");
        EXPECT_THAT(problem(), HasSubstr("1 rests on nothing")) << row;
    }
    folder.write("requirements.json",
                 R"({"title": "Needs", "rows": [{"id": "1", "title": "t", "protocol": "P9"}]})");
    EXPECT_THAT(problem(), HasSubstr("no protocol P9"));
}

TEST_F(StatementFiles, BrokenOnesAreNamed) {
    folder.write("protocols.json", R"({"protocols": [{"id": "P1"}]})");
    EXPECT_THAT(problem(), HasSubstr("protocols.json"));
    folder.write("protocols.json", "{");
    EXPECT_THAT(problem(), HasSubstr("not JSON"));
    folder.write("clauses.json", R"({"standard": 3})");
    EXPECT_THAT(problem(), HasSubstr("clauses.json"));
    EXPECT_EQ(read_statement(folder.path() / "none").error().kind, ErrorKind::kNotFound);
}

TEST(ShippedStatement, IsWhole) {
    const auto read = read_statement(BELVEDERE_STATEMENT);
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->requirements.rows.size(), 56U);
    EXPECT_GE(read->clauses.size(), 6U);
}

TEST(TestResults, AreRead) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "results.json";
    folder.write("results.json", R"({"made": "now", "commit": "c", "tools": {"orca": "43"},
                                     "results": {"app A.B": "failed", "app": "skipped"}})");
    const auto read = read_results(path);
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->of("app A.B"), Outcome::kFailed);
    EXPECT_EQ(read->of("app"), Outcome::kSkipped);
    EXPECT_EQ(read->of("app A.C"), Outcome::kNotRun);
    EXPECT_THAT(read->tools, testing::ElementsAre("orca 43"));
    for (const char* wrong :
         {"{", "[]", R"({"made": "now"})",
          R"({"made": "", "commit": "", "tools": {}, "results": {"a": "ok"}})"}) {
        folder.write("results.json", wrong);
        EXPECT_EQ(read_results(path).error().kind, ErrorKind::kBadData) << wrong;
    }
}

}  // namespace
}  // namespace belvedere::conformance
