// SPDX-License-Identifier: Apache-2.0
// TestResults: how the tests of one build came out, as tools/test writes it down.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "engine/core/result.hpp"

namespace belvedere::conformance {

enum class Outcome { kPassed, kFailed, kSkipped, kNotRun };

// Plain data. Empty: nothing was run.
struct TestResults {
    std::string made;    // When, ISO 8601.
    std::string commit;  // Of what.
    // "orca 43.1-1": what the tests were run with.
    std::vector<std::string> tools;
    std::map<std::string, Outcome> outcomes;  // By "TEST" and "TEST CASE".

    [[nodiscard]] Outcome of(const std::string& check) const;
};

// A JSON file {"made", "commit", "tools" {name: version}, "results" {"TEST CASE": "passed" |
// "failed" | "skipped"}}. kNotFound, kBadData or kLimit. Blocks; any thread.
[[nodiscard]] Result<TestResults> read_results(const std::filesystem::path& path);

}  // namespace belvedere::conformance
