// SPDX-License-Identifier: Apache-2.0
// Statement: what is claimed of which clause, and what the claim rests on. It is data, not code
// (assets/accessibility/*.json), so that a reviewer can read and a test can check it: each claim
// names the tests that prove it, the reason why it does not apply, or the protocol by which a
// person has to check it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/core/result.hpp"

namespace belvedere::conformance {

// What a row rests on.
enum class Basis {
    kChecks,         // Tests; `checks` names them.
    kProtocol,       // A person; `protocol` names what that person does.
    kNotApplicable,  // `text` says why.
    kGap,            // It does not hold; `text` says what is missing.
};

struct Row {
    std::string id;       // "11.5.2.5", "2.5.8", "A01".
    std::string title;    // Of the clause or criterion; of a requirement, what a person needs.
    std::string clauses;  // Of a requirement: where it comes from; else the level, or empty.
    Basis basis = Basis::kGap;
    // "TEST" or "TEST CASE" as ctest and its programs call them: "app
    // PanelTest.MenusAreWorkedByKeys", "e2e_orca Orca.test_menus_are_read", "check_translations".
    std::vector<std::string> checks;
    std::string protocol;  // Beside checks: what a person has to look at as well.
    std::string text;      // The reason, what is missing, or a remark.
};

struct Table {
    std::string title;
    std::vector<Row> rows;
};

// How a person checks what no machine can.
struct Protocol {
    std::string id, title, people, success;
    std::vector<std::string> steps;
    // Empty until somebody has done it and signs for it.
    std::string signed_by, signed_on;
    bool is_met = false;  // Of a signed one.
};

// Plain data.
struct Statement {
    std::string standard;  // "EN 301 549 V3.2.1 (2021-03)".
    std::string remark;
    std::vector<Table> clauses;  // A chapter each.
    Table requirements;          // A01 ... A56.
    std::vector<Protocol> protocols;
};

// clauses.json, requirements.json and protocols.json of the folder. kNotFound, kBadData (names the
// file and the row) or kLimit. Blocks; any thread.
[[nodiscard]] Result<Statement> read_statement(const std::filesystem::path& folder);

// The one with this id, or null.
[[nodiscard]] const Protocol* find_protocol(const Statement& statement, const std::string& id);

}  // namespace belvedere::conformance
