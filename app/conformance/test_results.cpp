// SPDX-License-Identifier: Apache-2.0
#include "app/conformance/test_results.hpp"

#include <nlohmann/json.hpp>

#include "app/conformance/limits.hpp"
#include "engine/core/file.hpp"

namespace belvedere::conformance {
namespace {

using Json = nlohmann::json;

Result<Outcome> outcome_named(const std::string& name) {
    if (name == "passed") return Outcome::kPassed;
    if (name == "failed") return Outcome::kFailed;
    if (name == "skipped") return Outcome::kSkipped;
    return fail(ErrorKind::kBadData, "no outcome is called " + name);
}

Result<TestResults> results_of(const Json& json) {
    TestResults results;
    results.made = json.at("made").get<std::string>();
    results.commit = json.at("commit").get<std::string>();
    for (const auto& [name, version] : json.at("tools").items())
        results.tools.push_back(name + " " + version.get<std::string>());
    const Json& outcomes = json.at("results");
    if (outcomes.size() > kResultsMax) return fail(ErrorKind::kLimit, "too many results");
    for (const auto& [check, name] : outcomes.items()) {
        const auto outcome = outcome_named(name.get<std::string>());
        if (!outcome) return fail(outcome.error());
        results.outcomes.emplace(check, *outcome);
    }
    return results;
}

}  // namespace

Outcome TestResults::of(const std::string& check) const {
    const auto found = outcomes.find(check);
    return found == outcomes.end() ? Outcome::kNotRun : found->second;
}

Result<TestResults> read_results(const std::filesystem::path& path) {
    const auto bytes = read_file(path, kResultsBytesMax);
    if (!bytes) return fail(bytes.error());
    try {
        auto results = results_of(Json::parse(as_text(*bytes)));
        if (!results) return fail_in(path.string(), results.error());
        return results;
    } catch (const Json::exception& problem) {
        return fail(ErrorKind::kBadData, path.string() + ": " + problem.what());
    }
}

}  // namespace belvedere::conformance
