// SPDX-License-Identifier: Apache-2.0
#include "app/conformance/report.hpp"

#include <algorithm>
#include <vector>

#include <nlohmann/json.hpp>

namespace belvedere::conformance {
namespace {

using OrderedJson = nlohmann::ordered_json;

constexpr std::array<std::string_view, kVerdicts> kVerdictNames = {
    "passed", "failed", "not run", "not applicable", "not testable by machine"};
constexpr std::array<std::string_view, 4> kOutcomeNames = {"passed", "failed", "skipped",
                                                           "not run"};

std::string counted(std::size_t count, const char* one, const char* more) {
    return std::to_string(count) + " " + (count == 1 ? one : more);
}

Judgement judge_protocol(const Protocol& protocol) {
    if (protocol.signed_by.empty()) {
        return {Verdict::kNotTestable, protocol.id + " is not done"};
    }
    return {protocol.is_met ? Verdict::kPassed : Verdict::kFailed,
            protocol.id + " by " + protocol.signed_by + " on " + protocol.signed_on};
}

// The first check that came out so; empty: none did.
std::string first_that(const Row& row, const TestResults& results, Outcome outcome) {
    const auto found =
        std::find_if(row.checks.begin(), row.checks.end(),
                     [&](const std::string& check) { return results.of(check) == outcome; });
    return found == row.checks.end() ? std::string() : *found;
}

Judgement judge_checks(const Row& row, const TestResults& results) {
    const std::string failed = first_that(row, results, Outcome::kFailed);
    if (!failed.empty()) return {Verdict::kFailed, "failed: " + failed};
    const std::string skipped = first_that(row, results, Outcome::kSkipped);
    if (!skipped.empty()) return {Verdict::kNotRun, "skipped: " + skipped};
    const std::string missing = first_that(row, results, Outcome::kNotRun);
    if (!missing.empty()) return {Verdict::kNotRun, "not run: " + missing};
    return {Verdict::kPassed, counted(row.checks.size(), "check passed", "checks passed")};
}

void count_rows(const std::vector<Row>& rows, const Report& report, VerdictCounts& counts) {
    for (const Row& row : rows)
        ++counts[static_cast<std::size_t>(judge(row, report.statement, report.results).verdict)];
}

std::string count_line(const char* what, const VerdictCounts& counts) {
    std::string line = what;
    for (std::size_t i = 0; i < kVerdicts; ++i) {
        line += (i == 0 ? ": " : ", ") + std::to_string(counts[i]) + " ";
        line += kVerdictNames[i];
    }
    return line + "\n";
}

std::string open_lines(const std::vector<Row>& rows, const Report& report) {
    std::string lines;
    for (const Row& row : rows) {
        const Judgement judged = judge(row, report.statement, report.results);
        if (judged.verdict == Verdict::kPassed || judged.verdict == Verdict::kNotApplicable) {
            continue;
        }
        lines += row.id + "  " + row.title + ": " + std::string(name_of(judged.verdict)) + " (" +
                 judged.because + ")\n";
    }
    return lines;
}

OrderedJson json_of(const Row& row, const Report& report) {
    const Judgement judged = judge(row, report.statement, report.results);
    OrderedJson json = {{"id", row.id},
                        {"title", row.title},
                        {"clauses", row.clauses},
                        {"verdict", name_of(judged.verdict)},
                        {"because", judged.because},
                        {"remark", row.text},
                        {"checks", OrderedJson::object()},
                        {"protocol", row.protocol}};
    for (const std::string& check : row.checks) {
        json["checks"][check] = kOutcomeNames[static_cast<std::size_t>(report.results.of(check))];
    }
    return json;
}

}  // namespace

std::string_view name_of(Verdict verdict) {
    return kVerdictNames[static_cast<std::size_t>(verdict)];
}

Judgement judge(const Row& row, const Statement& statement, const TestResults& results) {
    switch (row.basis) {
        case Basis::kChecks:
            break;
        case Basis::kNotApplicable:
            return {Verdict::kNotApplicable, row.text};
        case Basis::kGap:
            return {Verdict::kFailed, row.text};
        case Basis::kProtocol: {
            const Protocol* protocol = find_protocol(statement, row.protocol);
            if (protocol != nullptr) return judge_protocol(*protocol);
            return {Verdict::kNotTestable, row.protocol + " is not described"};
        }
    }
    return judge_checks(row, results);
}

VerdictCounts counts_of_clauses(const Report& report) {
    VerdictCounts counts{};
    for (const Table& chapter : report.statement.clauses)
        count_rows(chapter.rows, report, counts);
    return counts;
}

VerdictCounts counts_of_requirements(const Report& report) {
    VerdictCounts counts{};
    count_rows(report.statement.requirements.rows, report, counts);
    return counts;
}

std::string to_text(const Report& report) {
    std::string text = report.program + ", " + report.statement.standard + "\n";
    text += report.results.outcomes.empty()
                ? "no test results were given (--results FILE)\n"
                : "tested " + report.results.made + ", commit " + report.results.commit + "\n";
    text += count_line("clauses", counts_of_clauses(report));
    text += count_line("requirements", counts_of_requirements(report));
    for (const Table& chapter : report.statement.clauses) {
        const std::string lines = open_lines(chapter.rows, report);
        if (!lines.empty()) text += "\n" + chapter.title + "\n" + lines;
    }
    const Table& requirements = report.statement.requirements;
    const std::string lines = open_lines(requirements.rows, report);
    return lines.empty() ? text : text + "\n" + requirements.title + "\n" + lines;
}

std::string to_json(const Report& report) {
    OrderedJson json = {{"program", report.program},
                        {"standard", report.statement.standard},
                        {"tested",
                         {{"made", report.results.made},
                          {"commit", report.results.commit},
                          {"tools", report.results.tools}}},
                        {"clauses", OrderedJson::array()},
                        {"requirements", OrderedJson::array()},
                        {"protocols", OrderedJson::array()}};
    for (const Table& chapter : report.statement.clauses) {
        for (const Row& row : chapter.rows) {
            OrderedJson each = {{"chapter", chapter.title}};
            each.update(json_of(row, report));
            json["clauses"].push_back(std::move(each));
        }
    }
    for (const Row& row : report.statement.requirements.rows)
        json["requirements"].push_back(json_of(row, report));
    for (const Protocol& protocol : report.statement.protocols) {
        json["protocols"].push_back({{"id", protocol.id},
                                     {"title", protocol.title},
                                     {"done", !protocol.signed_by.empty()}});
    }
    return json.dump(2, ' ', false, OrderedJson::error_handler_t::replace) + "\n";
}

}  // namespace belvedere::conformance
