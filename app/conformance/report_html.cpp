// SPDX-License-Identifier: Apache-2.0
#include <initializer_list>
#include <string>
#include <string_view>

#include "app/conformance/report.hpp"

namespace belvedere::conformance {
namespace {

// No colour is set: the reader's own holds, in light and dark.
constexpr std::string_view kStyle =
    "body{font-family:sans-serif;line-height:1.5;max-width:75rem;margin:auto;padding:0 1rem}"
    "table{border-collapse:collapse;margin-bottom:2rem;width:100%}"
    "caption{text-align:start;font-weight:bold;padding-bottom:.5rem}"
    "th,td{border:1px solid;padding:.3rem .6rem;text-align:start;vertical-align:top}"
    "ul{margin:0;padding-inline-start:1.2rem}";

std::string escaped(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        if (c == '&') {
            out += "&amp;";
        } else if (c == '<') {
            out += "&lt;";
        } else if (c == '>') {
            out += "&gt;";
        } else if (c == '"') {
            out += "&quot;";
        } else {
            out += c;
        }
    }
    return out;
}

std::string element(std::string_view name, std::string_view text) {
    std::string out = "<";
    out.append(name).append(">").append(escaped(text));
    // Of `th scope="col"` only the name closes it.
    return out.append("</").append(name.substr(0, name.find(' '))).append(">");
}

std::string table_head(std::string_view caption, std::initializer_list<std::string_view> columns) {
    std::string out = "<table>" + element("caption", caption) + "\n<thead><tr>";
    for (const std::string_view column : columns)
        out += element("th scope=\"col\"", column);
    return out + "</tr></thead>\n<tbody>\n";
}

std::string proof_of(const Row& row, const Report& report) {
    std::string out;
    if (!row.checks.empty()) {
        out += "<ul>";
        constexpr std::string_view kOutcomes[] = {"passed", "failed", "skipped", "not run"};
        for (const std::string& check : row.checks) {
            const auto outcome = static_cast<std::size_t>(report.results.of(check));
            out += element("li", check + ": " + std::string(kOutcomes[outcome]));
        }
        out += "</ul>";
    }
    if (!row.protocol.empty()) {
        out += "<a href=\"#" + escaped(row.protocol) + "\">" + escaped(row.protocol) + "</a> ";
    }
    return out + escaped(row.text);
}

std::string table_rows(const Table& table, const Report& report, std::string_view caption) {
    std::string out = table_head(caption, {"Number", "What is asked", "From", "Result", "Because",
                                           "Checks, protocol or reason"});
    for (const Row& row : table.rows) {
        const Judgement judged = judge(row, report.statement, report.results);
        out += "<tr>" + element("th scope=\"row\"", row.id) + element("td", row.title) +
               element("td", row.clauses) + element("td", name_of(judged.verdict)) +
               element("td", judged.because) + "<td>" + proof_of(row, report) + "</td></tr>\n";
    }
    return out + "</tbody></table>\n";
}

std::string counts_table(const Report& report) {
    std::string out = table_head("How many rows came out how",
                                 {"Result", "Clauses and criteria", "Requirements"});
    const VerdictCounts clauses = counts_of_clauses(report);
    const VerdictCounts requirements = counts_of_requirements(report);
    for (std::size_t i = 0; i < kVerdicts; ++i) {
        out += "<tr>" + element("th scope=\"row\"", name_of(static_cast<Verdict>(i))) +
               element("td", std::to_string(clauses[i])) +
               element("td", std::to_string(requirements[i])) + "</tr>\n";
    }
    return out + "</tbody></table>\n";
}

std::string tested_with(const TestResults& results) {
    if (results.outcomes.empty()) {
        return element("p", "No test results were given: what rests on tests is not run.");
    }
    std::string out = element("p", "Tested " + results.made + ", commit " + results.commit +
                                       ", with these tools:") +
                      "\n<ul>";
    for (const std::string& tool : results.tools)
        out += element("li", tool);
    return out + "</ul>\n";
}

std::string protocol_section(const Protocol& protocol) {
    std::string out = "<h3 id=\"" + escaped(protocol.id) + "\">" +
                      escaped(protocol.id + ": " + protocol.title) + "</h3>\n";
    out += element("p", "Who: " + protocol.people) + "\n<ol>";
    for (const std::string& step : protocol.steps)
        out += element("li", step);
    out += "</ol>\n" + element("p", "Met when: " + protocol.success);
    const std::string outcome = protocol.is_met ? "met" : "not met";
    return out + "\n" +
           element("p", protocol.signed_by.empty()
                            ? "Not done."
                            : "Signed by " + protocol.signed_by + " on " + protocol.signed_on +
                                  ": " + outcome + ".") +
           "\n";
}

}  // namespace

std::string to_html(const Report& report) {
    const std::string title = "Accessibility conformance of " + report.program;
    std::string out =
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"color-scheme\" content=\"light dark\">\n";
    out +=
        element("title", title) + "\n" + element("style", kStyle) + "\n</head>\n<body>\n<main>\n";
    out += element("h1", title) + "\n" + element("p", report.statement.standard) + "\n" +
           element("p", report.statement.remark) + "\n" + tested_with(report.results) +
           counts_table(report);
    for (const Table& chapter : report.statement.clauses) {
        out += element("h2", chapter.title) + "\n" +
               table_rows(chapter, report, "Rows of: " + chapter.title);
    }
    const Table& requirements = report.statement.requirements;
    out += element("h2", requirements.title) + "\n" +
           table_rows(requirements, report, "Rows of: " + requirements.title);
    out += element("h2", "What only people can check") + "\n";
    for (const Protocol& protocol : report.statement.protocols)
        out += protocol_section(protocol);
    return out + "</main>\n</body>\n</html>\n";
}

}  // namespace belvedere::conformance
