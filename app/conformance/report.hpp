// SPDX-License-Identifier: Apache-2.0
// The conformance report: a statement judged by test results. Pure functions over plain data; any
// thread. The report is in English, as the standards it quotes.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "app/conformance/statement.hpp"
#include "app/conformance/test_results.hpp"

namespace belvedere::conformance {

enum class Verdict {
    kPassed,         // Every check passed, or a person signed that it is met.
    kFailed,         // A check failed, something is missing, or a person signed that it is not met.
    kNotRun,         // A check has no result, or was skipped.
    kNotApplicable,  // With its reason.
    kNotTestable,    // By a machine; the person's check is not done.
};
inline constexpr std::size_t kVerdicts = 5;
// "passed", "failed", "not run", "not applicable", "not testable by machine".
[[nodiscard]] std::string_view name_of(Verdict verdict);

struct Judgement {
    Verdict verdict = Verdict::kNotRun;
    std::string because;  // "3 checks passed", "failed: app PanelTest.X", "P2 is not done".
};
[[nodiscard]] Judgement judge(const Row& row, const Statement& statement,
                              const TestResults& results);

struct Report {
    std::string program;  // "belvedere 0.1.0".
    Statement statement;
    TestResults results;
};

using VerdictCounts = std::array<std::size_t, kVerdicts>;
// Of all clauses, and of all requirements.
[[nodiscard]] VerdictCounts counts_of_clauses(const Report& report);
[[nodiscard]] VerdictCounts counts_of_requirements(const Report& report);

// For a terminal: the counts, then each row that is neither passed nor not applicable.
[[nodiscard]] std::string to_text(const Report& report);
// One JSON document: {program, standard, tested {made, commit, tools}, clauses [{chapter, id,
// title, level, verdict, because, checks {name: outcome}, protocol}], requirements [the same],
// protocols [{id, title, done}]}.
[[nodiscard]] std::string to_json(const Report& report);
// One document for people: its language is named, headings go down one level at a time, each table
// has a caption and header cells with their scope (EN 301 549, clause 10).
[[nodiscard]] std::string to_html(const Report& report);

}  // namespace belvedere::conformance
