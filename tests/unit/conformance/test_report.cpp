// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "app/conformance/report.hpp"

namespace belvedere::conformance {
namespace {

using testing::HasSubstr;
using testing::Not;

Row row_with(Basis basis) {
    Row row;
    row.id = "11.5.2.5";
    row.title = "Object information";
    row.basis = basis;
    row.text = "a reason";
    return row;
}

Row row_checked_by(std::vector<std::string> checks) {
    Row row = row_with(Basis::kChecks);
    row.checks = std::move(checks);
    return row;
}

TestResults results() {
    TestResults results;
    results.made = "2026-06-21T12:00:00Z";
    results.commit = "abc";
    results.tools = {"orca 43.1-1"};
    results.outcomes = {{"app A.Passes", Outcome::kPassed},
                        {"app A.Fails", Outcome::kFailed},
                        {"app A.Skips", Outcome::kSkipped},
                        {"e2e_orca", Outcome::kPassed}};
    return results;
}

TEST(Judge, TakesTheWorstOfItsChecks) {
    const auto verdict = [](std::vector<std::string> checks) {
        return judge(row_checked_by(std::move(checks)), {}, results()).verdict;
    };
    EXPECT_EQ(verdict({"app A.Passes", "e2e_orca"}), Verdict::kPassed);
    EXPECT_EQ(verdict({"app A.Passes", "app A.Skips"}), Verdict::kNotRun) << "a skip is no pass";
    EXPECT_EQ(verdict({"app A.Passes", "app A.Unknown"}), Verdict::kNotRun);
    EXPECT_EQ(verdict({"app A.Unknown", "app A.Fails"}), Verdict::kFailed);
    EXPECT_EQ(judge(row_checked_by({"app A.Passes"}), {}, {}).verdict, Verdict::kNotRun)
        << "without results nothing is passed";
    EXPECT_EQ(judge(row_checked_by({"app A.Fails"}), {}, results()).because, "failed: app A.Fails");
}

TEST(Judge, SaysWhyWithoutATest) {
    EXPECT_EQ(judge(row_with(Basis::kNotApplicable), {}, results()).verdict,
              Verdict::kNotApplicable);
    EXPECT_EQ(judge(row_with(Basis::kGap), {}, results()).verdict, Verdict::kFailed);
    EXPECT_EQ(judge(row_with(Basis::kGap), {}, results()).because, "a reason");
}

TEST(Judge, AProtocolIsDoneWhenSomebodySignsForIt) {
    Row row = row_with(Basis::kProtocol);
    row.protocol = "P1";
    Statement statement;
    statement.protocols = {{.id = "P1", .title = "A walk"}};
    EXPECT_EQ(judge(row, statement, results()).verdict, Verdict::kNotTestable);
    EXPECT_EQ(judge(row, statement, results()).because, "P1 is not done");
    statement.protocols[0].signed_by = "A. Person";
    statement.protocols[0].signed_on = "2026-07-01";
    EXPECT_EQ(judge(row, statement, results()).verdict, Verdict::kFailed);
    statement.protocols[0].is_met = true;
    EXPECT_EQ(judge(row, statement, results()).verdict, Verdict::kPassed);
}

Report sample_report() {
    Report report{"belvedere 0.1.0", {}, results()};
    report.statement.standard = "EN 301 549";
    Row wrong = row_checked_by({"app A.Fails"});
    wrong.id = "11.1.1.1.1";
    wrong.title = "Non-text <content> & \"alt\"";
    report.statement.clauses = {{"11 Software", {row_checked_by({"app A.Passes"}), wrong}}};
    report.statement.requirements = {"Needs", {row_with(Basis::kNotApplicable)}};
    report.statement.protocols = {{.id = "P1", .title = "A walk", .steps = {"Go."}}};
    return report;
}

TEST(Report, CountsAndListsWhatIsOpen) {
    const std::string text = to_text(sample_report());
    EXPECT_THAT(text, HasSubstr("clauses: 1 passed, 1 failed, 0 not run"));
    EXPECT_THAT(text, HasSubstr("requirements: 0 passed, 0 failed, 0 not run, 1 not applicable"));
    EXPECT_THAT(text, HasSubstr("11.1.1.1.1"));
    EXPECT_THAT(text, Not(HasSubstr("11.5.2.5"))) << "what is passed is not listed";
    Report untested = sample_report();
    untested.results = {};
    EXPECT_THAT(to_text(untested), HasSubstr("no test results were given"));
}

TEST(Report, IsJsonWithEachCheck) {
    const auto json = nlohmann::json::parse(to_json(sample_report()));
    EXPECT_EQ(json["program"], "belvedere 0.1.0");
    EXPECT_EQ(json["tested"]["commit"], "abc");
    ASSERT_EQ(json["clauses"].size(), 2U);
    EXPECT_EQ(json["clauses"][0]["chapter"], "11 Software");
    EXPECT_EQ(json["clauses"][0]["verdict"], "passed");
    EXPECT_EQ(json["clauses"][1]["checks"]["app A.Fails"], "failed");
    EXPECT_EQ(json["requirements"][0]["verdict"], "not applicable");
    EXPECT_EQ(json["protocols"][0]["done"], false);
}

TEST(Report, HtmlEscapesWhatItShows) {
    const std::string html = to_html(sample_report());
    EXPECT_THAT(html, HasSubstr("Non-text &lt;content&gt; &amp; &quot;alt&quot;"));
    EXPECT_THAT(html, HasSubstr("<html lang=\"en\">"));
    EXPECT_THAT(html, HasSubstr("<th scope=\"row\">11.5.2.5</th>"));
    EXPECT_THAT(html, HasSubstr("Not done."));
}

}  // namespace
}  // namespace belvedere::conformance
