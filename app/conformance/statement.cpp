// SPDX-License-Identifier: Apache-2.0
#include "app/conformance/statement.hpp"

#include <algorithm>
#include <utility>

#include <nlohmann/json.hpp>

#include "app/conformance/limits.hpp"
#include "engine/core/file.hpp"

namespace belvedere::conformance {
namespace {

using Json = nlohmann::json;

Result<Json> read_json(const std::filesystem::path& path) {
    const auto bytes = read_file(path, kStatementBytesMax);
    if (!bytes) return fail(bytes.error());
    Json json = Json::parse(as_text(*bytes), nullptr, false);
    if (json.is_discarded()) return fail(ErrorKind::kBadData, path.string() + ": not JSON");
    return json;
}

std::string text_of(const Json& json, const char* key) {
    return json.value(key, std::string());
}

// What a row rests on is said by the one member it has of these.
Result<Row> row_of(const Json& json) {
    Row row{.id = text_of(json, "id"), .title = text_of(json, "title")};
    row.clauses = text_of(json, "clauses");
    row.text = text_of(json, "note");
    row.protocol = text_of(json, "protocol");
    if (row.id.empty() || row.title.empty()) {
        return fail(ErrorKind::kBadData, "a row without id or title");
    }
    if (json.contains("checks")) {
        row.basis = Basis::kChecks;
        row.checks = json["checks"].get<std::vector<std::string>>();
    } else if (json.contains("not_applicable")) {
        row.basis = Basis::kNotApplicable;
        row.text = text_of(json, "not_applicable");
    } else if (json.contains("gap")) {
        row.basis = Basis::kGap;
        row.text = text_of(json, "gap");
    } else {
        row.basis = Basis::kProtocol;
    }
    const bool has_basis = row.basis == Basis::kChecks     ? !row.checks.empty()
                           : row.basis == Basis::kProtocol ? !row.protocol.empty()
                                                           : !row.text.empty();
    if (!has_basis) return fail(ErrorKind::kBadData, row.id + " rests on nothing");
    return row;
}

Result<std::vector<Row>> rows_of(const Json& json) {
    if (json.size() > kRowsMax) return fail(ErrorKind::kLimit, "too many rows");
    std::vector<Row> rows;
    for (const Json& each : json) {
        auto row = row_of(each);
        if (!row) return fail(row.error());
        rows.push_back(std::move(*row));
    }
    return rows;
}

Protocol protocol_of(const Json& json) {
    Protocol protocol{.id = json.at("id").get<std::string>(),
                      .title = json.at("title").get<std::string>(),
                      .people = json.at("people").get<std::string>(),
                      .success = json.at("success").get<std::string>(),
                      .steps = json.at("steps").get<std::vector<std::string>>()};
    if (!json.contains("signed")) return protocol;
    const Json& done = json["signed"];
    protocol.signed_by = done.at("by").get<std::string>();
    protocol.signed_on = done.at("on").get<std::string>();
    protocol.is_met = done.at("is_met").get<bool>();
    return protocol;
}

Result<void> fill_clauses(const Json& json, Statement& statement) {
    statement.standard = json.at("standard").get<std::string>();
    statement.remark = text_of(json, "remark");
    for (const Json& chapter : json.at("chapters")) {
        auto rows = rows_of(chapter.at("rows"));
        if (!rows) return fail(rows.error());
        statement.clauses.push_back({chapter.at("title").get<std::string>(), std::move(*rows)});
    }
    return {};
}

Result<void> fill_requirements(const Json& json, Statement& statement) {
    auto rows = rows_of(json.at("rows"));
    if (!rows) return fail(rows.error());
    statement.requirements = {json.at("title").get<std::string>(), std::move(*rows)};
    return {};
}

Result<void> fill_protocols(const Json& json, Statement& statement) {
    for (const Json& each : json.at("protocols"))
        statement.protocols.push_back(protocol_of(each));
    return {};
}

// Each row with a protocol has one that is there.
Result<void> check_protocols(const Statement& statement, const std::vector<Row>& rows) {
    for (const Row& row : rows) {
        if (row.protocol.empty() || find_protocol(statement, row.protocol) != nullptr) continue;
        return fail(ErrorKind::kBadData, row.id + ": no protocol " + row.protocol);
    }
    return {};
}

}  // namespace

Result<Statement> read_statement(const std::filesystem::path& folder) {
    using Fill = Result<void> (*)(const Json&, Statement&);
    constexpr std::pair<const char*, Fill> kFiles[] = {{"clauses.json", fill_clauses},
                                                       {"requirements.json", fill_requirements},
                                                       {"protocols.json", fill_protocols}};
    Statement statement;
    for (const auto& [name, fill] : kFiles) {
        const std::filesystem::path path = folder / name;
        const auto json = read_json(path);
        if (!json) return fail(json.error());
        try {
            if (auto filled = fill(*json, statement); !filled) {
                return fail_in(path.string(), filled.error());
            }
        } catch (const Json::exception& problem) {
            return fail(ErrorKind::kBadData, path.string() + ": " + problem.what());
        }
    }
    for (const Table& chapter : statement.clauses) {
        if (auto checked = check_protocols(statement, chapter.rows); !checked) {
            return fail(checked.error());
        }
    }
    if (auto checked = check_protocols(statement, statement.requirements.rows); !checked) {
        return fail(checked.error());
    }
    return statement;
}

const Protocol* find_protocol(const Statement& statement, const std::string& id) {
    const auto found = std::find_if(statement.protocols.begin(), statement.protocols.end(),
                                    [&](const Protocol& each) { return each.id == id; });
    return found == statement.protocols.end() ? nullptr : &*found;
}

}  // namespace belvedere::conformance
